"""Results and number books in the matrix: drafting, signing, issuing and collecting are each for their own posts."""

from sites.route import DISTRICT, REACHING_DOWN, SIGN_IN, Route

SIGNERS, CLERKS = ("lanh-dao",), ("van-thu",)
DRAFTERS = ("mot-cua", "chuyen-vien", "lanh-dao", "xa-mot", "xa-hai", "quan-tri")
ROUTES = (
    Route("dossier-result", "ready", open_to=DISTRICT, visitor=SIGN_IN),
    Route("dossier-result", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("dossier-result-file", "late", open_to=DISTRICT, ok=404, visitor=SIGN_IN),
    Route("dossier-result-draft", "late", open_to=("mot-cua", "chuyen-vien", "lanh-dao"), visitor=SIGN_IN),
    Route("dossier-hand-over-sheet", "ready", open_to=DISTRICT, visitor=SIGN_IN),
    Route("dossier-hand-over-sheet", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("dossier-hand-over-sheet", "late", open_to=DISTRICT, ok=404, visitor=SIGN_IN),
    Route(
        "dossier-hand-over-signature",
        "code=khong-co number=1",
        open_to=(*DISTRICT, "xa-mot", "xa-hai"),
        ok=404,
        visitor=SIGN_IN,
    ),
    Route("results-to-sign", open_to=SIGNERS, visitor=SIGN_IN),
    Route("results-to-issue", open_to=CLERKS, visitor=SIGN_IN),
    Route("results-to-collect", open_to=("mot-cua", "lanh-dao", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("result-templates", open_to=DRAFTERS, visitor=SIGN_IN),
    Route("result-template-add", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("result-template", "code=khong-co", open_to=("quan-tri",), ok=404, visitor=SIGN_IN),
    Route("number-books", open_to=("van-thu", "quan-tri"), visitor=SIGN_IN),
    Route("number-book", "book=4000000", open_to=("van-thu", "quan-tri"), ok=404, visitor=SIGN_IN),
    Route("result-check"),
    Route("result-check-code", "code=1-1-AAAAA-BBBBB", ok=404, visitor=404),
)
