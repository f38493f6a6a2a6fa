"""The case, loaded: what the source says stands in its rows and in its signed conclusion, entry for entry."""

import shutil
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils.translation import gettext

from databases import PostgreSQLTemplate, SQLiteTemplate, connected_to
from motcua.foundation.accounts import public as accounts
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reference.loading import NotEmpty, data, load
from motcua.reference.public import STANDS_AT, compare
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    Answer,
    ConclusionView,
    FindingKind,
    InspectionView,
    MinutesView,
    Standing,
    StatementKind,
    StatementView,
    kind_of,
)
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.news import public as news
from motcua.services.procedures import public as procedures
from reference.conftest import NOW, Case

SOURCE = data("figures.toml")
WANTED = data("inspection.toml")
STATED = {name: said for name, said in SOURCE["statements"].items() if name.endswith(("good", "limits"))}
ENTRIES = [(name, entry) for name, entries in STATED.items() for entry in entries]
PAPER = "level 3 and 4 online services hard: part of the people keep to paper at the counter"
COMMUNES = {"xã Đông Hải": "12574", "xã An Khê": "12475"}


@pytest.fixture
def held(case: Case) -> InspectionView:
    """Give the inspection: the only one of the district."""
    (line,) = inspections.inspections([units.find("338", on=STANDS_AT.date()).id])
    return inspections.inspection(line.id)


@pytest.fixture
def signed(held: InspectionView) -> ConclusionView:
    """Give its conclusion."""
    return inspections.conclusion(held.id)


@pytest.fixture
def changing_case(built_case: Case, case: Case, template: PostgreSQLTemplate | SQLiteTemplate, tmp_path: Path) -> Any:
    """Look at a copy of the case, in which the test may change things."""
    home = tmp_path / "changing-case"
    shutil.copytree(built_case.home, home, ignore=shutil.ignore_patterns("*.sqlite3*"))
    name = template.copy_of(built_case.database, home)
    with override_settings(MOTCUA_HOME=home), connected_to(name):
        yield case
    template.drop(name)


def statements_of(signed: ConclusionView, entry: str) -> list[StatementView]:
    """Give the statements that stand for an entry of the source."""
    texts = [told["text"] for told in WANTED["statement"] if told["source"] == entry]
    return [one for one in signed.statements if one.text in texts]


def counted(statements: list[StatementView]) -> dict[str, tuple[int, int | None]]:
    """Give what the figures of statements count, by their names, and of how many."""
    fixed = {name: one.fixed for each in statements for name, one in each.fixed.items()}
    return {name: (one.numerator, one.denominator) for name, one in fixed.items()}


def test_dossiers_give_every_figure_of_the_source(case: Case) -> None:
    assert case.loaded.units == 2 + 14 + 37
    compared = compare(now=NOW)
    assert len(compared) == 8 + 2 * 3
    assert [one for one in compared if not one.agrees] == []
    with pytest.raises(NotEmpty):
        load(at=NOW)


def test_each_board_hangs_complete(case: Case) -> None:
    """What the source says of the district's board is so on the last day of the inspection's period."""
    for code in ("338", *COMMUNES.values()):
        unit = units.find(code, on=date(2022, 10, 14))
        board = procedures.board(unit.id, date(2022, 10, 14))
        assert {line.standing for line in board} == {procedures.Standing.POSTED}
        assert not any(line.posted_late for line in board)


def test_nobody_looks_late_by_days_of_which_the_source_says_nothing(case: Case) -> None:
    """As many are overdue when the case stands still as were on the last day of the figures."""
    late = sum(group["late"] for group in data("population.toml")["district"])
    period = Period(date(2022, 1, 1), STANDS_AT.date())
    facts = indicators.up_to_date(at=NOW)
    figures = indicators.report(facts, unit="338", period=period, now=STANDS_AT, own=True).figures
    assert figures.pending.overdue == late > 0


def test_the_inspection_is_that_of_the_source(held: InspectionView) -> None:
    said = SOURCE["inspection"]
    assert held.plan_id is not None
    plan = inspections.plan(held.plan_id)
    assert plan.issued is not None
    assert (plan.issued.number, plan.issued.on, plan.title) == (
        said["plan_number"],
        said["plan_date"],
        said["plan_title"],
    )
    assert held.unit.name == said["lead_agency"]
    assert held.members[0].title.startswith(said["team_leader_post"])
    assert {one.unit.name for one in held.members} == {*said["agencies"], said["team_units_within_lead"][0]}
    assert {one.visit_on for one in held.places} == {said["visit_date"]}
    names = {f"UBND {one.unit.name[:1].lower()}{one.unit.name[1:]}" for one in held.places}
    assert names == {*said["inspected"]}
    assert len(held.fields) == len(said["fields"]) + 2


