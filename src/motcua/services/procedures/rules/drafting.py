"""Writing a list of records piece by piece: put one in, move it, take it out with what speaks of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.asking import Asked
from motcua.services.procedures.rules.process import Process, ProcessStep


class Coded(Protocol):
    """What is known by its code within a list."""

    @property
    def code(self) -> str:
        """Give its code."""


One = TypeVar("One", bound=Coded)
Content = TypeVar("Content")


class DraftChanged(Refused):
    """Somebody else has saved this draft since it was read."""


class CodeTaken(Refused):
    """Another entry of the list has this code."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[Content]):
    """
    What is being written.

    :param number: how often it was saved; 0 where nobody has begun, and ``content`` is what holds now.
    """

    content: Content
    number: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


def put(ones: Sequence[One], one: One, *, instead_of: str = "", place: int | None = None) -> tuple[One, ...]:
    """
    Put a record into a list: at a place, counted from 1; else where another stands; else at the end.

    :raises CodeTaken: if a third has its code.
    """
    if any(other.code == one.code and other.code != instead_of for other in ones):
        raise CodeTaken(
            gettext_noop("another entry has this code"),
            field="code",
            value=one.code,
            expected=gettext_noop("write a code that is free"),
        )
    stood = next((at for at, other in enumerate(ones) if other.code == instead_of), len(ones))
    others = [other for other in ones if other.code != instead_of]
    others.insert(stood if place is None else max(place - 1, 0), one)
    return tuple(others)


def without(ones: Sequence[One], code: str) -> tuple[One, ...]:
    """Take a record out of its list."""
    return tuple(one for one in ones if one.code != code)


def rename_paper(asked: Asked, old: str, new: str) -> Asked:
    """Let cases and defects follow a paper to its new code; no new code takes it out of them."""
    return replace(
        asked,
        cases=tuple(
            replace(case, papers=tuple(new if one == old else one for one in case.papers if new or one != old))
            for case in asked.cases
        ),
        defects=tuple(replace(one, paper=new) if one.paper == old else one for one in asked.defects),
    )


def rename_step(process: Process, old: str, new: str) -> Process:
    """Let the ways between steps follow one to its new code; no new code takes it out of them."""
    steps = tuple(
        replace(step, next=tuple(new if one == old else one for one in step.next if new or one != old))
        for step in process.steps
    )
    return replace(process, steps=steps)


def shared_out(steps: Sequence[ProcessStep], shares: Sequence[int]) -> tuple[ProcessStep, ...]:
    """Give the steps their shares, in their order."""
    return tuple(replace(step, share=share) for step, share in zip(steps, shares, strict=True))
