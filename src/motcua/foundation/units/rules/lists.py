"""Taking in a list of units: who is new, who has another name or place since."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from motcua.foundation.units.rules.draft import Draft
from motcua.foundation.units.rules.levels import level_of, read_level
from motcua.foundation.units.rules.words import CodeInUse, Level, Misplaced
from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Taken, Tally

LIST_NEEDED = ("code", "name", "parent_code")
LIST_KNOWN = ("parent_name", "level", "valid_from", "valid_to")


class AnotherName(Refused):
    """The unit of this code has another name on that day."""


@dataclass(frozen=True, slots=True)
class _Entry:
    row: Row
    code: str
    start: date
    end: date | None


def take_list(draft: Draft, rows: Sequence[Row], *, start: date, renames: bool = False) -> Taken:
    """
    Take in a list of units as it stood on a day. Units that it does not name stay as they are.

    A parent that is neither known nor in the list is founded if its name is given. An empty ``parent_code`` or
    ``level`` says nothing about a unit that is known. Days are inclusive.

    :param start: the day for rows without ``valid_from``.
    :param renames: take another name under a known code as a renaming. Else it is refused, since a new unit under an
        old code looks the same in a list.
    :raises RowsRefused: with everything that is wrong.
    """
    return _List(draft, rows, start, renames).take()


class _List:
    def __init__(self, draft: Draft, rows: Sequence[Row], start: date, renames: bool) -> None:
        self.draft = draft
        self.start = start
        self.renames = renames
        self.tally = Tally(rows)
        self.entries: dict[str, list[_Entry]] = {}
        self.first_child: dict[str, date] = {}
        self.seen: set[int] = set()
        self.refused: set[str] = set()

    def take(self) -> Taken:
        for row in self.tally.rows:
            with self._row(row):
                self._read(row)
        for entries in self.entries.values():
            for entry in entries:
                self._settle(entry)
        return self.tally.taken()

    @contextmanager
    def _row(self, row: Row) -> Iterator[None]:
        """Gather a refusal, and remember whose it is."""
        gathered = len(self.tally.refusals)
        with self.tally.row(row):
            yield
        if len(self.tally.refusals) > gathered:
            self.refused.add(row["code"])

    def _read(self, row: Row) -> None:
        entry = _Entry(
            row,
            row["code"],
            read_day(row["valid_from"], field="valid_from") if row["valid_from"] else self.start,
            read_day(row["valid_to"], field="valid_to") if row["valid_to"] else None,
        )
        for other in self.entries.get(entry.code, ()):
            if other.start == entry.start:
                raise Refused(
                    gettext_noop("line %(other)s names this code already"),
                    field="code",
                    value=entry.code,
                    params={"other": other.row.line},
                )
        self.entries.setdefault(entry.code, []).append(entry)
        parent = row["parent_code"]
        self.first_child[parent] = min(entry.start, self.first_child.get(parent, entry.start))

    def _settle(self, entry: _Entry) -> None:
        """Take a row, those of its parent before it. Passed over if its parent was refused: one cause, one line."""
        if entry.row.line in self.seen:
            return
        self.seen.add(entry.row.line)
        parent_code = entry.row["parent_code"]
        for over in self.entries.get(parent_code, ()):
            self._settle(over)
        if parent_code in self.refused:
            self.refused.add(entry.code)
            return
        with self._row(entry.row):
            self._take(entry)

    def _take(self, entry: _Entry) -> None:
        parent_id = self._parent(entry)
        unit_id = self.draft.bearer(entry.code, entry.start)
        if unit_id is None:
            self._found(entry, parent_id)
        elif not self._update(unit_id, entry, parent_id):
            self.tally.unchanged += 1

    def _parent(self, entry: _Entry) -> int | None:
        code, name = entry.row["parent_code"], entry.row["parent_name"]
        if not code:
            return None
        parent_id = self.draft.bearer(code, entry.start)
        if parent_id is None:
            if not name or code in self.entries:
                raise Misplaced(
                    gettext_noop("no unit bears this code on %(day)s"),
                    field="parent_code",
                    value=code,
                    expected=gettext_noop("add a row for it, or its name in a column parent_name"),
                    params={"day": entry.start},
                )
            level = level_of(name, "", under=None)
            return self.draft.found(code=code, name=name, level=level, parent_id=None, on=self.first_child[code])
        standing = self.draft.living(parent_id, entry.start)
        if name and standing.name.casefold() != name.casefold() and code not in self.entries:
            raise AnotherName(
                gettext_noop("%(code)s is %(name)s on %(day)s"),
                field="parent_name",
                value=name,
                params={"code": code, "name": standing.name, "day": entry.start},
            )
        return parent_id

    def _found(self, entry: _Entry, parent_id: int | None) -> None:
        later = self.draft.next_bearer(entry.code, entry.start)
        if later and entry.end is None:
            raise CodeInUse(
                gettext_noop("%(name)s bears this code from %(first)s on"),
                field="code",
                value=entry.code,
                expected=gettext_noop("let the list begin on that day or later, or give the unit a last day before it"),
                params={"name": later.name, "first": later.valid_from},
            )
        self.draft.found(
            code=entry.code,
            name=entry.row["name"],
            level=level_of(entry.row["name"], entry.row["level"], under=self._level(parent_id)),
            parent_id=parent_id,
            on=entry.start,
            until=entry.end,
        )

    def _update(self, unit_id: int, entry: _Entry, parent_id: int | None) -> bool:
        """Bring a known unit to what the row says; say whether that changed anything."""
        standing = self.draft.living(unit_id, entry.start)
        name, changed = entry.row["name"], False
        if entry.row["level"] and read_level(entry.row["level"]) is not self._level(unit_id):
            raise Misplaced(
                gettext_noop("%(name)s is of another level"),
                field="level",
                value=entry.row["level"],
                expected=gettext_noop("end it and found another: a unit keeps its level"),
                params={"name": standing.name},
            )
        if entry.end is not None and entry.end != self.draft.standings[unit_id][-1].valid_to:
            raise Refused(
                gettext_noop("%(name)s has another last day on record, or none"),
                field="valid_to",
                value=entry.end.isoformat(),
                expected=gettext_noop("end units with a reorganisation, which names their successors"),
                params={"name": standing.name},
            )
        if name != standing.name:
            if not self.renames:
                raise AnotherName(
                    gettext_noop("%(code)s is %(name)s on %(day)s"),
                    field="name",
                    value=name,
                    expected=gettext_noop(
                        "say --rename if it was renamed; if a new unit bears the old code, import the reorganisation"
                    ),
                    params={"code": entry.code, "name": standing.name, "day": entry.start},
                )
            self.draft.rename(unit_id, name=name, on=entry.start)
            changed = True
        if parent_id is not None and parent_id != standing.parent_id:
            self.draft.move(unit_id, parent_id=parent_id, on=entry.start)
            changed = True
        return changed

    def _level(self, unit_id: int | None) -> Level | None:
        return None if unit_id is None else self.draft.kinds[unit_id][1]
