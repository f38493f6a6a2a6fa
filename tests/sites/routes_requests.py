"""What applicants ask, in the matrix: the public's page is for whoever holds a slip; answers are for the office."""

from sites.route import DISTRICT, REACHING_DOWN, SIGN_IN, Route

ROUTES = (
    Route("mine"),
    Route("requests", open_to=("mot-cua", "chuyen-vien", "lanh-dao", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("dossier-requests", "late", open_to=DISTRICT, visitor=SIGN_IN),
    Route("dossier-requests", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
)
