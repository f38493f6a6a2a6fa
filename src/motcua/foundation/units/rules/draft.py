"""Changes to the tree, worked out in memory and checked as a whole; what remains is to write them down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from motcua.foundation.units.rules.history import History
from motcua.foundation.units.rules.words import (
    ChangedLater,
    CodeInUse,
    Level,
    Misplaced,
    NotInBeing,
    Standing,
    StillNeeded,
    Succession,
    check_code,
    check_name,
    unit_key,
)
from motcua.kernel.refusals import Refused, gettext_noop

DAY = timedelta(days=1)

Payload = Mapping[str, str | list[str] | None]


@dataclass(frozen=True, slots=True)
class Happened:
    """A change that the draft has made, as the ledger will hold it. Units appear by key."""

    unit_id: int
    kind: str
    payload: Payload


class Draft:
    """
    A working copy of the history. Each method is one change to the tree, refused if any day of it would be wrong.

    Units that it founds have negative ids until they are written.
    What holds on every day: no two units share a code; a parent lives as long as its child stands under it and is of
    a higher level (departments nest); nothing stands under itself.
    """

    def __init__(self, history: History) -> None:
        self.kinds = dict(history.kinds)
        self.standings = {unit_id: list(ones) for unit_id, ones in history.standings.items()}
        self.successions = list(history.successions)
        self.happened: list[Happened] = []
        self.changed: set[int] = set()
        self._bearers: dict[str, set[int]] = {}
        self._children: dict[int, set[int]] = {}
        self._new_ids = count(-1, -1)
        for ones in self.standings.values():
            for one in ones:
                self._index(one)

    def bearer(self, code: str, on: date) -> int | None:
        """Give the unit that bears a code on a day."""
        for unit_id in self._bearers.get(code, ()):
            if any(one.code == code and one.covers(on) for one in self.standings[unit_id]):
                return unit_id
        return None

    def next_bearer(self, code: str, after: date) -> Standing | None:
        """Give the first standing under a code that begins after a day."""
        ones = (one for unit_id in self._bearers.get(code, ()) for one in self.standings[unit_id] if one.code == code)
        return min((one for one in ones if one.valid_from > after), key=lambda one: one.valid_from, default=None)

    def free_since(self, code: str, on: date) -> date | None:
        """Give the day after the last end, before a day, of a unit that bore a code; none if there was none."""
        ones = (one for unit_id in self._bearers.get(code, ()) for one in self.standings[unit_id] if one.code == code)
        return max((one.valid_to + DAY for one in ones if one.valid_to and one.valid_to < on), default=None)

    def living(self, unit_id: int, on: date) -> Standing:
        """Give what a unit is called and where it stands on a day. :raises NotInBeing: if it does not exist then."""
        ones = self.standings[unit_id]
        if standing := next((one for one in ones if one.covers(on)), None):
            return standing
        raise NotInBeing(
            gettext_noop("%(name)s does not exist on %(day)s; it exists from %(first)s to %(last)s")
            if ones[-1].valid_to
            else gettext_noop("%(name)s does not exist on %(day)s; it exists from %(first)s on"),
            field="on",
            value=on.isoformat(),
            params={"name": ones[-1].name, "day": on, "first": ones[0].valid_from, "last": ones[-1].valid_to},
        )

    def lives(self, unit_id: int, on: date) -> bool:
        """Say whether a unit exists on a day."""
        return any(one.covers(on) for one in self.standings[unit_id])

    def children(self, unit_id: int, on: date) -> list[int]:
        """Give the units directly under one on a day."""
        return [
            child
            for child in sorted(self._children.get(unit_id, ()))
            if any(one.parent_id == unit_id and one.covers(on) for one in self.standings[child])
        ]

    def successors(self, unit_id: int) -> list[int]:
        """Give the units that follow one that has ended, the main one first."""
        ones = [one for one in self.successions if one.predecessor_id == unit_id]
        return [one.successor_id for one in sorted(ones, key=lambda one: not one.main)]

    def found(
        self, *, code: str, name: str, level: Level, parent_id: int | None, on: date, until: date | None = None
    ) -> int:
        """Found a unit. :raises CodeInUse: :raises Misplaced: :raises Refused: for an impossible code, name or life."""
        check_code(code)
        check_name(name)
        if until is not None and until < on:
            raise Refused(
                gettext_noop("the unit would end before it begins"), field="valid_to", value=until.isoformat()
            )
        standing = Standing(next(self._new_ids), code, name, parent_id, on, until)
        self._check_code_free(standing)
        self._check_place(level, standing)
        self.kinds[standing.unit_id] = (unit_key(code, on), level)
        self.standings[standing.unit_id] = [standing]
        self._index(standing)
        self._note(
            standing.unit_id,
            "founded",
            code=code,
            name=name,
            level=level.value,
            parent=self._key(parent_id),
            on=on,
            until=until,
        )
        return standing.unit_id

    def rename(self, unit_id: int, *, on: date, name: str | None = None, code: str | None = None) -> None:
        """
        Give a unit another name or code from a day on, until the next change of the same.

        :raises NotInBeing: :raises CodeInUse: :raises Refused: if nothing would change.
        """
        old = self.living(unit_id, on)
        new_name, new_code = name or old.name, code or old.code
        check_code(new_code)
        check_name(new_name)
        if (new_name, new_code) == (old.name, old.code):
            raise Refused(gettext_noop("the unit has this name and code already"), field="name", value=new_name)
        changes = {"name": new_name} if new_name != old.name else {}
        self._change(unit_id, on, changes | ({"code": new_code} if new_code != old.code else {}))
        for one in self.standings[unit_id]:
            self._check_code_free(one)
        self._note(unit_id, "renamed", on=on, name=new_name, code=new_code)

    def move(self, unit_id: int, *, parent_id: int | None, on: date) -> None:
        """
        Put a unit under another from a day on, until it is moved again.

        :raises NotInBeing: :raises Misplaced: :raises Refused: if nothing would change.
        """
        if self.living(unit_id, on).parent_id == parent_id:
            raise Refused(gettext_noop("the unit stands there already"), field="parent_code")
        self._change(unit_id, on, {"parent_id": parent_id})
        for one in self.standings[unit_id]:
            if one.parent_id == parent_id:
                self._check_place(self.kinds[unit_id][1], one)
        self._note(unit_id, "moved", on=on, parent=self._key(parent_id))

    def merge(self, unit_ids: Iterable[int], *, into: int, on: date) -> None:
        """
        End units whose successor is another; what stands under them follows it.

        :param on: the first day without them, on which the successor lives.
        :raises NotInBeing: :raises ChangedLater: :raises Misplaced:
        """
        for unit_id in unit_ids:
            self.close(unit_id, on=on, followed=True)
            self.hand_over(unit_id, on=on, successors=(into,))

    def dissolve(self, unit_id: int, *, on: date, successors: Sequence[int] = ()) -> None:
        """
        End a unit, with the units that share its work after it, the main one first, or with none.

        What stands under it follows the main successor; without one its departments end with it.

        :param on: the first day without it.
        :raises NotInBeing: :raises ChangedLater: :raises StillNeeded: if a lower level of government stands under it.
        """
        self.close(unit_id, on=on, followed=bool(successors))
        self.hand_over(unit_id, on=on, successors=successors)

    def close(self, unit_id: int, *, on: date, followed: bool) -> None:
        """
        Do the first half of an end, after which a new unit may bear the code; :meth:`hand_over` must follow.

        A change of the unit that was to hold from the very same day on never held.

        :raises NotInBeing: :raises ChangedLater:
        """
        last = self.living(unit_id, on - DAY)
        latest = self.standings[unit_id][-1]
        if latest.valid_from > on:
            raise ChangedLater(
                gettext_noop("%(name)s has a change on record on %(day)s, which its end would undo"),
                field="on",
                value=on.isoformat(),
                expected=gettext_noop("end it after that day"),
                params={"name": last.name, "day": latest.valid_from},
            )
        if last.valid_to == on - DAY and latest is last and (not followed or self.successors(unit_id)):
            raise NotInBeing(
                gettext_noop("%(name)s has ended already"), field="on", value=on.isoformat(), params={"name": last.name}
            )
        kept = [one for one in self.standings[unit_id] if one.valid_from < on]
        self._put(unit_id, [*kept[:-1], replace(last, valid_to=on - DAY)])

    def hand_over(self, unit_id: int, *, on: date, successors: Sequence[int]) -> None:
        """
        Do the second half of an end: what stands under the unit, and who answers for it.

        :raises NotInBeing: :raises Misplaced: :raises StillNeeded:
        """
        for successor in successors:
            if successor == unit_id:
                raise Misplaced(gettext_noop("a unit cannot succeed itself"), field="successor")
            self.living(successor, on)
        self._release(unit_id, on, successors[0] if successors else None)
        self.successions += [
            Succession(unit_id, successor, on, main=place == 0) for place, successor in enumerate(successors)
        ]
        self._note(
            unit_id,
            "merged" if len(successors) == 1 else "dissolved",
            on=on,
            successors=[str(self._key(one)) for one in successors],
        )

    def _release(self, unit_id: int, on: date, heir: int | None) -> None:
        """Take what stands under a unit from a day on away from it."""
        for child in sorted(self._children.get(unit_id, ())):
            under = [one for one in self.standings[child] if one.parent_id == unit_id and one.meets(on, None)]
            if not under:
                continue
            if heir is not None:
                for one in under:
                    self.move(child, parent_id=heir, on=max(on, one.valid_from))
            elif self.kinds[child][1] is Level.DEPARTMENT:
                self.dissolve(child, on=on)
            else:
                raise StillNeeded(
                    gettext_noop("%(child)s stands under %(name)s on that day"),
                    field="on",
                    value=on.isoformat(),
                    expected=gettext_noop("move or merge what stands under it first, or name a successor"),
                    params={"child": under[0].name, "name": self.standings[unit_id][-1].name},
                )

    def _change(self, unit_id: int, on: date, changes: Mapping[str, str | int | None]) -> None:
        """Change what holds on a day, and on later days for as long as the same held."""
        changed: list[Standing] = []
        old = self.living(unit_id, on)
        open_changes = dict(changes)
        for one in self.standings[unit_id]:
            if one.valid_to is not None and one.valid_to < on:
                changed.append(one)
                continue
            open_changes = {name: new for name, new in open_changes.items() if getattr(one, name) == getattr(old, name)}
            if one.valid_from < on:
                changed.append(replace(one, valid_to=on - DAY))
                one = replace(one, valid_from=on)
            changed.append(replace(one, **open_changes))  # type: ignore[arg-type]  # names and types come from here
        self._put(unit_id, changed)

    def _put(self, unit_id: int, standings: list[Standing]) -> None:
        self.standings[unit_id] = standings
        self.changed.add(unit_id)
        for one in standings:
            self._index(one)

    def _index(self, one: Standing) -> None:
        self._bearers.setdefault(one.code, set()).add(one.unit_id)
        if one.parent_id is not None:
            self._children.setdefault(one.parent_id, set()).add(one.unit_id)

    def _check_code_free(self, standing: Standing) -> None:
        for unit_id in self._bearers.get(standing.code, ()):
            for one in self.standings[unit_id]:
                if (
                    unit_id != standing.unit_id
                    and one.code == standing.code
                    and one.meets(standing.valid_from, standing.valid_to)
                ):
                    raise CodeInUse(
                        gettext_noop("%(name)s bears this code from %(first)s to %(last)s")
                        if one.valid_to
                        else gettext_noop("%(name)s bears this code from %(first)s on"),
                        field="code",
                        value=standing.code,
                        expected=gettext_noop("a code is free once its bearer has ended"),
                        params={"name": one.name, "first": one.valid_from, "last": one.valid_to},
                    )

    def _check_place(self, level: Level, standing: Standing) -> None:
        """Check a standing's place on every day that it holds."""
        if standing.parent_id is None:
            return
        over = self.standings[standing.parent_id]
        first, last = over[0].valid_from, over[-1].valid_to
        params = {"name": standing.name, "parent": over[-1].name, "first": standing.valid_from, "last": last}
        if standing.valid_from < first or (
            last is not None and (standing.valid_to is None or last < standing.valid_to)
        ):
            raise Misplaced(
                gettext_noop("%(parent)s does not exist on every day from %(first)s on")
                if standing.valid_to is None
                else gettext_noop("%(parent)s does not exist on every day from %(first)s to %(until)s"),
                field="parent_code",
                value=over[-1].code,
                expected=gettext_noop("name a parent that exists as long"),
                params=params | {"until": standing.valid_to},
            )
        if not level.may_stand_under(self.kinds[standing.parent_id][1]):
            raise Misplaced(
                gettext_noop("%(name)s cannot stand under %(parent)s, which is of the same or a lower level"),
                field="parent_code",
                value=over[-1].code,
                expected=gettext_noop("name a unit of a higher level"),
                params=params,
            )
        if level is Level.DEPARTMENT and self._stands_over(standing.unit_id, standing):
            raise Misplaced(
                gettext_noop("%(parent)s stands under %(name)s itself"),
                field="parent_code",
                value=over[-1].code,
                expected=gettext_noop("name a unit outside it"),
                params=params,
            )

    def _stands_over(self, unit_id: int, standing: Standing) -> bool:
        """Say whether the parent that a standing names is the unit itself or below it on any day of the standing."""
        waiting = [(standing.parent_id, standing.valid_from, standing.valid_to)]
        while waiting:
            parent, first, last = waiting.pop()
            if parent == unit_id:
                return True
            if parent is not None:
                waiting += [
                    (
                        one.parent_id,
                        max(first, one.valid_from),
                        min((day for day in (last, one.valid_to) if day is not None), default=None),
                    )
                    for one in self.standings[parent]
                    if one.meets(first, last)
                ]
        return False

    def _key(self, unit_id: int | None) -> str | None:
        return None if unit_id is None else self.kinds[unit_id][0]

    def _note(self, unit_id: int, kind: str, **payload: str | date | list[str] | None) -> None:
        self.changed.add(unit_id)
        self.happened.append(
            Happened(
                unit_id,
                f"unit.{kind}",
                {name: value.isoformat() if isinstance(value, date) else value for name, value in payload.items()},
            )
        )
