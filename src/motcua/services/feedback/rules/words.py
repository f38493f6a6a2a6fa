"""The words of feedback: where it came from, what it is about, what it is, what happens to it. Their values stay."""

from enum import StrEnum


class Channel(StrEnum):
    """How a case came in."""

    HOTLINE = "hotline"
    PORTAL = "portal"
    NATIONAL_PORTAL = "national_portal"
    PAPER = "paper"
    EMAIL = "email"
    IN_PERSON = "in_person"
    MESSAGE = "message"


class About(StrEnum):
    """What people may send feedback on: how an officer acted, what a rule says, what a new rule should say."""

    ACT = "act"
    RULE = "rule"
    PROPOSAL = "proposal"


class Classification(StrEnum):
    """
    What a case is. Only feedback stands in the figures of feedback.

    NĐ 20/2008 does not cover complaints and denunciations: who sends one is told where to go. Who names nobody leaves
    a tip-off.
    """

    FEEDBACK = "feedback"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    ANONYMOUS = "anonymous"
    DUPLICATE = "duplicate"


TOLD_WHERE = frozenset({Classification.COMPLAINT, Classification.DENUNCIATION})
"""Who sends one of these is told where to go with it."""


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    FORWARDED = "forwarded"
    WAITING_SENDER = "waiting_sender"
    ANSWERED = "answered"
    CLOSED = "closed"
    SET_APART = "set_apart"


class Kind(StrEnum):
    """What can happen to a case."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    FORWARDED = "forwarded"
    SENDER_ASKED = "sender_asked"
    SENDER_TOLD = "sender_told"
    ANSWERED = "answered"
    PUBLISHED = "published"
    JUDGED = "judged"
    REOPENED = "reopened"
    CLOSED = "closed"
    SENDER_ERASED = "sender_erased"
    TOLD = "told"


class Verdict(StrEnum):
    """What the sender says of the answer."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


class Outcome(StrEnum):
    """What became of an answer that is public, as its sender last said; it is open again while it is answered anew."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    UNJUDGED = "unjudged"
    REOPENED = "reopened"


SENDER = "sender"
"""Who acts where the sender does, on a page of the public."""

OPEN = frozenset({State.RECEIVED, State.CLASSIFIED, State.FORWARDED, State.WAITING_SENDER})
"""Not answered, and not set apart: what somebody has to do something about."""

STREAM = "feedback/"
"""What the names of the cases' streams in the ledger begin with; a case's id follows."""

PREFIX = "feedback."
"""What the ledger's kinds of this module begin with."""
