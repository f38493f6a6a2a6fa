"""The catalogue in the matrix: whoever deals with dossiers reads it; administrators write what is theirs to keep."""

from django.urls import reverse

from motcua.services.procedures import public as procedures
from sites.route import DISTRICT, SIGN_IN, Route
from sites.town import BIRTH, Town

READERS = (*DISTRICT, "quan-tri", "xa-mot", "xa-hai")
KEEPER = ("quan-tri",)

ROUTES = (
    Route("catalogue", open_to=READERS, visitor=SIGN_IN),
    Route("catalogue", "?tim=ks&ngay=x", open_to=READERS, ok=400, visitor=SIGN_IN),
    Route("catalogue-publish", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-procedure", "birth", open_to=READERS, visitor=SIGN_IN),
    Route("catalogue-procedure", "birth ?don-vi=12472", open_to=READERS, visitor=SIGN_IN),
    Route("catalogue-procedure", "birth ?don-vi=999", open_to=READERS, ok=404, visitor=SIGN_IN),
    Route("catalogue-procedure", "none", open_to=READERS, ok=404, visitor=SIGN_IN),
    Route("catalogue-change", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-abolish", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-guide", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-draft", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-draft-drop", "birth", ok=405),
    Route("catalogue-general", "birth", open_to=KEEPER, visitor=SIGN_IN),
    *(
        Route("catalogue-entry-add", f"birth {part}", open_to=KEEPER, visitor=SIGN_IN)
        for part in ("giay-to", "truong-hop", "muc-thu", "mien-giam", "loi-thuong-gap")
    ),
    Route("catalogue-entry-add", "birth khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-entry", "birth giay-to khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form", "birth ?truong-hop=khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form-drop", "birth", ok=405),
    Route("catalogue-form-whole", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-preview", "birth tre-em", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-preview", "birth khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form-page-add", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-page", "birth tre-em", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-page", "birth khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form-group-add", "birth tre-em", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-group-add", "birth khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form-group", "birth anh-chi", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-group", "birth ten-con", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-form-question-add", "birth anh-chi", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-question", "birth ten-con", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-form-question", "birth anh-chi", open_to=KEEPER, ok=404, visitor=SIGN_IN),
    Route("catalogue-process", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-process", "birth ?don-vi=12472", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-process", "birth ?don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("catalogue-process-drop", "birth", ok=405),
    Route("catalogue-shares", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-step-add", "birth", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-step", "birth xu-ly", open_to=KEEPER, visitor=SIGN_IN),
    Route("catalogue-step", "birth khong-co", open_to=KEEPER, ok=404, visitor=SIGN_IN),
)


def address(route: Route, town: Town) -> str:
    """Give the address that a route is asked at: a procedure by its name here, what is asked of it, a query."""
    words = route.asked.split()
    query = next((word for word in words if word.startswith("?")), "")
    known = {"birth": procedures.by_code([BIRTH])[BIRTH].id, "none": 999_999}
    return reverse(route.name, args=[known.get(word, word) for word in words if not word.startswith("?")]) + query
