"""What may be done to a recommendation, and when: each function checks one act and gives the payload of its event."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.recommendation import ENDED, UNDONE, Act, RecommendationState, Remedy, Standing
from motcua.reform.inspections.rules.watching import Seen, Watch

RECORD, FILE = "record/", "file/"
"""How a reference to evidence begins: to a record of a register, to a file."""
_EVIDENCE = re.compile(r"record/\d{1,18}|file/[0-9a-f]{64}", re.ASCII)

Payload = dict[str, Any]

UNIT_MAY: Mapping[Act, frozenset[Standing]] = {
    Act.ACCEPTED: frozenset({Standing.PROPOSED, Standing.RESERVED}),
    Act.RESERVED: frozenset({Standing.PROPOSED}),
    Act.ASSIGNED: frozenset({Standing.OPEN, Standing.REPORTED}),
    Act.EXTENSION_ASKED: frozenset({Standing.OPEN}),
    Act.EVIDENCED: frozenset({Standing.OPEN, Standing.REPORTED}),
    Act.REPORTED: frozenset({Standing.OPEN}),
}
"""Where the unit that has to act may do what."""

INSPECTING_MAY: Mapping[Act, frozenset[Standing]] = {
    Act.UPHELD: frozenset({Standing.RESERVED}),
    Act.VERIFIED: frozenset({Standing.REPORTED}),
    Act.RETURNED: frozenset({Standing.REPORTED}),
    Act.CLOSED: frozenset({Standing.VERIFIED}),
    Act.EXTENSION_GRANTED: frozenset({Standing.OPEN}),
    Act.EXTENSION_REFUSED: frozenset({Standing.OPEN}),
    Act.ESCALATED: UNDONE,
    Act.WITHDRAWN: UNDONE | {Standing.REPORTED},
    Act.REOPENED: frozenset({Standing.CLOSED}),
}
"""Where the inspecting side may do what."""


class NotAtThisStage(Refused):
    """The recommendation stands where this can no longer be done, or not yet."""


class NotSaid(Refused):
    """An act leaves out what it must say: its reason, its evidence, who answers for it."""


class WrongDay(Refused):
    """A term lies where it cannot."""


class SameHands(Refused):
    """Somebody would verify what they reported themselves."""


class FigureSaysOtherwise(Refused):
    """The figure that a recommendation watches does not say that the fault is mended."""


def proposed(
    *,
    inspection: int,
    unit: str,
    statement: str,
    text: str,
    field: str,
    findings: Collection[int],
    kind: Remedy,
    due_on: date,
    watch: Watch | None,
    on: date,
) -> Payload:
    """Say what a unit is to do, and by when. :raises NotSaid: without a text. :raises WrongDay: for a day gone by."""
    if not text.strip():
        raise NotSaid(gettext_noop("the recommendation says nothing"), field="text")
    if due_on < on:
        raise WrongDay(
            gettext_noop("the term is over before it begins"),
            field="due_on",
            value=due_on.isoformat(),
            expected=gettext_noop("give a day on or after %(first)s"),
            params={"first": on.isoformat()},
        )
    return {
        "inspection": inspection,
        "unit": unit,
        "statement": statement,
        "text": text.strip(),
        "field": field,
        "findings": sorted(set(findings)),
        "kind": kind.value,
        "due_on": due_on.isoformat(),
        "watch": watch.to_payload() if watch else None,
    }


def accepted(state: RecommendationState, *, owner: str) -> Payload:
    """Say that the unit accepts it, and which post answers for it; also after a reservation."""
    _standing(state, Act.ACCEPTED)
    return {"owner": _owner(owner)}


def reserved(state: RecommendationState, *, reason: str) -> Payload:
    """Say that the unit holds another view."""
    _standing(state, Act.RESERVED)
    _said(reason, gettext_noop("a reservation says what the unit holds instead"))
    return {}


def upheld(state: RecommendationState, *, reason: str) -> Payload:
    """Say that a reservation was weighed and the recommendation stands."""
    _standing(state, Act.UPHELD)
    _said(reason, gettext_noop("say why the recommendation stands"))
    return {}


def withdrawn(state: RecommendationState, *, reason: str) -> Payload:
    """Say that a recommendation is taken back."""
    _standing(state, Act.WITHDRAWN)
    _said(reason, gettext_noop("say why the recommendation is taken back"))
    return {}


def assigned(state: RecommendationState, *, owner: str) -> Payload:
    """Say which post answers for it from now on."""
    _standing(state, Act.ASSIGNED)
    return {"owner": _owner(owner)}


def extension_asked(state: RecommendationState, *, until: date, on: date, reason: str) -> Payload:
    """Ask for a later term; the day that holds must not be over. :raises WrongDay:"""
    _standing(state, Act.EXTENSION_ASKED)
    if state.asked_until is not None:
        raise NotAtThisStage(
            gettext_noop("more time was asked for, until %(day)s"),
            field="until",
            expected=gettext_noop("wait for the answer"),
            params={"day": state.asked_until.isoformat()},
        )
    _said(reason, gettext_noop("say why more time is needed"))
    if on > state.due_on:
        raise WrongDay(
            gettext_noop("the term is over, and an extension is asked for before"),
            field="until",
            value=until.isoformat(),
            expected=gettext_noop("report what is done, and say why it is late"),
        )
    return {"until": _later(state, until)}


def extension_granted(state: RecommendationState, *, until: date) -> Payload:
    """Give a later term to who asked: the one asked for, or another. :raises NotAtThisStage: if nobody asked."""
    _asked(state, Act.EXTENSION_GRANTED)
    return {"until": _later(state, until)}


def extension_refused(state: RecommendationState, *, reason: str) -> Payload:
    """Say that the term stays. :raises NotAtThisStage: if nobody asked for another."""
    _asked(state, Act.EXTENSION_REFUSED)
    _said(reason, gettext_noop("say why the term stays"))
    return {}


def evidenced(state: RecommendationState, *, evidence: Collection[str]) -> Payload:
    """Lay evidence beside it that is not there yet."""
    _standing(state, Act.EVIDENCED)
    new = _new(state, evidence)
    if not new:
        raise NotSaid(
            gettext_noop("no evidence is named that is not there yet"),
            field="evidence",
            expected=gettext_noop("hand in a file, or name a record of a register"),
        )
    return {"evidence": new}


def reported(state: RecommendationState, *, said: str, evidence: Collection[str], on: date) -> Payload:
    """Say that the unit has done it: in words, with evidence beside them."""
    _standing(state, Act.REPORTED)
    _said(said, gettext_noop("say what was done"), field="report")
    new = _new(state, evidence)
    if not (new or state.evidence):
        raise NotSaid(
            gettext_noop("a remedy is shown by evidence"),
            field="evidence",
            expected=gettext_noop("hand in a file, or name a record of a register"),
        )
    return {"evidence": new, "on": on.isoformat()}


def verified(state: RecommendationState, *, by: str, reported_it: bool) -> Payload:
    """
    Say that the inspecting side has looked and it is done.

    :param reported_it: whether the person who verifies held the post that reported it, on the day it was.
    :raises SameHands: if so, or if it is that post.
    """
    _standing(state, Act.VERIFIED)
    if reported_it or by == state.reported_by:
        raise SameHands(
            gettext_noop("who reported it cannot verify it, in no post"),
            field="verified_by",
            expected=gettext_noop("let somebody else of the inspecting side look"),
        )
    return {}


def returned(state: RecommendationState, *, reason: str) -> Payload:
    """Say that the inspecting side has looked and it is not done."""
    _standing(state, Act.RETURNED)
    _said(reason, gettext_noop("say what is missing"))
    return {}


def escalated(state: RecommendationState, *, to: str, reason: str, on: date) -> Payload:
    """Take it up to a unit above. :raises NotAtThisStage: while it is neither overdue nor held otherwise."""
    if not state.overdue(on) and state.standing is not Standing.RESERVED:
        raise NotAtThisStage(
            gettext_noop("it is not overdue, and the unit has no reservations"),
            field="recommendation",
            expected=gettext_noop("wait until after %(day)s"),
            params={"day": state.due_on.isoformat()},
        )
    _said(reason, gettext_noop("say why it is taken up"))
    if to in state.escalated:
        raise NotAtThisStage(gettext_noop("it was taken up to this unit already"), field="to", value=to)
    return {"to": to}


def closed(state: RecommendationState, *, seen: Seen | None, reason: str) -> Payload:
    """
    Say that it is over.

    :param seen: what its watch sees now; None for a recommendation that watches nothing.
    :raises FigureSaysOtherwise: if that is not well, or not known, and no reason is given.
    """
    _standing(state, Act.CLOSED)
    met = state.watch.met(seen.value if seen else None) if state.watch else True
    if not met and not reason.strip():
        raise FigureSaysOtherwise(
            gettext_noop("the figure that it watches says otherwise")
            if met is False
            else gettext_noop("the figure that it watches is not known"),
            field="reason",
            expected=gettext_noop("say why it is closed all the same, or leave it open"),
        )
    return {"seen": seen.to_payload() if seen else None, "met": met}


def reopened(state: RecommendationState, *, reason: str, due_on: date) -> Payload:
    """Say that what was mended is so no longer, and why."""
    _standing(state, Act.REOPENED)
    _said(reason, gettext_noop("say why it is opened again"))
    return {"seen": None, "due_on": due_on.isoformat()}


def looked(state: RecommendationState, seen: Seen) -> Act | None:
    """
    Say what follows from what the watch of a closed recommendation sees; None if nothing does.

    It is opened again when the figure is not well, unless it was closed, with a reason, although the figure said so;
    that it has come to be well is kept, so that the reason holds no longer.
    """
    if state.standing is not Standing.CLOSED or state.watch is None:
        return None
    before, now = state.watch.met(state.seen.value if state.seen else None), state.watch.met(seen.value)
    if now is False and before is not False:
        return Act.REOPENED
    return Act.SEEN if now and not before else None


def follows(state: RecommendationState, act: Act, *, seen: Seen, due_on: date) -> Payload:
    """Say what follows from what a watch sees. :raises NotAtThisStage: if something else does, or nothing."""
    if looked(state, seen) is not act:
        raise NotAtThisStage(gettext_noop("the recommendation has changed in the meantime"), field="recommendation")
    return {"seen": seen.to_payload()} | ({"due_on": due_on.isoformat()} if act is Act.REOPENED else {})


def possible_acts(state: RecommendationState, acts: Mapping[Act, frozenset[Standing]], *, on: date) -> list[Act]:
    """Give which of some acts can be done to a recommendation on a day, in their order."""
    asked = {Act.EXTENSION_GRANTED, Act.EXTENSION_REFUSED}
    can = {
        **dict.fromkeys(asked, state.asked_until is not None),
        Act.EXTENSION_ASKED: on <= state.due_on and state.asked_until is None,
        Act.ESCALATED: state.overdue(on) or state.standing is Standing.RESERVED,
    }
    return [act for act, where in acts.items() if state.standing in where and can.get(act, True)]


def read_evidence(text: str) -> str:
    """Read a reference to evidence: a register's record, or a file by its SHA-256. :raises Refused:"""
    reference = text.strip().lower()
    if not _EVIDENCE.fullmatch(reference):
        raise Refused(
            gettext_noop("this is no reference to evidence"),
            field="evidence",
            value=text,
            expected=gettext_noop("write record/ and the number of a record, or file/ and the SHA-256 of a file"),
        )
    return reference


