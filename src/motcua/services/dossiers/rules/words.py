"""The words of a dossier's life: states, kinds of event, channels, outcomes. Their values are stored and stay."""

from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    WAITING_CITIZEN = "waiting_citizen"
    WAITING_AGENCY = "waiting_agency"
    DECIDED = "decided"
    READY = "ready"
    RETURNED = "returned"
    REFUSED_INTAKE = "refused_intake"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Kind(StrEnum):
    """What can happen to a dossier. The words of the event exchange come first, in the order of a life."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    REFUSED_INTAKE = "refused_intake"
    FORWARDED = "forwarded"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENTED = "supplemented"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    FINISHED = "finished"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RETURNED = "returned"
    # Known here and not in the exchange:
    DRAFTED = "drafted"
    COMPETENCE_NAMED = "competence_named"
    CONSULTED = "consulted"
    ANSWERED = "answered"
    APOLOGISED = "apologised"
    DECIDED = "decided"
    PAID = "paid"
    REFUNDED = "refunded"
    CORRECTED = "corrected"
    FEE_FIXED = "fee_fixed"
    PAPERS_NOTED = "papers_noted"
    RETURNED_AGAIN = "returned_again"
    APPLICANT_ERASED = "applicant_erased"


EXCHANGED = tuple(kind for kind in Kind)[:14]


class Channel(StrEnum):
    """Who really filed it, and how."""

    ONLINE = "online"
    ONLINE_ASSISTED = "online_assisted"
    COUNTER = "counter"
    POST = "post"
    NATIONAL_PORTAL = "national_portal"
    INTERLINKED = "interlinked"


class Outcome(StrEnum):
    """How it ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Timeliness(StrEnum):
    """How the end stands to the due time."""

    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"


class WaitsFor(StrEnum):
    """What the office waits for while the dossier is with the citizen."""

    PAPERS = "papers"
    PAYMENT = "payment"
    PRESENCE = "presence"


CITIZEN = "citizen"
"""The holder of a dossier's time while the office waits for the citizen."""

BEFORE_ACCEPTANCE = frozenset({State.DRAFT, State.SUBMITTED})
OPEN = frozenset({State.ACCEPTED, State.PROCESSING, State.WAITING_CITIZEN, State.WAITING_AGENCY, State.DECIDED})
"""Accepted and not yet closed: what a report calls pending."""

CLOSED = frozenset({State.READY, State.RETURNED, State.REFUSED, State.WITHDRAWN, State.STOPPED})

NATIONAL_PORTAL_STATUS: dict[State, int] = {
    State.SUBMITTED: 1,
    State.ACCEPTED: 2,
    State.REFUSED_INTAKE: 3,
    State.PROCESSING: 4,
    State.WAITING_AGENCY: 4,
    State.DECIDED: 4,
    State.WAITING_CITIZEN: 5,
    State.WITHDRAWN: 7,
    State.STOPPED: 8,
    State.READY: 9,
    State.REFUSED: 9,
    State.RETURNED: 10,
}
"""Status codes of the National Public Service Portal; 6 stands for a citizen's payment. A draft has none."""


def national_portal_status(state: State, waits_for: WaitsFor | None) -> int | None:
    """Give the status code that the national portal knows a dossier by; None for a draft."""
    if state is State.WAITING_CITIZEN and waits_for is WaitsFor.PAYMENT:
        return 6
    return NATIONAL_PORTAL_STATUS.get(state)
