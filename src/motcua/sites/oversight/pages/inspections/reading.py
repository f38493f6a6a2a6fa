"""What the forms of the start say: the units with their days, the team, the fields and the period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    MODE_TITLES,
    PART_TITLES,
    MemberView,
    Mode,
    NewMember,
    Part,
    Proposed,
    reason_said,
)
from motcua.reform.registers.public import FIELD_TITLES, ReformField, own_government
from motcua.sites.look.public import asking, words

LABELS: Mapping[str, str | Promise] = {
    "ten": gettext_lazy("Title"),
    "nam": gettext_lazy("Year of the plan"),
    "muc-dich": gettext_lazy("Purpose and what is asked"),
    "tu": gettext_lazy("Figures from"),
    "den": gettext_lazy("Figures to"),
    "linh-vuc": gettext_lazy("Fields"),
    "don-vi": gettext_lazy("Units and days"),
    "doan": gettext_lazy("The team"),
    "loai": gettext_lazy("Kind of inspection"),
    "so": gettext_lazy("Number"),
    "ngay": gettext_lazy("Day"),
    "ly-do": gettext_lazy("Reason"),
}
"""The fields of the forms, and what they are called."""

FIELD_OF = {
    "title": "ten",
    "year": "nam",
    "purpose": "muc-dich",
    "from": "tu",
    "to": "den",
    "fields": "linh-vuc",
    "places": "don-vi",
    "targets": "don-vi",
    "visit_on": "don-vi",
    "unit": "don-vi",
    "members": "doan",
    "number": "so",
    "on": "ngay",
    "reason": "ly-do",
}
"""Which field a refusal of an action is told at."""

WHOLE = "noi-dung"
"""Where a refusal leads that is about no field: the page's own text."""

SPARE = 3
"""How many empty lines a form of a team has beyond those that are filled."""


@dataclass
class Form:
    """What was sent, as it was written, and what is wrong with it, by the field."""

    given: QueryDict
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, str]:
        """Give what is wrong by the field, named so that a template can ask for it."""
        return {name.replace("-", "_"): said for name, said in self.problems.items()}

    def text(self, name: str) -> str:
        """Give one line that was sent."""
        return asking.printable(self.given.get(name, ""))

    def lines(self, name: str) -> str:
        """Give a text of several lines that was sent."""
        return "\n".join(asking.printable(line) for line in self.given.get(name, "").splitlines()).strip()

    def refused(self, refusal: Refused) -> None:
        """Keep what is wrong beside the field that it is about; what is about none of them stands above alone."""
        name = FIELD_OF.get(refusal.field, refusal.field)
        name = "don-vi" if name.startswith("ngay-") else name
        said = refusal.reason(gettext)
        self.problems[name if name in LABELS else WHOLE] = f"{LABELS[name]}: {said}" if name in LABELS else said

    def day(self, name: str) -> date:
        """Read a day. :raises Refused:"""
        return asking.day(self.text(name), name)

    def period(self) -> Period:
        """Read the days whose figures are looked at. :raises Refused:"""
        return Period(self.day("tu"), self.day("den"))

    def fields(self) -> tuple[ReformField, ...]:
        """Read the fields that are looked at; what is no field is left out."""
        sent = set(self.given.getlist("linh-vuc"))
        return tuple(one for one in ReformField if one.value in sent)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in a form: whether it is chosen, when it is visited and how, and why it is proposed, if it is."""

    unit: units.Unit
    chosen: bool
    day: str
    mode: str
    points: int | None
    reasons: tuple[str, ...]
    below: tuple["Row", ...] = ()

    @property
    def opened(self) -> bool:
        """Say whether a unit below it is chosen."""
        return any(one.chosen for one in self.below)


@dataclass(frozen=True, slots=True)
class Sent:
    """A unit that was chosen, with its day and mode."""

    unit_id: int
    visit_on: date
    mode: Mode


def form(request: HttpRequest) -> Form:
    """Give what was sent; what a form shows before anything was is in its address."""
    return Form(request.POST if request.method == "POST" else request.GET)


def chosen(form: Form) -> list[Sent]:
    """Read the units that were chosen. :raises Refused: at ``don-vi``, naming the unit's day."""
    found = []
    for word in dict.fromkeys(form.given.getlist("chon")):
        if not word.isdecimal():
            continue
        try:
            day = asking.day(form.text(f"ngay-{word}"), "don-vi")
        except Refused as refusal:
            unit = units.by_id([int(word)]).get(int(word))
            raise Refused(
                gettext_noop("the day of %(unit)s cannot be read"),
                field="don-vi",
                expected=gettext_noop("write it as 19/10/2022"),
                params={"unit": unit.name if unit else word},
            ) from refusal
        mode = form.text(f"hinh-thuc-{word}")
        found.append(Sent(int(word), day, Mode(mode) if mode in set(Mode) else Mode.ON_SITE))
    return found


