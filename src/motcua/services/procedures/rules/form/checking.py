"""Whether a form holds together: codes, lists, bounds, patterns, and conditions that look back and never round."""

from collections.abc import Iterator, Sequence

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.form.reading import read_number
from motcua.services.procedures.rules.form.words import (
    CHOSEN,
    CODE,
    COUNTED,
    KNOWN,
    LONGEST,
    MOST_CHOICES,
    MOST_ITEMS,
    MOST_PAGES,
    MOST_ROWS,
    NO,
    TESTED,
    WRITTEN,
    YES,
    Comparison,
    Condition,
    Form,
    Group,
    Kind,
    Question,
)


class NotAForm(Refused):
    """What a form would ask does not hold together."""


def check_form(form: Form) -> None:
    """
    Check that a form holds together and can be answered.

    :raises NotAForm: with the first thing that is wrong; ``field`` is the code of what it is about.
    """
    for flaw in flaws_of_form(form):
        raise flaw


def flaws_of_form(form: Form) -> Iterator[NotAForm]:
    """Give everything that keeps a form from being laid down; ``field`` is the code of what each is about."""
    if not form.pages:
        yield _flaw("pages", "", gettext_noop("a form has at least one page"))
    if len(form.pages) > MOST_PAGES:
        yield _flaw("pages", len(form.pages), gettext_noop("a form has at most thirty pages"))
    if len(form.title) > 300 or len(form.source) > 1000:
        yield _flaw("title", form.title or form.source, gettext_noop("this text is too long"))
    yield from _codes([page.code for page in form.pages])
    yield from _codes([one.code for page in form.pages for item in page.items for one in _with_inner(item)])
    earlier: dict[str, Question] = {}
    for page in form.pages:
        yield from _label(page.code, page.title)
        yield from _hint(page.code, page.hint)
        if not page.items:
            yield _flaw(page.code, page.title, gettext_noop("a page asks at least one question"))
        if sum(len(tuple(_with_inner(item))) for item in page.items) > MOST_ITEMS:
            yield _flaw(page.code, page.title, gettext_noop("a page has at most sixty questions and groups"))
        for item in page.items:
            if isinstance(item, Group):
                yield from _group(item, earlier)
            else:
                yield from _question(item, earlier)
                earlier[item.code] = item


def _group(group: Group, earlier: dict[str, Question]) -> Iterator[NotAForm]:
    yield from _label(group.code, group.label)
    yield from _hint(group.code, group.hint)
    yield from _condition(group.code, group.shown_if, earlier)
    if not group.questions:
        yield _flaw(group.code, group.label, gettext_noop("a group has at least one question"))
    if group.repeated and not 0 <= group.at_least <= group.at_most <= MOST_ROWS:
        number = f"{group.at_least}-{group.at_most}"
        yield _flaw(group.code, number, gettext_noop("a group is repeated 0 to 50 times, its most not below its least"))
    if group.repeated and group.at_most < 1:
        yield _flaw(group.code, group.at_most, gettext_noop("a repeated group is answered at least once"))
    here = dict(earlier)
    for question in group.questions:
        yield from _question(question, here)
        here[question.code] = question
        if group.repeated and question.from_known:
            yield _flaw(question.code, question.from_known, gettext_noop("what is known is not asked in repetition"))
    if not group.repeated:
        earlier.update(here)


def _question(question: Question, earlier: dict[str, Question]) -> Iterator[NotAForm]:
    yield from _label(question.code, question.label)
    yield from _hint(question.code, question.hint)
    yield from _condition(question.code, question.shown_if, earlier)
    if question.kind in CHOSEN:
        yield from _choices(question)
    elif question.choices:
        yield _flaw(question.code, question.label, gettext_noop("only a question with a list has answers to choose"))
    yield from _bounds(question)
    if question.pattern:
        readable = all(one.strip() == one and one for one in question.pattern.split(" | "))
        if question.kind is not Kind.TEXT or not readable or len(question.pattern) > 100:
            yield _flaw(question.code, question.pattern, gettext_noop("a pattern is of a text, and is one short line"))
    if question.when and question.kind is not Kind.DATE:
        yield _flaw(question.code, question.when, gettext_noop("only a day is past or future"))
    if question.from_known and question.kind not in KNOWN.get(question.from_known, ()):
        reason = gettext_noop("nothing of this name is known, or it is of another kind")
        yield _flaw(question.code, question.from_known, reason)