@pytest.mark.parametrize(("list_", "entry"), ENTRIES, ids=[f"{name}: {entry[:40]}" for name, entry in ENTRIES])
def test_each_statement_of_the_source_stands_on_rows(signed: ConclusionView, list_: str, entry: str) -> None:
    (one,) = statements_of(signed, entry)
    assert one.kind is (StatementKind.GOOD if list_.endswith("good") else StatementKind.LIMIT)
    assert [group.title for group in signed.groups if group.number == one.group] == [
        next(told["title"] for told in WANTED["group"] if list_.startswith(told["key"][:7]))
    ]
    of_rows = [kind_of(support) for support, _ in one.supports if kind_of(support) in {"record", "case", "line"}]
    assert one.fixed or of_rows
    assert all(label for _, label in one.supports)
    assert not any(figure.fixed.numerator is None for figure in one.fixed.values())


@pytest.mark.parametrize("entry", SOURCE["district"]["dossiers"])
def test_each_figure_of_the_district_is_fixed_in_the_conclusion(signed: ConclusionView, entry: str) -> None:
    said = SOURCE["district"]["dossiers"]
    found = counted(statements_of(signed, "district.dossiers"))
    names = {
        "received_total": "received",
        "received_direct": "direct",
        "received_online": "online",
        "carried_over": "carried",
        "resolved_total": "resolved",
        "resolved_early_or_on_time": "in_time",
        "resolved_overdue": "overdue",
        "pending_total": "pending",
    }
    if entry in names:
        assert found[names[entry]][0] == said[entry]
    elif entry == "overdue_mainly_in_field":
        assert found["overdue_land"][0] > found["overdue"][0] / 2
        assert said[entry] in statements_of(signed, "district.dossiers")[0].text
    else:
        days = {
            (one.first, one.last)
            for each in statements_of(signed, "district.dossiers")
            for one in each.figures.values()
        }
        assert days == {(said["from"], said["to"])}


@pytest.mark.parametrize("name", COMMUNES)
def test_each_figure_of_a_commune_is_fixed_in_the_conclusion(signed: ConclusionView, name: str) -> None:
    said, code = SOURCE["communes"][name], COMMUNES[name]
    fixed = [
        one.fixed
        for each in signed.statements
        for one in each.fixed.values()
        if one.fixed.ref.unit == code and each.kind is StatementKind.GOOD
    ]
    found = {(one.ref.code, one.ref.part): (one.numerator, one.denominator) for one in fixed}
    assert found["dossiers.level_3_4", "counts"] == (said["online_level_3_4_resolved"], said["resolved_total"])
    assert found["dossiers.late", "numerator"][0] == said["late"]
    assert found["dossiers.on_time", "value"] == (said["resolved_total"], said["resolved_total"])
    assert found["feedback.hotline", "denominator"] == (0, said["feedback_received"])
    (quality,) = statements_of(signed, "TCVN ISO 9001:2015 applied and maintained")
    assert bool([one for one, _ in quality.supports if kind_of(one) == "record"]) is said["quality_system"]


def test_feedback_and_the_quality_system_are_counted_as_the_source_does(signed: ConclusionView) -> None:
    said = SOURCE["district"]["feedback"]
    whole = said["hotline"] + said["national_portal"]
    told = statements_of(signed, "feedback by hotline and national portal explained, answered and published")
    found = counted(told)
    assert (found["hotline"], found["portal"]) == ((said["hotline"], whole), (said["national_portal"], whole))
    assert found["answered"] == found["published"] == (whole, whole)
    assert [kind_of(one) for one, _ in told[0].supports].count("case") == whole
    quality = SOURCE["district"]["quality_system"]
    told = statements_of(signed, "district office and 19 of 37 communes keep TCVN ISO 9001:2015")
    assert counted(told)["with_system"] == (quality["communes_with"], quality["communes_total"])
    assert [kind_of(one) for one, _ in told[0].supports].count("record") == int(quality["district_office"])


