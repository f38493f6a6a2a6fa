"""Writing a form piece by piece: put a page, a group or a question in, move it, take it out with what looks at it."""

from dataclasses import replace
from typing import TypeVar

from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures.rules.drafting import Coded, CodeTaken, put, without
from motcua.services.procedures.rules.form.words import Condition, Form, Group, Item, Page, Question

One = TypeVar("One", bound=Coded)


def put_page(form: Form, page: Page, *, instead_of: str = "") -> Form:
    """Put a page in: where another stands, else at the end. :raises CodeTaken:"""
    return replace(form, pages=put(form.pages, page, instead_of=instead_of))


def put_item(form: Form, item: Item, *, on: str, instead_of: str = "") -> Form:
    """
    Put a question or a group in: where another stands, else at the end of a page or of a group, whose code is ``on``.

    What looks at a question under its old code looks at it under the new one.

    :raises CodeTaken:
    """
    if item.code != instead_of and form.item(item.code):
        raise CodeTaken(
            gettext_noop("another question or group of the form has this code"),
            field="code",
            value=item.code,
            expected=gettext_noop("write a code that is free"),
        )
    form = rename(form, instead_of, item.code) if instead_of else form
    old = item.code if instead_of else ""
    pages = []
    for page in form.pages:
        if page.code == on:
            page = replace(page, items=put(page.items, item, instead_of=old))
        elif isinstance(item, Question):
            page = replace(page, items=tuple(_put_in_group(one, item, on, old) for one in page.items))
        pages.append(page)
    return replace(form, pages=tuple(pages))


def take_out(form: Form, code: str) -> Form:
    """Take a page, a group or a question out, with the conditions that look at a question that goes."""
    gone = {code}
    for page in form.pages:
        for item in page.items:
            inner = {one.code for one in item.questions} if isinstance(item, Group) else set()
            gone |= {item.code, *inner} if page.code == code else inner if item.code == code else set()
    pages = (
        replace(
            page,
            items=tuple(
                replace(one, questions=without(one.questions, code)) if isinstance(one, Group) else one
                for one in without(page.items, code)
            ),
        )
        for page in without(form.pages, code)
    )
    return _conditions(replace(form, pages=tuple(pages)), dict.fromkeys(gone, ""))


def rename(form: Form, old: str, new: str) -> Form:
    """Give a question or a group another code; what looks at it follows."""
    return _conditions(
        replace(
            form,
            pages=tuple(
                replace(page, items=tuple(_renamed(one, old, new) for one in page.items)) for page in form.pages
            ),
        ),
        {old: new},
    )


def move(form: Form, code: str, *, by: int) -> Form:
    """Move a page, a group or a question among its neighbours: up by -1, down by 1; at the end it stays."""
    pages = (
        replace(
            page,
            items=tuple(
                replace(one, questions=_moved(one.questions, code, by)) if isinstance(one, Group) else one
                for one in _moved(page.items, code, by)
            ),
        )
        for page in _moved(form.pages, code, by)
    )
    return replace(form, pages=tuple(pages))


def _put_in_group(one: Item, question: Question, on: str, old: str) -> Item:
    if isinstance(one, Group) and one.code == on:
        return replace(one, questions=put(one.questions, question, instead_of=old))
    return one


def _renamed(one: Item, old: str, new: str) -> Item:
    if isinstance(one, Group):
        questions = tuple(replace(inner, code=new) if inner.code == old else inner for inner in one.questions)
        one = replace(one, questions=questions)
    return replace(one, code=new) if one.code == old else one


def _moved(ones: tuple[One, ...], code: str, by: int) -> tuple[One, ...]:
    at = next((place for place, one in enumerate(ones) if one.code == code), None)
    if at is None:
        return ones
    others = [*ones[:at], *ones[at + 1 :]]
    others.insert(min(max(at + by, 0), len(others)), ones[at])
    return tuple(others)


def _conditions(form: Form, follows: dict[str, str]) -> Form:
    """Let conditions follow the questions to their new codes; without a new one the condition goes."""

    def after(condition: Condition | None) -> Condition | None:
        if condition is None or condition.question not in follows:
            return condition
        new = follows[condition.question]
        return replace(condition, question=new) if new else None

    def changed(one: Item) -> Item:
        if isinstance(one, Group):
            inner = tuple(replace(question, shown_if=after(question.shown_if)) for question in one.questions)
            return replace(one, questions=inner, shown_if=after(one.shown_if))
        return replace(one, shown_if=after(one.shown_if))

    return replace(form, pages=tuple(replace(page, items=tuple(map(changed, page.items))) for page in form.pages))
