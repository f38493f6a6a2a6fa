"""A form as plain words: as it is stored, and as it is written by hand in a file. What is left out is as usual."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from difflib import get_close_matches
from enum import Enum
from hashlib import sha256
from typing import Any, TypeVar

from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures.rules.asking import plain
from motcua.services.procedures.rules.form.checking import NotAForm
from motcua.services.procedures.rules.form.words import (
    Choice,
    Comparison,
    Condition,
    Form,
    Group,
    Item,
    Kind,
    Page,
    Question,
)

Record = Form | Page | Group | Question | Choice | Condition
Word = TypeVar("Word", Kind, Comparison)


def body_of_form(form: Form) -> dict[str, Any]:
    """Give a form as plain words, lists and numbers, without what is as usual."""
    return {
        "pages": [
            _told(page) | {"items": [_group(one) if isinstance(one, Group) else _told(one) for one in page.items]}
            for page in form.pages
        ]
    } | _told(form, "pages")


def digest_of_form(body: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a form as the ledger holds it, in hexadecimal digits."""
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_form(body: object) -> Form:
    """
    Read what :func:`body_of_form` wrote, or somebody by hand. Whether it holds together is for ``check_form`` to say.

    :raises NotAForm: for a name that is not known, or a value of another kind; ``field`` says of what.
    """
    whole = _mapping(body, "form", Form, {"pages": list})
    return Form(pages=tuple(_page(one) for one in whole.pop("pages", [])), **whole)


def _page(body: object) -> Page:
    whole = _mapping(body, "pages", Page, {"items": list})
    return Page(items=tuple(_item(one) for one in whole.pop("items", [])), **whole)


def _item(body: object) -> Item:
    if isinstance(body, Mapping) and "questions" in body:
        whole = _mapping(body, "items", Group, {"questions": list, "shown_if": dict})
        questions = tuple(_question(one) for one in whole.pop("questions"))
        return Group(questions=questions, shown_if=_condition(whole), **whole)
    return _question(body)


def _question(body: object) -> Question:
    whole = _mapping(body, "questions", Question, {"choices": list, "shown_if": dict})
    choices = (_mapping(one, "choices", Choice, {}) for one in whole.pop("choices", []))
    kind = _word(whole["code"], "kind", whole.pop("kind", Kind.TEXT.value), Kind)
    when = whole.get("when", "")
    if when not in {"", "past", "future"}:
        raise _wrong(whole["code"], when, gettext_noop("write one of: %(known)s"), known="past, future")
    return Question(choices=tuple(Choice(**one) for one in choices), kind=kind, shown_if=_condition(whole), **whole)


def _condition(whole: dict[str, Any]) -> Condition | None:
    body = whole.pop("shown_if", None)
    if body is None:
        return None
    said = _mapping(body, whole["code"], Condition, {"values": list})
    values = said.pop("values", [])
    test = _word(whole["code"], "test", said.pop("test", Comparison.IS_YES.value), Comparison)
    return Condition(test=test, values=tuple(_plain(one, whole["code"]) for one in values), **said)


def _plain(value: object, code: str) -> str:
    """Read a value that is compared: a number may stand as one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong(code, value, gettext_noop("write a word or a whole number"))
    return str(value)


_TYPES: Mapping[str, type] = dict.fromkeys(("required", "repeated", "illustrative"), bool) | dict.fromkeys(
    ("least", "most", "at_least", "at_most"), int
)
"""Of which kind the value of a name is, where it is no text."""


def _mapping(body: object, field: str, record: type[Record], lists: Mapping[str, type]) -> dict[str, Any]:
    """Read the names of a record, each with a value of its kind; what is nested is read by the caller."""
    if not isinstance(body, Mapping):
        raise _wrong(field, body, gettext_noop("write it as a table of names and values"))
    known = {one.name: one for one in fields(record)}
    place = str(body.get("code", field))
    for name, value in body.items():
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            expected = gettext_noop("perhaps %(known)s is meant") if near else gettext_noop("write one of: %(known)s")
            raise _wrong(place, name, expected, known=near[0] if near else ", ".join(known))
        wanted = lists.get(name, _TYPES.get(name, str))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise _wrong(place, f"{name} = {value}", _EXPECTED[wanted])
    for one in known.values():
        if one.default is MISSING and one.default_factory is MISSING and one.name not in body:
            raise _wrong(place, one.name, gettext_noop("this must be written"))
    return dict(body)


_EXPECTED = {
    str: gettext_noop("write a text in quotation marks"),
    bool: gettext_noop("write true or false"),
    int: gettext_noop("write a whole number"),
    list: gettext_noop("write a list"),
    dict: gettext_noop("write it as a table of names and values"),
}


def _word(code: str, name: str, value: str, words: type[Word]) -> Word:
    known = {one.value: one for one in words}
    if value not in known:
        raise _wrong(code, f"{name} = {value}", gettext_noop("write one of: %(known)s"), known=", ".join(known))
    return known[value]


def _wrong(field: str, value: object, expected: str, **params: str) -> NotAForm:
    return NotAForm(
        gettext_noop("this is not understood"), field=field, value=str(value), expected=expected, params=params
    )


def _group(group: Group) -> dict[str, Any]:
    return _told(group, "questions") | {"questions": [_told(one) for one in group.questions]}


def _told(record: Record, *without: str) -> dict[str, Any]:
    """Give what of a record is not as usual."""
    usual = {one.name: one.default for one in fields(record)}
    nested = {"pages", "items", "questions"}.union(without)
    told = {
        name: _value(getattr(record, name)) for name in usual.keys() - nested if getattr(record, name) != usual[name]
    }
    return {name: told[name] for name in usual if name in told}


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Choice | Condition):
        return {name: _value(one) for name, one in asdict(value).items() if one != ()}
    return (
        [_value(one) for one in value] if isinstance(value, Iterable) and not isinstance(value, str) else plain(value)
    )
