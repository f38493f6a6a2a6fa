"""What may be done with the work on a dossier, by whom. Plain functions of data."""

from collections.abc import Collection, Sequence

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.rules.state import Asking, CaseState, Place
from motcua.services.casework.rules.words import Part
from motcua.services.procedures.public import Process, ProcessStep, StepAct


class NotYourCase(Refused):
    """Another post has this dossier."""


class NotTakenBack(Refused):
    """There is nothing of one's own to take back."""


class NoSuchStep(Refused):
    """The process does not go there from here."""


class NotInThisStep(Refused):
    """The step in which the work stands does not allow this."""


class NoConsent(Refused):
    """Consent was not asked for, or not for this, or the same person would give it."""


def hands(state: CaseState) -> frozenset[str]:
    """Give the posts that have the work in hand: the main handler, and those who co-ordinate."""
    seats = {post for part, post in state.seats if part is Part.COORDINATOR}
    return frozenset(seats | ({state.place.main} if state.place.main else set()))


def check_hand(state: CaseState, post: str, *, standing_in: Collection[str], leads: bool) -> None:
    """
    Check that a post may work on the dossier: nobody has it yet, it has it, stands in for who has, or leads the unit.

    :param standing_in: posts for which it stands in today.
    :raises NotYourCase: if another post has it.
    """
    if state.place.main is None or leads or not hands(state).isdisjoint({post, *standing_in}):
        return
    raise NotYourCase(
        gettext_noop("another post has this dossier"),
        field="post",
        value=post,
        expected=gettext_noop("ask its handler or the leader to pass it to you"),
    )


def following(process: Process, step: str) -> Sequence[ProcessStep]:
    """Give the steps that may follow, the usual one first; all of them from a step that the process no longer has."""
    now = process.step(step)
    if now is None:
        return process.steps
    return [found for code in now.next if (found := process.step(code)) and (not found.part or now.part)]


def allows(process: Process, step: str, act: StepAct, *, leads: bool) -> bool:
    """
    Say whether a step allows an act: it names it, or who acts leads the unit.

    A process that names no act in any step, as imported ones do, allows everything; so does a step it no longer has.
    """
    now = process.step(step)
    return leads or now is None or act in now.acts or not any(one.acts for one in process.steps)


def check_act(process: Process, state: CaseState, act: StepAct, *, leads: bool) -> None:
    """Check that the step in which the work stands allows an act. :raises NotInThisStep: naming the step."""
    if allows(process, state.place.step, act, leads=leads):
        return
    now = process.step(state.place.step)
    raise NotInThisStep(
        gettext_noop("the step “%(step)s” does not allow this; it allows: %(allowed)s"),
        field="step",
        value=act.value,
        expected=gettext_noop("hand the dossier on to a step that allows it, or ask the leader"),
        params={"step": now.name if now else "", "allowed": ", ".join(now.acts) if now and now.acts else "–"},
    )


def check_following(process: Process, state: CaseState, to: str) -> ProcessStep:
    """Give the step that the work is to go to. :raises NoSuchStep: if the process does not go there from here."""
    for step in following(process, state.place.step):
        if step.code == to:
            return step
    raise NoSuchStep(
        gettext_noop("the process does not lead there from this step"),
        field="step",
        value=to,
        expected=gettext_noop("choose one of the steps that follow"),
    )


def check_taken_back(state: CaseState, post: str) -> Place:
    """
    Give the place that the work goes back to when its last move is taken back.

    :raises NotTakenBack: if the last thing that happened was not this post's own move.
    """
    if state.before is None or state.place.moved_by != post:
        raise NotTakenBack(
            gettext_noop("only your own last step can be taken back, and only while nothing happened after it"),
            field="post",
            value=post,
        )
    return state.before


def check_consent(state: CaseState, *, number: int, by: str) -> Asking:
    """Give the consent that was asked for. :raises NoConsent: if it is not asked for any more, or is one's own."""
    if state.asking is None or state.asking.number != number:
        raise NoConsent(gettext_noop("nobody asks for this consent any more"), field="number", value=number)
    if state.asking.asked_by == by:
        raise NoConsent(gettext_noop("a second person gives the consent"), field="by", value=by)
    return state.asking


def shares_until(process: Process, step: str) -> int:
    """Give the hundredths of the term that are over when a step ends, by the shares of the main line."""
    total = 0
    for one in process.main_line():
        total += one.share
        if one.code == step:
            return total
    return 100
