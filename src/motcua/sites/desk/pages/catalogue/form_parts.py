"""The pages, groups and questions of a form as they are written in fields, and read from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Choice, Comparison, Condition, Form, Group, Kind, Page, Question
from motcua.sites.desk.pages.catalogue.entries import Chosen, Ticks, names
from motcua.sites.desk.pages.filling import Entries, Field

KINDS: Mapping[str, str | Promise] = {
    Kind.TEXT.value: gettext_lazy("One line of text"),
    Kind.LONG_TEXT.value: gettext_lazy("Several lines of text"),
    Kind.NUMBER.value: gettext_lazy("A whole number"),
    Kind.MONEY.value: gettext_lazy("An amount in đồng"),
    Kind.DATE.value: gettext_lazy("A day, written day/month/year"),
    Kind.YES_NO.value: gettext_lazy("Yes or no"),
    Kind.ONE_OF.value: gettext_lazy("One answer of a list"),
    Kind.SEVERAL_OF.value: gettext_lazy("Several answers of a list"),
    Kind.IDENTITY_NUMBER.value: gettext_lazy("Number of an identity card"),
    Kind.PHONE.value: gettext_lazy("Telephone number"),
    Kind.EMAIL.value: gettext_lazy("Address for e-mail"),
    Kind.ADDRESS.value: gettext_lazy("Postal address"),
    Kind.UNIT.value: gettext_lazy("A unit of the list of units"),
}
TESTS: Mapping[str, str | Promise] = {
    Comparison.IS_YES.value: gettext_lazy("is answered with yes"),
    Comparison.EQUALS.value: gettext_lazy("has this answer"),
    Comparison.ONE_OF.value: gettext_lazy("has one of these answers"),
    Comparison.MORE_THAN.value: gettext_lazy("is more than"),
}
WHENS: Mapping[str, str | Promise] = {
    "-": gettext_lazy("any day"),
    "past": gettext_lazy("today or before"),
    "future": gettext_lazy("today or after"),
}
GIVEN: Mapping[str, str | Promise] = {
    "-": gettext_lazy("nothing: it is asked of everybody"),
    "applicant.name": gettext_lazy("full name of the applicant"),
    "applicant.identity_number": gettext_lazy("identity number of the applicant"),
    "applicant.birth_date": gettext_lazy("day of birth of the applicant"),
    "applicant.phone": gettext_lazy("telephone number of the applicant"),
    "applicant.email": gettext_lazy("e-mail of the applicant"),
    "applicant.address": gettext_lazy("address of the applicant"),
}
ALWAYS = "-"
BAR = " | "


def page_fields(page: Page | None) -> Sequence[Field]:
    """Ask what a page is called."""
    return (
        Field("title", gettext_lazy("Title of the page"), needed=True, first=page.title if page else ""),
        _code_field(page.code if page else ""),
        _hint_field(page.hint if page else ""),
    )


def read_page(form: Form, before: Page | None, entries: Entries) -> Page:
    """Read a page."""
    code = _code(entries, "title", (one.code for one in form.pages), before.code if before else "")
    return replace(before or Page(code, ""), code=code, title=entries["title"], hint=entries["hint"])


def group_fields(form: Form, group: Group | None) -> Sequence[Field]:
    """Ask what a group is called, how often it is answered, and when."""
    one = group or Group("", "")
    return (
        Field("label", gettext_lazy("Title of the group"), needed=True, first=one.label),
        _code_field(one.code),
        _hint_field(one.hint),
        Field("at_least", gettext_lazy("At least so many times"), "number", size="w-12", first=str(one.at_least)),
        Field("at_most", gettext_lazy("At most so many times"), "number", size="w-12", first=str(one.at_most)),
        *_condition_fields(form, one.code, one.shown_if),
    )


def group_ticks(group: Group | None) -> Sequence[Ticks]:
    """Ask whether a group is repeated."""
    label = gettext_lazy("It is answered several times: for each child, each member, each plot")
    return (Ticks("marks", gettext_lazy("How many times"), (("repeated", label, bool(group and group.repeated)),)),)


def read_group(form: Form, before: Group | None, entries: Entries, chosen: Chosen) -> Group:
    """Read a group. :raises Refused:"""
    old = before.code if before else ""
    code = _code(entries, "label", _codes(form), old)
    return replace(
        before or Group(code, ""),
        code=code,
        label=entries["label"],
        hint=entries["hint"],
        repeated="repeated" in chosen["marks"],
        at_least=entries.number("at_least") or 0,
        at_most=entries.number("at_most") or 0,
        shown_if=_condition(form, entries),
    )


def question_fields(form: Form, question: Question | None) -> Sequence[Field]:
    """Ask all about a question."""
    one = question or Question("", "")
    kinds = gettext_lazy("A line for each, for a list alone: what is read, or its code | what is read.")
    pattern = gettext_lazy("Of a line of text: 9 is a figure, A a letter, all else itself; as 99A-99999.")
    known = gettext_lazy("What is known is shown, and not asked again unless it is to be changed.")
    bounds = gettext_lazy("Of a number its value, of a text its letters, of a list how many are ticked.")
    return (
        Field("label", gettext_lazy("Question"), needed=True, first=one.label),
        _code_field(one.code),
        Field("kind", gettext_lazy("Answered with"), "choice", needed=True, choices=names(KINDS), first=one.kind.value),
        _hint_field(one.hint),
        Field("choices", gettext_lazy("Answers to choose from"), "area", kinds, first=_choices_said(one)),
        *_condition_fields(form, one.code, one.shown_if),
        Field(
            "from_known",
            gettext_lazy("Known already as"),
            "choice",
            known,
            choices=names(GIVEN),
            first=one.from_known or "-",
        ),
        Field("least", gettext_lazy("Not less than"), "number", bounds, size="w-12", first=_bound_said(one.least)),
        Field("most", gettext_lazy("Not more than"), "number", size="w-12", first=_bound_said(one.most)),
        Field("pattern", gettext_lazy("Pattern"), hint=pattern, size="w-20", first=one.pattern),
        Field("when", gettext_lazy("Of a day"), "choice", choices=names(WHENS), size="w-20", first=one.when or "-"),
    )


def question_ticks(question: Question | None) -> Sequence[Ticks]:
    """Ask whether a question must be answered."""
    needed = question.required if question else True
    return (Ticks("marks", gettext_lazy("Duty"), (("required", gettext_lazy("It must be answered"), needed),)),)


def read_question(form: Form, before: Question | None, entries: Entries, chosen: Chosen) -> Question:
    """Read a question. :raises Refused:"""
    old = before.code if before else ""
    kind = Kind(entries["kind"])
    when = entries["when"]
    return Question(
        code=_code(entries, "label", _codes(form), old),
        label=entries["label"],
        kind=kind,
        required="required" in chosen["marks"],
        hint=entries["hint"],
        choices=tuple(_choices(entries["choices"])) if kind in procedures.CHOSEN else (),
        shown_if=_condition(form, entries),
        from_known=entries["from_known"].removeprefix("-"),
        least=_bound(entries, "least"),
        most=_bound(entries, "most"),
        pattern=entries["pattern"],
        when="past" if when == "past" else "future" if when == "future" else "",
    )


def condition_said(form: Form, condition: Condition) -> str:
    """Say under which condition something is asked."""
    on = form.item(condition.question)
    label = on.label if on else condition.question
    values = "; ".join(_value_said(on, value) for value in condition.values)
    return f"“{label}” {TESTS[condition.test.value]} {values}".strip()


def code_of(text: str, taken: Iterable[str]) -> str:
    """Make a code of a title: its words without diacritics, with a number where that is another's."""
    plain = "-".join("".join(one if one.isascii() and one.isalnum() else " " for one in fold(text)).split())
    begun = plain if plain[:1].isalpha() else f"m-{plain}".strip("-")
    known, short = set(taken), begun[:36].strip("-")
    return next(
        code
        for number in range(1, len(known) + 2)
        if (code := short if number == 1 else f"{short}-{number}") not in known
    )


