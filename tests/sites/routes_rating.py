"""Satisfaction in the matrix: anybody rates who holds a slip or a link; a reform officer issues slips."""

from sites.route import SIGN_IN, Route

ROUTES = (
    Route("rating"),
    Route("rating-done"),
    Route("rating-link", "token=no-such-link", ok=404),
    Route("rating-counter", open_to=("mot-cua", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("rated"),
    Route("rated", "?don-vi=12472&dot=SIPAS-2022"),
    Route("rated-csv"),
    Route("slips-issue", open_to=("cchc",), visitor=SIGN_IN),
    Route("slips-comments", open_to=("cchc",), visitor=SIGN_IN),
    Route("slips-entered", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
    Route("slips-withdraw", "1", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
)
