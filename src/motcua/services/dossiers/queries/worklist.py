"""The work of a unit by its due times, narrowed to what somebody wants to see."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.lookups import In

from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.foundation.worktime.public import Calendar, Measure, Term
from motcua.kernel.periods import end_of_day, start_of_day
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.queries.pending import HAPPENED, OF_UNITS, first_of, open_of, stamp_of
from motcua.services.dossiers.queries.status import Holder, standing
from motcua.services.dossiers.rows import known_states, procedures_of
from motcua.services.dossiers.rules.clock import Hand
from motcua.services.dossiers.rules.words import Channel, State, WaitsFor
from motcua.services.procedures import public as procedures

Ids = QuerySet[Any, int]
"""Ids of dossiers as another module finds them."""


IDENTITY = ExpressionWrapper(F("pk") + Value(0), BigIntegerField())
"""The id as no index has it: rows are looked up in a set of ids, not fetched one by one in the set's order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What a list is narrowed to; what is left out narrows nothing.

    :param part: one of the names of ``WorkPage.counts``.
    :param among: ids of dossiers as another module finds them; it becomes a part of the list's own SQL query.
    """

    part: str = "all"
    field: str | None = None
    procedure_id: int | None = None
    channel: Channel | None = None
    receiving_unit_id: int | None = None
    holder_id: int | None = None
    among: Ids | None = None

    def narrowed(self) -> Q:
        """Give the condition of all but the part."""
        asked = {
            "field": self.field,
            "procedure": self.procedure_id,
            "channel": self.channel,
            "receiving_unit": self.receiving_unit_id,
            "holder": self.holder_id,
        }
        narrowed = Q(**{name: value for name, value in asked.items() if value is not None})
        return narrowed if self.among is None else narrowed & Q(In(IDENTITY, self.among))


@dataclass(frozen=True, slots=True)
class WorkRow:
    """
    One dossier of a work list. ``due_at`` was promised; ``judged_until`` is what it is judged by.

    :param is_soon: not due today yet, but within the working days that its procedure gives warning of.
    :param requests: how often the citizen was asked to complete it.
    """

    code: str
    procedure_name: str
    state: State
    waits_for: WaitsFor | None
    holder: Holder
    channel: Channel
    received_at: datetime
    due_at: datetime
    judged_until: datetime
    standing: str
    days_left: int | None
    is_soon: bool
    requests: int


@dataclass(frozen=True, slots=True)
class WorkPage:
    """
    A page of a work list.

    :param counts: of the list as it is narrowed: all, mine, overdue, today, soon, office, agency, citizen.
    :param stamp: that of ``open_stamp``, as the list was read.
    """

    total: int
    counts: Mapping[str, int]
    rows: tuple[WorkRow, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many of the pending dossiers of units are of which field, procedure, channel, receiving unit and holder."""

    fields: Mapping[str, int]
    procedures: Mapping[int, int]
    channels: Mapping[Channel, int]
    receiving: Mapping[int, int]
    holders: Mapping[int, int]


def worklist(
    unit_ids: Collection[int],
    *,
    at: datetime,
    mine: Ids | None = None,
    wanted: Wanted | None = None,
    offset: int = 0,
    limit: int = 50,
) -> WorkPage:
    """
    Give the pending dossiers that units received or hold, the most urgent first, those whose clock stands last.

    Thirteen SQL queries at most, three more where the list is narrowed, and one or two for each receiving unit.

    :param mine: ids of the dossiers that who asks has in hand, wherever they are; a part of the list's own SQL queries.
    """
    wanted, arms, soon = wanted or Wanted(), open_of(unit_ids, mine), _Soon.for_units(unit_ids, at)
    parts = _parts(unit_ids, mine, soon, at)
    part = wanted.part if wanted.part in parts else "all"
    of_list = {f"n_{name}": Count("pk", filter=one or None) for name, one in parts.items() if name != "agency"}
    narrowed = wanted.narrowed()
    told = []
    for place, arm in enumerate(arms):
        happened = HAPPENED if place < OF_UNITS else {}
        one = (
            arm.aggregate(**happened) | arm.filter(narrowed).aggregate(**of_list)
            if narrowed
            else arm.aggregate(**happened, **of_list)
        )
        told.append(one | {"n_agency": one["n_all"] - one["n_office"] - one["n_citizen"]})
    counts = {name: sum(one[f"n_{name}"] for one in told) for name in parts}
    sources = [arm.filter(narrowed & parts[part]) for arm, one in zip(arms, told, strict=True) if one[f"n_{part}"]]
    ids = first_of(sources, "stopped_at", "judged_until", offset=offset, limit=limit)
    return WorkPage(
        total=counts[part],
        counts=counts,
        rows=tuple(_work_rows(ids, unit_ids, soon, at)),
        stamp=stamp_of(told[:OF_UNITS]),
    )


def how_many(
    unit_ids: Collection[int], lists: Sequence[Wanted], *, at: datetime, mine: Ids | None = None
) -> tuple[int, ...]:
    """Count the pending dossiers in each of some lists of work. Three SQL queries, none where there are no lists."""
    if not lists:
        return ()
    parts = _parts(unit_ids, mine, _Soon.for_units(unit_ids, at), at)
    asked = {
        f"k_{number}": Count("pk", filter=(one.narrowed() & parts.get(one.part, Q())) or None)
        for number, one in enumerate(lists)
    }
    told = [arm.aggregate(**asked) for arm in open_of(unit_ids, mine)]
    return tuple(sum(one[name] for one in told) for name in asked)


