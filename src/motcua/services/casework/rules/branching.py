"""Parts of a dossier beside its main line: which steps open them, where they come back, what waits for them."""

from collections.abc import Iterable, Sequence

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.rules.deciding import shares_until
from motcua.services.casework.rules.state import Branch, CaseState
from motcua.services.procedures.public import Process, ProcessStep


class NoSuchBranch(Refused):
    """No part of this number is out."""


def opened_by(process: Process, step: str) -> Sequence[ProcessStep]:
    """Give the first steps of the parts that a step of the main line opens; a step of a part opens none."""
    now = process.step(step)
    if now is None or now.part:
        return ()
    return tuple(found for code in now.next if (found := process.step(code)) and found.part)


def lane_of(process: Process, step: str) -> Sequence[ProcessStep]:
    """Give the steps of a part from one of its steps on, as they usually follow."""
    lane: list[ProcessStep] = []
    now = process.step(step)
    while now is not None and now.part and now not in lane:
        lane.append(now)
        now = next((found for code in now.next if (found := process.step(code)) and found.part == now.part), None)
    return lane


def join_of(process: Process, step: str) -> str:
    """Give the step of the main line that waits for a part; empty where none does."""
    for one in lane_of(process, step):
        for code in one.next:
            found = process.step(code)
            if found is not None and not found.part:
                return code
    return ""


def awaited(process: Process, branches: Iterable[Branch], to: str) -> list[Branch]:
    """Give the parts still out for which a step waits."""
    return [one for one in branches if one.answered_at is None and join_of(process, one.step) == to]


def branch_shares(process: Process, *, of: str, step: str) -> int:
    """
    Give the hundredths of the term that are over when a step of a part ends, counted from when the part was opened.

    A part whose steps have no share ends with the step that opened it.
    """
    opener = process.step(of)
    ends = shares_until(process, of)
    begins = ends - (opener.share if opener else 0)
    total = 0
    for first in opened_by(process, of):
        lane = lane_of(process, first.code)
        if step in {one.code for one in lane}:
            for one in lane:
                total += one.share
                if one.code == step:
                    break
    return min(begins + total, 100) if total else ends


def check_branch(state: CaseState, number: int) -> Branch:
    """Give a part that is still out. :raises NoSuchBranch:"""
    branch = state.branch(number)
    if branch is None or branch.answered_at is not None:
        raise NoSuchBranch(
            gettext_noop("this part of the dossier is not out any more"), field="branch", value=str(number)
        )
    return branch
