"""What was answered, and which questions are live for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from motcua.services.procedures.rules.form.reading import Units, kept, read_number
from motcua.services.procedures.rules.form.words import (
    MOST_ROWS,
    YES,
    Comparison,
    Condition,
    Form,
    Group,
    Kind,
    Page,
    Question,
    field_name,
)

Values = tuple[str, ...]
ROWS = "rows"
"""``<group>.rows`` says how many rows of a repeated group a page showed, the empty ones with them."""


@dataclass(frozen=True, slots=True)
class Answers:
    """
    What was answered, as it is kept: by the code of each question; of a repeated group, a row for each time.

    What could not be read stands as it was typed. Nobody has answered what is not there.
    """

    given: Mapping[str, Values] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, Values], ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything was answered."""
        return any(self.given.values()) or any(map(any, self.rows.values()))

    def __getitem__(self, code: str) -> str:
        """Give the answer to a question outside of repeated groups, empty where there is none."""
        return next(iter(self.given.get(code, ())), "")


@dataclass(frozen=True, slots=True)
class Place:
    """
    A question where it is asked: on its page, in its row, with what was answered, live or not.

    :param blank: nothing is answered in its whole row: that row is none.
    """

    page: Page
    group: Group | None
    row: int
    question: Question
    values: Values
    live: bool
    blank: bool = False

    @property
    def name(self) -> str:
        """Give the name by which its answer is sent."""
        repeated = self.group is not None and self.group.repeated
        return field_name(self.question.code, self.group.code if self.group and repeated else "", self.row)


def answers_of(form: Form, raw: Mapping[str, list[str]], *, units: Units | None = None) -> Answers:
    """
    Read what was sent, by the names of the fields. Whatever was sent, it is read, and nothing that is not asked is.

    :param units: those that may be chosen: who types the name of one gets its code.
    """
    given: dict[str, Values] = {}
    rows: dict[str, tuple[Mapping[str, Values], ...]] = {}
    for _, group, question in form.questions():
        if group is None or not group.repeated:
            if values := _values(question, raw.get(question.code, ()), units or {}):
                given[question.code] = values
        elif group.code not in rows and (number := _number_of_rows(group, raw)):
            rows[group.code] = tuple(_row(group, number, raw, units or {}) for number in range(1, number + 1))
    return Answers(given, rows)


def sent_of(form: Form, answers: Answers) -> dict[str, list[str]]:
    """Give answers as they are sent, by the names of the fields: what :func:`answers_of` reads."""
    raw = {place.name: list(place.values) for place in places(form, answers) if place.values}
    return raw | {f"{code}.{ROWS}": [str(len(rows))] for code, rows in answers.rows.items() if rows}


def with_known(form: Form, answers: Answers, known: Mapping[str, str]) -> Answers:
    """Give the answers with what the applicant gave already where nothing else was answered; ``known`` is by name."""
    given = dict(answers.given)
    for _, group, question in form.questions():
        value = known.get(question.from_known, "") if question.from_known else ""
        if value and (group is None or not group.repeated) and question.code not in given:
            given[question.code] = kept_as(question, value)
    return replace(answers, given=given)


def without_known(form: Form, answers: Answers, known: Mapping[str, str]) -> Answers:
    """Give the answers without those that say what the applicant gave already: what is put right there holds here."""
    same = {
        question.code
        for _, group, question in form.questions()
        if not repeats(group)
        and (value := known.get(question.from_known, ""))
        and answers.given.get(question.code) == kept_as(question, value)
    }
    return replace(answers, given={code: values for code, values in answers.given.items() if code not in same})


def kept_as(question: Question, value: str) -> Values:
    """Give what is kept where a value is given to a question."""
    return _values(question, (value,), {})


def with_page(form: Form, before: Answers, page: Page, sent: Answers) -> Answers:
    """Give the answers with those of one page as they were sent now; what other pages hold stays."""
    here = [(group, question) for one, group, question in form.questions() if one.code == page.code]
    flat = {question.code for group, question in here if not repeats(group)}
    repeated = {group.code for group, _ in here if group is not None and group.repeated}
    given = {code: values for code, values in before.given.items() if code not in flat}
    rows = {code: values for code, values in before.rows.items() if code not in repeated}
    return Answers(
        given | {code: values for code, values in sent.given.items() if code in flat},
        rows | {code: values for code, values in sent.rows.items() if code in repeated},
    )


def with_row(form: Form, answers: Answers, group: str) -> Answers:
    """Give the answers with one more row of a repeated group, still empty, as far as it may have more."""
    found, rows = form.item(group), answers.rows.get(group, ())
    if not isinstance(found, Group) or not found.repeated or len(rows) >= found.at_most:
        return answers
    return replace(answers, rows={**answers.rows, group: (*rows, {})})


def without_row(answers: Answers, group: str, row: int) -> Answers:
    """Give the answers without a row of a repeated group, counted from 1."""
    rows = tuple(one for at, one in enumerate(answers.rows.get(group, ()), start=1) if at != row)
    return replace(answers, rows={**answers.rows, group: rows})


