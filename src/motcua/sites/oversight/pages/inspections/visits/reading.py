"""What the forms of a visit say: texts, choices, files, and what is refused of them beside its field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop

Word = TypeVar("Word", bound=StrEnum)


def tidy(text: str) -> str:
    """Strip a text of control characters and of blanks at the ends of lines; lines stay lines."""
    lines = ("".join(letter for letter in line if letter.isprintable()).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip()


@dataclass
class Entry:
    """
    What was sent, as it was written, and what is wrong with it.

    :param labels: what each field is called, by its name in the form.
    :param fields: the name in the form of what a refusal calls otherwise.
    """

    request: HttpRequest
    labels: Mapping[str, str | Promise]
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a text that was sent."""
        return tidy(self.request.POST.get(name, ""))

    def word(self, name: str, words: type[Word]) -> Word | None:
        """Give one of some words; none if it is another."""
        sent = self.request.POST.get(name, "")
        return words(sent) if sent in [*words] else None

    def number(self, name: str) -> int | None:
        """Give a whole number; none if it is none."""
        sent = self.request.POST.get(name, "").strip()
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= 9 else None

    def refused(self, refusal: Refused, *, other: str) -> None:
        """Keep what is wrong beside the field that it is about, or beside another if the form has no such field."""
        name = self.fields.get(refusal.field, refusal.field)
        name = name if name in self.labels else other
        label = self.labels.get(name)
        said = refusal.reason(gettext)
        self.problems[name] = f"{label}: {said}" if label else said

    def pictures(self, name: str, *, at: datetime) -> Iterator[tuple[str, bytes]]:
        """Give the files that were sent, each with its name; sizes are checked first. :raises FileRefused:"""
        for sent in self.request.FILES.getlist(name):
            if isinstance(sent, UploadedFile):
                files.check_size(sent.size or 0, limits=files.limits(at))
                yield sent.name or "", sent.read()

    def file(self, name: str, *, at: datetime) -> tuple[str, bytes]:
        """Give the one file that was sent. :raises FileRefused: :raises EmptyFile: if there is none."""
        for found in self.pictures(name, at=at):
            return found
        raise files.EmptyFile(
            gettext_noop("no file was sent"), field=name, expected=gettext_noop("choose a file on this device")
        )
