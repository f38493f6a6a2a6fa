"""The addresses of inspections: who may open each, object by object."""

from django.urls import reverse

from sites.route import SIGN_IN, STAFF, Route
from sites.town import Town

SIDES = ("lanh-dao", "cchc", "thanh-tra")
"""Who of the cast has to do with inspections: the district that inspects its communes."""

FOLLOW = (*SIDES, "xa-mot")
"""Who may open a recommendation to the commune: the side that inspects, and the post that answers for it."""

REMEDIES = (
    Route("inspection-recommendations", open_to=STAFF, visitor=SIGN_IN),
    Route("inspection-recommendations", "?ben=kiem-tra&loc=qua-han", open_to=STAFF, visitor=SIGN_IN),
    Route("inspection-watches", ok=405),
    Route("inspection-recommendation", "reported", open_to=FOLLOW, visitor=SIGN_IN),
    Route("inspection-recommendation", "unanswered", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-recommendation", "0", open_to=STAFF, ok=404, visitor=SIGN_IN),
    Route("inspection-recommendation-act", "reported xac-nhan", ok=405),
    Route("inspection-recommendation-file", "reported letter", open_to=FOLLOW, visitor=SIGN_IN),
    Route("inspection-recommendation-file", "overdue letter", open_to=FOLLOW, ok=404, visitor=SIGN_IN),
)

INSPECTORS = ("cchc", "thanh-tra")
"""Who of the cast inspects."""

START = (
    Route("inspections", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection", "told", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-open", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-open", "?ke-hoach=1", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-plan-draft", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-plan", "plan", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-plan", "draft", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-plan", "0", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-plan-rewrite", "plan", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-plan-rewrite", "draft", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-plan-issue", "draft", ok=405),
    Route("inspection-plan-file", "plan docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-plan-file", "plan exe", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-decide", "told", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-notify", "told", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-decision-file", "told docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-notice-file", "told docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-team", "told", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-days", "told", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-cancel", "told", open_to=("lanh-dao", "thanh-tra"), visitor=SIGN_IN),
    Route("inspection-close", "told", ok=405),
)

ANSWERING = ("lanh-dao", "cchc")
"""Who of the cast answers for an inspected unit, which here is none of those that are inspected."""

REPORTS = (
    Route("inspection-reports", open_to=ANSWERING, visitor=SIGN_IN),
    Route("inspection-report", "commune", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-report", "0", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-report-write", "commune tinh-hinh", open_to=(), visitor=SIGN_IN),
    Route("inspection-report-send", "commune", ok=405),
    Route("inspection-report-amend", "commune", ok=405),
    Route("inspection-report-paper", "commune docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-report-paper", "commune exe", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-report-file", f"commune {'0' * 64}", open_to=SIDES, ok=404, visitor=SIGN_IN),
)

ROUTES: tuple[Route, ...] = (
    *REPORTS,
    *START,
    *REMEDIES,
    Route("inspection-offline", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-offline-manifest"),
    Route("inspection-offline-worker"),
    Route("inspection-offline-places", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-offline-place", "commune", open_to=INSPECTORS, ok=400, visitor=SIGN_IN),
    Route("inspection-offline-notes", "commune", ok=405),
)


def address(route: Route, town: Town) -> str:
    """Give the address that a route is asked at: of an inspection, a plan or a place by its name in the town."""
    if route.name.startswith("inspection-recommendation") and route.asked[:1] not in {"", "?"}:
        asked = [getattr(town.remedied, word, word) for word in route.asked.split()]
        return reverse(route.name, args=asked)
    if route.asked[:1] not in {"", "?"}:
        return reverse(route.name, args=[getattr(town.inspected, word, word) for word in route.asked.split()])
    return reverse(route.name) + route.asked
