"""What the tests of surveys say again and again."""

from dataclasses import dataclass
from datetime import date, datetime

from dossiers.cast import Office
from motcua.services.surveys.public import ONE_STOP, AsksCode, Element, Question, Slip

GOOD = {str(place): 4 for place in range(1, 13)}
"""Satisfied with everything that the slip of the program asks."""


@dataclass(frozen=True)
class Shop:
    """An office, and the slip that it uses."""

    office: Office
    slip: int


def on(text: str) -> datetime:
    """Read a local time of 2022: ``03-01 09:00``."""
    return datetime.fromisoformat(f"2022-{text}+07:00")


def slip(*indices: str, **also: object) -> Slip:
    """Make a slip that asks one question for each index."""
    questions = tuple(
        Question(str(place), Element.OVERALL, f"Câu {place}", index) for place, index in enumerate(indices, 1)
    )
    said = {"title": "Phiếu", "document_number": "QĐ 1", "valid_from": date(2022, 1, 1)} | also
    return Slip(code="p", campaign=ONE_STOP, questions=questions, **said)  # type: ignore[arg-type]  # told by name


POOR = slip("manner", "time", free_text=False, asks_code=AsksCode.REQUIRED, asks_name=True, ticked=True)
