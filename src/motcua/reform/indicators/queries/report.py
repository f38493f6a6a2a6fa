"""The report of form II.06: received, resolved and pending dossiers of a unit, exact as of any instant."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.facts.public import Facts
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.queries.counting import Counting
from motcua.reform.indicators.queries.naming import named
from motcua.reform.indicators.queries.scope import Scope, instants, scope
from motcua.reform.indicators.rules.counts import COUNTS
from motcua.reform.indicators.rules.form import By, Counted, Figures, Group, Report, Row, UnitAs, added
from motcua.reform.indicators.rules.practice import practice_on
from motcua.services.procedures import public as procedures

LISTED = tuple(count.code for count in COUNTS if not count.code.endswith(".total"))
"""The counts that a listed dossier is said to be in; totals follow from their parts."""


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
    lines = (
        [(unit.code, unit.name, unit.id) for unit in of.structure.walk(of.unit.id) if unit.id in counted]
        if by is By.UNIT
        else named(by, counted.keys(), last=last)
    )
    for key, name, one in lines:
        yield Group(key, name, Figures(counted[one]))
