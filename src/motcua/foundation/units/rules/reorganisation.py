"""A reorganisation as one act: units end on a day, and others, often under the same codes, follow them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from motcua.foundation.units.rules.draft import Draft
from motcua.foundation.units.rules.levels import level_of
from motcua.foundation.units.rules.lists import AnotherName
from motcua.foundation.units.rules.words import DISTRICTS_ENDED_ON, Level, NotInBeing, UnknownUnit
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Taken, Tally

REORGANISATION_NEEDED = ("old_code", "old_name", "new_code", "new_name")
REORGANISATION_KNOWN = ("parent_code", "level")

DAY = timedelta(days=1)

Target = tuple[str, str]


@dataclass(slots=True, eq=False)
class _Ending:
    """An old unit, and the rows that say what follows it. It is done if that is on record, or if it lives on."""

    unit_id: int
    code: str
    name: str
    rows: list[Row] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    done: bool = False


def take_reorganisation(draft: Draft, rows: Sequence[Row], *, on: date) -> Taken:
    """
    Take in what a reorganisation did, each row an old unit and the one that answers for it from a day on.

    - Several rows with one new unit merge; several rows with one old unit divide it, the first naming its main heir.
    - A new unit is founded, even under the code of an old one, unless a unit of that code and name lives on: then it
      takes the others over.
    - One old unit alone with one new unit alone, of the same code or the same name, is one unit, renamed or recoded.
    - A row without a new code ends a unit without a successor; so ends, from the day on which the law ended districts,
      a district that the reorganisation leaves without communes, and new communes stand under the province.
    - A new unit stands where ``parent_code`` says, else where the first of those before it stood.

    :param on: the first day of the new order.
    :raises RowsRefused: with everything that is wrong.
    """
    return _Reorganisation(draft, rows, on).take()


class _Reorganisation:
    def __init__(self, draft: Draft, rows: Sequence[Row], on: date) -> None:
        self.draft = draft
        self.on = on
        self.tally = Tally(rows)
        self.endings: dict[int, _Ending] = {}
        self.sources: dict[Target, list[_Ending]] = {}
        self.new_names: dict[str, tuple[str, int]] = {}

    def take(self) -> Taken:
        for row in self.tally.rows:
            with self.tally.row(row):
                self._read(row)
        if self.tally.refusals:
            return self.tally.taken()
        districts = {self.draft.living(one, self.on - DAY).parent_id for one in self.endings}
        for ending in self.endings.values():
            with self.tally.row(ending.rows[0]):
                ending.done = self._is_done(ending)
        for level in Level:
            here = [one for one in self.endings.values() if self._level(one.unit_id) is level]
            self._follow([one for one in here if not one.done and one.targets])
            self._stay([one for one in here if one.done])
        for level in reversed(Level):
            for ending in self.endings.values():
                if not ending.done and not ending.targets and self._level(ending.unit_id) is level:
                    with self.tally.row(ending.rows[0]):
                        self.draft.dissolve(ending.unit_id, on=self.on)
        if self.on >= DISTRICTS_ENDED_ON and not self.tally.refusals:
            self._end_empty([one for one in self.draft.kinds if one in districts])
        return self.tally.taken()

    def _read(self, row: Row) -> None:
        before = self.on - DAY
        unit_id = self.draft.bearer(row["old_code"], before)
        if unit_id is None:
            raise UnknownUnit(
                gettext_noop("no unit bears this code on %(day)s"),
                field="old_code",
                value=row["old_code"],
                expected=gettext_noop("import the units as they stood before first"),
                params={"day": before},
            )
        standing = self.draft.living(unit_id, before)
        if standing.name.casefold() != row["old_name"].casefold():
            raise AnotherName(
                gettext_noop("%(code)s is %(name)s on %(day)s"),
                field="old_name",
                value=row["old_name"],
                params={"code": standing.code, "name": standing.name, "day": before},
            )
        if bool(row["new_code"]) != bool(row["new_name"]):
            raise Refused(
                gettext_noop("a new unit needs both code and name"),
                field="new_name" if row["new_code"] else "new_code",
                expected=gettext_noop("leave both empty where no unit follows"),
            )
        ending = self.endings.setdefault(unit_id, _Ending(unit_id, standing.code, standing.name))
        target = (row["new_code"], row["new_name"])
        if ending.rows and (not row["new_code"] or not ending.targets or target in ending.targets):
            raise Refused(
                gettext_noop("line %(other)s says already what follows this unit"),
                field="old_code",
                value=row["old_code"],
                params={"other": ending.rows[0].line},
            )
        name, line = self.new_names.setdefault(row["new_code"], (row["new_name"], row.line))
        if name != row["new_name"]:
            raise Refused(
                gettext_noop("line %(other)s gives this code to %(name)s"),
                field="new_code",
                value=row["new_code"],
                params={"other": line, "name": name},
            )
        ending.rows.append(row)
        if row["new_code"]:
            ending.targets.append(target)
            self.sources.setdefault(target, []).append(ending)

    def _is_done(self, ending: _Ending) -> bool:
        """Say whether what the rows say is on record already, or the unit lives on under its code and name."""
        if self.draft.lives(ending.unit_id, self.on):
            standing = self.draft.living(ending.unit_id, self.on)
            now = (standing.code, standing.name)
            if now in ending.targets and len(ending.targets) > 1:
                raise Refused(
                    gettext_noop("%(name)s lives on, so it cannot be divided"),
                    field="new_code",
                    value=ending.code,
                    expected=gettext_noop("found the new unit with a list of units, and leave this one out"),
                    params={"name": ending.name},
                )
            return [now] == ending.targets
        followed = [self.draft.living(one, self.on) for one in self.draft.successors(ending.unit_id)]
        recorded = [(one.code, one.name) for one in followed]
        if recorded and recorded != ending.targets:
            raise NotInBeing(
                gettext_noop("%(name)s ended on this day already, and %(next)s follows it"),
                field="old_code",
                value=ending.code,
                params={"name": ending.name, "next": ", ".join(f"{name} ({code})" for code, name in recorded)},
            )
        return recorded == ending.targets

    def _follow(self, waiting: list[_Ending]) -> None:
        """End old units of one level, found the new ones, and hand over; a unit that is only renamed lives on."""
        renamed = [one for one in waiting if self._is_renaming(one)]
        ended = [one for one in waiting if one not in renamed]
        for ending in renamed:
            with self.tally.row(ending.rows[0]):
                self._rename(ending)
        for ending in ended:
            with self.tally.row(ending.rows[0]):
                self.draft.close(ending.unit_id, on=self.on, followed=True)
        if self.tally.refusals:
            return
        for ending in ended:
            with self.tally.row(ending.rows[0]):
                successors = [self._successor(target) for target in ending.targets]
                self.draft.hand_over(ending.unit_id, on=self.on, successors=successors)

    def _stay(self, living: list[_Ending]) -> None:
        """Put units of one level that live on under the parent that they now have; count the rest unchanged."""
        for ending in living:
            with self.tally.row(ending.rows[0]):
                if not (self.draft.lives(ending.unit_id, self.on) and self._move(ending)):
                    self.tally.unchanged += len(ending.rows)

    def _is_renaming(self, ending: _Ending) -> bool:
        """Say whether a unit lives on under another name or another code: alone before, alone after, and not both."""
        return (
            len(ending.targets) == 1
            and (ending.code == ending.targets[0][0] or ending.name == ending.targets[0][1])
            and len(self.sources[ending.targets[0]]) == 1
            and self._named(ending.targets[0]) is None
            and self.draft.lives(ending.unit_id, self.on)
        )

    def _rename(self, ending: _Ending) -> None:
        code, name = ending.targets[0]
        self.draft.rename(ending.unit_id, code=code, name=name, on=self.on)
        self._move(ending)

    def _move(self, ending: _Ending) -> bool:
        """Move a unit that lives on to where it now stands; say whether it stood elsewhere."""
        parent_id = self._parent([ending], self._level(ending.unit_id))
        if parent_id == self.draft.living(ending.unit_id, self.on).parent_id:
            return False
        self.draft.move(ending.unit_id, parent_id=parent_id, on=self.on)
        return True

    def _successor(self, target: Target) -> int:
        """Give the unit that bears a new code and name on the day; found it if there is none yet."""
        if (unit_id := self._named(target)) is not None:
            return unit_id
        code, name = target
        sources = self.sources[target]
        old_level = self._level(sources[0].unit_id)
        parent_id = self._parent(sources, old_level)
        written = next((row["level"] for one in sources for row in one.rows if row["level"]), "")
        return self.draft.found(
            code=code,
            name=name,
            level=level_of(name, written or old_level, under=self._level(parent_id) if parent_id else None),
            parent_id=parent_id,
            on=self.on,
        )

    def _named(self, target: Target) -> int | None:
        unit_id = self.draft.bearer(target[0], self.on)
        return unit_id if unit_id is not None and self.draft.living(unit_id, self.on).name == target[1] else None

    def _parent(self, sources: list[_Ending], level: Level) -> int | None:
        """Give the unit under which the new one stands: as its rows say, else where the first before it stood."""
        for row in (row for one in sources for row in one.rows):
            if code := row["parent_code"]:
                if (unit_id := self.draft.bearer(code, self.on)) is not None:
                    return unit_id
                raise UnknownUnit(
                    gettext_noop("no unit bears this code on %(day)s"),
                    field="parent_code",
                    value=code,
                    params={"day": self.on},
                )
        first = sources[0].unit_id
        parent_id = self.draft.living(first, self.on if self.draft.lives(first, self.on) else self.on - DAY).parent_id
        while parent_id is not None:
            if not self.draft.lives(parent_id, self.on):
                followers = self.draft.successors(parent_id)
                parent_id = followers[0] if followers else self.draft.living(parent_id, self.on - DAY).parent_id
            elif self._goes(parent_id) or (level is Level.COMMUNE and self._is_past_district(parent_id)):
                parent_id = self.draft.living(parent_id, self.on).parent_id
            else:
                break
        return parent_id

    def _goes(self, unit_id: int) -> bool:
        return unit_id in self.endings and not self.endings[unit_id].targets

    def _is_past_district(self, unit_id: int) -> bool:
        return self._level(unit_id) is Level.DISTRICT and self.on >= DISTRICTS_ENDED_ON

    def _end_empty(self, unit_ids: list[int]) -> None:
        """End districts that have no commune left. Source: Luật 72/2025/QH15."""
        for unit_id in unit_ids:
            if not self.draft.lives(unit_id, self.on) or self._level(unit_id) is not Level.DISTRICT:
                continue
            if all(self._level(one) is Level.DEPARTMENT for one in self.draft.children(unit_id, self.on)):
                self.draft.dissolve(unit_id, on=self.on)

    def _level(self, unit_id: int) -> Level:
        return self.draft.kinds[unit_id][1]
