"""Documents, the search and the map of the site in the matrix: anyone reads what is told, clerks enter it."""

from django.urls import reverse

from sites.route import NEWS, SIGN_IN, Route
from sites.town import Town

WRITE = ("van-thu", "cchc")
ROUTES = (
    Route("news-documents"),
    Route("news-documents", "?tim=ke+hoach&loai=plan&hieu-luc=dang-co"),
    Route("news-documents-feed"),
    Route("news-documents-json"),
    Route("news-document-json", "with_file"),
    Route("news-document-json", "document_draft", ok=404),
    Route("news-document-json", "document_gone", ok=410),
    Route("news-document", "with_file"),
    Route("news-document", "document_draft", ok=404),
    Route("news-document", "document_gone", ok=410),
    Route("news-document-file", "with_file"),
    Route("news-document-file", "without_file", ok=404),
    Route("portal-search"),
    Route("portal-search", "?tim=ke+hoach"),
    Route("office"),
    Route("site-map"),
    Route("sitemap"),
    Route("robots"),
    Route("desk-documents", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-document", "document_draft", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-document", "in_commune", open_to=NEWS, ok=404, visitor=SIGN_IN),
    Route("desk-document-add", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-revise", "document_draft", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-revise", "with_file", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-attach", "with_file", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-file", "with_file", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-document-detach", "with_file", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-withdraw", "with_file", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-document-tell", "document_draft", ok=405),
    Route("desk-document-confirm", "with_file", ok=405),
    Route("desk-document-decline", "with_file", ok=405),
    Route("desk-sections", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-section-link", "national_portal", open_to=WRITE, visitor=SIGN_IN),
    Route("desk-section-link", "structure", open_to=WRITE, ok=404, visitor=SIGN_IN),
    Route("desk-section-unlink", "national_portal", ok=405),
)


def address(route: Route, town: Town) -> str:
    """Give the address of a page of documents or sections."""
    name, which = route.name, route.asked
    if not which or which.startswith("?"):
        return reverse(name) + which
    if name.startswith("desk-section"):
        return reverse(name, args=[which])
    document = 999_999 if which == "in_commune" else getattr(town.told, which)
    place = [town.told.file] if name.endswith(("-file", "-detach")) else []
    return reverse(name, args=[document, *place])
