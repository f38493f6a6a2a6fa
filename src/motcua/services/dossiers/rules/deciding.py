"""What may happen to a dossier, and what follows from it: from something said to the payload of an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.rules.judging import judge
from motcua.services.dossiers.rules.policies import JUDGING, in_force
from motcua.services.dossiers.rules.state import DossierState, used_by
from motcua.services.dossiers.rules.words import (
    BEFORE_ACCEPTANCE,
    CLOSED,
    OPEN,
    Channel,
    Kind,
    State,
    WaitsFor,
)

Mode = Literal["restart", "pause", "run"]
Term = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Due:
    """A due time, and the last instant at which an end is not overdue."""

    due_at: datetime
    judged_until: datetime


class WorkClock(Protocol):
    """The working time that a dossier is reckoned by; ``foundation.worktime`` gives it."""

    def due(self, start: datetime, term: Term) -> Due:
        """Give the due time of a whole term that starts now."""
        ...

    def due_on(self, day: date) -> Due:
        """Give the due time that a bare day stands for."""
        ...

    def moved(self, due: Due, stopped: datetime, resumed: datetime) -> Due:
        """Move a due time by the working time that the clock stood."""
        ...

    def worked(self, start: datetime, end: datetime) -> int:
        """Count the working minutes between two instants."""
        ...

    def term(self, start: datetime, due: Due) -> Term:
        """Measure the term that a given due time amounts to, in working days."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What a dossier is held to: its procedure's term and clock policy at receipt, and the clock of its office."""

    clock: WorkClock
    zone: ZoneInfo
    procedure: str
    field: str
    term: Term | None
    on_supplement: Mode = "restart"
    on_pause: Mode = "pause"
    on_agency: Mode = "run"


@dataclass(frozen=True, slots=True)
class Step:
    """
    What someone says has happened.

    ``unit`` is the receiving unit of a first step, the new holder of a hand-over, the agency that is consulted, or the
    competent unit that is named. A ``due`` that is a bare day lasts to its end. ``remark`` is free text, which may name
    persons: it is kept beside the event, which holds a commitment to it. ``extra`` goes into the event as it is.
    """

    kind: Kind
    at: datetime
    unit: str = ""
    channel: Channel | None = None
    origin: Channel | None = None
    code: str = ""
    due: datetime | date | None = None
    waits_for: WaitsFor | None = None
    remark: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


class OutOfOrder(Refused):
    """A thing was said to happen that cannot follow what went before."""


class NoTerm(Refused):
    """A due time is needed and neither given nor known from the procedure."""


_WAITING = frozenset({State.WAITING_CITIZEN})
_AT_WORK = frozenset({State.ACCEPTED, State.PROCESSING})
FOLLOWS: Mapping[Kind, frozenset[State | None]] = {
    Kind.DRAFTED: frozenset({None, State.DRAFT}),
    Kind.SUBMITTED: frozenset({None, State.DRAFT}),
    Kind.RECEIVED: frozenset({None, State.SUBMITTED}) | _WAITING,
    Kind.REFUSED_INTAKE: frozenset({None, State.SUBMITTED}) | _WAITING,
    Kind.FORWARDED: OPEN,
    Kind.SUPPLEMENT_REQUESTED: _AT_WORK | {State.SUBMITTED},
    Kind.SUPPLEMENTED: _WAITING,
    Kind.PAUSED: _AT_WORK | {State.DECIDED},
    Kind.RESUMED: _WAITING,
    Kind.CONSULTED: _AT_WORK,
    Kind.ANSWERED: frozenset({State.WAITING_AGENCY}),
    Kind.EXTENDED: OPEN,
    Kind.APOLOGISED: OPEN | CLOSED,
    Kind.COMPETENCE_NAMED: OPEN | BEFORE_ACCEPTANCE,
    Kind.DECIDED: _AT_WORK,
    Kind.PAID: OPEN | CLOSED | {State.SUBMITTED, State.REFUSED_INTAKE},
    Kind.REFUNDED: OPEN | CLOSED | {State.SUBMITTED, State.REFUSED_INTAKE},
    Kind.FEE_FIXED: OPEN | CLOSED | {State.SUBMITTED},
    Kind.CORRECTED: _AT_WORK | {State.DECIDED, State.WAITING_AGENCY},
    Kind.PAPERS_NOTED: OPEN | {State.SUBMITTED},
    Kind.FINISHED: OPEN,
    Kind.REFUSED: OPEN,
    Kind.WITHDRAWN: OPEN | {State.SUBMITTED},
    Kind.STOPPED: OPEN,
    Kind.RETURNED: CLOSED - {State.RETURNED},
    Kind.RETURNED_AGAIN: CLOSED,
    Kind.APPLICANT_ERASED: frozenset(State),
}
"""After which states each thing may happen; None is the beginning."""

