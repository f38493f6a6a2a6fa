"""Fees in the matrix: the money of a dossier is for its units, a till for its own office."""

from sites.route import DISTRICT, REACHING_DOWN, SIGN_IN, Route

TILL = ("mot-cua", "lanh-dao", "van-thu", "xa-mot", "xa-hai")
ROUTES = (
    Route("dossier-fees", "late", open_to=DISTRICT, visitor=SIGN_IN),
    Route("dossier-fees", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route(
        "dossier-fee-receipt",
        "code=khong-co number=1",
        open_to=(*DISTRICT, "xa-mot", "xa-hai"),
        ok=404,
        visitor=SIGN_IN,
    ),
    Route(
        "dossier-fee-proof", "code=khong-co number=1", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=404, visitor=SIGN_IN
    ),
    Route("certify", open_to=("mot-cua", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("certify-register", "day=2022-10-10", open_to=("mot-cua", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("till", open_to=TILL, visitor=SIGN_IN),
    Route("till-day", "day=2022-10-10", open_to=TILL, visitor=SIGN_IN),
    Route("till-day", "day=khong-phai-ngay", open_to=TILL, ok=404, visitor=SIGN_IN),
    Route("till-day-sheet", "day=2022-10-10", open_to=TILL, visitor=SIGN_IN),
    Route("fee-keeping", open_to=("mot-cua", "van-thu", "quan-tri", "xa-mot", "xa-hai"), visitor=SIGN_IN),
)
