"""Personal data, in the matrix: who takes in or decides at the office that received a dossier."""

from sites.route import SIGN_IN, Route

OFFICE, COMMUNE = ("mot-cua", "lanh-dao"), ("lanh-dao", "xa-mot")

ROUTES = (
    Route("privacy", open_to=("mot-cua", "lanh-dao", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("dossier-privacy", "late", open_to=OFFICE, visitor=SIGN_IN),
    Route("dossier-privacy", "in_commune", open_to=COMMUNE, visitor=SIGN_IN),
    Route("dossier-copy", "late", open_to=OFFICE, visitor=SIGN_IN),
    Route("dossier-copy", "in_commune", open_to=COMMUNE, visitor=SIGN_IN),
    Route("dossier-copy-data", "late", open_to=OFFICE, visitor=SIGN_IN),
    Route("dossier-copy-data", "in_commune", open_to=COMMUNE, visitor=SIGN_IN),
)