def _choices(question: Question) -> Iterator[NotAForm]:
    if not 2 <= len(question.choices) <= MOST_CHOICES:
        yield _flaw(question.code, question.label, gettext_noop("a list has 2 to 300 answers to choose from"))
    codes = [one.code for one in question.choices]
    for choice in question.choices:
        if not CODE.fullmatch(choice.code) or codes.count(choice.code) > 1:
            reason = gettext_noop("the code of an answer has small letters, digits and hyphens, and stands once")
            yield _flaw(question.code, choice.code, reason)
        yield from _label(question.code, choice.label)


def _bounds(question: Question) -> Iterator[NotAForm]:
    least, most, kind = question.least, question.most, question.kind
    if (least, most) == (None, None):
        return
    if kind not in COUNTED | WRITTEN | {Kind.SEVERAL_OF}:
        yield _flaw(question.code, question.label, gettext_noop("a question of this kind has no least and no most"))
        return
    top = LONGEST.get(kind, len(question.choices) if kind is Kind.SEVERAL_OF else 10**15 - 1)
    low = -(10**15) + 1 if kind is Kind.NUMBER else 0
    if not low <= (low if least is None else least) <= (top if most is None else most) <= top:
        number = f"{'' if least is None else least}-{'' if most is None else most}"
        yield _flaw(question.code, number, gettext_noop("the least is not above the most, and both can be answered"))


def _condition(code: str, condition: Condition | None, earlier: dict[str, Question]) -> Iterator[NotAForm]:
    if condition is None:
        return
    on = earlier.get(condition.question)
    if on is None:
        yield _flaw(
            code,
            condition.question,
            gettext_noop("a condition looks at a question that is asked before, and not in another repeated group"),
        )
        return
    if on.kind not in TESTED[condition.test]:
        yield _flaw(code, condition.test, gettext_noop("a question of that kind cannot be looked at in this way"))
        return
    wanted = {Comparison.IS_YES: range(1), Comparison.ONE_OF: range(1, MOST_CHOICES)}.get(condition.test, range(1, 2))
    if len(condition.values) not in wanted:
        yield _flaw(code, condition.question, gettext_noop("a condition says with what the answer is compared"))
    for value in condition.values:
        if not _possible(on, value):
            yield _flaw(code, value, gettext_noop("the question that is looked at has no such answer"))


def _possible(question: Question, value: str) -> bool:
    if question.kind in CHOSEN:
        return value in {one.code for one in question.choices}
    if question.kind is Kind.YES_NO:
        return value in {YES, NO}
    if question.kind in COUNTED:
        number = read_number(value)
        return number is not None and str(number) == value
    return bool(value.strip())


def _with_inner(item: Question | Group) -> Iterator[Question | Group]:
    yield item
    if isinstance(item, Group):
        yield from item.questions


def _codes(codes: Sequence[str]) -> Iterator[NotAForm]:
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield _flaw(code, code, gettext_noop("this code stands twice"))
        if not CODE.fullmatch(code):
            reason = gettext_noop("a code begins with a letter and has 1 to 40 small letters, digits and hyphens")
            yield _flaw(code, code, reason)


def _label(code: str, text: str) -> Iterator[NotAForm]:
    if not 1 <= len(text.strip()) <= 500 or not text.isprintable():
        yield _flaw(code, text, gettext_noop("a title, a question and an answer are one line of 1 to 500 letters"))


def _hint(code: str, text: str) -> Iterator[NotAForm]:
    if len(text) > 1000 or not text.replace("\n", "").isprintable():
        yield _flaw(code, text, gettext_noop("this text is too long"))


def _flaw(code: str, value: object, reason: str) -> NotAForm:
    return NotAForm(reason, field=code, value=str(value))