_NEEDS_ACCEPTANCE = frozenset(
    {Kind.FORWARDED, Kind.RESUMED, Kind.EXTENDED, Kind.APOLOGISED, Kind.FINISHED, Kind.REFUSED, Kind.STOPPED}
)
_ONLY_BEFORE_ACCEPTANCE = frozenset({Kind.RECEIVED, Kind.REFUSED_INTAKE})


def may_follow(state: DossierState | None, kind: Kind) -> bool:
    """Say whether a thing may happen to a dossier as it stands."""
    if (state.state if state else None) not in FOLLOWS[kind]:
        return False
    if state is None:
        return True
    if kind in _NEEDS_ACCEPTANCE and state.received_at is None:
        return False
    if kind in _ONLY_BEFORE_ACCEPTANCE and state.received_at is not None:
        return False
    if kind is Kind.SUPPLEMENTED:
        return state.waits_for is WaitsFor.PAPERS
    if kind is Kind.RESUMED:
        return state.waits_for is not WaitsFor.PAPERS
    if kind is Kind.RETURNED:
        return state.returned_at is None
    if kind is Kind.RETURNED_AGAIN:
        return state.returned_at is not None
    return True


def decide(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    """
    Turn what someone says has happened into the payload of an event, with all that follows from it.

    Instants in the payload are ISO 8601 with their offset; ``worked`` is the working minutes since the event before,
    which were the then holder's.

    :raises OutOfOrder: if it cannot follow what went before, or is earlier.
    :raises NoTerm: if a due time is neither given nor known.
    """
    kind = step.kind
    if not may_follow(state, kind):
        _refuse_order(state, step)
    payload: dict[str, Any] = dict(step.extra)
    if state is None:
        payload |= _opening(step, terms)
    else:
        if step.at < state.last_at:
            raise OutOfOrder(
                gettext_noop("“%(kind)s” would stand before what happened earlier"),
                field="at",
                value=step.at.isoformat(),
                expected=gettext_noop("give a time not before %(last)s"),
                params={"kind": kind.value, "last": state.last_at.isoformat()},
            )
        if state.state in OPEN and state.received_at is not None:
            worked = terms.clock.worked(state.last_at, step.at)
            if worked:
                payload["worked"] = worked
    consequences = _CONSEQUENCES.get(kind)
    if consequences is not None:
        payload |= consequences(state, step, terms)
    if state is not None and "due_at" in payload:
        payload["used"] = used_by(state, payload.get("worked", 0))
    return payload


def _refuse_order(state: DossierState | None, step: Step) -> None:
    if state is None:
        raise OutOfOrder(
            gettext_noop("“%(kind)s” cannot be the first that happens to a dossier"),
            field="event",
            value=step.kind.value,
            expected=gettext_noop("“received” must come before it"),
            params={"kind": step.kind.value},
        )
    raise OutOfOrder(
        gettext_noop("“%(kind)s” cannot happen to a dossier that is “%(state)s”"),
        field="event",
        value=step.kind.value,
        expected=gettext_noop("what may follow is: %(next)s"),
        params={
            "kind": step.kind.value,
            "state": state.state.value,
            "next": ", ".join(kind.value for kind in Kind if may_follow(state, kind)) or "-",
        },
    )


def _opening(step: Step, terms: Terms) -> dict[str, Any]:
    if not step.unit:
        raise Refused(gettext_noop("the first event of a dossier names its unit"), field="unit")
    if step.channel is None:
        raise Refused(gettext_noop("the first event of a dossier names its channel"), field="channel")
    opening: dict[str, Any] = {
        "procedure": terms.procedure,
        "field": terms.field,
        "channel": step.channel.value,
        "receiving_unit": step.unit,
    }
    if step.origin is not None:
        opening["origin"] = step.origin.value
    return opening


def _given(due: datetime | date | None, clock: WorkClock) -> Due | None:
    if due is None:
        return None
    return Due(due, due) if isinstance(due, datetime) else clock.due_on(due)


def _written(due: Due) -> dict[str, Any]:
    return {"due_at": due.due_at.isoformat(), "judged_until": due.judged_until.isoformat()}


def _received(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    given = _given(step.due, terms.clock)
    if given is not None:
        return {"code": step.code, "term": list(terms.clock.term(step.at, given)), "rule": "given", **_written(given)}
    if terms.term is None:
        raise NoTerm(
            gettext_noop("procedure %(procedure)s has no term, so its due time cannot be reckoned"),
            field="due",
            expected=gettext_noop("give the due time, or the procedure its term"),
            params={"procedure": terms.procedure},
        )
    due = terms.clock.due(step.at, terms.term)
    return {"code": step.code, "term": list(terms.term), "rule": "term", **_written(due)}


def _interrupted(mode: Mode, state: DossierState | None, step: Step) -> dict[str, Any]:
    stands = mode != "run" and state is not None and state.received_at is not None
    return {"mode": mode, "stopped_at": step.at.isoformat() if stands else None}


def _supplement_requested(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return _interrupted(terms.on_supplement, state, step)


def _paused(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    waits_for = step.waits_for or WaitsFor.PAYMENT
    if waits_for is WaitsFor.PAPERS:
        raise Refused(
            gettext_noop("a pause does not wait for papers"),
            field="detail",
            value=waits_for.value,
            expected=gettext_noop("ask for completion of the dossier instead"),
        )
    return {"waits_for": waits_for.value, **_interrupted(terms.on_pause, state, step)}


def _consulted(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return {"holder": step.unit, **_interrupted(terms.on_agency, state, step)}


def _ended(mode: Mode, state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    """Reckon the due time after a wait. What was late when the clock stopped stays late."""
    if state is None or state.due_at is None or state.judged_until is None:
        return {"due_at": None, "judged_until": None}
    due = Due(state.due_at, state.judged_until)
    rule = "unchanged"
    given = _given(step.due, terms.clock)
    if state.stopped_at is not None and state.stopped_at > state.judged_until:
        due = Due(given.due_at, due.judged_until) if given else due
        rule = "late stays late"
    elif given is not None:
        due, rule = given, "given"
    elif state.stopped_at is not None and mode == "restart" and state.term is not None:
        due, rule = terms.clock.due(step.at, state.term), "restart"
    elif state.stopped_at is not None and mode == "pause":
        due, rule = terms.clock.moved(due, state.stopped_at, step.at), "pause"
    return {"rule": rule, **_written(due)}


def _supplemented(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return _ended(terms.on_supplement, state, step, terms)


def _resumed(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return _ended(terms.on_pause, state, step, terms)


def _answered(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return _ended(terms.on_agency, state, step, terms)


def _extended(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    if state is None or state.due_at is None or state.judged_until is None or state.term is None:
        return {}
    new = _given(step.due, terms.clock) or terms.clock.due(state.due_at, state.term)
    rule = in_force(JUDGING, step.at.astimezone(terms.zone).date())
    judged = new.judged_until if rule.extensions_count else state.judged_until
    late = step.at > state.judged_until
    return {"rule": rule.code, "late": late, **_written(Due(new.due_at, judged))}


def _closed(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    if state is None or state.judged_until is None:
        return {}
    rule = in_force(JUDGING, step.at.astimezone(terms.zone).date())
    timeliness = judge(at=step.at, judged_until=state.judged_until, stopped_at=state.stopped_at, zone=terms.zone)
    return {"timeliness": timeliness.value, "rule": rule.code}


def _apologised(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    late = state is not None and state.judged_until is not None and step.at > state.judged_until
    return {"late": late}


def _forwarded(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return {"holder": step.unit or (state.holder if state else "")}


def _corrected(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    """Reckon the due time by the term of the right procedure, from receipt on. What was late stays late."""
    if state is None or state.received_at is None or state.judged_until is None or terms.procedure == state.procedure:
        return {}
    given = {"procedure": terms.procedure, "field": terms.field}
    if terms.term is None:
        return given | {"rule": "unchanged"}
    due = terms.clock.due(state.received_at, terms.term)
    if step.at > state.judged_until:
        return given | {"rule": "late stays late", **_written(Due(due.due_at, state.judged_until))}
    return given | {"term": list(terms.term), "rule": "term", **_written(due)}


def _competence_named(state: DossierState | None, step: Step, terms: Terms) -> dict[str, Any]:
    return {"competent_unit": step.unit}


_CONSEQUENCES = {
    Kind.RECEIVED: _received,
    Kind.FORWARDED: _forwarded,
    Kind.SUPPLEMENT_REQUESTED: _supplement_requested,
    Kind.SUPPLEMENTED: _supplemented,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _resumed,
    Kind.CONSULTED: _consulted,
    Kind.ANSWERED: _answered,
    Kind.EXTENDED: _extended,
    Kind.APOLOGISED: _apologised,
    Kind.COMPETENCE_NAMED: _competence_named,
    Kind.CORRECTED: _corrected,
    Kind.FINISHED: _closed,
    Kind.REFUSED: _closed,
    Kind.WITHDRAWN: _closed,
    Kind.STOPPED: _closed,
}
