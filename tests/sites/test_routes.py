"""Every address and every role: what each may open, object by object. A route that is not told of here fails."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sites import (
    routes_applicants,
    routes_catalogue,
    routes_feedback,
    routes_fees,
    routes_filing,
    routes_handling,
    routes_inspections,
    routes_intake,
    routes_lateness,
    routes_news,
    routes_performance,
    routes_privacy,
    routes_procedures,
    routes_rating,
    routes_requests,
    routes_results,
    routes_staffing,
    routes_taking_in,
)
from sites.route import (
    BOARD,
    DISTRICT,
    EVERYONE,
    KEEP_REGISTERS,
    NEWS,
    QUARTER,
    REACHING_DOWN,
    SEE_REGISTERS,
    SIGN_IN,
    STAFF,
    VISITOR,
    Route,
)
from sites.town import NO_POST, Town

ROUTES = (
    Route("home"),
    Route("track"),
    Route("dossier", "transfer"),
    Route("dossier", "sensitive"),
    Route("figures"),
    Route("figures", "?gom=ca-cap-duoi&theo=don-vi"),
    Route("count", "?o=resolved.overdue"),
    Route("figures-csv"),
    Route("check"),
    Route("slip-check"),
    Route("proof", "leaf"),
    Route("verifier"),
    Route("about"),
    Route("accessibility"),
    Route("personal-data"),
    Route("display", ok=405),
    Route("start", open_to=STAFF, ok=302, visitor=SIGN_IN),
    Route("work", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("desk-find", "?ma=transfer", open_to=(*DISTRICT, "xa-mot", "xa-hai"), ok=302, visitor=SIGN_IN),
    Route("desk-dossier", "transfer", open_to=DISTRICT, visitor=SIGN_IN),
    Route("desk-dossier", "sensitive", open_to=DISTRICT, visitor=SIGN_IN),
    Route("desk-dossier", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("rows", "?o=resolved.total", open_to=DISTRICT, visitor=SIGN_IN),
    Route("rows", "?o=resolved.total&gom=ca-cap-duoi", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("rows", "?o=resolved.total&don-vi=12472", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("board", open_to=BOARD, visitor=SIGN_IN),
    Route("board", "?don-vi=12472", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("board-index", open_to=BOARD, visitor=SIGN_IN),
    Route("board-whole", open_to=BOARD, visitor=SIGN_IN),
    Route("board-posting", "late", open_to=("mot-cua", "lanh-dao", "van-thu", "cchc", "thanh-tra"), visitor=SIGN_IN),
    Route("board-posting", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("feedback", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("feedback-enter", open_to=("mot-cua", "van-thu", "cchc", "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("feedback-case", "fresh", open_to=DISTRICT, visitor=SIGN_IN),
    Route("feedback-case", "in_commune", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("feedback-classified", "fresh", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-classified", "in_commune", open_to=("cchc", "xa-mot"), visitor=SIGN_IN),
    Route("feedback-forwarded", "taken", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-sender-asked", "answering", open_to=("chuyen-vien", "lanh-dao", "cchc"), visitor=SIGN_IN),
    Route("feedback-sender-told", "waiting", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-answered", "answering", open_to=("chuyen-vien", "lanh-dao", "cchc"), visitor=SIGN_IN),
    Route("feedback-published", "answered", open_to=("lanh-dao", "cchc"), visitor=SIGN_IN),
    Route("feedback-judged", "answered", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-reopened", "unhappy", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("feedback-closed", "answered", open_to=("mot-cua", "van-thu", "cchc"), visitor=SIGN_IN),
    Route("slips", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("slips", "?don-vi=12472", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("slips-enter", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
    Route("looks", open_to=("lanh-dao", "quan-tri"), visitor=SIGN_IN),
    Route("looks", "?don-vi=12472", open_to=("lanh-dao", "quan-tri"), visitor=SIGN_IN),
    Route("looks", "?don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("news"),
    Route("news-feed"),
    Route("news-article", "published"),
    Route("news-article", "draft", ok=404),
    Route("news-article", "withdrawn", ok=410),
    Route("news-rate", "published", ok=405),
    Route("news-photograph", "published"),
    Route("news-photograph", "draft", ok=404),
    Route("news-photograph", "withdrawn", ok=404),
    Route("desk-news", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-news-write", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
    Route("desk-news-article", "draft", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-news-article", "in_commune", open_to=("lanh-dao", "cchc"), visitor=SIGN_IN),
    Route("desk-news-rewrite", "draft", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
    Route("desk-news-rewrite", "in_commune", open_to=("cchc",), visitor=SIGN_IN),
    Route("desk-news-photograph", "draft", open_to=("van-thu", "cchc"), visitor=SIGN_IN),
    Route("desk-news-picture", "draft", open_to=NEWS, visitor=SIGN_IN),
    Route("desk-news-remove", "draft", ok=405),
    Route("desk-news-publish", "draft", ok=405),
    Route("desk-news-withdraw", "published", open_to=("lanh-dao",), visitor=SIGN_IN),
    Route("desk-news-withdraw", "in_commune", open_to=("lanh-dao",), visitor=SIGN_IN),
    Route("registers", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("registers", "?don-vi=12472", open_to=("lanh-dao", "cchc", "thanh-tra"), visitor=SIGN_IN),
    Route("register", "reform_plan", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("register", "no_such_register", open_to=SEE_REGISTERS, ok=404, visitor=SIGN_IN),
    Route("register-file", "reform_plan xlsx", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("register-file", "reform_plan csv", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("register-file", "reform_plan exe", open_to=SEE_REGISTERS, ok=404, visitor=SIGN_IN),
    Route("register-blank", "reform_plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("record-new", "reform_plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("record-new", "reform_plan ?don-vi=12472", open_to=(), visitor=SIGN_IN),
    Route("register-import", "reform_plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("register-import", "reform_plan ?don-vi=12472", open_to=(), visitor=SIGN_IN),
    Route("register-marked", "reform_plan", open_to=KEEP_REGISTERS, ok=404, visitor=SIGN_IN),
    Route("register-complete", "reform_plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("register-complete", "reform_plan ?don-vi=12472", open_to=(), visitor=SIGN_IN),
    Route("record", "plan", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("record", "withdrawn", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("record", "in_commune", open_to=("lanh-dao", "cchc", "thanh-tra"), visitor=SIGN_IN),
    Route("record-file", "plan", open_to=SEE_REGISTERS, visitor=SIGN_IN),
    Route("record-file", "late", open_to=SEE_REGISTERS, ok=404, visitor=SIGN_IN),
    Route("record-file", "in_commune", open_to=("lanh-dao", "cchc", "thanh-tra"), ok=404, visitor=SIGN_IN),
    Route("record-correct", "plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("record-correct", "in_commune", open_to=(), visitor=SIGN_IN),
    Route("record-correct", "withdrawn", open_to=(), visitor=SIGN_IN),
    Route("record-withdraw", "plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("record-withdraw", "in_commune", open_to=(), visitor=SIGN_IN),
    Route("record-detach", "plan", open_to=KEEP_REGISTERS, visitor=SIGN_IN),
    Route("record-detach", "in_commune", open_to=(), visitor=SIGN_IN),
    Route("record-attach", "plan", ok=405),
    Route("scorecards", open_to=STAFF, visitor=SIGN_IN),
    Route("scorecard", "qd766", open_to=STAFF, visitor=SIGN_IN),
    Route("scorecard", "no-such-card", open_to=STAFF, ok=404, visitor=SIGN_IN),
    Route("scorecard", "qd766 ?don-vi=12475", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("scoring-open", open_to=("cchc", "thanh-tra"), visitor=SIGN_IN),
    Route("scoring-round", "verified", open_to=STAFF, visitor=SIGN_IN),
    Route("scoring-close", "verified", ok=405),
    Route("score-card", "verified commune", open_to=(*DISTRICT, "quan-tri", "xa-mot"), visitor=SIGN_IN),
    Route("score-card", "verified other", open_to=(*DISTRICT, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("score-own", "open commune", open_to=(), visitor=SIGN_IN),
    Route("score-submit", "open commune", ok=405),
    Route("score-verify", "verified commune", open_to=("cchc", "thanh-tra"), visitor=SIGN_IN),
    Route("score-answer", "verified commune", open_to=(), visitor=SIGN_IN),
    Route("score-evidence", "verified commune", open_to=(*DISTRICT, "quan-tri", "xa-mot"), ok=404, visitor=SIGN_IN),
    Route("oversight", open_to=STAFF, visitor=SIGN_IN),
    Route("oversight", "?don-vi=338", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("oversight", "?don-vi=12475", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("oversight", "?don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("oversight-dashboard", open_to=STAFF, visitor=SIGN_IN),
    Route("oversight-dashboard", "?don-vi=12475", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("oversight-dashboard", "?don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("indicators", open_to=STAFF, visitor=SIGN_IN),
    Route("indicators", "?don-vi=12475", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("indicator", "dossiers.on_time ?don-vi=338", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("indicator", "dossiers.nothing", open_to=STAFF, ok=400, visitor=SIGN_IN),
    Route("indicator-rows", "dossiers.late ?don-vi=338", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route(
        "indicator-rows",
        "dossiers.late ?don-vi=12475",
        open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"),
        visitor=SIGN_IN,
    ),
    Route("indicator-file", "dossiers.late ?don-vi=338", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("signals", open_to=STAFF, visitor=SIGN_IN),
    Route("signals", "?don-vi=12475", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("forms", open_to=STAFF, visitor=SIGN_IN),
    Route("forms", "?don-vi=12475&nam=2022", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("form-made", f"{QUARTER}&don-vi=338&bieu=II.06a", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("form-made", f"{QUARTER}&don-vi=34&bieu=II.06b", open_to=(), visitor=SIGN_IN),
    Route("form-enter", f"{QUARTER}&don-vi=12475&bieu=II.07b", open_to=("cchc",), visitor=SIGN_IN),
    Route("form-enter", f"{QUARTER}&don-vi=34", open_to=(), visitor=SIGN_IN),
    Route("form-board", f"{QUARTER}&don-vi=338", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("form-book", f"{QUARTER}&don-vi=338", open_to=DISTRICT, visitor=SIGN_IN),
    Route("form-book", f"{QUARTER}&don-vi=12472", open_to=(*REACHING_DOWN, "xa-mot"), visitor=SIGN_IN),
    Route("form-sheet", "frozen", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("form-sheet", "sent", open_to=(*REACHING_DOWN, "quan-tri", "xa-mot"), visitor=SIGN_IN),
    Route("form-sheet", "flagged", open_to=(*REACHING_DOWN, "quan-tri", "xa-hai"), visitor=SIGN_IN),
    Route("form-now", "frozen", open_to=(*DISTRICT, "quan-tri"), visitor=SIGN_IN),
    Route("form-file", "sent", open_to=(*REACHING_DOWN, "quan-tri", "xa-mot"), visitor=SIGN_IN),
    Route("form-send", "frozen", ok=405),
    Route("form-answer", "sent", ok=405),
    Route("reconciliation", open_to=(*DISTRICT, "xa-mot", "xa-hai"), visitor=SIGN_IN),
    Route("reconciliation", "?don-vi=12475", open_to=(*REACHING_DOWN, "xa-hai"), visitor=SIGN_IN),
    *routes_applicants.ROUTES,
    *routes_catalogue.ROUTES,
    *routes_feedback.ROUTES,
    *routes_news.ROUTES,
    *routes_filing.ROUTES,
    *routes_procedures.ROUTES,
    *routes_inspections.ROUTES,
    *routes_handling.ROUTES,
    *routes_intake.ROUTES,
    *routes_privacy.ROUTES,
    *routes_rating.ROUTES,
    *routes_requests.ROUTES,
    *routes_results.ROUTES,
    *routes_fees.ROUTES,
    *routes_lateness.ROUTES,
    *routes_performance.ROUTES,
    *routes_staffing.ROUTES,
    *routes_taking_in.ROUTES,
    Route("account_login", open_to=(VISITOR,), others=302),
    Route("account_logout", open_to=(*STAFF, NO_POST), visitor=302),
    Route("account_inactive"),
    Route("choose_post", open_to=(*STAFF, NO_POST), visitor=SIGN_IN),
    Route("mfa_authenticate", open_to=(), visitor=302, others=302),
    Route("account_reauthenticate", open_to=(*STAFF, NO_POST), visitor=SIGN_IN),
    Route("mfa_reauthenticate", open_to=(), visitor=SIGN_IN, others=302),
    Route("mfa_reauthenticate_webauthn", open_to=(), visitor=SIGN_IN, others=302),
    Route("account_change_password", open_to=(*STAFF, NO_POST), visitor=SIGN_IN),
    Route("account_reset_password_from_key_done"),
    Route("account_reset_password_from_key", "bad key"),
    Route("mfa_index", open_to=(*STAFF, NO_POST), visitor=SIGN_IN),
    Route("mfa_activate_totp", open_to=(), visitor=SIGN_IN, others=302),
    Route("mfa_deactivate_totp", open_to=(), visitor=SIGN_IN, others=404),
    Route("mfa_list_webauthn", open_to=(*STAFF, NO_POST), visitor=SIGN_IN),
    Route("mfa_add_webauthn", open_to=(), visitor=SIGN_IN, others=302),
    Route("mfa_edit_webauthn", "pk=4000000", open_to=(), visitor=SIGN_IN, others=302),
    Route("mfa_remove_webauthn", "pk=4000000", open_to=(), visitor=SIGN_IN, others=302),
    Route("mfa_view_recovery_codes", open_to=(), visitor=SIGN_IN, others=404),
    Route("mfa_download_recovery_codes", open_to=(), visitor=SIGN_IN, others=404),
    Route("mfa_generate_recovery_codes", open_to=(), visitor=SIGN_IN, others=302),
)


LED_AWAY = {route.name for route in routes_filing.ROUTES if route.ok == 302}
LEADS_ON = {
    "account_logout", "mfa_authenticate", "feedback-sent", "applicant-verify", "applicant-new-password", *LED_AWAY,
}  # fmt: skip
"""Routes that lead a visitor on to something else than the sign-in."""


def addresses() -> Iterator[str]:
    """Give the names of all addresses that the program answers."""

    def within(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from within(pattern.url_patterns)
            else:
                assert pattern.name, f"{pattern} has no name"
                yield pattern.name

    yield from within(get_resolver().url_patterns)


def address(route: Route, town: Town) -> str:
    match route.name, route.asked:
        case name, pairs if "=" in pairs and not pairs.startswith("?") and "?" not in pairs:
            return reverse(name, kwargs=dict(pair.split("=", 1) for pair in pairs.split()))
        case ("intake" | "intake-keep" | "intake-completion" | "intake-refusal") as name, _:
            return reverse(name, kwargs={"draft": 4_000_000})
        case "dossier-papers" as name, which:
            return reverse(name, kwargs={"code": getattr(town, which)})
        case "paper", number:
            return reverse("paper", kwargs={"paper": int(number)})
        case "intake-accepted", which:
            return reverse("intake-accepted", kwargs={"code": getattr(town, which)})
        case "absence-end", number:
            return reverse("absence-end", kwargs={"delegation": number})
        case name, which if name.startswith("dossier-") or name in {
            "dossier",
            "desk-dossier",
            "applicant-dossier",
            "applicant-declaration",
        }:
            return reverse(route.name, kwargs={"code": getattr(town, which)})
        case "board-posting", which:
            return reverse(route.name, kwargs={"offer": town.postings[which]})
        case name, _ if name.startswith(("news-document", "desk-document", "desk-section")):
            return routes_news.address(route, town)
        case ("news-article" | "news-rate") as name, which:
            return reverse(name, kwargs={"slug": town.told.slug(which)})
        case "news-photograph", which:
            return reverse("news-photograph", kwargs={"slug": town.told.slug(which), "place": town.told.place})
        case ("desk-news-picture" | "desk-news-remove") as name, which:
            return reverse(name, kwargs={"article": getattr(town.told, which), "place": town.told.place})
        case name, which if name.startswith("desk-news-") and which:
            return reverse(name, kwargs={"article": getattr(town.told, which)})
        case "slips-withdraw", number:
            return reverse(route.name, kwargs={"answer_slip": number})
        case ("feedback-public" | "feedback-sent" | "feedback-calls" | "feedback-figures") as name, query:
            return reverse(name) + query
        case name, which if name.startswith("feedback-") and which:
            return reverse(name, kwargs={"case": getattr(town.cases, which)})
        case name, which if name.startswith("register-") or name == "register":
            code, *more = which.split()
            ending = [one for one in more if not one.startswith("?")]
            return reverse(name, args=[code, *ending]) + "".join(one for one in more if one.startswith("?"))
        case ("record-file" | "record-detach") as name, which:
            return reverse(name, args=[getattr(town.kept, which), town.kept.evidence])
        case "record-new", which:
            code, _, query = which.partition(" ")
            return reverse("record-new", args=[code]) + query
        case name, which if name.startswith("record"):
            return reverse(name, args=[getattr(town.kept, which)])
        case "scorecard", which:
            code, _, query = which.partition(" ")
            return reverse("scorecard", args=[code]) + query
        case ("scoring-round" | "scoring-close") as name, which:
            return reverse(name, args=[getattr(town.scoring, which)])
        case name, which if name.startswith("score-"):
            places = [getattr(town.scoring, one) for one in which.split()]
            return reverse(name, args=[*places, *(["0" * 64] if name == "score-evidence" else [])])
        case ("form-sheet" | "form-now" | "form-send" | "form-answer") as name, which:
            return reverse(name, kwargs={"sheet": town.sheets[which]})
        case "form-file", which:
            return reverse("form-file", kwargs={"sheet": town.sheets[which], "kind": "xlsx"})
        case ("indicator" | "indicator-rows" | "indicator-file") as name, which:
            code, _, query = which.partition(" ")
            return reverse(name, args=[code, "csv"] if name == "indicator-file" else [code]) + query
        case name, _ if name.startswith(("inspection", "about-inspection")):
            return routes_inspections.address(route, town)
        case name, _ if name in {"procedures", "procedure", "boards"} or name.startswith("office-board"):
            return routes_procedures.address(route, town)
        case name, _ if name.startswith("catalogue"):
            return routes_catalogue.address(route, town)
        case "proof", _:
            return reverse("proof", kwargs={"leaf": town.leaf})
        case "account_reset_password_from_key", _:
            return reverse(route.name, kwargs={"uidb36": "1", "key": "no-such-key"})
        case _, query:
            return reverse(route.name) + query.replace("transfer", town.transfer)


def test_each_address_has_an_expectation() -> None:
    assert set(addresses()) == {route.name for route in ROUTES}


@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who or "visitor")
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.name} {route.asked}".strip())
def test_opens_to_those_who_may_and_to_nobody_else(
    route: Route, who: str, town: Town, visitor: Client, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in(who) if who else visitor
    answer = client.get(address(route, town))
    assert answer.status_code == route.expected(who)
    if answer.status_code == SIGN_IN and who == VISITOR and route.name not in LEADS_ON:
        own = route.name in routes_applicants.OWN_SIGN_IN
        assert answer.headers["Location"].startswith(reverse("applicant-sign-in" if own else "account_login"))


def test_staff_without_a_second_factor_are_led_to_it(town: Town, visitor: Client) -> None:
    """The control: the same person who may open the work list may not before the second factor is shown."""
    from motcua.foundation.accounts.public import User  # noqa: PLC0415  the cast is known to the town alone

    visitor.force_login(User.objects.get(username="mot-cua"))
    assert visitor.get(reverse("work")).headers["Location"].startswith(reverse("mfa_activate_totp"))
