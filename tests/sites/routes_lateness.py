"""Lateness in the matrix: whoever sees dossiers sees those of its own unit; apologies are a leader's."""

from sites.route import DISTRICT, SIGN_IN, Route

ROUTES = (
    Route("dossier-person", "late", open_to=DISTRICT, ok=404, visitor=SIGN_IN),
    Route("notices", open_to=("mot-cua", "lanh-dao", "quan-tri", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("notice-words", "about=ready", open_to=("lanh-dao", "quan-tri"), visitor=SIGN_IN),
    Route("notice-words", "about=khong-co", open_to=("lanh-dao", "quan-tri"), ok=404, visitor=SIGN_IN),
    Route("work-narrow", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("work-stamp", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("dossier-stamp", "late", open_to=DISTRICT, visitor=SIGN_IN),
    Route("lateness", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("lateness-apologies", "?giay=4000000", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=404, visitor=SIGN_IN),
)
