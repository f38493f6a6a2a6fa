"""Who may take a result home, when there is one to take, and how it is proven who took it."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
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


class HandedBy(StrEnum):
    """How a result reaches whoever it is for. The values are stored and stay."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


class Proof(StrEnum):
    """How it is proven who took a result at the counter. The values are stored and stay."""

    DRAWN = "drawn"  # signed on the screen
    SHEET = "sheet"  # signed on the printed sheet, which was scanned
    IDENTITY = "identity"  # known by an identity paper


class Relation(StrEnum):
    """What whoever takes a result is to whom it is for. The values are stored and stay."""

    SELF = "self"
    AUTHORISED = "authorised"
    FAMILY = "family"
    ORGANISATION = "organisation"


class IdentityPaper(StrEnum):
    """What somebody is known by. The values are stored and stay."""

    CARD = "card"
    VNEID = "vneid"
    PASSPORT = "passport"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Taker:
    """
    Who took a result at the counter, and how that is proven.

    :param name: left empty where it is whom the dossier is about.
    :param paper: what they were known by. :param digest: of the signature, or of the sheet that was signed.
    """

    proof: Proof
    relation: Relation
    name: str = ""
    paper: IdentityPaper | None = None
    digest: str = ""


class NotProven(Refused):
    """It does not show who took a result."""


class NotToHandOver(Refused):
    """There is nothing to hand over, or it was handed over."""


class StillOwed(Refused):
    """The fees of a dossier are not settled, and nobody said why its result is handed over all the same."""


def check_taker(taker: Taker) -> None:
    """
    Check that it shows who takes a result, and how that is proven.

    :raises NotProven: without a signature or an identity paper, or without the name of somebody else.
    """
    if taker.relation is not Relation.SELF and not taker.name.strip():
        raise NotProven(
            gettext_noop("write the name of who takes the result"),
            field="name",
            expected=gettext_noop("it may be left empty for the applicant alone"),
        )
    if len(taker.name) > 200:
        raise NotProven(gettext_noop("a name has at most 200 letters"), field="name", value=taker.name[:20])
    if taker.proof is Proof.IDENTITY and taker.paper is None:
        raise NotProven(gettext_noop("say which identity paper was shown"), field="paper")
    if taker.proof is not Proof.IDENTITY and not taker.digest:
        raise NotProven(
            gettext_noop("there is no signature"),
            field="tep",
            expected=gettext_noop("let them sign on the screen, bring the scan of the signed sheet, or see a paper"),
        )
