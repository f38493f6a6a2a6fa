"""Self-reports as people see them: as a unit writes one, each edition as it was sent, and how far each has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from motcua.foundation.files import public as files
from motcua.foundation.files.public import Kept
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.public import Computed
from motcua.reform.inspections.models import Place, SelfReport, SelfReportText
from motcua.reform.inspections.queries.inspections import InspectionView, PlaceView, inspection, place
from motcua.reform.inspections.queries.self_report_rows import (
    Asked,
    asked_of,
    computed,
    due_on,
    register_states,
    state_of,
    stream_name,
)
from motcua.reform.inspections.rules import reporting
from motcua.reform.inspections.rules.differences import Difference, differences
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.outline import ReportLine
from motcua.reform.inspections.rules.reporting import NotSent
from motcua.reform.inspections.rules.self_report import (
    NOTHING,
    RegisterState,
    ReportEdition,
    ReportStage,
    Said,
    SelfReportState,
    SentFigure,
    figures_sent,
    fold,
    registers_sent,
)
from motcua.reform.inspections.rules.words import Kind, Mode
from motcua.reform.registers.public import ReformField


@dataclass(frozen=True, slots=True)
class ReportLineView:
    """
    A line of a report: what fills it, and what the unit said.

    :param figure: the computed figure, as it is or as it was when the report was sent; none for other lines.
    :param now: the figure as it is, where the report was sent with another one.
    :param register: how the register stood, for lines of registers.
    :param differs: whether the unit states another figure than the computed one.
    """

    line: ReportLine
    said: Said
    reason: str
    note: str
    files: tuple[Kept, ...]
    ref: FigureRef | None
    figure: Computed | SentFigure | None
    now: Computed | None
    register: RegisterState | None
    differs: bool


@dataclass(frozen=True, slots=True)
class ReportPartView:
    """The lines of one field; of no field are the words at the beginning and at the end."""

    field: ReformField | None
    lines: tuple[ReportLineView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """
    A self-report, as it is being written or as one edition was sent.

    :param asked: whether it can be written now.
    :param edition: the one that is shown; none for what is being written.
    :param leaf: of the event that sent it, in hex; empty for what is being written.
    :param editions: all that were sent, and :param amended: by edition why the next one was begun.
    """

    inspection: InspectionView
    place: PlaceView
    asked: bool
    due_on: date | None
    stage: ReportStage
    edition: ReportEdition | None
    leaf: str
    editions: tuple[ReportEdition, ...]
    amended: Mapping[int, str]
    parts: tuple[ReportPartView, ...]

    @property
    def differing(self) -> tuple[ReportLineView, ...]:
        """Give the lines whose stated figure is another than the computed one."""
        return tuple(line for part in self.parts for line in part.lines if line.differs)

    def line(self, code: str) -> ReportLineView | None:
        """Give the line of a code; None if there is none."""
        return next((line for part in self.parts for line in part.lines if line.line.code == code), None)


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """How far the report of a place has come: whether it is asked, by when, and the edition that was sent last."""

    place: PlaceView
    inspection: str
    period: Period
    asked: bool
    begun: bool
    due_on: date | None
    stage: ReportStage
    sent: ReportEdition | None

    def overdue(self, on: date) -> bool:
        """Say whether it should have been sent by then, and was not."""
        return self.asked and self.sent is None and self.due_on is not None and on > self.due_on


def self_report(
    place_id: int,
    *,
    now: datetime,
    edition: int | None = None,
    written: bool = True,
    held: InspectionView | None = None,
) -> ReportView:
    """
    Give the report of a place with the figures as they are now: as it is being written, or as it was sent.

    Twelve SQL queries with what is held, and one scan a population of the facts.

    :param edition: the one that is asked for; without it what is being written or, while nothing is, the one sent last.
    :param written: with what the unit has not sent yet. Without, the one sent last; before that the figures alone.
    :param held: the inspection, if it was read before; nine SQL queries fewer.
    :raises UnknownInspection: :raises NotSent: if there is no such edition.
    """
    held = held or inspection(place(place_id).inspection_id)
    found = held.place(place_id)
    asked = asked_of(held, found)
    row = SelfReport.objects.filter(place=place_id).first()
    current = state_of(row) if row else SelfReportState()
    chosen = _edition(current, edition, written=written)
    if chosen is None and not written:
        current = replace(current, lines={})
    figures: Mapping[str, Computed] = computed(asked, now=now)
    events = ledger.read(stream_name(place_id)) if current.editions else []
    state, then = current, dict[str, SentFigure]()
    if chosen is not None:
        state = fold(events[: chosen.event])
        then = figures_sent(events[chosen.event - 1].payload)
        shelves = registers_sent(events[chosen.event - 1].payload)
    else:
        shelves = register_states(found.unit.id, held.period, asked, now=now)
    texts = _texts(row)
    names = files.kept({one for said in state.lines.values() for one in said.files}, unit_id=found.unit.id)
    return ReportView(
        inspection=held,
        place=found,
        asked=_asked(held, found, now),
        due_on=asked.due_on,
        stage=current.stage,
        edition=chosen,
        leaf=events[chosen.event - 1].leaf.hex() if chosen else "",
        editions=current.editions,
        amended={
            one.number: texts.get((one.event + 1, "", "reason"), "")
            for one in current.editions
            if current.number > one.event
        },
        parts=tuple(
            ReportPartView(
                part.field,
                tuple(_line(line, asked, state, texts, names, figures, then, shelves) for line in part.lines),
            )
            for part in asked.parts
        ),
    )


def report_standings(held: InspectionView, *, now: datetime) -> list[ReportStanding]:
    """Give how far the reports of an inspection have come, in the order of its places. One SQL query."""
    rows = {row.place_id: state_of(row) for row in SelfReport.objects.filter(place__in=[one.id for one in held.places])}
    return [
        ReportStanding(
            place=one,
            inspection=held.title,
            period=held.period,
            asked=_asked(held, one, now),
            begun=one.id in rows,
            due_on=due_on(held.kind, one.visit_on),
            stage=rows[one.id].stage if one.id in rows else ReportStage.DRAFT,
            sent=rows[one.id].editions[-1] if one.id in rows and rows[one.id].editions else None,
        )
        for one in held.places
    ]


def reports_asked(unit_ids: Collection[int], *, now: datetime) -> list[ReportStanding]:
    """Give the reports that units were ever asked for, the latest visit first. Three SQL queries."""
    on = timezone.localdate(now)
    rows = list(Place.objects.filter(unit__in=unit_ids).select_related("inspection").order_by("-visit_on", "-pk"))
    states = {row.place_id: state_of(row) for row in SelfReport.objects.filter(place__in=rows)}
    known = units.by_id({row.unit_id for row in rows})
    found = []
    for row in rows:
        held, kind = row.inspection, Kind(row.inspection.kind)
        notified = held.notified_on is not None
        if not reporting.asked(kind, notified=notified, live=not held.cancelled, visit_on=row.visit_on, on=on):
            continue
        state = states.get(row.pk)
        found.append(
            ReportStanding(
                place=PlaceView(row.pk, held.pk, known[row.unit_id], row.visit_on, Mode(row.mode)),
                inspection=held.title,
                period=Period(held.first, held.last),
                asked=held.closed_at is None,
                begun=state is not None,
                due_on=due_on(kind, row.visit_on),
                stage=state.stage if state else ReportStage.DRAFT,
                sent=state.editions[-1] if state and state.editions else None,
            )
        )
    return found


def attached(place_id: int) -> frozenset[str]:
    """Give the digests of all files that were ever attached to a report. One SQL query."""
    said = (one for event in ledger.read(stream_name(place_id)) for one in event.payload.get("lines", {}).values())
    return frozenset(digest for one in said for digest in one["files"])


def replay_self_reports() -> list[Difference]:
    """Make every self-report again from its events. Two SQL queries for five hundred."""
    stored = {stream_name(row.place_id): state_of(row) for row in SelfReport.objects.order_by("pk")}
    made = {
        stream: fold(events)
        for stream, events in groupby(ledger.read_many(stored.keys()), key=lambda event: event.stream)
    }
    return [
        one
        for stream, state in stored.items()
        for one in differences(stream, state, made.get(stream, SelfReportState()))
    ]


def _asked(held: InspectionView, one: PlaceView, now: datetime) -> bool:
    on = timezone.localdate(now)
    return reporting.asked(held.kind, notified=held.notified is not None, live=held.live, visit_on=one.visit_on, on=on)


def _edition(state: SelfReportState, number: int | None, *, written: bool) -> ReportEdition | None:
    """Give the edition that is shown; none where it is what is being written. :raises NotSent:"""
    if number is None:
        draft = written and state.stage is ReportStage.DRAFT
        return None if draft or not state.editions else state.editions[-1]
    for one in state.editions:
        if one.number == number:
            return one
    raise NotSent(gettext_noop("no such edition of the report was sent"), field="edition", value=number)


def _texts(row: SelfReport | None) -> dict[tuple[int, str, str], str]:
    """Give what was written by event, line and name; what was erased is not there."""
    if row is None:
        return {}
    kept = SelfReportText.objects.filter(report=row).values_list("number", "line", "name", "text")
    return {(number, line, name): text for number, line, name, text in kept}


def _line(
    line: ReportLine,
    asked: Asked,
    state: SelfReportState,
    texts: Mapping[tuple[int, str, str], str],
    names: Mapping[str, Kept],
    figures: Mapping[str, Computed],
    then: Mapping[str, SentFigure],
    shelves: Mapping[str, RegisterState],
) -> ReportLineView:
    code = line.code
    said = state.lines.get(code, NOTHING)
    now = figures.get(code)
    was = then.get(code)
    figure = was or now
    moved = was is not None and now is not None and _counts(was) != _counts(now)
    shown = {code: figure} if figure is not None else {}
    return ReportLineView(
        line=line,
        said=said,
        reason=texts.get((said.number, code, "reason"), ""),
        note=texts.get((said.number, code, "note"), ""),
        files=tuple(names[one] for one in said.files if one in names),
        ref=asked.refs.get(code),
        figure=figure,
        now=now if moved else None,
        register=shelves.get(code),
        differs=bool(reporting.differing({code: said.stated}, shown, shelves)),
    )


def _counts(figure: Computed | SentFigure) -> tuple[int, int | None]:
    return figure.numerator, figure.denominator
