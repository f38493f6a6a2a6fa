"""The counter in the matrix: it is for those who take dossiers in, and what one fills in is nobody else's."""

from sites.route import DISTRICT, SIGN_IN, Route

COUNTERS = ("mot-cua", "xa-mot", "xa-hai")
ROUTES = (
    Route("counter", open_to=COUNTERS, visitor=SIGN_IN),
    Route("counter-find", "?q=khai", open_to=COUNTERS, visitor=SIGN_IN),
    Route("intake", "no-draft", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-keep", "no-draft", ok=405),
    Route("intake-completion", "no-draft", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-refusal", "no-draft", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-answers", "draft=4000000", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-answers-page", "draft=4000000 page=khong-co", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-scans", "draft=4000000 paper=to-khai", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("intake-scan", "draft=4000000 digest=0", open_to=COUNTERS, ok=404, visitor=SIGN_IN),
    Route("dossier-scan", "code=khong-co digest=0", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=404, visitor=SIGN_IN),
    Route("intake-accepted", "late", open_to=("mot-cua",), visitor=SIGN_IN),
    Route("intake-accepted", "in_commune", open_to=("xa-mot",), visitor=SIGN_IN),
)
