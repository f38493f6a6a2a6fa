"""The report of form II.06: received, resolved and pending dossiers of a unit, exact as of any instant."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from motcua.foundation.facts.public import Facts, as_known, refresh
from motcua.foundation.units.public import Structure
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import sort_key
from motcua.reform.indicators.queries.counting import Counting
from motcua.reform.indicators.queries.scope import NotYet, Scope, instants, scope
from motcua.reform.indicators.rules.counts import COUNTS
from motcua.reform.indicators.rules.form import By, Counted, Figures, Group, Report, Row, UnitAs, added
from motcua.reform.indicators.rules.practice import practice_on
from motcua.services.dossiers.public import FACTS, Channel
from motcua.services.procedures import public as procedures

SOURCES = (FACTS,)
"""What modules publish for measurement; a module that comes to publish facts is added here."""

LISTED = tuple(count.code for count in COUNTS if not count.code.endswith(".total"))
"""The counts that a listed dossier is said to be in; totals follow from their parts."""

CHANNELS = {
    Channel.ONLINE: gettext_noop("online"),
    Channel.ONLINE_ASSISTED: gettext_noop("online, filed by an officer for the citizen"),
    Channel.COUNTER: gettext_noop("at the counter"),
    Channel.POST: gettext_noop("by post"),
    Channel.NATIONAL_PORTAL: gettext_noop("National Public Service Portal"),
    Channel.INTERLINKED: gettext_noop("interlinked"),
}
Progress = Callable[[int], None]


def up_to_date(*, at: datetime, progress: Progress | None = None) -> Facts:
    """
    Give the facts as they follow from all that was recorded until now.

    :param at: now.
    :raises FactsDamaged: with the remedy.
    """
    return refresh(SOURCES, at=at, progress=progress)


@contextmanager
def known_at(recorded_until: datetime, *, at: datetime, progress: Progress | None = None) -> Iterator[Facts]:
    """
    Give the facts as they followed from what had been recorded by an instant, for as long as the block lasts.

    :raises NotYet: for an instant after now.
    """
    if recorded_until > at:
        raise NotYet(
            gettext_noop("what will be known at a time to come is not known"),
            field="known-at",
            value=recorded_until.isoformat(),
            expected=gettext_noop("give a time not after %(latest)s"),
            params={"latest": at.isoformat(timespec="seconds")},
        )
    with as_known(SOURCES, recorded_until=recorded_until, at=at, progress=progress) as facts:
        yield facts


def report(
    facts: Facts,
    *,
    unit: str,
    period: Period,
    now: datetime,
    own: bool = False,
    unit_as: UnitAs = UnitAs.RECEIVING,
    as_of: datetime | None = None,
    structure_on: date | None = None,
    by: By | None = None,
    rows: bool = False,
) -> Report:
    """
    Make the report of a unit and all units below it.

    Reads the facts, and the tree of offices with one SQL query while it is unchanged; names take one more.

    :param unit: ``CODE`` on the last day of the period, or ``CODE@DATE``.
    :param now: aware; nothing after it is reported.
    :param own: leave out lower levels of government.
    :param as_of: the instant of judgement; by default the first instant after the period, or now if that is earlier.
    :param structure_on: the day whose tree of offices is taken.
    :param rows: list the dossiers too.
    :raises UnknownUnit: :raises NotYet:
    :raises Unbalanced: if an identity of the form does not hold; then no figure is given.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    judged_at, at = instants(period, as_of=as_of, now=now, zone=zone)
    of = scope(unit, last=period.last, structure_on=structure_on, own=own, unit_as=unit_as)
    counting = Counting(facts, of, at, practice_on(period.last))
    groups: tuple[Group, ...] = ()
    if by is None or by is By.MONTH:
        figures = Figures(counting.whole())
        if by is By.MONTH:
            groups = tuple(_months(counting, period, as_of=as_of, now=now, zone=zone))
    else:
        counted = counting.by(by.value)
        figures = Figures(added(counted.values()))
        groups = tuple(_groups(by, counted, of, period.last))
    return Report(
        unit=of.unit.code,
        unit_name=of.unit.name,
        period=period,
        as_of=judged_at,
        known_at=facts.snapshot.manifest.recorded_until,
        figures=figures,
        by=by,
        groups=groups,
        rows=tuple(_rows(counting)) if rows else None,
        practice=counting.practice,
        facts=facts.id,
    )