def test_in_a_commune_where_all_is_online_the_conclusion_asks_and_blames_nobody(signed: ConclusionView) -> None:
    (one,) = statements_of(
        signed, "level 3 and 4 online services hard: part of the people keep to paper at the counter"
    )
    untold = one.fixed["untold_dong_hai"].fixed
    assert untold.numerator == untold.denominator == SOURCE["communes"]["xã Đông Hải"]["online_level_3_4_resolved"]
    assert indicators.REGISTRY.find(untold.ref.code, on=untold.ref.last).signal
    assert counted([one])["direct_dong_hai"] == (0, None)
    assert counted([one])["direct_an_khe"][0] > 0
    asked = [support for support, _ in one.supports if kind_of(support) == "line"]
    for line in asked:
        assert line.code not in inspections.visit(line.place).answers  # type: ignore[union-attr]  # it is a line
    assert len(asked) == 1


def test_its_pages_ask_who_filed_what_came_online(signed: ConclusionView) -> None:
    """The signal's question stands beside the statement, and on the page of the figure with what a signal is."""
    (one,) = statements_of(
        signed, "level 3 and 4 online services hard: part of the people keep to paper at the counter"
    )
    question = gettext(indicators.REGISTRY.find("signals.online_untold", on=date(2022, 10, 14)).signal)
    visitor = Client()
    whole = visitor.get(reverse("about-inspection", args=[signed.inspection_id]))
    figure = visitor.get(reverse("about-inspection-figure", args=[signed.inspection_id, one.key, "untold_dong_hai"]))
    other = visitor.get(reverse("about-inspection-figure", args=[signed.inspection_id, one.key, "direct_an_khe"]))
    assert question in unescape(whole.content.decode())
    assert question in unescape(figure.content.decode())
    assert question not in unescape(other.content.decode())


def test_each_limit_is_to_be_mended_and_the_district_accepted(signed: ConclusionView, held: InspectionView) -> None:
    limits = signed.of(StatementKind.LIMIT)
    asked = signed.of(StatementKind.RECOMMENDATION)
    assert [one.text for one in asked] == [told["mend"] for told in WANTED["statement"] if told["kind"] == "limit"]
    assert len(asked) == len(limits) == sum(len(STATED[name]) for name in STATED if name.endswith("limits"))
    recommended = inspections.of_inspection(held.id)
    assert {one.unit.code for one in recommended} == {"338"}
    assert {one.state.standing for one in recommended} == {Standing.OPEN}
    accepted = [step for one in recommended for step in inspections.steps(one.id) if step.act.value == "accepted"]
    assert {accounts.titles_of([step.by])[step.by] for step in accepted} == {SOURCE["inspection"]["received_by_post"]}
    sources = {WANTED["recommending"]["source"], WANTED["concluding"]["accepted"]["source"]}
    assert sources == {*SOURCE["statements"]["follow_up"]}
    (district,) = (one for one in held.places if one.unit.code == "338")
    assert "tiếp thu" in minutes_of(district.id).unit_view


def minutes_of(place_id: int) -> Any:
    view: MinutesView | None = inspections.minutes_view(place_id)
    assert view is not None
    assert view.state.complete
    return view.minutes


@pytest.mark.parametrize("who", ["commune", "district"])
def test_checks_and_attendance_are_those_of_the_source(held: InspectionView, who: str) -> None:
    told, said = WANTED[who], SOURCE["statements"]
    assert [one["source"] for one in told["check"]] == said[f"checks_at_{who}_shop"]
    assert [one["source"] for one in told["attending"]] == said[f"attending_{who}"]
    places = [one for one in held.places if (one.unit.code == "338") is (who == "district")]
    assert len(places) == (1 if who == "district" else 2)
    for place in places:
        minutes = minutes_of(place.id)
        assert [one.text for one in minutes.checked] == [one["text"] for one in told["check"]]
        assert list(minutes.unit) == [one["text"] for one in told["attending"]]
        answers = inspections.visit(place.id).answers
        assert {answers[line].answer for one in told["check"] for line in one["lines"]} <= {Answer.YES, Answer.PARTLY}


def test_each_unit_reported_and_had_its_findings(held: InspectionView) -> None:
    for place in held.places:
        assert inspections.self_report(place.id, now=STANDS_AT).editions[-1].late is False
    found = inspections.findings([one.id for one in held.places])
    per_place = {"338": ("district",), **dict.fromkeys(COMMUNES.values(), ("communes",))}
    for place in held.places:
        about = [told for told in WANTED["statement"] if told["group"] in per_place[place.unit.code]]
        here = [one for one in found if one.place_id == place.id]
        assert len(here) == len(about)
        assert sum(one.kind is FindingKind.LIMIT for one in here) == sum(told["kind"] == "limit" for told in about)
        assert not any(one.responsible for one in here)


