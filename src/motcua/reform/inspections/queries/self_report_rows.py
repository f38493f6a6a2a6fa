"""Between a self-report's state and its row, and between a line and the figure or the register that fills it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators.public import REGISTRY, Computed
from motcua.reform.inspections.models import SelfReport
from motcua.reform.inspections.queries.figures import live
from motcua.reform.inspections.queries.inspections import InspectionView, PlaceView
from motcua.reform.inspections.queries.outlines import outline, outline_parts
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.outline import ReportLine, ReportLineKind, ReportPart
from motcua.reform.inspections.rules.reporting import codes
from motcua.reform.inspections.rules.self_report import (
    STREAM,
    RegisterState,
    ReportEdition,
    ReportStage,
    Said,
    SelfReportState,
)
from motcua.reform.inspections.rules.words import Kind
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import Standing

VERSION = 1
"""The version of a self-report's payloads."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a unit is asked to report.

    :param due_on: the last day in time; none where the visit is not announced.
    :param refs: the figures by line.
    """

    parts: tuple[ReportPart, ...]
    due_on: date | None
    refs: Mapping[str, FigureRef]

    @property
    def lines(self) -> dict[str, ReportLine]:
        """Give all lines by code, in their order."""
        return codes(line for part in self.parts for line in part.lines)

    def measures(self) -> dict[str, str]:
        """Give the measures of the figures by line."""
        return {code: REGISTRY.find(ref.code, on=ref.last).measure.value for code, ref in self.refs.items()}


def stream_name(place_id: int) -> str:
    """Name the ledger's stream of the self-report of a place."""
    return f"{STREAM}{place_id}"


def asked_of(inspection: InspectionView, place: PlaceView) -> Asked:
    """Give what a place of an inspection is asked to report. One SQL query."""
    on = inspection.period.last
    parts = outline_parts(inspection.fields, level=place.unit.level, on=on)
    bearer = units.structure(on).units.get(place.unit.id)
    code = bearer.code if bearer else place.unit.key
    return Asked(
        parts=parts,
        due_on=due_on(inspection.kind, place.visit_on),
        refs={
            line.code: FigureRef(line.of, code, inspection.period.first, on, own=True)
            for part in parts
            for line in part.lines
            if line.kind is ReportLineKind.FIGURE
        },
    )


def due_on(kind: Kind, visit_on: date) -> date | None:
    """Give the last day on which a report is in time; none where the visit is not announced."""
    return None if kind is Kind.UNANNOUNCED else visit_on - timedelta(days=outline(visit_on).due_days)


def computed(asked: Asked, *, now: datetime) -> dict[str, Computed]:
    """Compute the figures of a report as they are: one scan a population."""
    found = live(asked.refs.values(), now=now.replace(second=0, microsecond=0))
    return {code: found[ref] for code, ref in asked.refs.items()}


def register_states(unit_id: int, period: Period, asked: Asked, *, now: datetime) -> dict[str, RegisterState]:
    """Give how the registers of a report stand now for a period, as of its last day or today. Five SQL queries."""
    wanted = {line.of: code for code, line in asked.lines.items() if line.kind is ReportLineKind.REGISTER}
    on = min(period.last, timezone.localdate(now))
    declared = {
        code: registers.is_complete(code, unit_id, period)
        for code in {one.register for one in registers.completions(None, unit_id, period) if not one.superseded}
        if code in wanted
    }
    found = {}
    for shelved in registers.shelves(unit_id, on=on, period=period):
        code, complete = shelved.register.code, declared.get(shelved.register.code, False)
        if code in wanted:
            standing = [duty.standing for duty in shelved.duties]
            found[wanted[code]] = RegisterState(
                records=shelved.records or (0 if complete else None),
                complete=complete,
                present=standing.count(Standing.PRESENT),
                late=standing.count(Standing.LATE),
                missing=standing.count(Standing.MISSING),
                without_evidence=shelved.without_evidence,
            )
    return found


def state_of(row: SelfReport) -> SelfReportState:
    """Give the state that a row holds."""
    return SelfReportState(
        number=row.number,
        stage=ReportStage(row.stage),
        editions=tuple(_edition(one) for one in row.editions),
        lines={
            code: Said(one["number"], one["stated"], tuple(one["texts"]), tuple(one["files"]))
            for code, one in row.lines.items()
        },
    )


def columns_of(state: SelfReportState) -> dict[str, Any]:
    """Give the columns of a row that holds a state."""
    return {
        "number": state.number,
        "stage": state.stage.value,
        "editions": [
            asdict(one) | {"sent_at": one.sent_at.isoformat(), "due_on": one.due_on.isoformat() if one.due_on else None}
            for one in state.editions
        ],
        "lines": {code: asdict(said) for code, said in state.lines.items()},
    }


def _edition(said: Mapping[str, Any]) -> ReportEdition:
    due, sent_at = said["due_on"], datetime.fromisoformat(said["sent_at"])
    return ReportEdition(**{**said, "sent_at": sent_at, "due_on": date.fromisoformat(due) if due else None})
