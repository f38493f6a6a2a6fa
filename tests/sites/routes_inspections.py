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
    Route("inspection-year", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-year", "?nam=2021&don-vi=12472", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-year", "?don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("inspection-year-file", "xlsx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-year-file", "exe", open_to=SIDES, ok=404, visitor=SIGN_IN),
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
    Route("inspection-cancel", "told", open_to=("lanh-dao",), visitor=SIGN_IN),
    Route("inspection-close", "told", open_to=("lanh-dao",), visitor=SIGN_IN),
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

VISITS = (
    Route("inspection-visit", "commune", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-visit", "other", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-visit", "0", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-visit-begin", "commune", ok=405),
    Route("inspection-visit-remark", "other", ok=405),
    Route("inspection-checklist", "other procedures", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-checklist", "other tea", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-checklist", "commune procedures", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-checklist-file", "other docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-checklist-file", "other exe", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-sample", "other", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-sample", "commune", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-sample-announce", "other", ok=405),
    Route("inspection-sample-draw", "other", ok=405),
    Route("inspection-sample-check", "other", ok=405),
    Route("inspection-findings", "other", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-finding-new", "other", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-finding-withdraw", "other 3", ok=405),
    Route("inspection-photographs", "other", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-photograph", "other 2", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-photograph", "other 3", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-photograph-withdraw", "other 2", ok=405),
    Route("inspection-minutes", "other", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-minutes-write", "other", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-minutes-sign", "other", ok=405),
    Route("inspection-minutes-paper", "other", ok=405),
    Route("inspection-minutes-decline", "other", ok=405),
    Route("inspection-minutes-scan", "other", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-minutes-file", "other docx", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-minutes-file", "commune docx", open_to=SIDES, ok=404, visitor=SIGN_IN),
)

SIGNERS = ("lanh-dao", "thanh-tra")
"""Who of the cast signs a conclusion: a leader of the inspecting unit, and the head of the team."""

CONCLUSIONS = (
    Route("inspections-published"),
    Route("about-inspection", "published"),
    Route("about-inspection", "told", ok=404),
    Route("about-inspection", "0", ok=404),
    Route("about-inspection-file", "published pdf"),
    Route("about-inspection-file", "published docx"),
    Route("about-inspection-file", "published json"),
    Route("about-inspection-file", "published exe", ok=404),
    Route("about-inspection-file", "told json", ok=404),
    Route("about-inspection-figure", "published counted tiep_nhan"),
    Route("about-inspection-figure", "published counted khac", ok=404),
    Route("about-inspection-figure", "published s99 tiep_nhan", ok=404),
    Route("inspection-check", "published"),
    Route("inspection-check", "told", ok=404),
    Route("inspection-conclusion", "published", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion", "told", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-file", "published pdf", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-file", "told json", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-file", "told exe", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-conclusion-evidence", "published letter", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-evidence", f"published {'0' * 64}", open_to=SIDES, ok=404, visitor=SIGN_IN),
    Route("inspection-conclusion-group-new", "told", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-conclusion-group-new", "published", open_to=(), visitor=SIGN_IN),
    Route("inspection-conclusion-group", "told 99", open_to=INSPECTORS, ok=404, visitor=SIGN_IN),
    Route("inspection-statement-new", "told", open_to=INSPECTORS, visitor=SIGN_IN),
    Route("inspection-statement", "told s1", open_to=INSPECTORS, ok=404, visitor=SIGN_IN),
    Route("inspection-statement", "published counted", open_to=(), visitor=SIGN_IN),
    Route("inspection-statement-remove", "published counted", ok=405),
    Route("inspection-statement-move", "published counted", ok=405),
    Route("inspection-conclusion-figure", "published counted tiep_nhan", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-compared", "published counted dung_han", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-rows", "published counted dung_han", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection-conclusion-sign", "told", open_to=SIGNERS, visitor=SIGN_IN),
    Route("inspection-conclusion-publish", "published", open_to=SIGNERS, ok=302, visitor=SIGN_IN),
    Route("inspection-conclusion-publish", "told", open_to=(), visitor=SIGN_IN),
)

ROUTES: tuple[Route, ...] = (
    *CONCLUSIONS,
    *START,
    *REPORTS,
    *VISITS,
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
    if route.name == "inspection-year-file":
        return reverse(route.name, args=[route.asked])
    if route.name.startswith("inspection-recommendation") and route.asked[:1] not in {"", "?"}:
        asked = [getattr(town.remedied, word, word) for word in route.asked.split()]
        return reverse(route.name, args=asked)
    if route in CONCLUSIONS and route.asked:
        known = town.concluded
        asked = [getattr(known, word, getattr(town.inspected, word, word)) for word in route.asked.split()]
        return reverse(route.name, args=asked)
    if route.asked[:1] not in {"", "?"}:
        return reverse(route.name, args=[getattr(town.inspected, word, word) for word in route.asked.split()])
    return reverse(route.name) + route.asked
