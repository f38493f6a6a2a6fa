"""Accounts of citizens and businesses, in the matrix: open to visitors where they begin, closed to every post."""

from sites.route import SIGN_IN, VISITOR, Route

ROUTES = (
    Route("applicant-sign-in", open_to=(VISITOR,)),
    Route("applicant-register", open_to=(VISITOR,)),
    Route("applicant-verify", open_to=(), visitor=302),
    Route("applicant-forgot", open_to=(VISITOR,)),
    Route("applicant-new-password", open_to=(), visitor=302),
    Route("applicant", open_to=(), visitor=SIGN_IN),
    Route("applicant-dossiers", open_to=(), visitor=SIGN_IN),
    Route("applicant-dossier", "late", open_to=(), visitor=SIGN_IN),
    Route("applicant-declaration", "late", open_to=(), visitor=SIGN_IN),
    Route("applicant-address", open_to=(), visitor=SIGN_IN),
    Route("applicant-address-verify", open_to=(), visitor=SIGN_IN),
    Route("applicant-close", open_to=(), visitor=SIGN_IN),
    Route("applicant-closed"),
    Route("applicant-provider", "provider=khong-co", open_to=(), visitor=404),
    Route("applicant-provider-back", "provider=khong-co", open_to=(), visitor=404),
    Route("applicant-sign-out", ok=405),
    Route("collect"),
)
OWN_SIGN_IN = {
    "applicant", "applicant-dossiers", "applicant-dossier", "applicant-declaration", "applicant-address",
    "applicant-address-verify", "applicant-close",
}  # fmt: skip
"""Routes that lead a visitor to the sign-in of applicants, not of the staff."""
