"""
The records in force, laid out in one file of the home so that every process reads them without asking the database.

The ledger is what counts: the file follows from it, is replaced whole whenever a proposal is confirmed, and is made
again by ``motcua migrate``. The doctor compares the two.
"""

import fcntl
import json
import os
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings

from motcua.foundation.rulesets.declared import known
from motcua.foundation.rulesets.models import Proposal
from motcua.foundation.rulesets.rules.declaring import SINCE, Record, Records, RuleSet
from motcua.foundation.rulesets.rules.entering import Ground, dated
from motcua.foundation.rulesets.rules.proposals import Standing
from motcua.kernel.refusals import Refused, gettext_noop

Read = TypeVar("Read")
Stamp = tuple[int, int, int] | None
"""By what a reader knows that the file is another: its inode, its time, its size. None if there is no file."""


class RulesDamaged(Refused):
    """The file of this installation's own rules is not what was laid out."""


class InForce(Generic[Read]):
    """
    What a module reads of a set: the records that come with the program, and the installation's own after them.

    Calling it gives what ``read`` made of them, read anew when a record was added. No SQL query.

    :param read: the module's own reading of the tables. It is given records of all times, in no order of their days.
    """

    def __init__(self, declared: RuleSet, read: Callable[[Records], Read]) -> None:
        self.declared, self._read = declared, read
        self._kept: tuple[Path, Stamp, Read] | None = None

    def __call__(self) -> Read:
        path = path_of_own()
        stamp = _stamp(path)
        if self._kept is None or self._kept[:2] != (path, stamp):
            self._kept = path, stamp, self._read(all_records(self.declared))
        return self._kept[2]


def all_records(declared: RuleSet) -> Records:
    """
    Give the records of a set, of all times: the program's, then the installation's own. :raises RulesDamaged:

    Tables of the file that the set does not declare, as terms of office, come as they are.
    """
    own = own_records(declared)
    told = _shipped(declared.package, declared.file)
    return {name: (*records, *own.get(name, ())) for name, records in told.items()}


def shipped_records(declared: RuleSet) -> Records:
    """Give the records that come with the program."""
    told = _shipped(declared.package, declared.file)
    return {table.name: tuple(told[table.name]) for table in declared.tables}


def own_records(declared: RuleSet) -> Records:
    """Give the installation's own records. :raises RulesDamaged: if the file cannot be read."""
    path = path_of_own()
    stamp = _stamp(path)
    if stamp is None:
        return {}
    kept = _own(path, stamp).get(declared.code, {})
    return {table.name: tuple(kept.get(table.name, ())) for table in declared.tables}


def lay_out() -> None:
    """
    Lay out all records that were confirmed, as one file that takes the place of the last. One SQL query.

    Whoever comes second waits and reads after the first, so that the later file never lacks what the earlier had.
    """
    path = path_of_own()
    with (path.parent / "rules.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        text = _text_of_confirmed()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            return
        fresh = path.with_suffix(".fresh")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def is_as_confirmed() -> bool:
    """Say whether the file holds what was confirmed and nothing else. One SQL query."""
    path = path_of_own()
    found = path.read_bytes() if path.is_file() else _written({}).encode()
    return found == _text_of_confirmed().encode()


def path_of_own() -> Path:
    """Give where the installation's own records are laid out."""
    return Path(settings.MOTCUA_HOME) / "rules.json"


def whole(row: Proposal, declared: RuleSet) -> dict[str, Any]:
    """Give the record that a row proposes."""
    return dated(row.content, row.valid_from, Ground(row.source, row.sure), declared.table(row.table))


def _text_of_confirmed() -> str:
    declared, told = known(), dict[str, dict[str, list[Record]]]()
    for row in Proposal.objects.filter(standing=Standing.CONFIRMED.value).order_by("code", "place"):
        record = whole(row, declared[row.code])
        told.setdefault(row.code, {}).setdefault(row.table, []).append(record)
    return _written(told)


def _written(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


_read_last: dict[Path, tuple[Stamp, Mapping[str, Any]]] = {}


def _own(path: Path, stamp: Stamp) -> Mapping[str, Any]:
    if path not in _read_last or _read_last[path][0] != stamp:
        _read_last[path] = stamp, _parsed(path)
    return _read_last[path][1]


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {
            code: {
                name: [{**one, SINCE: date.fromisoformat(one[SINCE])} for one in records]
                for name, records in tables.items()
            }
            for code, tables in told.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise RulesDamaged(
            gettext_noop("the file of this installation's own rules cannot be read"),
            field="rules.json",
            expected=gettext_noop("lay it out again: run motcua migrate"),
        ) from fault


@cache
def _shipped(package: str, file: str) -> Mapping[str, Any]:
    return tomllib.loads((files(package) / "data" / file).read_text(encoding="utf-8"))
