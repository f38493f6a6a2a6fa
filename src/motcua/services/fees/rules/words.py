"""The words of fees: what moved, and where it stands. The values are stored and stay."""

from enum import StrEnum

PREFIX = "fee."


class What(StrEnum):
    """A movement of money for a dossier."""

    CASH = "cash"
    TRANSFER = "transfer"
    REFUND = "refund"


class Standing(StrEnum):
    """Where a movement stands."""

    WAITING = "waiting"  # for a second person
    GOOD = "good"
    VOID = "void"  # rejected, or annulled


class Way(StrEnum):
    """How money is given back."""

    CASH = "cash"
    TRANSFER = "transfer"


class Part(StrEnum):
    """What is paid: an advance, before it is known what is owed in all, or of what is owed in all."""

    ADVANCE = "advance"
    FINAL = "final"


class Kind(StrEnum):
    """What happens to the fees of a dossier."""

    ASSESSED = "assessed"
    CASH_TAKEN = "cash_taken"
    PROOF_HANDED = "proof_handed"
    REFUND_ASKED = "refund_asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    ANNULLED = "annulled"
