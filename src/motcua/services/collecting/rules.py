"""Who may take a result home, and when there is one to take."""

from enum import StrEnum

from motcua.kernel.refusals import Refused
from motcua.services.results.public import Medium, ResultState, Stage

PREFIX = "collected."
CITIZEN = "citizen"
"""Who takes it, as the ledger knows them: the way is recorded, and nothing of the person."""


class Way(StrEnum):
    """How it was shown that the result is theirs who takes it."""

    ACCOUNT = "account"
    SLIP = "slip"


class NothingToCollect(Refused):
    """There is no result in the form of a file, or none that still stands."""


def can_be_downloaded(state: ResultState | None) -> bool:
    """Say whether a result is a file that was signed, sealed and issued, and was not annulled."""
    return (
        state is not None and state.stage is Stage.ISSUED and state.medium is Medium.ELECTRONIC and bool(state.digest)
    )


def is_theirs(*, identified: bool, stated: str, whose: str) -> bool:
    """
    Say whether a dossier is that of whoever has an account.

    :param identified: whether a provider asserted the account's number ``stated``. :param whose: the dossier's number.
    """
    return identified and bool(stated) and stated == whose
