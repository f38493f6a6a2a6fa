"""Lists that are taken in from files: for administrators who keep more than one commune."""

from sites.route import SIGN_IN, Route

ADMIN = ("quan-tri",)
TAKERS = ("mot-cua", "van-thu", "cchc", "xa-mot", "xa-hai")
"""Who takes feedback, and so takes lists of it in."""
ROUTES = (
    Route("taking-in-kinds", open_to=ADMIN, visitor=SIGN_IN),
    *(
        Route("taking-in", f"word={word}", open_to=ADMIN, visitor=SIGN_IN)
        for word in ("sap-xep", "don-vi", "vi-tri", "thu-tuc")
    ),
    Route("taking-in", "word=khong-co", open_to=(*ADMIN, *TAKERS), ok=404, visitor=SIGN_IN),
    Route("taking-in-marked", "word=sap-xep", open_to=ADMIN, ok=404, visitor=SIGN_IN),
)
