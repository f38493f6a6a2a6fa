"""The inspections of a district that does not exist, each at another stage, for whoever tries the pages out."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.units.public import Unit
from motcua.kernel.periods import Period
from motcua.reference.inspection.cast import Cast, Told
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    Answer,
    Cause,
    Comparison,
    Draft,
    FigureRef,
    FindingKind,
    InspectionView,
    Item,
    Kind,
    Mending,
    Minutes,
    NewMember,
    NewPlace,
    NewTarget,
    Part,
    Remedy,
    ReportEntry,
    SaidOfLine,
    SaidToFind,
    Severity,
    Side,
    StatementKind,
    Support,
    Watch,
    read_support,
)
from motcua.reform.registers.public import ReformField
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing

FIELD = ReformField.PROCEDURES


def show_stages(wanted: Told, cast: Cast) -> None:
    """Plan four inspections, and let each come as far as the file says. :param wanted: what ``stages.toml`` says."""
    _live(wanted, cast)
    plan_id = _plan(wanted, cast)
    for told in wanted["inspection"]:
        held = _open(wanted, told, plan_id, cast)
        _report(told, held, cast)
        if "begun" in told:
            found = _visit(wanted, told, held, cast)
            if "conclusion" in told:
                _conclude(told, held, found, cast)
                _mend(told["remedy"], held, cast)


@transaction.atomic
def _live(wanted: Told, cast: Cast) -> None:
    told = wanted["dossiers"]
    unit, by = cast.units[told["unit"]], f"post/{cast.posts[told['by']]}"
    filing = Filing(procedure=wanted["procedure"], unit=unit.key, channel=Channel.COUNTER)
    for received, finished in told["lives"]:
        code = dossiers.receive(filing=filing, by=by, at=received).state.code
        if code is None:
            raise AssertionError("an accepted dossier has a code")
        dossiers.finish(code=code, by=by, at=finished)


def _members(wanted: Told, cast: Cast) -> list[NewMember]:
    return [NewMember(cast.posts[one["post"]], Part(one["part"])) for one in wanted["member"]]


def _fields(wanted: Told) -> list[ReformField]:
    return [ReformField(one) for one in wanted["fields"]]


def _plan(wanted: Told, cast: Cast) -> int:
    told = wanted["plan"]
    plan_id = inspections.draft_plan(
        unit_id=cast.units[wanted["unit"]].id,
        year=told["first"].year,
        title=told["title"],
        purpose=told["purpose"],
        period=Period(told["first"], told["last"]),
        fields=_fields(wanted),
        targets=[NewTarget(cast.units[one["place"]].id, one["visit_on"]) for one in wanted["inspection"]],
        members=_members(wanted, cast),
        **cast.acts(told["drafted"]),
    )
    on = told["issued"]["at"].date()
    inspections.issue_plan(plan_id=plan_id, number=told["number"], on=on, **cast.acts(told["issued"]))
    return plan_id


def _open(wanted: Told, told: Told, plan_id: int, cast: Cast) -> InspectionView:
    """Open an inspection by the plan, decide it and give notice, as far as it has come."""
    opened = inspections.open_inspection(
        unit_id=cast.units[wanted["unit"]].id,
        kind=Kind.PLANNED,
        title=told["title"],
        purpose=wanted["plan"]["purpose"],
        period=Period(told["first"], told["last"]),
        fields=_fields(wanted),
        places=[NewPlace(cast.units[told["place"]].id, told["visit_on"])],
        members=_members(wanted, cast),
        plan_id=plan_id,
        **cast.acts(told["opened"]),
    )
    for name, act in (("decided", inspections.decide), ("notified", inspections.notify)):
        if paper := told.get(name):
            act(inspection_id=opened, number=paper["number"], on=paper["at"].date(), **cast.acts(paper))
    return inspections.inspection(opened)


def _report(told: Told, held: InspectionView, cast: Cast) -> None:
    (place,) = held.places
    if stated := told.get("stated"):
        entry = ReportEntry(stated=stated["says"], reason=stated["reason"])
        entries = {f"figure/{stated['figure']}": entry}
        inspections.write_report(place_id=place.id, entries=entries, **cast.acts(stated))
    if "reported" in told:
        inspections.send_report(place_id=place.id, **cast.acts(told["reported"]))


@transaction.atomic
def _visit(wanted: Told, told: Told, held: InspectionView, cast: Cast) -> int:
    """Visit the place, and have its minutes signed where the visit is over; give the finding."""
    (place,) = held.places
    acts = cast.acts(told["begun"])
    inspections.begin_visit(place_id=place.id, checklist=wanted["checklist"], **acts)
    for line, answer in told["answers"].items():
        inspections.answer_line(place_id=place.id, line=line, said=SaidOfLine(Answer(answer)), **acts)
    said = SaidToFind(
        FindingKind.LIMIT, told["found"], field=FIELD, severity=Severity.MINOR, cause=Cause.OFFICIALS, cause_text=""
    )
    found = inspections.make_finding(place_id=place.id, line=told["line"], said=said, **acts)
    if minutes := told.get("minutes"):
        edition = inspections.write_minutes(
            place_id=place.id, minutes=_minutes(told, minutes, held), seen=0, **cast.acts(minutes["written"])
        )
        for side in Side:
            inspections.sign_minutes(place_id=place.id, side=side, edition=edition, **cast.acts(minutes[side.value]))
    return found


def _minutes(told: Told, minutes: Told, held: InspectionView) -> Minutes:
    return Minutes(
        held_at=minutes["where"],
        began_at=told["begun"]["at"],
        ended_at=minutes["written"]["at"],
        team=tuple(one.title for one in held.members),
        unit=(minutes["attending"],),
        reporter=minutes["attending"],
        report="",
        checked=(),
        good=(),
        limits=(Item(FIELD.value, told["found"]),),
        team_view="",
        unit_view="",
    )


def _conclude(told: Told, held: InspectionView, found: int, cast: Cast) -> None:
    said = told["conclusion"]
    (place,) = held.places
    written, signed = cast.acts(said["written"]), cast.acts(said["signed"])
    group = inspections.write_group(inspection_id=held.id, title=said["group"], places=[place.id], **written)
    for draft in _drafts(said, held, group, read_support({"is": "finding", "id": found})):
        inspections.write_statement(inspection_id=held.id, draft=draft, **written)
    inspections.sign_conclusion(inspection_id=held.id, number=said["number"], on=said["signed"]["at"].date(), **signed)


def _drafts(said: Told, held: InspectionView, group: int, finding: Support) -> Iterator[Draft]:
    (place,) = held.places
    days = (place.unit.code, held.period.first, held.period.last)
    figures = {
        "tong": FigureRef("resolved.total", *days),
        "dung_han": FigureRef("dossiers.on_time", *days),
    }
    yield Draft(group, StatementKind.LIMIT, FIELD, said["limit"], figures, (finding,))
    watch = Watch("dossiers.on_time", Comparison.AT_LEAST, Decimal(said["target"]), own=True)
    mending = Mending(Remedy.MEND, said["due_on"], (), watch)
    yield Draft(group, StatementKind.RECOMMENDATION, FIELD, said["mend"], supports=(finding,), mending=mending)


def _mend(told: Told, held: InspectionView, cast: Cast) -> None:
    """Mend what was recommended, have it verified and closed, and let the figure open it again."""
    (asked,) = inspections.of_inspection(held.id)
    one: dict[str, Any] = {"recommendation_id": asked.id}
    inspections.accept_recommendation(owner_id=cast.posts[told["owner"]], **one, **cast.acts(told["accepted"]))
    kept = _evidence(told, asked.unit, cast)
    inspections.report_done(said=told["said"], evidence=[f"file/{kept}"], **one, **cast.acts(told["reported"]))
    inspections.confirm_done(**one, **cast.acts(told["verified"]))
    closed = cast.acts(told["closed"])
    inspections.close_recommendation(facts=indicators.up_to_date(at=closed["at"]), **one, **closed)
    inspections.check_watches(at=told["slipped"])


def _evidence(told: Told, unit: Unit, cast: Cast) -> str:
    content = f"{told['evidence']}\n".encode()
    kept = files.keep(
        name="phan-cong.txt", content=content, unit=unit, purpose="inspections", **cast.acts(told["reported"])
    )
    return kept.digest