def team(form: Form) -> list[NewMember]:
    """Read the team: lines whose post is empty are none."""
    found = []
    for number in range(_lines(form.given)):
        post, part = form.text(f"vi-tri-{number}"), form.text(f"vai-{number}")
        if post.isdecimal():
            found.append(NewMember(int(post), Part(part) if part in set(Part) else Part.MEMBER))
    return found


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the form of a team."""

    number: int
    post: int | None
    part: str


def seats(form: Form, before: Sequence[MemberView] = ()) -> list[Seat]:
    """Give the lines of a team: what was sent, else who is in it, and some empty ones."""
    sent = team(form) if "vi-tri-0" in form.given else None
    filled = (
        [(one.post_id, one.part.value) for one in before]
        if sent is None
        else [(one.post_id, one.part.value) for one in sent]
    )
    empty = max(SPARE, 5 - len(filled))
    lines = [*filled, *[(None, "")] * empty]
    head = [Part.LEADER.value, Part.SECRETARY.value]
    return [
        Seat(number, post, part or (head[number] if number < len(head) and not filled else Part.MEMBER.value))
        for number, (post, part) in enumerate(lines)
    ]


def posts_of(unit_id: int, *, on: date) -> list[tuple[str, list[accounts.HeldPost]]]:
    """Give the posts of the government of a unit by their offices, as teams are of several. Three SQL queries."""
    own = own_government(unit_id, on=on)
    offices: dict[str, list[accounts.HeldPost]] = {}
    for one in accounts.posts_in(own, on=on):
        offices.setdefault(one.unit_name, []).append(one)
    return sorted(offices.items())


def rows(
    unit_id: int, form: Form, *, on: date, before: Mapping[int, tuple[date, Mode]], proposed: Iterable[Proposed] = ()
) -> list[Row]:
    """
    Give the units below the government of a unit as lines of a form, those proposed first, by their points.

    :param before: what is chosen before anything was sent, with its day and mode.
    """
    structure = units.structure(on)
    own = own_government(unit_id, on=on)
    known = {one.unit.id: one for one in proposed}
    sent = set(form.given.getlist("chon")) if form.given.getlist("chon") or form.given.get("gui") else None

    def row(unit: units.Unit, below: tuple[Row, ...] = ()) -> Row:
        day, mode = before.get(unit.id, (None, Mode.ON_SITE))
        why = known.get(unit.id)
        return Row(
            unit=unit,
            chosen=unit.id in before if sent is None else str(unit.id) in sent,
            day=(words.day(day) if day else "") if sent is None else form.text(f"ngay-{unit.id}"),
            mode=mode.value if sent is None else form.text(f"hinh-thuc-{unit.id}"),
            points=why.points if why else None,
            reasons=tuple(reason_said(one) for one in why.reasons) if why else (),
            below=below,
        )

    made = [
        row(one, tuple(row(under) for under in _under(structure, one)) if one.id not in own else ())
        for one in inspections.directly_below(unit_id, on=on)
    ]
    return sorted(made, key=lambda one: -(one.points or 0))


def _under(structure: units.Structure, unit: units.Unit) -> Iterator[units.Unit]:
    return (one for one in structure.walk(unit.id) if one.id != unit.id and one.level is not units.Level.DEPARTMENT)


def _lines(given: QueryDict) -> int:
    """Count the lines of a team that were sent, as far as a form can have them."""
    return min(60, sum(name.startswith("vi-tri-") for name in given))


def choices() -> dict[str, Any]:
    """Give what is chosen from in the forms: fields, modes and parts, with what they are called."""
    return {
        "labels": {name.replace("-", "_"): label for name, label in LABELS.items()},
        "fields": [(one.value, gettext(FIELD_TITLES[one])) for one in ReformField],
        "modes": [(one.value, gettext(MODE_TITLES[one])) for one in Mode],
        "parts": [(one.value, gettext(PART_TITLES[one])) for one in Part],
    }
