"""The words of the catalogue: a procedure on a day, what its clock does, its codes, and what is refused."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from motcua.foundation.worktime.public import Term
from motcua.kernel.refusals import Refused, gettext_noop

Mode = Literal["restart", "pause", "run"]
MODES: tuple[Mode, ...] = get_args(Mode)

MOST_DECISION = 100
"""So many letters the number of a decision has at most."""

_OFFICIAL = re.compile(r"[1-3]\.\d{6}(\.[A-Z]\d{2})?")


@dataclass(frozen=True, slots=True)
class ClockPolicy:
    """
    What the clock does while the citizen completes the papers, during a pause, and while another agency has the file.

    The defaults are this program's choice where a procedure's own decision is silent; no text was found that rules it.
    """

    supplement: Mode = "restart"
    pause: Mode = "pause"
    agency: Mode = "run"


DEFAULT_POLICY = ClockPolicy()


@dataclass(frozen=True, slots=True)
class Procedure:
    """
    A procedure as it stands on a day.

    :param term: how long an office has; none where no text sets a term.
    :param sensitive: its dossiers are never shown in public by row.
    :param decision: the number of the decision that published this version.
    :param valid_from: the first day of this version, not of the procedure.
    """

    id: int
    code: str
    name: str
    field_code: str
    field_name: str
    term: Term | None
    policy: ClockPolicy
    sensitive: bool
    decision: str
    valid_from: date
    valid_to: date | None

    def in_force(self, on: date) -> bool:
        """Say whether this version holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


UNCLASSIFIED = ("unclassified", "Chưa phân loại")
"""Code and name of the field of procedures that were made because a file named them."""


class UnknownProcedure(Refused):
    """No procedure of this code is in force on this day."""


class AlreadyChanged(Refused):
    """A version that begins on or after this day is on record."""


class FieldNamed(Refused):
    """The field of this code has another name."""


def read_mode(text: str, *, field: str) -> Mode:
    """Read what a clock does. :raises Refused: if it is none of the three."""
    for mode in MODES:
        if text.strip().lower() == mode:
            return mode
    raise Refused(
        gettext_noop("this is not something a clock can do"),
        field=field,
        value=text,
        expected=gettext_noop("write restart, pause or run"),
    )


def is_official(code: str) -> bool:
    """
    Say whether a code is built as those of the national list, ``1.004222`` or with a province's ``1.000948.H38``.

    Source: codes in use on dichvucong.gov.vn; how sure: seen, the text that sets the pattern was not.
    """
    return _OFFICIAL.fullmatch(code) is not None


def check_code(code: str) -> None:
    """Check that a text can be a code; the official pattern is not asked for. :raises Refused:"""
    if not 1 <= len(code) <= 64 or code != code.strip() or not code.isprintable():
        raise Refused(
            gettext_noop("this cannot be the code of a procedure"),
            field="procedure",
            value=code,
            expected=gettext_noop("write 1 to 64 letters, digits and signs, as 1.004222"),
        )
