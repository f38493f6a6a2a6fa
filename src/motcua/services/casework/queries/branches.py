"""Parts of dossiers that are with other units, as pages show them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.services.casework.models import Branch as BranchRow
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Process, read_steps


@dataclass(frozen=True, slots=True)
class BranchView:
    """
    A part of a dossier beside its main line: what it is, which unit has it, who there, until when.

    ``unit_id`` is None where the agency does not use this system; ``reference`` is then its number there.
    """

    number: int
    part: str
    name: str
    step: str
    step_name: str
    unit_id: int | None
    unit_name: str
    reference: str
    main: str
    main_title: str
    opened_at: datetime
    due: datetime | None
    answered_at: datetime | None
    has_next: bool

    def is_late(self, at: datetime) -> bool:
        """Say whether it came back, or is still out, after its time."""
        return self.due is not None and (self.answered_at or at) > self.due


@dataclass(frozen=True, slots=True)
class OutRow:
    """A part that units have to do, with the dossier it belongs to: its code, its procedure and its field."""

    code: str
    procedure: str
    procedure_name: str
    field: str
    branch: BranchView


def branches_of(dossier_id: int) -> tuple[BranchView, ...]:
    """Give the parts of a dossier that were opened, in order. Four SQL queries, one where there are none."""
    return _views(BranchRow.objects.filter(case__dossier_id=dossier_id).select_related("case").order_by("number"))


def branches_by_code(code: str) -> tuple[BranchView, ...]:
    """Give the parts of the dossier of a code, in order. Four SQL queries, one where there are none."""
    return _views(BranchRow.objects.filter(case__dossier__code=code).select_related("case").order_by("number"))


def units_with_branches(dossier_id: int) -> frozenset[int]:
    """Give the units that have or had a part of a dossier. One SQL query."""
    rows = BranchRow.objects.filter(case__dossier_id=dossier_id, unit_id__isnull=False)
    return frozenset(row for row in rows.values_list("unit_id", flat=True) if row is not None)


def out_with(unit_ids: Collection[int], *, most: int = 100) -> list[OutRow]:
    """Give the parts that units have to do now, the most urgent first. Four SQL queries, one where there are none."""
    rows = (
        BranchRow.objects.filter(unit_id__in=unit_ids, answered_at__isnull=True, case__dossier__closed_at__isnull=True)
        .select_related("case__dossier__procedure")
        .order_by("due", "pk")[:most]
    )
    found = list(rows)
    known = procedures.by_code({row.case.dossier.procedure.code for row in found}) if found else {}
    return [
        OutRow(row.case.dossier.code or "", procedure, known[procedure].name, row.case.dossier.field, view)
        for row, view in zip(found, _views(found), strict=True)
        if (procedure := row.case.dossier.procedure.code)
    ]


def _views(found: Iterable[BranchRow]) -> tuple[BranchView, ...]:
    rows = list(found)
    if not rows:
        return ()
    named = units.by_id([row.unit_id for row in rows if row.unit_id is not None])
    titles = accounts.titles_of({f"post/{row.main_id}" for row in rows if row.main_id})
    views = []
    for row in rows:
        process = Process(steps=read_steps(row.case.steps), valid_from=row.opened_at.date())
        lane = [one for one in process.steps if one.part == row.part]
        step = process.step(row.step)
        main = f"post/{row.main_id}" if row.main_id else ""
        views.append(
            BranchView(
                number=row.number,
                part=row.part,
                name=lane[0].name if lane else row.part,
                step=row.step,
                step_name=step.name if step else row.step,
                unit_id=row.unit_id,
                unit_name=named[row.unit_id].name if row.unit_id is not None else row.outside,
                reference=row.reference,
                main=main,
                main_title=titles.get(main, ""),
                opened_at=row.opened_at,
                due=row.due,
                answered_at=row.answered_at,
                has_next=bool(step and any(code in {one.code for one in lane} for code in step.next)),
            )
        )
    return tuple(views)
