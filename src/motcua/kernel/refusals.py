"""What the program says when it will not do a thing."""

from collections.abc import Callable, Mapping
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text


def _same(text: str) -> str:
    return text


class Amount(int):
    """An amount of money among the params of a refusal: its thousands are grouped where it is said."""


class Refused(Exception):
    """
    An anticipated refusal: what is wrong, where it stands, and what would be right.

    Rules and actions raise it, or a subclass named after the case; the sites and the command line translate it.
    Nothing has been changed when it is raised. Anything else that is raised is a defect of the program.

    :param text: one clause in English, marked with :func:`gettext_noop`, with ``%(name)s`` for each of ``params``.
    :param field: the field or column, as its user knows it.
    :param value: what was given, shortened for display.
    :param expected: what would be right; also marked for translation.
    :param line: the line of the file it stands on, from 1; the header is line 1.
    """

    def __init__(
        self,
        text: str,
        *,
        field: str = "",
        value: object = None,
        expected: str = "",
        line: int | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        self.value = value
        self.expected = expected
        self.line = line
        self.params = dict(params or {})

    def reason(self, translate: Callable[[str], str] = _same) -> str:
        """Say what is wrong and what would be right, without the place."""
        params = {name: _grouped(value, translate) for name, value in self.params.items()}
        said = translate(self.text) % params
        return f"{said}; {translate(self.expected) % params}" if self.expected else said

    def message(self, translate: Callable[[str], str] = _same) -> str:
        """Say the whole: place, field, value, what is wrong, what would be right."""
        place = [translate(LINE) % {"line": self.line}] if self.line is not None else []
        if self.field:
            place.append(self.field)
        if self.value is not None:
            shown = str(self.value)
            place.append(f"“{shown if len(shown) <= 80 else shown[:79] + '…'}”")
        return ": ".join([", ".join(place), self.reason(translate)] if place else [self.reason(translate)])

    def at_line(self, line: int) -> "Refused":
        """Name the line of the file that this refusal is about."""
        self.line = line
        return self

    def __str__(self) -> str:
        return self.message()


def _grouped(value: object, translate: Callable[[str], str]) -> object:
    return f"{value:,}".replace(",", translate(THOUSANDS)) if isinstance(value, Amount) else value


LINE = gettext_noop("line %(line)s")
THOUSANDS = gettext_noop(",")
"""What stands between the thousands of a number."""
