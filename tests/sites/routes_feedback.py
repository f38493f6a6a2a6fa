"""The public's feedback in the matrix: anybody reads, sends, and follows with number and secret."""

from sites.route import DISTRICT, SIGN_IN, Route

DEALING = ("mot-cua", "chuyen-vien", "lanh-dao", "van-thu", "cchc", "xa-mot", "xa-hai")
"""Who takes feedback or answers it."""

TAKING = ("mot-cua", "van-thu", "cchc", "xa-mot", "xa-hai")
SEEING = (*DISTRICT, "xa-mot", "xa-hai")

ROUTES = (
    Route("feedback-public"),
    Route("feedback-public", "?tim=muon&don-vi=khong&ket-qua=khong&tu=x&den=x", ok=400, visitor=400),
    Route("feedback-send"),
    Route("feedback-sent", ok=302, visitor=302),
    Route("feedback-follow"),
    Route("feedback-file", "case=999999 place=1", open_to=DEALING, ok=404, visitor=SIGN_IN),
    Route("feedback-answer", "case=999999", ok=404, visitor=404),
    Route("feedback-calls", open_to=TAKING, visitor=SIGN_IN),
    Route("feedback-call", "call=999999", open_to=TAKING, ok=404, visitor=SIGN_IN),
    Route("feedback-call-keep", "call=999999", ok=405, visitor=405),
    Route("feedback-called", "case=999999", open_to=TAKING, ok=302, visitor=SIGN_IN),
    Route("feedback-join", "fresh", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-unjoin", "fresh", open_to=("mot-cua", "van-thu", "cchc"), ok=302, visitor=SIGN_IN),
    Route("feedback-figures", open_to=SEEING, visitor=SIGN_IN),
)