def open_kinds(unit_ids: Collection[int]) -> Kinds:
    """Count the pending dossiers that units received or hold by what a list may be narrowed to. Two SQL queries."""
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    names = ("field", "procedure_id", "channel", "receiving_unit_id", "holder_id")
    for arm in open_of(unit_ids):
        for *values, many in arm.values_list(*names).annotate(many=Count("pk")):
            for name, value in zip(names, values, strict=True):
                found[name][value] += many
    channels = {Channel(one): many for one, many in found["channel"].items()}
    return Kinds(found["field"], found["procedure_id"], channels, found["receiving_unit_id"], found["holder_id"])


class _Soon:
    """Until when what is due is due soon: by the working days that each procedure gives warning of."""

    def __init__(self, calendar: Calendar, days: Mapping[int, int], at: datetime) -> None:
        self._calendar, self._at = calendar, at
        self._days = days
        self._until: dict[int, datetime] = {}

    @classmethod
    def for_units(cls, unit_ids: Collection[int], at: datetime) -> "_Soon":
        calendar = worktime.calendar_for(min(unit_ids, default=None))
        return cls(calendar, procedures.soon_days(on=_day(at)), at)

    def until(self, procedure_id: int) -> datetime:
        return self._limit(self._days.get(procedure_id, procedures.SOON_DAYS))

    def condition(self) -> Q:
        by_days: dict[int, list[int]] = defaultdict(list)
        for procedure_id, days in self._days.items():
            by_days[days].append(procedure_id)
        usual = Q(judged_until__lte=self._limit(procedures.SOON_DAYS))
        if self._days:
            usual &= ~Q(procedure__in=list(self._days))
        for days, ids in sorted(by_days.items()):
            usual |= Q(judged_until__lte=self._limit(days), procedure__in=ids)
        return usual

    def _limit(self, days: int) -> datetime:
        if days not in self._until:
            last = self._at if not days else worktime.due(self._calendar, self._at, Term(days, Measure.WORKING_DAYS))[1]
            self._until[days] = end_of_day(_day(last), local_zone())
        return self._until[days]


def _parts(unit_ids: Collection[int], mine: Ids | None, soon: _Soon, at: datetime) -> dict[str, Q]:
    zone = local_zone()
    today, running = end_of_day(_day(at), zone), Q(stopped_at__isnull=True)
    since = max(at, start_of_day(_day(at), zone))
    return {
        "all": Q(),
        "mine": Q(pk__in=() if mine is None else mine),
        "overdue": Q(stopped_at__isnull=True, judged_until__lt=at) | Q(stopped_at__gt=F("judged_until")),
        "today": running & Q(judged_until__gte=since, judged_until__lte=today),
        "soon": running & Q(judged_until__gt=today) & soon.condition(),
        "office": Q(holder__in=unit_ids) & ~Q(state=State.WAITING_CITIZEN),
        "agency": ~Q(holder__in=unit_ids) & ~Q(state=State.WAITING_CITIZEN),
        "citizen": Q(state=State.WAITING_CITIZEN),
    }


def _day(at: datetime) -> date:
    return at.astimezone(local_zone()).date()


def _work_rows(ids: Sequence[int], unit_ids: Collection[int], soon: _Soon, at: datetime) -> list[WorkRow]:
    found = []
    by_id = Dossier.objects.in_bulk(ids)
    listed = [by_id[one] for one in ids if one in by_id]
    known = units.by_id({row.holder_id for row in listed})
    states, of = known_states(listed), procedures_of(listed)
    calendars = {unit_id: worktime.calendar_for(unit_id) for unit_id in {row.receiving_unit_id for row in listed}}
    for row in listed:
        if row.received_at is None or row.due_at is None or row.judged_until is None or row.code is None:
            continue
        state = states[row.pk]
        with_citizen = state.state is State.WAITING_CITIZEN
        hand = Hand.CITIZEN if with_citizen else Hand.OFFICE if row.holder_id in unit_ids else Hand.AGENCY
        calendar = calendars[row.receiving_unit_id]
        today, due_day = _day(at), _day(row.judged_until)
        left = (
            worktime.working_days(calendar, today, due_day)
            if due_day >= today
            else -worktime.working_days(calendar, due_day, today)
        )
        found.append(
            WorkRow(
                code=row.code,
                procedure_name=of[row.pk].name,
                state=state.state,
                waits_for=state.waits_for,
                holder=Holder(
                    hand, None if with_citizen else row.holder_id, "" if with_citizen else known[row.holder_id].name
                ),
                channel=state.channel,
                received_at=row.received_at,
                due_at=row.due_at,
                judged_until=row.judged_until,
                standing=standing(state, at),
                days_left=left if state.stopped_at is None else None,
                is_soon=state.stopped_at is None
                and due_day > today
                and row.judged_until <= soon.until(row.procedure_id),
                requests=state.requests,
            )
        )
    return found
