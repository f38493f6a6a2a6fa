"""The form of a record, made from what its register declares; what people write is read as they mean it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.reform.registers import public as registers
from motcua.reform.registers.public import HEAD, Column, RecordRefused, RecordView, Register, Type
from motcua.sites.oversight.registers import saying

_OF_PEOPLE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_LONGEST = 2000

HINTS: Mapping[Type, str | Promise] = {
    Type.DAY: gettext_lazy("as 14/10/2022"),
    Type.DONG: gettext_lazy("whole đồng"),
    Type.PERCENT: gettext_lazy("0 to 100"),
    Type.POST: gettext_lazy("the post, not the person"),
    Type.UNIT: gettext_lazy("code of the unit"),
    Type.DOCUMENT: gettext_lazy("as 05/KH-UBND"),
}
LOOKS = {Type.CHOICE: "choice", Type.FLAG: "choice", Type.COUNT: "number", Type.DONG: "number", Type.DAY: "day"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how it looks, what stands in it, what may, and what is wrong with it."""

    name: str
    label: str
    hint: str | Promise
    look: str
    value: str
    options: tuple[tuple[str, str], ...]
    wrong: str
    needed: bool

    @property
    def id(self) -> str:
        """Give what its label and the summary of errors point to."""
        return f"f-{self.name}"


def form(register: Register, given: Mapping[str, str], wrong: Mapping[str, Refused]) -> list[Field]:
    """Give the fields of a record: what its register asks first, then what every record says."""
    return [
        Field(
            name=column.name,
            label=saying.head(column),
            hint=HINTS.get(column.type, ""),
            look="area" if column.personal else LOOKS.get(column.type, "line"),
            value=given.get(column.name, ""),
            options=tuple(_options(column)),
            wrong=wrong[column.name].reason(gettext) if column.name in wrong else "",
            needed=column.needed,
        )
        for column in (*register.columns, *HEAD)
    ]


def _options(column: Column) -> Iterator[tuple[str, str]]:
    if column.type is Type.CHOICE:
        yield from ((choice.code, gettext(choice.title)) for choice in column.choices)
    elif column.type is Type.FLAG:
        yield from (("1", gettext("Yes")), ("0", gettext("No")))


def posted(register: Register, post: QueryDict) -> dict[str, str]:
    """Read what was sent for a register's columns, as it was written."""
    return {column.name: post.get(column.name, "")[: _LONGEST + 1] for column in (*HEAD, *register.columns)}


def meant(register: Register, given: Mapping[str, str]) -> dict[str, str]:
    """Give what people mean: a day in their order as ISO 8601, a number without the dots between its thousands."""
    return {
        column.name: _meant(column.type, given[column.name].strip())
        for column in (*HEAD, *register.columns)
        if column.name in given
    }


def _meant(type_: Type, text: str) -> str:
    if type_ is Type.DAY:
        return day_meant(text)
    if type_ in {Type.COUNT, Type.DONG} and _GROUPED.fullmatch(text):
        return text.replace(".", "")
    return text


def day_meant(text: str) -> str:
    """Give a day in ISO 8601 where it is written in the order of people; else the text as it is."""
    told = _OF_PEOPLE.fullmatch(text)
    return f"{told[3]}-{int(told[2]):02}-{int(told[1]):02}" if told else text


def filled(register: Register, view: RecordView) -> dict[str, str]:
    """Give what a record says as one would write it. One SQL query where it names units."""
    held = {**view.values, **saying.head_values(view)}
    keys = {str(held[one.name]) for one in register.columns if one.type is Type.UNIT and one.name in held}
    codes = {key: unit.code for key, unit in units.by_key(keys).items()} if keys else {}
    return {
        column.name: _written(column, held[column.name], codes)
        for column in (*HEAD, *register.columns)
        if column.name in held
    }


def _written(column: Column, held: registers.Value, codes: Mapping[str, str]) -> str:
    match column.type:
        case Type.DAY:
            return f"{date.fromisoformat(str(held)):%d/%m/%Y}"
        case Type.CHOICE:
            return str(held)
        case Type.FLAG:
            return "1" if held else "0"
        case _:
            return registers.written(column, held, codes=codes)


def wrongs(refused: Refused) -> dict[str, Refused]:
    """Give what is wrong by field; what is of none stands under the empty name."""
    return refused.by_column if isinstance(refused, RecordRefused) else {refused.field: refused}


def summary(fields: list[Field], wrong: Mapping[str, Refused]) -> list[tuple[str, str]]:
    """Give the lines of the summary of errors: where each leads, and what it says."""
    by_field = [(field.id, f"{field.label}: {field.wrong}") for field in fields if field.wrong]
    shown = {field.name for field in fields if field.wrong}
    return by_field + [("noi-dung", one.message(gettext)) for name, one in wrong.items() if name not in shown]
