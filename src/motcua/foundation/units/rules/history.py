"""The whole history of the tree, compiled: who bore a code when, how the tree stood on a day, who answers for whom."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import compress
from operator import attrgetter

from motcua.foundation.units.rules.words import Level, Standing, Succession, Unit, UnknownUnit, split_key
from motcua.kernel.refusals import gettext_noop

DAY = timedelta(days=1)

KEPT = 12
"""As many trees are kept at once: of a whole country each takes some megabytes."""


class History:
    """
    All standings and successions of all units. Immutable; the trees of its days are made when asked for.

    :param kinds: the key and level of each unit.
    """

    def __init__(
        self,
        kinds: Mapping[int, tuple[str, Level]],
        standings: Iterable[Standing],
        successions: Iterable[Succession],
    ) -> None:
        self.kinds = dict(kinds)
        self.standings: dict[int, list[Standing]] = {}
        self.bearers: dict[str, list[Standing]] = {}
        for standing in sorted(standings, key=lambda one: one.valid_from):
            self.standings.setdefault(standing.unit_id, []).append(standing)
            self.bearers.setdefault(standing.code, []).append(standing)
        self.successions = tuple(successions)
        self.successors = {one.predecessor_id: one.successor_id for one in self.successions if one.main}
        self._ids = {key: unit_id for unit_id, (key, _) in self.kinds.items()}
        starts = {one.valid_from for ones in self.standings.values() for one in ones}
        ends = {one.valid_to + DAY for ones in self.standings.values() for one in ones if one.valid_to}
        self._turns = sorted({date.min} | starts | ends)
        self._structures: dict[int, Structure] = {}

    def structure(self, on: date) -> "Structure":
        """Give the tree of a day. Days without a change between them share one."""
        turn = bisect_right(self._turns, on) - 1
        known = self._structures.get(turn)
        if known is None:
            since = self._turns[turn]
            living = (one for ones in self.standings.values() for one in ones if one.covers(since))
            known = Structure(since, {one.unit_id: self._unit(one) for one in living}, self)
            if len(self._structures) >= KEPT:
                self._structures.clear()
            self._structures[turn] = known
        return known

    def latest(self, unit_id: int) -> Unit:
        """Give a unit with its latest name, code and place."""
        return self._unit(self.standings[unit_id][-1])

    def id_of(self, key: str) -> int | None:
        """Give the id that belongs to a key."""
        return self._ids.get(key)

    def life(self, unit_id: int) -> tuple[date, date | None]:
        """Give the first and the last day of a unit; the last is none while it lives."""
        standings = self.standings[unit_id]
        return standings[0].valid_from, standings[-1].valid_to

    def find(self, code: str, on: date) -> Unit:
        """
        Give the unit that bears a code on a day; ``CODE@DATE`` names another day.

        :raises UnknownUnit: with the time at which the code was borne, or the nearest codes.
        """
        bare, day = split_key(code)
        on = day or on
        for standing in self.bearers.get(bare, ()):
            if standing.covers(on):
                return self._unit(standing)
        raise self._unknown(bare, on)

    def _unknown(self, code: str, on: date) -> UnknownUnit:
        if bearers := self.bearers.get(code):
            before = [one for one in bearers if one.valid_from < on]
            near = before[-1] if before else bearers[0]
            last = near.valid_to if before else None
            return UnknownUnit(
                gettext_noop("no unit bears this code on %(day)s; it was that of %(name)s until %(turn)s")
                if last
                else gettext_noop("no unit bears this code on %(day)s; it is that of %(name)s from %(turn)s on"),
                field="unit",
                value=code,
                expected=gettext_noop("write %(code)s@%(turn)s for that one"),
                params={"day": on, "name": near.name, "turn": last or near.valid_from, "code": code},
            )
        here = self.structure(on).by_code
        near_codes = get_close_matches(code, here, n=3, cutoff=0.6)
        return UnknownUnit(
            gettext_noop("no unit bears this code on %(day)s"),
            field="unit",
            value=code,
            expected=gettext_noop("near it are %(near)s")
            if near_codes
            else gettext_noop("import the units first, or write a code that exists"),
            params={"day": on, "near": ", ".join(f"{one} ({here[one].name})" for one in near_codes)},
        )

    def _unit(self, standing: Standing) -> Unit:
        key, level = self.kinds[standing.unit_id]
        first, last = self.life(standing.unit_id)
        return Unit(standing.unit_id, key, standing.code, standing.name, level, standing.parent_id, first, last)


@dataclass(frozen=True, slots=True)
class Columns:
    """A unit and all below it, in the order of the tree: their ids, codes and names."""

    ids: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]

    def only(self, some: Collection[int]) -> "Columns":
        """Give those of some units."""
        chosen = [one in some for one in self.ids]
        if all(chosen):
            return self
        return Columns(
            tuple(compress(self.ids, chosen)),
            tuple(compress(self.codes, chosen)),
            tuple(compress(self.names, chosen)),
        )


class Structure:
    """The units of a day, and how they stand under each other. Immutable; answers are kept."""

    def __init__(self, since: date, units: dict[int, Unit], history: History) -> None:
        self.since = since
        self.units = units
        self.by_code = {unit.code: unit for unit in units.values()}
        self._history = history
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for unit in units.values():
            self._children[unit.parent_id].append(unit.id)
        self._below: dict[tuple[int, bool], frozenset[int]] = {}
        self._answered: dict[tuple[int, bool], dict[int, int]] = {}
        self._walks: dict[int, tuple[Unit, ...]] = {}
        self._columns: dict[int, Columns] = {}

    def children(self, unit_id: int | None) -> tuple[Unit, ...]:
        """Give the units directly under one; under none, those at the top."""
        return tuple(self.units[child] for child in self._children.get(unit_id, ()))

    def below(self, unit_id: int, *, own: bool = False) -> frozenset[int]:
        """
        Give a unit and all units below it.

        :param own: leave out lower levels of government: a district keeps its departments and drops its communes.
        :raises KeyError: if the unit does not live on this day.
        """
        if (unit_id, own) not in self._below:
            found = {self.units[unit_id].id}
            waiting = [unit_id]
            while waiting:
                for child in self._children.get(waiting.pop(), ()):
                    if not own or self.units[child].level is Level.DEPARTMENT:
                        found.add(child)
                        waiting.append(child)
            self._below[unit_id, own] = frozenset(found)
        return self._below[unit_id, own]

    def walk(self, unit_id: int) -> tuple[Unit, ...]:
        """
        Give a unit and all units below it, each before those below it, siblings in the order of their codes.

        :raises KeyError: if the unit does not live on this day.
        """
        if unit_id not in self._walks:
            found: list[Unit] = []
            waiting = [self.units[unit_id]]
            while waiting:
                unit = waiting.pop()
                found.append(unit)
                waiting += sorted(self.children(unit.id), key=attrgetter("code"), reverse=True)
            self._walks[unit_id] = tuple(found)
        return self._walks[unit_id]

    def columns(self, unit_id: int) -> Columns:
        """Give what ``walk`` gives, in columns. :raises KeyError: if the unit does not live on this day."""
        if unit_id not in self._columns:
            walk = self.walk(unit_id)
            self._columns[unit_id] = Columns(
                tuple(unit.id for unit in walk), tuple(unit.code for unit in walk), tuple(unit.name for unit in walk)
            )
        return self._columns[unit_id]

    def answered_for(self, unit_id: int, *, own: bool = False) -> Mapping[int, int]:
        """
        Say for which units, living or ended, one answers together with those below it, and which of them does.

        :param own: leave out lower levels of government.
        :raises KeyError: if the unit does not live on this day.
        """
        if (unit_id, own) not in self._answered:
            below = self.below(unit_id, own=own)
            places = ((one, self.place(one)) for one in self._history.kinds)
            self._answered[unit_id, own] = {one: place for one, place in places if place in below}
        return self._answered[unit_id, own]

    def answering(self, unit_id: int) -> int:
        """Give the unit of this day that answers for another; itself where nobody does."""
        return self.place(unit_id) or unit_id

    def above(self, unit_id: int) -> tuple[Unit, ...]:
        """
        Give the units above one, nearest first.

        :raises KeyError: if the unit does not live on this day.
        """
        found: list[Unit] = []
        parent = self.units[unit_id].parent_id
        while parent is not None:
            found.append(self.units[parent])
            parent = self.units[parent].parent_id
        return tuple(found)

    def place(self, unit_id: int) -> int | None:
        """
        Give the unit of this day that answers for another: itself, else the end of its line of main successors.

        None if the line ends before this day, or the unit is founded only after it.
        """
        if unit_id not in self.units and self._history.life(unit_id)[0] > self.since:
            return None
        place: int | None = unit_id
        while place is not None and place not in self.units:
            place = self._history.successors.get(place)
        return place
