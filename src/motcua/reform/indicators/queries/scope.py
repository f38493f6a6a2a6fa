"""Whose dossiers a report is about, on which day's tree of offices, and as of which instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.rules.form import UnitAs
from motcua.reform.indicators.rules.moments import Moment, moment


class NotYet(Refused):
    """The instant that a report is asked for lies after its period, or has not come."""


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The units that a report counts.

    ``places`` says for each unit that is counted which unit of the tree answers for it: itself while it lives, else its
    successor. ``all`` says that no unit there ever was is left out, so that nothing need be filtered.
    """

    unit: units.Unit
    structure: units.Structure
    unit_as: UnitAs
    places: Mapping[int, int]
    all: bool

    @property
    def column(self) -> str:
        """The column of the fact tables that says whose a dossier is."""
        return f"{self.unit_as.value}_unit"

    def only(self, unit_id: int) -> "Scope":
        """Narrow it to one unit's own dossiers."""
        places = {one: place for one, place in self.places.items() if place == unit_id}
        return Scope(self.unit, self.structure, self.unit_as, places, all=False)


def standing(
    code: str, *, last: date, history: units.History, structure_on: date | None = None
) -> tuple[units.Unit, units.Structure]:
    """
    Find a unit, and the tree of the day that it is looked up in.

    :param code: is looked up at ``last`` or ``structure_on``; ``CODE@DATE`` chooses the day of look-up and of the tree.
    :raises UnknownUnit: if no unit bears the code on that day, or it does not exist on the day of the tree.
    """
    unit = history.find(code, structure_on or last)
    _, at, named = code.strip().rpartition("@")
    on = structure_on or (date.fromisoformat(named) if at else last)
    structure = history.structure(on)
    if unit.id not in structure.units:
        raise units.UnknownUnit(
            gettext_noop("%(name)s does not exist on the day of the tree, %(day)s"),
            field="structure",
            value=on.isoformat(),
            expected=gettext_noop("choose a day on which it does"),
            params={"name": unit.name, "day": on.isoformat()},
        )
    return unit, structure


def scope(code: str, *, last: date, structure_on: date | None, own: bool, unit_as: UnitAs) -> Scope:
    """
    Find the unit and all that it answers for. One SQL query while the tree is unchanged, else four.

    :param own: leave out lower levels of government.
    :raises UnknownUnit: as :func:`standing` does.
    """
    history = units.history()
    unit, structure = standing(code, last=last, history=history, structure_on=structure_on)
    places = structure.answered_for(unit.id, own=own)
    return Scope(unit, structure, unit_as, places, all=len(places) == len(history.kinds))


def instants(period: Period, *, as_of: datetime | None, now: datetime, zone: ZoneInfo) -> tuple[datetime, Moment]:
    """
    Give the instant that a report is judged at, aware in the zone, and the instants of the report.

    :param as_of: by default the first instant after the period, or now if that is earlier.
    :raises NotYet: for an instant after that.
    """
    ends = period.ends(zone)
    latest = min(ends, now)
    if as_of is not None and as_of > latest:
        raise NotYet(
            gettext_noop("the report would be judged after the period that it is about")
            if latest == ends
            else gettext_noop("the report would be judged at a time that has not come yet"),
            field="as-of",
            value=as_of.isoformat(),
            expected=gettext_noop("give a time not after %(latest)s"),
            params={"latest": latest.astimezone(zone).isoformat(timespec="seconds")},
        )
    judged_at = (as_of or latest).astimezone(zone)
    return judged_at, moment(begins=period.begins(zone), ends=ends, judged_at=judged_at)