def places(form: Form, answers: Answers) -> Iterator[Place]:
    """Give each question where it is asked, in order; a repeated group as often as it has rows."""
    live: dict[str, Values] = {}
    for page in form.pages:
        for item in page.items:
            if isinstance(item, Question):
                yield _at(page, None, item, answers.given, live, shown=True)
            elif not item.repeated:
                shown = _met(item.shown_if, live)
                for question in item.questions:
                    yield _at(page, item, question, answers.given, live, shown=shown)
            else:
                shown = _met(item.shown_if, live)
                for row, given in enumerate(answers.rows.get(item.code, ()), start=1):
                    within = dict(live)
                    found = [_at(page, item, one, given, within, shown=shown, row=row) for one in item.questions]
                    if any(place.live and place.values for place in found):
                        yield from found
                    else:
                        yield from (replace(place, blank=True) for place in found)


def shown(form: Form, answers: Answers) -> frozenset[str]:
    """Give the names of the fields that are live for these answers, and the codes of the repeated groups that are."""
    live = {place.question.code: place for place in places(form, answers) if place.live and not repeats(place.group)}
    values = {code: place.values for code, place in live.items()}
    groups = (item for page in form.pages for item in page.items if isinstance(item, Group) and item.repeated)
    asked = frozenset(group.code for group in groups if _met(group.shown_if, values))
    return asked | {place.name for place in places(form, answers) if place.live}


def pages_shown(form: Form, answers: Answers) -> tuple[Page, ...]:
    """Give the pages on which something is asked for these answers."""
    live = shown(form, answers)
    asked = {place.page.code for place in places(form, answers) if place.live}
    return tuple(page for page in form.pages if page.code in asked or any(item.code in live for item in page.items))


def kept_answers(form: Form, answers: Answers) -> Answers:
    """Give what is sent in the end: the answers to what is asked, without hidden ones and without empty rows."""
    given: dict[str, Values] = {}
    rows: dict[str, dict[int, dict[str, Values]]] = {}
    for place in places(form, answers):
        if place.live and place.values:
            if repeats(place.group) and place.group is not None:
                rows.setdefault(place.group.code, {}).setdefault(place.row, {})[place.question.code] = place.values
            else:
                given[place.question.code] = place.values
    return Answers(given, {code: tuple(row for _, row in sorted(found.items())) for code, found in rows.items()})


def written_answers(answers: Answers) -> dict[str, Any]:
    """Give answers as plain words, to be kept."""
    return {
        "given": {code: list(values) for code, values in answers.given.items()},
        "rows": {
            code: [{one: list(values) for one, values in row.items()} for row in rows]
            for code, rows in answers.rows.items()
        },
    }


def read_answers(body: Mapping[str, Any]) -> Answers:
    """Give back what :func:`written_answers` gave; of nothing, no answers."""
    return Answers(
        {code: tuple(values) for code, values in body.get("given", {}).items()},
        {
            code: tuple({one: tuple(values) for one, values in row.items()} for row in rows)
            for code, rows in body.get("rows", {}).items()
        },
    )


def _values(question: Question, sent: list[str] | tuple[str, ...], units: Units) -> Values:
    read = [value for text in sent if (value := kept(question, text, units))]
    if question.kind is not Kind.SEVERAL_OF:
        return tuple(read[:1])
    known = [one.code for one in question.choices]
    return tuple(sorted(dict.fromkeys(read), key=lambda one: known.index(one) if one in known else len(known)))


def _number_of_rows(group: Group, raw: Mapping[str, list[str]]) -> int:
    said = next(iter(raw.get(f"{group.code}.{ROWS}", ())), "")
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0
    for name in raw:
        first, _, rest = name.partition(".")
        row = rest.partition(".")[0]
        if first == group.code and row.isascii() and row.isdecimal() and len(row) < 4:
            number = max(number, int(row))
    return min(number, MOST_ROWS + 1)


def _row(group: Group, row: int, raw: Mapping[str, list[str]], units: Units) -> dict[str, Values]:
    read = (
        (question.code, _values(question, raw.get(field_name(question.code, group.code, row), ()), units))
        for question in group.questions
    )
    return {code: values for code, values in read if values}


def _at(
    page: Page,
    group: Group | None,
    question: Question,
    given: Mapping[str, Values],
    live: dict[str, Values],
    *,
    shown: bool,
    row: int = 0,
) -> Place:
    """Give a question in its place, and note its answer if it is live: those after it look at it."""
    values, asked = given.get(question.code, ()), shown and _met(question.shown_if, live)
    if asked:
        live[question.code] = values
    return Place(page, group, row, question, values, asked)


def _met(condition: Condition | None, live: Mapping[str, Values]) -> bool:
    """Say whether an earlier answer is what a condition wants; of what is not asked, no."""
    if condition is None:
        return True
    values = live.get(condition.question, ())
    match condition.test:
        case Comparison.IS_YES:
            return YES in values
        case Comparison.MORE_THAN:
            numbers = [read_number(one) for one in (*values, *condition.values)]
            return len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None and numbers[0] > numbers[1]
    return any(one in condition.values for one in values)


def repeats(group: Group | None) -> bool:
    """Say whether a question stands in a repeated group."""
    return group is not None and group.repeated