def test_photographs_are_drawn_and_say_so(held: InspectionView) -> None:
    captions = SOURCE["inspection"]["photographs"]
    shown = inspections.photographs([one.id for one in held.places])
    assert sorted(one.caption for one in shown) == sorted(f"{caption} (ảnh dựng lại)" for caption in captions)
    assert all(files.read(one.digest).startswith(b"\x89PNG") for one in shown)


def test_the_conclusion_is_published_as_the_page_of_the_source(signed: ConclusionView, held: InspectionView) -> None:
    said = SOURCE["portal"]
    assert signed.article is not None
    article = news.article(signed.article)
    assert article is not None
    assert [one.id for one in news.articles()] == [article.id]
    assert (article.wording.title, article.about) == (said["title"], f"inspection/{held.id}")
    assert bool(article.wording.by_line) is said["author_shown"]
    assert all("(tái dựng)" in text for text in (article.wording.by_line, article.wording.lead, article.wording.body))
    assert [one.caption for one in article.photographs] == [
        f"{caption} (ảnh dựng lại)" for caption in SOURCE["inspection"]["photographs"]
    ]
    found = news.rated(article.id)
    assert (found.points, found.count) == (said["rating_points"], said["rating_count"]) == (91, 21)
    visits = news.visits(data("news.toml")["read_at"])
    assert visits == news.Visits(
        now=said["visits"]["now"],
        today=said["visits"]["today"],
        yesterday=said["visits"]["yesterday"],
        month=said["visits"]["month_2024_03"],
        year=said["visits"]["year_2024"],
    )
    assert news.last_visit() == data("news.toml")["read_at"]


def test_a_district_that_does_not_exist_shows_what_comes_before_a_conclusion_and_what_slips_back(case: Case) -> None:
    lines = inspections.inspections([units.find("990", on=STANDS_AT.date()).id])
    planned, told, visited, over = (inspections.inspection(one.id) for one in lines)
    assert (planned.decided, told.decided is None, told.notified is None) == (None, False, False)
    (waiting,) = inspections.report_standings(told, now=STANDS_AT)
    assert (waiting.asked, waiting.sent, waiting.due_on) == (True, None, date(2022, 10, 25))
    (sent,) = inspections.report_standings(visited, now=STANDS_AT)
    assert sent.sent is not None
    assert len(inspections.self_report(sent.place.id, now=STANDS_AT).differing) == 1
    (going_on,) = inspections.visit_standings(visited)
    assert (going_on.begun_at is None, going_on.closed_at, going_on.findings) == (False, None, 1)
    (asked,) = inspections.of_inspection(over.id)
    assert (asked.state.standing, asked.state.reopened) == (Standing.OPEN, 1)
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    share = indicators.compute(
        indicators.up_to_date(at=NOW), "inspections.coverage", unit="990", period=year, now=STANDS_AT
    )
    assert (share.numerator, share.denominator) == (2, 4)


def test_all_of_it_follows_from_its_events(case: Case) -> None:
    assert inspections.replay_all() == []
    assert news.replay_all() == []


def test_a_figure_that_is_tampered_with_no_longer_agrees(changing_case: Case, signed: ConclusionView) -> None:
    """One dossier more is one that the comparison sees; the conclusion keeps what was signed, and says what is now."""
    code = Dossier.objects.filter(receiving_unit__key__startswith="338@", closed_at=None, stopped_at=None).values_list(
        "code", flat=True
    )[0]
    assert code is not None
    dossiers.apologise(code=code, reason="thử", by="test", at=NOW)
    assert all(one.agrees for one in compare(now=NOW))
    dossiers.receive(
        filing=dossiers.Filing("1.012783", "338@2004-01-01", dossiers.Channel.COUNTER),
        by="test",
        at=NOW,
        backdating=dossiers.Backdating(datetime(2022, 10, 14, 2, tzinfo=UTC), "thử", "another"),
    )
    wrong = [one.figure for one in compare(now=NOW) if not one.agrees]
    assert wrong == ["received in all", "received directly", "pending"]
    before = counted(statements_of(signed, "district.dossiers"))
    after = counted(statements_of(inspections.conclusion(signed.inspection_id), "district.dossiers"))
    assert before == after
