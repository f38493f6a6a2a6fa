"""The shelf of scorecards: those that come with the program, and an installation's own in its ``scorecards``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from motcua.kernel import shelves
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.registers import public as registers
from motcua.reform.scorecards.rules.reading import WrongScorecard, read_scorecard
from motcua.reform.scorecards.rules.scorecard import Scorecard

SHIPPED = Path(__file__).parents[1] / "data"


class UnknownScorecard(Refused):
    """There is no scorecard of this code, or none that is in force on the day."""


class Overlapping(Refused):
    """Two scorecards of one code are in force on the same day."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scorecard with the text that it was read from; ``own`` says that it is the installation's."""

    scorecard: Scorecard
    text: str
    own: bool

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the text: what a round of scoring commits itself to."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """All scorecards that can be read, the program's first, and what is wrong with the others."""

    cards: tuple[Shelved, ...]
    faults: tuple[Refused, ...]


def shelf() -> Shelf:
    """Give all scorecards. No SQL query; a file is read anew when it has changed."""
    return Shelf(*_FILES.all(shipped=SHIPPED, own=Path(settings.MOTCUA_HOME) / "scorecards"))


def find(code: str, *, on: date | None = None) -> Shelved:
    """
    Give the scorecard of a code that is in force on a day; without a day, the latest.

    :raises UnknownScorecard: with the codes that there are.
    :raises WrongScorecard: if there is none, and a file cannot be read that may hold it.
    """
    known = shelf()
    versions = sorted(
        (one for one in known.cards if one.scorecard.code == code), key=lambda one: one.scorecard.valid_from
    )
    in_force = [one for one in versions if on is None or one.scorecard.in_force(on)]
    if in_force:
        return in_force[-1]
    if versions:
        raise UnknownScorecard(
            gettext_noop("this scorecard is not in force on %(day)s"),
            field="scorecard",
            value=code,
            expected=gettext_noop("it is from %(first)s to %(last)s"),
            params={
                "day": on,
                "first": versions[0].scorecard.valid_from,
                "last": versions[-1].scorecard.valid_to or "…",
            },
        )
    for fault in known.faults:
        raise fault
    codes = sorted({one.scorecard.code for one in known.cards})
    raise UnknownScorecard(
        gettext_noop("there is no scorecard of this code"),
        field="scorecard",
        value=code,
        expected=gettext_noop("write one of %(codes)s"),
        params={"codes": ", ".join(get_close_matches(code, codes, n=3, cutoff=0.5) or codes)},
    )


def read(text: str, *, name: str) -> Scorecard:
    """Read a scorecard from a text, against the indicators and registers that there are. :raises WrongScorecard:"""
    known = {one.code for one in indicators.REGISTRY}
    return read_scorecard(text, name=name, indicators=known, registers=registers.REGISTERS.keys())


def _shelved(text: str, name: str, own: bool) -> Shelved:
    return Shelved(read(text, name=name), text, own)


def _apart(one: Shelved, others: Sequence[Shelved]) -> None:
    for other in others:
        new, old = one.scorecard, other.scorecard
        if new.code == old.code and (new.in_force(old.valid_from) or old.in_force(new.valid_from)):
            raise Overlapping(
                gettext_noop("two scorecards of this code are in force on %(day)s"),
                field="scorecard",
                value=new.code,
                expected=gettext_noop("give the earlier one a last day, or the other a code of its own"),
                params={"day": max(new.valid_from, old.valid_from)},
            )


_FILES = shelves.Shelf(read=_shelved, apart=_apart, wrong=WrongScorecard)
