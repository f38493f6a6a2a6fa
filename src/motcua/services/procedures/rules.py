"""The catalogue of procedures in plain Python: versions by day, what clocks do, codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal, get_args

from motcua.foundation.worktime.public import Term
from motcua.kernel.refusals import Refused, gettext_noop

Mode = Literal["restart", "pause", "run"]
MODES: tuple[Mode, ...] = get_args(Mode)

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


class UnknownProcedure(Refused):
    """No procedure of this code is in force on this day."""


class AlreadyChanged(Refused):
    """A version that begins on or after this day is on record."""


class Catalogue:
    """All versions of all procedures, compiled. Immutable."""

    def __init__(self, versions: Iterable[Procedure]) -> None:
        self.versions: dict[str, list[Procedure]] = {}
        self.latest: dict[int, Procedure] = {}
        for version in sorted(versions, key=lambda one: one.valid_from):
            self.versions.setdefault(version.code, []).append(version)
            self.latest[version.id] = version

    def on(self, code: str, day: date) -> Procedure | None:
        """Give the version of a procedure that is in force on a day."""
        return next((version for version in self.versions.get(code, ()) if version.in_force(day)), None)

    def find(self, code: str, day: date) -> Procedure:
        """Give the version that is in force on a day. :raises UnknownProcedure: with its times, or the near codes."""
        if version := self.on(code, day):
            return version
        if versions := self.versions.get(code):
            last = versions[-1].valid_to
            raise UnknownProcedure(
                gettext_noop("%(name)s is not in force on %(day)s; it is from %(first)s to %(last)s")
                if last
                else gettext_noop("%(name)s is not in force on %(day)s; it is from %(first)s on"),
                field="procedure",
                value=code,
                params={"name": versions[-1].name, "day": day, "first": versions[0].valid_from, "last": last},
            )
        near = get_close_matches(code, self.versions, n=3, cutoff=0.6)
        raise UnknownProcedure(
            gettext_noop("there is no procedure of this code"),
            field="procedure",
            value=code,
            expected=gettext_noop("near it are %(near)s")
            if near
            else gettext_noop("import the procedures first, or write a code that exists"),
            params={"near": ", ".join(near)},
        )


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
