"""Units, posts, people and working days, in the matrix: for administrators, of the units that they keep."""

from sites.route import SIGN_IN, Route

ROUTES = (
    Route("calendar", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("offices", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("office", "unit=4000000", open_to=("quan-tri",), ok=404, visitor=SIGN_IN),
    Route("posts", open_to=("quan-tri",), visitor=SIGN_IN),
    Route("post", "post=4000000", open_to=("quan-tri",), ok=404, visitor=SIGN_IN),
)
