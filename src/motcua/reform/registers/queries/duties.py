"""What a unit owes, what it has, and what is due next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from motcua.kernel.periods import Period
from motcua.reform.registers.lists import duties
from motcua.reform.registers.models import Completion, Evidence, Record
from motcua.reform.registers.rows import life_of
from motcua.reform.registers.rules.obligations import Duty, Issued, Standing
from motcua.reform.registers.rules.registry import REGISTERS
from motcua.reform.registers.rules.words import AsFact, Register

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Shelved:
    """
    How a unit's register stands at a glance.

    :param records: how many are of the period; :func:`records.number_of` says whether none is zero.
    :param without_evidence: how many of them have no file beside them.
    :param complete_to: up to which day it is declared complete; none if it is not.
    :param duties: what the unit owes of it.
    """

    register: Register
    records: int
    without_evidence: int
    complete_to: date | None
    duties: tuple[Duty, ...]


def obligations(unit_id: int, *, on: date, period: Period | None = None) -> list[Duty]:
    """
    Give how a unit stands on a day with all that it owes. Two SQL queries.

    :param period: the days that are asked about; the year of the day if none are.
    """
    unit, life = life_of(unit_id)
    asked = period or Period(date(on.year, 1, 1), date(on.year, 12, 31))
    return list(duties().standing(_issued(unit_id), level=unit.level, life=life, period=asked, on=on))


def reminders(unit_id: int, *, on: date) -> list[Duty]:
    """
    Give what is missing and what is due soon, by the day it is due. Three SQL queries.

    What fell due before this year is recalled for a year, and only in registers that the unit kept by then: whoever
    begins to keep records is not reminded of all that was before.
    """
    begun = dict(
        Record.objects.filter(unit=unit_id, withdrawn=False).values_list("register").annotate(first=Min("first_on"))
    )
    around = obligations(unit_id, on=on, period=Period(on - YEAR, on + YEAR))
    wanted = [
        duty
        for duty in around
        if duty.standing is Standing.DUE_SOON
        or (duty.standing is Standing.MISSING and duty.due_on >= on - YEAR and _asked(duty, begun, on))
    ]
    return sorted(wanted, key=lambda duty: (duty.due_on, duty.obligation.code))


def _asked(duty: Duty, begun: Mapping[str, date], on: date) -> bool:
    if duty.due_on.year == on.year or duty.obligation.every == "standing":
        return True
    return begun.get(duty.obligation.register.code, date.max) <= duty.period.first


def shelves(unit_id: int, *, on: date, period: Period | None = None) -> list[Shelved]:
    """Give how all registers of a unit stand at a glance, in the order of the registry. Four SQL queries."""
    asked = period or Period(date(on.year, 1, 1), date(on.year, 12, 31))
    owed = obligations(unit_id, on=on, period=asked)
    within = Record.objects.filter(
        unit=unit_id, withdrawn=False, first_on__lte=asked.last, last_on__gte=asked.first
    ).annotate(files=_files())
    counted: dict[str, list[int]] = {}
    for register, files in within.values_list("register", "files"):
        counted.setdefault(register, []).append(files)
    complete = dict(
        Completion.objects.filter(unit=unit_id, superseded=False).order_by("last_on").values_list("register", "last_on")
    )
    return [
        Shelved(
            register=register,
            records=len(counted.get(code, ())),
            without_evidence=counted.get(code, []).count(0),
            complete_to=complete.get(code),
            duties=tuple(duty for duty in owed if duty.obligation.register is register),
        )
        for code, register in REGISTERS.items()
    ]


def _issued(unit_id: int) -> Iterator[Issued]:
    owed = {obligation.register.code for obligation in duties().obligations}
    rows = Record.objects.filter(unit=unit_id, withdrawn=False, register__in=owed).annotate(files=_files())
    for row in rows.order_by("id"):
        register = REGISTERS[row.register]
        done = register.as_fact(AsFact.DONE_ON)
        ended = register.as_fact(AsFact.ENDED_ON)
        yield Issued(
            record_id=row.pk,
            register=row.register,
            kind=str(row.values.get("kind", "")),
            period=Period(row.first_on, row.last_on),
            issued_on=_day(row.values.get(done.name)) if done else row.effective_on,
            ended_on=_day(row.values.get(ended.name)) if ended else None,
            evidence=row.files,
        )


def _files() -> Coalesce:
    beside = Evidence.objects.filter(record=OuterRef("pk")).order_by().values("record")
    return Coalesce(Subquery(beside.annotate(number=Count("pk")).values("number")), 0)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