def _codes(form: Form) -> Iterable[str]:
    for page in form.pages:
        for item in page.items:
            yield item.code
            if isinstance(item, Group):
                yield from (one.code for one in item.questions)


def _code(entries: Entries, name: str, taken: Iterable[str], old: str) -> str:
    return entries["code"] or code_of(entries[name], (one for one in taken if one != old))


def _code_field(first: str) -> Field:
    hint = gettext_lazy("Left empty, it is made of the title. By it answers are kept: let it stay once it is in force.")
    return Field("code", gettext_lazy("Code"), hint=hint, size="w-20", first=first)


def _hint_field(first: str) -> Field:
    return Field("hint", gettext_lazy("Help beside it"), first=first)


def _condition_fields(form: Form, code: str, condition: Condition | None) -> Sequence[Field]:
    earlier = [(one.code, one.label) for _, _, one in form.questions() if one.code != code]
    on = form.item(condition.question) if condition else None
    values = "; ".join(_value_said(on, value) for value in condition.values) if condition else ""
    return (
        Field(
            "if_question",
            gettext_lazy("Asked only if the question"),
            "choice",
            choices=[(ALWAYS, gettext_lazy("– it is always asked –")), *earlier],
            first=condition.question if condition else ALWAYS,
        ),
        Field(
            "if_test",
            gettext_lazy("in this way"),
            "choice",
            choices=names(TESTS),
            size="w-20",
            first=condition.test.value if condition else Comparison.IS_YES.value,
        ),
        Field(
            "if_values",
            gettext_lazy("compared with"),
            hint=gettext_lazy("An answer as it is read, or a number; several with semicolons."),
            first=values,
        ),
    )


