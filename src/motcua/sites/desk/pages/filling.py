"""Forms that staff fill in: their fields, what was entered in each, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from motcua.kernel.periods import read_instant
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.sites.look.public import asking

Choices = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class Field:
    """
    A field of a form. Its name is that of the act's parameter, so that a refusal finds its field.

    :param kind: text, area, choice, moment, day, number or digit.
    :param first: what stands in it when it is first shown.
    :param size: the class that bounds its width.
    """

    name: str
    label: str | Promise
    kind: str = "text"
    hint: str | Promise = ""
    needed: bool = False
    choices: Choices = ()
    size: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with what was entered, and what is wrong with that."""

    field: Field
    value: str
    problem: str = ""


@dataclass(slots=True)
class Entries:
    """What was entered in a form, and all that is wrong with it."""

    fields: Sequence[Field]
    given: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, fields: Sequence[Field]) -> "Entries":
        """Give a form as it is first shown."""
        return cls(fields, {one.name: one.first for one in fields})

    @classmethod
    def of(cls, request: HttpRequest, fields: Sequence[Field]) -> "Entries":
        """Take what was sent, and say of each needed field that is empty."""
        given = {one.name: request.POST.get(one.name, "").strip().replace("\x00", "") for one in fields}
        wrong = {one.name: gettext("write something here") for one in fields if one.needed and not given[one.name]}
        for one in fields:
            if one.choices and given[one.name] and given[one.name] not in {value for value, _ in one.choices}:
                wrong[one.name] = gettext("choose one of the list")
        return cls(fields, given, wrong)

    def __getitem__(self, name: str) -> str:
        return self.given[name]

    def refuse(self, refusal: Refused, *, prefix: str = "") -> None:
        """Put a refusal to the field that it names, with or without a prefix; else above all of them."""
        name = next((one for one in (refusal.field, prefix + refusal.field) if one in self.given), "")
        self.problems[name] = refusal.reason(gettext)

    def moment(self, name: str) -> datetime | None:
        """Read a local instant; None if it is empty. :raises Refused: if it is none."""
        text = self.given[name]
        return read_instant(text, field=name, zone=timezone.get_default_timezone()) if text else None

    def day(self, name: str) -> date | None:
        """Read a day; None if it is empty. :raises Refused: if it is none."""
        return asking.day(self.given[name], name) if self.given[name] else None

    def number(self, name: str) -> int | None:
        """Read a whole number; None if it is empty. :raises Refused: if it is none."""
        text = self.given[name]
        if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise Refused(
                gettext_noop("this is not a whole number"),
                field=name,
                value=text,
                expected=gettext_noop("write digits alone"),
            )
        return int(text) if text else None

    def filled(self) -> list[Filled]:
        """Give each field with its entry and its problem, in order."""
        return [Filled(one, self.given[one.name], self.problems.get(one.name, "")) for one in self.fields]

    def summary(self) -> Iterable[tuple[str, str, str]]:
        """Give what is wrong: field, its label, problem; without a field where it belongs to none."""
        labels = {one.name: str(one.label) for one in self.fields}
        return [(name, labels.get(name, ""), said) for name, said in self.problems.items()]