def _standing(state: RecommendationState, act: Act) -> None:
    if state.standing in {**UNIT_MAY, **INSPECTING_MAY}[act]:
        return
    if state.standing in ENDED:
        raise NotAtThisStage(gettext_noop("the recommendation is over"), field="recommendation")
    raise NotAtThisStage(
        gettext_noop("the recommendation does not stand where this can be done"),
        field="recommendation",
        value=state.standing.value,
        expected=gettext_noop("look at where it stands now"),
    )


def _asked(state: RecommendationState, act: Act) -> None:
    _standing(state, act)
    if state.asked_until is None:
        raise NotAtThisStage(gettext_noop("no other term was asked for"), field="until")


def _later(state: RecommendationState, until: date) -> str:
    if until <= state.due_on:
        raise WrongDay(
            gettext_noop("an extension ends after the term that holds"),
            field="until",
            value=until.isoformat(),
            expected=gettext_noop("give a day after %(day)s"),
            params={"day": state.due_on.isoformat()},
        )
    return until.isoformat()


def _owner(owner: str) -> str:
    if not owner:
        raise NotSaid(
            gettext_noop("nobody answers for it"),
            field="owner",
            expected=gettext_noop("name the post that does"),
        )
    return owner


def _said(text: str, expected: str, *, field: str = "reason") -> None:
    if not text.strip():
        raise NotSaid(gettext_noop("nothing is said"), field=field, expected=expected)


def _new(state: RecommendationState, evidence: Collection[str]) -> list[str]:
    return [one for one in dict.fromkeys(read_evidence(one) for one in evidence) if one not in state.evidence]