def dossiers_behind(
    facts: Facts,
    *,
    counted_as: str,
    unit: str,
    period: Period,
    now: datetime,
    own: bool = False,
    unit_as: UnitAs = UnitAs.RECEIVING,
    as_of: datetime | None = None,
    structure_on: date | None = None,
    group: tuple[By, str] | None = None,
    limit: int | None = None,
) -> tuple[Row, ...]:
    """
    List the dossiers behind one figure of a report, in the order of receipt.

    :param counted_as: the figure, as ``pending.overdue``; a ``total`` stands for all its parts.
    :param group: the line of a breakdown that the figure stands in, by its key.
    :raises UnknownFigure: :raises UnknownUnit: :raises NotYet:
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    if group is not None and group[0] is By.MONTH:
        period = next((month for month in period.months() if _month(month) == group[1]), period)
        as_of = _not_after(as_of, period, zone)
    _, at = instants(period, as_of=as_of, now=now, zone=zone)
    of = scope(unit, last=period.last, structure_on=structure_on, own=own, unit_as=unit_as)
    only: dict[str, str | int] = {}
    if group is not None:
        by, key = group
        if by is By.UNIT:
            found = of.structure.by_code.get(key)
            of = of.only(found.id if found else 0)
        elif by is By.PROCEDURE:
            known = procedures.by_code([key])
            only = {by.value: known[key].id if key in known else 0}
        elif by is not By.MONTH:
            only = {by.value: key}
    counting = Counting(facts, of, at, practice_on(period.last))
    return tuple(_rows(counting, among=_parts_of(counted_as), limit=limit, only=only))


class UnknownFigure(Refused):
    """A report has no figure of this name."""


def _parts_of(code: str) -> frozenset[str]:
    part, _, field = code.partition(".")
    parts = frozenset(one for one in LISTED if one == code or (field == "total" and one.startswith(f"{part}.")))
    if not parts:
        raise UnknownFigure(
            gettext_noop("a report has no figure of this name"),
            field="counted_as",
            value=code,
            expected=gettext_noop("write one of %(codes)s"),
            params={"codes": ", ".join(count.code for count in COUNTS)},
        )
    return parts


def _rows(
    counting: Counting,
    *,
    among: frozenset[str] = frozenset(LISTED),
    limit: int | None = None,
    only: Mapping[str, str | int] | None = None,
) -> Iterator[Row]:
    columns = counting.listed(LISTED, among=among, limit=limit, only=only or {})
    codes = {place: counting.scope.structure.units[place].code for place in set(counting.scope.places.values())}
    names: dict[int, tuple[str, ...]] = {}
    for dossier, code, procedure, unit, mask in zip(
        *(columns[name] for name in ("dossier", "code", "procedure", "unit", "mask")), strict=True
    ):
        if mask not in names:
            names[mask] = tuple(one for place, one in enumerate(LISTED) if mask >> place & 1)
        yield Row(dossier, code, codes[counting.scope.places[unit]], procedure, names[mask])


def _months(
    counting: Counting, period: Period, *, as_of: datetime | None, now: datetime, zone: ZoneInfo
) -> Iterator[Group]:
    """Give one report a month, each judged at its own end; months that had not begun by the instant are left out."""
    for month in period.months():
        if month.begins(zone) > min(as_of or now, now):
            return
        _, at = instants(month, as_of=_not_after(as_of, month, zone), now=now, zone=zone)
        figures = Figures(replace(counting, at=at).whole())
        yield Group(_month(month), f"{month.first:%m/%Y}", figures)


def _month(month: Period) -> str:
    return f"{month.first:%Y-%m}"


def _not_after(as_of: datetime | None, period: Period, zone: ZoneInfo) -> datetime | None:
    return None if as_of is None or as_of >= period.ends(zone) else as_of


def _groups(by: By, counted: Mapping[Any, Counted], of: Scope, last: date) -> Iterator[Group]:
    """Name the groups and put them in order: units as they stand in the tree, channels as declared, others by name."""
    named: list[tuple[str, str, Any]]
    if by is By.UNIT:
        units = of.structure.units
        named = [
            (units[one].code, units[one].name, one) for one in _in_tree(of.structure, of.unit.id) if one in counted
        ]
    elif by is By.CHANNEL:
        named = [
            (channel.value, gettext(CHANNELS[channel]), channel.value)
            for channel in Channel
            if channel.value in counted
        ]
    elif by is By.PROCEDURE:
        known = procedures.by_id(counted.keys())
        named = sorted(
            ((known[one].code, known[one].name, one) for one in counted), key=lambda each: (sort_key(each[1]), each[0])
        )
    else:
        fields = {one.field_code: one.field_name for one in procedures.in_force(on=last)}
        named = sorted(
            ((one, fields.get(one, one), one) for one in counted), key=lambda each: (sort_key(each[1]), each[0])
        )
    for key, name, one in named:
        yield Group(key, name, Figures(counted[one]))


def _in_tree(structure: Structure, unit_id: int) -> Iterator[int]:
    """Give a unit and all below it, each before those below it, in the order of their codes."""
    waiting = [unit_id]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [child.id for child in sorted(structure.children(one), key=_code, reverse=True)]


_code = attrgetter("code")
