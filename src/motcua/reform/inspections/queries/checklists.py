"""The shelf of checklists: those that come with the program, and an installation's own in its ``checklists``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from motcua.kernel import shelves
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections.rules.checklist import Checklist
from motcua.reform.inspections.rules.checklist_reading import WrongChecklist, read_checklist
from motcua.reform.registers import public as registers

SHIPPED = Path(__file__).parents[1] / "data" / "checklists"


class UnknownChecklist(Refused):
    """There is no checklist of this code, or none that is in force on the day."""


class Overlapping(Refused):
    """Two checklists of one code are in force on the same day."""


@dataclass(frozen=True, slots=True)
class ShelvedChecklist:
    """A checklist with the text that it was read from; ``own`` says that it is the installation's."""

    checklist: Checklist
    text: str
    own: bool

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the text: what a visit commits itself to."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Checklists:
    """All checklists that can be read, the program's first, and what is wrong with the others."""

    all: tuple[ShelvedChecklist, ...]
    faults: tuple[Refused, ...]


def checklists() -> Checklists:
    """Give all checklists. No SQL query; a file is read anew when it has changed."""
    return Checklists(*_FILES.all(shipped=SHIPPED, own=Path(settings.MOTCUA_HOME) / "checklists"))


def find_checklist(code: str, *, on: date) -> ShelvedChecklist:
    """Give the checklist of a code that is in force on a day. :raises UnknownChecklist: :raises WrongChecklist:"""
    known = checklists()
    for one in known.all:
        if one.checklist.code == code and one.checklist.in_force(on):
            return one
    for fault in known.faults:
        raise fault
    codes = sorted({one.checklist.code for one in known.all if one.checklist.in_force(on)})
    raise UnknownChecklist(
        gettext_noop("no checklist of this code is in force on %(day)s"),
        field="checklist",
        value=code,
        expected=gettext_noop("write one of %(codes)s"),
        params={"day": on, "codes": ", ".join(get_close_matches(code, codes, n=3, cutoff=0.5) or codes)},
    )


@lru_cache(maxsize=64)
def checklist_of(text: str) -> Checklist:
    """Give the checklist that a visit keeps. It was checked when the visit began."""
    return read_checklist(text, name="", indicators=None, registers=None)


def _shelved(text: str, name: str, own: bool) -> ShelvedChecklist:
    known = {one.code for one in indicators.REGISTRY}
    checklist = read_checklist(text, name=name, indicators=known, registers=registers.REGISTERS.keys())
    return ShelvedChecklist(checklist, text, own)


def _ensure_apart(one: ShelvedChecklist, others: Sequence[ShelvedChecklist]) -> None:
    for other in others:
        new, old = one.checklist, other.checklist
        if new.code == old.code and (new.in_force(old.valid_from) or old.in_force(new.valid_from)):
            raise Overlapping(
                gettext_noop("two checklists of this code are in force on %(day)s"),
                field="checklist",
                value=new.code,
                expected=gettext_noop("give the earlier one a last day, or the other a code of its own"),
                params={"day": max(new.valid_from, old.valid_from)},
            )


_FILES = shelves.Shelf(read=_shelved, apart=_ensure_apart, wrong=WrongChecklist)