def _condition(form: Form, entries: Entries) -> Condition | None:
    """Read a condition. :raises Refused: if the question that is looked at has no such answer."""
    question = entries["if_question"]
    if question in {"", ALWAYS}:
        return None
    test = Comparison(entries["if_test"] or Comparison.IS_YES.value)
    if test is Comparison.IS_YES:
        return Condition(question, test)
    on = form.item(question)
    given = [one.strip() for one in entries["if_values"].split(";") if one.strip()]
    if not given:
        raise Refused(
            gettext_noop("a condition says with what the answer is compared"),
            field="if_values",
            expected=gettext_noop("write an answer as it is read"),
        )
    return Condition(question, test, tuple(_value(on, one) for one in given))


def _value(on: Question | Group | None, said: str) -> str:
    """Give what is kept of an answer that is written as it is read."""
    if not isinstance(on, Question):
        return said
    if on.kind is Kind.YES_NO:
        known = {fold(gettext("Yes")): "yes", fold(gettext("No")): "no"}
        return known.get(fold(said), said)
    labels = {fold(one.label): one.code for one in on.choices}
    kept = procedures.kept_as(on, said)
    return labels.get(fold(said), kept[0] if kept else said)


def _value_said(on: Question | Group | None, value: str) -> str:
    if not isinstance(on, Question):
        return value
    if on.kind is Kind.YES_NO:
        return {"yes": gettext("Yes"), "no": gettext("No")}.get(value, value)
    return {one.code: one.label for one in on.choices}.get(value, procedures.typed(on, value))


def _choices(text: str) -> Iterable[Choice]:
    taken: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        code, bar, label = (one.strip() for one in line.partition("|"))
        code, label = (code, label) if bar else (code_of(line, taken), line)
        taken.append(code)
        yield Choice(code, label)


def _choices_said(question: Question) -> str:
    return "\n".join(f"{one.code}{BAR}{one.label}" for one in question.choices)


def _bound_said(bound: int | None) -> str:
    return "" if bound is None else str(bound)


def _bound(entries: Entries, name: str) -> int | None:
    """Read a bound, which may be below nought. :raises Refused:"""
    text = entries[name].replace(".", "")
    plain = text.removeprefix("-")
    if plain and not (plain.isascii() and plain.isdecimal() and len(plain) <= 15):
        raise Refused(
            gettext_noop("this is not a whole number"),
            field=name,
            value=text,
            expected=gettext_noop("write digits alone"),
        )
    return int(text) if plain else None
