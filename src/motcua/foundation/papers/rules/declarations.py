"""What somebody declared by an electronic form, as a paper: questions and answers, page by page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """Answers that stand together: question and answer, a line each; ``within`` says of the part before."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    within: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """
    A declaration to print. All texts are as the reader will see them, and none is markup; answers may have lines.

    :param about: the procedure that it is for. :param addressee: the body that it goes to.
    :param reference: what the dossier is named by, at the foot of every page. :param on: the day on which it was made.
    :param notes: what is said beneath the answers, a paragraph each.
    """

    title: str
    about: str
    addressee: str
    reference: str
    on: date
    parts: tuple[DeclaredPart, ...]
    notes: tuple[str, ...] = ()
