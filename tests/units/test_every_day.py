"""Whatever is done to the tree, in whatever order: on every day it is a tree, and every code has one bearer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from motcua.foundation.units.rules.draft import Draft
from motcua.foundation.units.rules.history import History, Structure
from motcua.foundation.units.rules.words import Level
from motcua.kernel.refusals import Refused

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 1, 20)
DAYS = st.dates(FIRST, LAST)
ALL_DAYS = [FIRST - DAY + timedelta(days=ahead) for ahead in range(25)]
CODES = st.sampled_from("abcdefgh")
NAMES = st.sampled_from(["An", "Ba", "Cầu", "Đồng"])


SEEDED = (
    ("a", Level.PROVINCE, None),
    ("b", Level.DISTRICT, 1),
    ("c", Level.DISTRICT, 1),
    ("d", Level.COMMUNE, 2),
    ("e", Level.COMMUNE, 2),
    ("f", Level.DEPARTMENT, 2),
    ("g", Level.DEPARTMENT, 6),
)


def alive(history: History, on: date) -> set[int]:
    """Say who lives on a day, straight from the standings."""
    return {unit_id for unit_id, ones in history.standings.items() if any(one.covers(on) for one in ones)}


def check_day(history: History, on: date) -> None:
    tree = history.structure(on)
    assert set(tree.units) == alive(history, on)
    codes = [unit.code for unit in tree.units.values()]
    assert len(codes) == len(set(codes))
    for unit in tree.units.values():
        line_up(tree, unit.id)
    for unit in tree.units.values():
        assert unit.lives(on)
        assert history.find(unit.code, on) == unit
        above = tree.above(unit.id)
        assert not above or unit.level.may_stand_under(above[0].level)
        for one in above:
            assert unit.id in tree.below(one.id)
        assert tree.below(unit.id, own=True) == brute_own(tree, unit.id)
        assert tree.place(unit.id) == unit.id
        walk = [one.id for one in tree.walk(unit.id)]
        assert sorted(walk) == sorted(tree.below(unit.id))
        assert all(tree.units[one].parent_id in walk[:place] for place, one in enumerate(walk) if place)
        answered = tree.answered_for(unit.id, own=True)
        assert set(answered.values()) == tree.below(unit.id, own=True)
        assert all(tree.place(one) == place for one, place in answered.items())
    tops = tree.children(None)
    assert sorted(chain.from_iterable(tree.below(top.id) for top in tops)) == sorted(tree.units)
    for siblings in (tree.children(unit_id) for unit_id in tree.units):
        walked = [one for top in tops for one in tree.walk(top.id) if one in siblings]
        assert [one.code for one in walked] == sorted(one.code for one in siblings)
    for unit_id in history.kinds:
        place = tree.place(unit_id)
        assert place is None or tree.place(place) == place
        assert place is None or place in tree.units
        assert place is None or history.life(unit_id)[0] <= on


def line_up(tree: Structure, unit_id: int | None) -> list[int]:
    """Give the ids from a unit to the top, and fail where the line comes round again."""
    ids: list[int] = []
    while unit_id is not None:
        assert unit_id not in ids
        ids.append(unit_id)
        unit_id = tree.units[unit_id].parent_id
    return ids


def brute_own(tree: Structure, unit_id: int) -> set[int]:
    """Give a unit and its departments: those between which and it only departments stand."""
    found = {unit_id}
    for unit in tree.units.values():
        line = [unit, *tree.above(unit.id)]
        ids = [one.id for one in line]
        if unit_id in ids and all(one.level is Level.DEPARTMENT for one in line[: ids.index(unit_id)]):
            found.add(unit.id)
    return found


class Tree(RuleBasedStateMachine):
    """Acts in any order on any day, also late ones; a refused act changes nothing."""

    @initialize()
    def begin(self) -> None:
        """Begin with a small tree, so that most acts find something to act on."""
        self.history = History({}, [], [])
        for place, (code, level, parent) in enumerate(SEEDED, 1):
            self.found_one(code, f"Số {place}", level, parent, FIRST, None)

    def attempt(self, act: Callable[[Draft], object]) -> None:
        draft = Draft(self.history)
        kept = [(one.unit_id, one) for ones in self.history.standings.values() for one in ones]
        try:
            act(draft)
        except Refused as refusal:
            note(str(refusal))
            assert kept == [(one.unit_id, one) for ones in self.history.standings.values() for one in ones]
        else:
            assert len(draft.happened) >= 1
            ids = {old: place for place, old in enumerate(sorted(draft.kinds, key=lambda one: (one < 0, abs(one))), 1)}
            self.history = renumbered(draft, ids)

    def unit(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.history.kinds)))

    @rule(data=st.data(), code=CODES, name=NAMES, level=st.sampled_from(Level), on=DAYS, until=st.none() | DAYS)
    def found(self, data: st.DataObject, code: str, name: str, level: Level, on: date, until: date | None) -> None:
        parent = data.draw(st.none() | st.sampled_from(sorted(self.history.kinds)))
        self.found_one(code, name, level, parent, on, until)

    def found_one(self, code: str, name: str, level: Level, parent: int | None, on: date, until: date | None) -> None:
        self.attempt(lambda draft: draft.found(code=code, name=name, level=level, parent_id=parent, on=on, until=until))

    @rule(data=st.data(), on=DAYS, name=st.none() | NAMES, code=st.none() | CODES)
    def rename(self, data: st.DataObject, on: date, name: str | None, code: str | None) -> None:
        unit = self.unit(data)
        self.attempt(lambda draft: draft.rename(unit, on=on, name=name, code=code))

    @rule(data=st.data(), on=DAYS)
    def move(self, data: st.DataObject, on: date) -> None:
        unit, parent = self.unit(data), self.unit(data)
        self.attempt(lambda draft: draft.move(unit, parent_id=parent, on=on))

    @rule(data=st.data(), on=DAYS)
    def merge(self, data: st.DataObject, on: date) -> None:
        units, into = {self.unit(data), self.unit(data)}, self.unit(data)
        self.attempt(lambda draft: draft.merge(units, into=into, on=on))

    @rule(data=st.data(), on=DAYS, many=st.integers(0, 2))
    def dissolve(self, data: st.DataObject, on: date, many: int) -> None:
        unit, successors = self.unit(data), list({self.unit(data) for _ in range(many)})
        self.attempt(lambda draft: draft.dissolve(unit, on=on, successors=successors))

    @invariant()
    def is_a_tree_on_every_day(self) -> None:
        for on in ALL_DAYS:
            check_day(self.history, on)


def renumbered(draft: Draft, ids: dict[int, int]) -> History:
    """Give the new units the ids that the database would."""
    return History(
        {ids[one]: kind for one, kind in draft.kinds.items()},
        [
            replace(one, unit_id=ids[one.unit_id], parent_id=None if one.parent_id is None else ids[one.parent_id])
            for ones in draft.standings.values()
            for one in ones
        ],
        [
            replace(one, predecessor_id=ids[one.predecessor_id], successor_id=ids[one.successor_id])
            for one in draft.successions
        ],
    )


TestTree = Tree.TestCase
TestTree.settings = settings(max_examples=40, stateful_step_count=25)
