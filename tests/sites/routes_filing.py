"""Filing online in the matrix: anybody begins; what was begun opens to whoever began it, all others are led away."""

from sites.route import SIGN_IN, Route

AWAY = {"ok": 302, "visitor": 302}
ROUTES = (
    Route("filing-resume"),
    Route("filing-resume", "?so=17"),
    Route("filing-start", "code=1.001193"),
    Route("filing-start", "code=khong-co", ok=404, visitor=404),
    Route("filing", "number=4000000", **AWAY),
    Route("filing-check", "number=4000000", **AWAY),
    Route("filing-step", "number=4000000 step=nguoi-nop", **AWAY),
    Route("filing-form", "number=4000000 page=con", **AWAY),
    Route("filing-paper", "number=4000000 paper=to-khai", **AWAY),
    Route("filing-declaration", "number=4000000", **AWAY),
    Route("filing-upload", "number=4000000 paper=to-khai", ok=405, visitor=405),
    Route("filing-upload-piece", "number=4000000 token=abc", ok=405, visitor=405),
    Route("filing-file", "number=4000000 digest=abc", **AWAY),
    Route("own-portal", open_to=("quan-tri",), visitor=SIGN_IN),
)
