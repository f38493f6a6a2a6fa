"""The words of surveys. Their values are stored and stay."""

from enum import StrEnum


class Element(StrEnum):
    """What a question is about: the five elements of SIPAS, and the service as a whole."""

    ACCESS = "access"
    PROCEDURES = "procedures"
    OFFICIALS = "officials"
    RESULTS = "results"
    FEEDBACK = "feedback"
    OVERALL = "overall"


class Stage(StrEnum):
    """At what a slip was handed out: the slips of a dossier, the result, or a visit without any."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    RESULT = "result"
    VISIT = "visit"


class Method(StrEnum):
    """How a slip was answered."""

    PAPER = "paper"
    LINK = "link"
    KIOSK = "kiosk"


SELF = frozenset({Method.LINK, Method.KIOSK})
"""The ways in which people answer by themselves."""


class AsksCode(StrEnum):
    """Whether a slip asks for the dossier's code."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


class MethodRule(StrEnum):
    """How a slip must ask, so that people answer freely."""

    NOTHING_TICKED = "nothing_ticked"
    FREE_TEXT = "free_text"
    CODE_OPTIONAL = "code_optional"
    NO_NAME = "no_name"


ONE_STOP = "one_stop"
"""The campaign that never ends: the slip of the one-stop shop."""

LOWEST, HIGHEST, SATISFIED_FROM = 1, 5, 4
"""The scale: 1 very unsatisfied, 3 normal, 5 very satisfied; satisfied are 4 and 5. "Bình thường" is not satisfied."""

STREAM = "survey/"
"""What the names of the answer slips' streams in the ledger begin with; a slip's id follows."""

SLIP_STREAM = "slip/"
"""What the names of the issued slips' streams in the ledger begin with; the id follows."""

INVITATION_STREAM = "invitation/"
"""What the names of the invitations' streams in the ledger begin with; the id follows."""

CITIZEN = "citizen"
"""The actor of what people answer by themselves: whoever holds the slip, or a link."""
