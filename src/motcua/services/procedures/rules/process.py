"""The process of a procedure (quy trình nội bộ): its steps as data, and what must hold of them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.foundation.accounts.public import Role
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.asking import plain
from motcua.services.procedures.rules.words import MOST_DECISION


class StepAct(StrEnum):
    """What may be done in a step beyond handing on. The values are stored and stay."""

    ASK_COMPLETION = "ask_completion"
    CONSULT = "consult"
    REFUSE = "refuse"
    DRAFT = "draft"
    APPROVE = "approve"
    ISSUE = "issue"
    RETURN = "return"
    STOP = "stop"


WHOLE = 100
RECEIVING, COMPETENT, SAME = "receiving", "competent", "same"
"""Where a step is done: the unit that received, the competent one, or the one of the step before; else unit:CODE."""

OUTSIDE = "outside:"
"""What stands before the name of an agency that does not use this system; only a step of a part is done there."""


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """
    One step (bước).

    :param where: ``receiving``, ``competent``, ``same``, ``unit:`` and the code of a unit, or ``outside:`` and a name.
    :param role: the role of whoever does it.
    :param share: hundredths of the term.
    :param next: codes of the steps that may follow, the usual one first; none after the last.
    :param part: for interlinked procedures, the code of the part to which this step belongs. A way from a step without
        a part to one with it opens the part beside the main line; a way back is where the main line waits for it.
        A code with a full stop is that of another procedure in force.
    """

    code: str
    name: str
    where: str
    role: str
    share: int
    acts: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """A process from one day to another; ``unit_key`` is None for every office that has none of its own."""

    steps: tuple[ProcessStep, ...]
    valid_from: date
    valid_to: date | None = None
    unit_key: str | None = None
    decision: str = ""

    def step(self, code: str) -> ProcessStep | None:
        """Give a step by its code."""
        return next((one for one in self.steps if one.code == code), None)

    def main_line(self) -> tuple[ProcessStep, ...]:
        """Give the steps as they follow when each hands on to its usual successor."""
        line: list[ProcessStep] = []
        step = self.steps[0] if self.steps else None
        while step is not None and step not in line:
            line.append(step)
            step = self.step(step.next[0]) if step.next else None
        return tuple(line)


class NotAProcess(Refused):
    """The steps do not make a process."""


def default_process(valid_from: date) -> Process:
    """
    Give the process of a procedure for which none was laid down: receive, work, approve, issue, return.

    The shares are ours; no text was found that sets them.
    """
    both = (StepAct.ASK_COMPLETION.value, StepAct.CONSULT.value, StepAct.REFUSE.value, StepAct.DRAFT.value)
    return Process(
        (
            ProcessStep(
                "tiep-nhan",
                "Tiếp nhận hồ sơ",
                RECEIVING,
                Role.ONE_STOP_OFFICER.value,
                10,
                (StepAct.ASK_COMPLETION.value,),
                ("xu-ly",),
            ),
            ProcessStep(
                "xu-ly",
                "Thẩm định, dự thảo kết quả",
                COMPETENT,
                Role.SPECIALIST.value,
                60,
                (*both, StepAct.STOP.value),
                ("phe-duyet",),
            ),
            ProcessStep(
                "phe-duyet",
                "Phê duyệt",
                COMPETENT,
                Role.LEADER.value,
                20,
                (StepAct.APPROVE.value,),
                ("ban-hanh", "xu-ly"),
            ),
            ProcessStep("ban-hanh", "Ban hành", COMPETENT, Role.CLERK.value, 10, (StepAct.ISSUE.value,), ("tra",)),
            ProcessStep("tra", "Trả kết quả", RECEIVING, Role.ONE_STOP_OFFICER.value, 0, (StepAct.RETURN.value,), ()),
        ),
        valid_from=valid_from,
    )


def check_process(process: Process) -> None:
    """
    Check that steps make a process: it begins, each step can be reached and leads to an end, the main line makes 100.

    :raises NotAProcess: with the first thing that is wrong.
    """
    for problem in flaws_in(process):
        raise problem


def flaws_in(process: Process) -> Iterator[NotAProcess]:
    """Give everything that keeps steps from making a process."""
    codes = [one.code for one in process.steps]
    if not codes:
        yield _flaw("steps", "", gettext_noop("a process has at least one step"))
        return
    if len(process.decision) > MOST_DECISION:
        yield _flaw("decision", process.decision, gettext_noop("the number of a decision has at most 100 letters"))
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1 or not 1 <= len(code) <= 40 or not code.replace("-", "").isalnum():
            yield _flaw("code", code, gettext_noop("each step has a code of its own, of letters, digits and hyphens"))
    for step in process.steps:
        yield from _step_flaws(step, set(codes))
    line = process.main_line()
    if any(one.part for one in line):
        yield _flaw("part", line[0].code, gettext_noop("the usual way leads from step to step, not into a part"))
    if line[-1].next and process.step(line[-1].next[0]) is not None:
        yield _flaw("next", line[-1].code, gettext_noop("handing on from step to step never ends here"))
    elif (total := sum(one.share for one in line)) != WHOLE:
        yield _flaw(
            "share",
            total,
            gettext_noop("the shares of the steps from first to last make 100, not %(total)s"),
            total=total,
        )
    onward = {one.code: set(one.next) for one in process.steps}
    backward = {code: {one.code for one in process.steps if code in one.next} for code in codes}
    from_first = _reached({codes[0]}, onward)
    to_last = _reached({one.code for one in process.steps if not one.next}, backward)
    for code in dict.fromkeys(codes):
        if code not in from_first:
            yield _flaw("next", code, gettext_noop("no step hands on to this one"))
        elif code not in to_last:
            yield _flaw("next", code, gettext_noop("from this step no way leads to an end"))


def _reached(begun: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    reached, edge = set(begun), set(begun)
    while edge:
        edge = {following for one in edge for following in ways.get(one, ())} - reached
        reached |= edge
    return reached


def _step_flaws(step: ProcessStep, codes: set[str]) -> Iterator[NotAProcess]:
    if not 1 <= len(step.name.strip()) <= 200:
        yield _flaw("name", step.name, gettext_noop("a step has a name of 1 to 200 letters"))
    named = any(
        step.where.startswith(sign) and step.where != sign for sign in ("unit:", *([OUTSIDE] * bool(step.part)))
    )
    if step.where not in {RECEIVING, COMPETENT, SAME} and not named:
        yield _flaw("where", step.where, gettext_noop("a step is done by the receiving, the competent or a named unit"))
    if step.role not in {role.value for role in Role}:
        yield _flaw("role", step.role, gettext_noop("there is no such role"))
    if not 0 <= step.share <= WHOLE:
        yield _flaw("share", step.share, gettext_noop("a share is of 0 to 100 percent"))
    for act in step.acts:
        if act not in {one.value for one in StepAct}:
            yield _flaw("acts", act, gettext_noop("there is no such act in a step"))
    for code in step.next:
        if code not in codes or code == step.code or step.next.count(code) > 1:
            yield _flaw("next", code, gettext_noop("a step hands on to another step of the process"))


def _flaw(field: str, value: object, reason: str, **params: object) -> NotAProcess:
    return NotAProcess(reason, field=field, value=str(value), params=params)


def steps_of(process: Process) -> list[dict[str, Any]]:
    """Give what is stored and recorded of the steps."""
    return [plain(asdict(one)) for one in process.steps]


def read_steps(body: list[Mapping[str, Any]]) -> tuple[ProcessStep, ...]:
    """Give back what :func:`steps_of` wrote."""
    return tuple(ProcessStep(**{**one, "acts": tuple(one["acts"]), "next": tuple(one["next"])}) for one in body)
