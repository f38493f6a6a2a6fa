"""Units, posts, people, working days and rules, in the matrix: kept by administrators, of the units that they keep."""

from sites.route import SIGN_IN, STAFF, Route

ROUTES = (
    Route("calendar", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("offices", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("office", "unit=4000000", open_to=("quan-tri",), ok=404, visitor=SIGN_IN),
    Route("posts", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("rule-sets", open_to=STAFF, visitor=SIGN_IN),
    Route("rule-set", "code=feedback.terms", open_to=STAFF, visitor=SIGN_IN),
    Route("rule-set", "code=khong.co", open_to=STAFF, ok=404, visitor=SIGN_IN),
    Route("rule-answer", "code=feedback.terms place=1", open_to=STAFF, ok=405, visitor=405, others=405),
    Route("post", "post=4000000", open_to=("quan-tri",), ok=404, visitor=SIGN_IN),
)
