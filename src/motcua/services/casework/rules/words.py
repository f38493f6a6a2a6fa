"""The words of the work on a dossier. Their values are stored and stay."""

from enum import StrEnum

PREFIX = "case."
"""What the ledger's kinds of this module begin with."""


class Part(StrEnum):
    """What a post has to do with a dossier."""

    MAIN = "main"
    COORDINATOR = "coordinator"
    FOLLOWER = "follower"


class Kind(StrEnum):
    """What can happen to the work on a dossier."""

    OPENED = "opened"
    MOVED = "moved"
    TAKEN_BACK = "taken_back"
    ASSIGNED = "assigned"
    RELEASED = "released"
    OPINED = "opined"
    CONSENT_ASKED = "consent_asked"
    CONSENTED = "consented"
    DECLINED = "declined"
    AGENCY_ASKED = "agency_asked"
    AGENCY_ANSWERED = "agency_answered"
    BRANCH_MOVED = "branch_moved"
    BRANCH_NAMED = "branch_named"
    BRANCH_SENT = "branch_sent"
    BRANCH_ANSWERED = "branch_answered"
    WAITED = "waited"
