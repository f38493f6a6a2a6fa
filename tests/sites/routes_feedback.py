"""The public's feedback in the matrix: anybody reads, sends, and follows with number and secret."""

from sites.route import SIGN_IN, Route

DEALING = ("mot-cua", "chuyen-vien", "lanh-dao", "van-thu", "cchc", "xa-mot", "xa-hai")
"""Who takes feedback or answers it."""

ROUTES = (
    Route("feedback-public"),
    Route("feedback-public", "?tim=muon&don-vi=khong&ket-qua=khong&tu=x&den=x", ok=400, visitor=400),
    Route("feedback-send"),
    Route("feedback-sent", ok=302, visitor=302),
    Route("feedback-follow"),
    Route("feedback-file", "case=999999 place=1", open_to=DEALING, ok=404, visitor=SIGN_IN),
    Route("feedback-answer", "case=999999", ok=404, visitor=404),
)
