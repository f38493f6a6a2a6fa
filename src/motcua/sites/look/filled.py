"""
A page of a form as it is filled in: each question with what was typed, what is wrong, and how its field behaves.

The templates ``look/filled/*.html`` draw it, for who files online and at the counter alike. Nothing needs a script:
a question whose condition is met only now is shown when the page is sent, and rows are added and taken out by buttons.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext

from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Form, Group, Kind, Page, Place, Problem, Question

SHOWN = "da-hien"
"""The field that names the questions which the page showed: one that is live and was not shown is shown first."""

ACT = "lam"
ADD, REMOVE = "them-dong:", "bo-dong:"
"""What the buttons of a repeated group are worth: ``them-dong:<group>``, ``bo-dong:<group>:<row>``."""

AS_BUTTONS, AS_LIST = 8, 60
"""So many answers are shown as buttons, so many units as a list; more are found by typing."""

_FILLED = {
    "applicant.name": "name",
    "applicant.phone": "tel",
    "applicant.address": "street-address",
    "applicant.email": "email",
    "applicant.birth_date": "bday",
}
_MODES = {Kind.NUMBER: "numeric", Kind.MONEY: "numeric", Kind.DATE: "numeric", Kind.IDENTITY_NUMBER: "numeric",
          Kind.PHONE: "tel", Kind.EMAIL: "email"}  # fmt: skip
_WIDTHS = {Kind.NUMBER: "w-12", Kind.MONEY: "w-20", Kind.DATE: "w-12", Kind.IDENTITY_NUMBER: "w-20", Kind.PHONE: "w-20"}


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be chosen."""

    value: str
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True, slots=True)
class Input:
    """
    A question as it is drawn.

    :param looks: line, area, buttons, ticks, list, or found: a line that offers names.
    :param value: what stands in its field.
    :param already: what the applicant gave before and did not change: it is told, and asked only on demand.
    """

    question: Question
    name: str
    looks: str
    value: str = ""
    problem: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    already: str = ""
    mode: str = ""
    width: str = ""
    autocomplete: str = "off"

    @property
    def id(self) -> str:
        """Give the id of its field, to which a refusal leads."""
        return f"f-{self.name}"

    @property
    def told_by(self) -> str:
        """Give the ids of what describes the field: its hint and its refusal."""
        return " ".join(([f"h-{self.name}"] if self.hint else []) + ([f"e-{self.name}"] if self.problem else []))


@dataclass(frozen=True, slots=True)
class RowShown:
    """One time that a repeated group is answered."""

    number: int
    inputs: tuple[Input, ...]
    remove: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: a question alone, a group, or a repeated group with its rows."""

    group: Group | None
    inputs: tuple[Input, ...] = ()
    rows: tuple[RowShown, ...] = ()
    problem: str = ""
    add: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A page of a form, filled in, with all that is wrong with it."""

    form: Form
    page: Page
    blocks: tuple[Block, ...]
    wrong: tuple[tuple[str, str, str], ...]
    shown: str

    @classmethod
    def of(
        cls,
        form: Form,
        page: Page,
        answers: Answers,
        *,
        problems: Sequence[Problem] = (),
        known: Mapping[str, str] | None = None,
        units: Mapping[str, str] | None = None,
        own: bool = False,
    ) -> "Filled":
        """
        Give a page as it is shown.

        :param problems: what is wrong, of this page; what is wrong elsewhere is left out.
        :param known: what the applicant gave already, by the names of ``procedures.KNOWN``.
        :param units: those that may be chosen, by code.
        :param own: who fills it in does so for himself, so that the browser may offer what it knows of him.
        """
        draw = _Drawing({one.field: one.said(gettext) for one in problems}, known or {}, units or {}, own=own)
        answers = procedures.with_known(form, _with_rows(page, answers), known or {})
        here = [place for place in procedures.places(form, answers) if place.page.code == page.code and place.live]
        live = procedures.shown(form, answers)
        blocks = tuple(_blocks(page, here, live, draw))
        wrong = tuple(
            (one.field, one.label, one.said(gettext)) for one in problems if one.page == page.code and one.field in live
        )
        return cls(form, page, blocks, wrong, " ".join(place.name for place in here))


@dataclass(frozen=True, slots=True)
class Sent:
    """
    A page as it was sent.

    :param answers: all answers, those of this page as they were sent.
    :param stay: show the page again without finding fault: a row was added or taken out, or more is asked now.
    """

    answers: Answers
    stay: bool


def sent(
    form: Form,
    page: Page,
    before: Answers,
    posted: QueryDict,
    *,
    known: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
) -> Sent:
    """
    Take what was sent from a page, with the button that was pressed in it.

    :param known: what the applicant gave already: it stands where nothing was sent.
    """
    raw = {name: posted.getlist(name) for name in posted}
    answers = procedures.with_page(form, before, page, procedures.answers_of(form, raw, units=units))
    answers = procedures.with_known(form, answers, known or {})
    act = posted.get(ACT, "")
    if act.startswith(ADD):
        return Sent(procedures.with_row(form, _with_rows(page, answers), act.removeprefix(ADD)), stay=True)
    if act.startswith(REMOVE):
        group, _, row = act.removeprefix(REMOVE).rpartition(":")
        number = int(row) if row.isascii() and row.isdecimal() and len(row) < 4 else 0
        return Sent(procedures.without_row(answers, group, number), stay=True)
    return Sent(answers, stay=_asks_more(form, page, answers, posted))


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """The answers of a page as they are read, with the address at which they are changed, if they may be."""

    told: procedures.Told
    change: str


def answers_shown(
    form: Form,
    answers: Answers,
    *,
    units: Mapping[str, str] | None = None,
    change: Callable[[Page], str] | None = None,
) -> list[AnswersShown]:
    """Give the answers as a list to read, page by page, for ``look/filled/answers.html``."""
    told = procedures.told(form, answers, units=units, translate=gettext)
    return [AnswersShown(one, change(one.page) if change else "") for one in told]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How the questions of a page are drawn: what is wrong, what is known, which units there are."""

    problems: Mapping[str, str]
    known: Mapping[str, str]
    units: Mapping[str, str]
    own: bool

    def input(self, place: Place) -> Input:
        """Draw a question in its place."""
        question, name = place.question, place.name
        looks = self._looks(question)
        given = place.values
        value = procedures.typed(question, next(iter(given), ""))
        if looks == "found" and value in self.units:
            value = self._found(value)
        problem = self.problems.get(name, "")
        known = self.known.get(question.from_known, "") if question.from_known else ""
        same = bool(known) and not problem and given == procedures.kept_as(question, known)
        return Input(
            question,
            name,
            looks,
            value=value,
            problem=problem,
            hint=question.hint or _hint(question),
            options=tuple(self._options(question, looks, name, given)),
            already=value if same else "",
            mode=_MODES.get(question.kind, ""),
            width=_WIDTHS.get(question.kind, ""),
            autocomplete=_FILLED.get(question.from_known, "off") if self.own else "off",
        )

    def _looks(self, question: Question) -> str:
        match question.kind:
            case Kind.LONG_TEXT:
                return "area"
            case Kind.SEVERAL_OF:
                return "ticks"
            case Kind.YES_NO:
                return "buttons"
            case Kind.ONE_OF:
                return "buttons" if len(question.choices) <= AS_BUTTONS else "list"
            case Kind.UNIT if self.units:
                return "list" if len(self.units) <= AS_LIST else "found"
        return "line"

    def _options(self, question: Question, looks: str, name: str, given: Sequence[str]) -> Iterator[Option]:
        choices: list[tuple[str, str]] = [(one.code, one.label) for one in question.choices]
        if question.kind is Kind.YES_NO:
            choices = [("yes", gettext("Yes")), ("no", gettext("No"))]
        if question.kind is Kind.UNIT:
            choices = [
                (self._found(code), "") if looks == "found" else (code, said) for code, said in self.units.items()
            ]
        for at, (value, label) in enumerate(choices):
            yield Option(value, label, value in given, f"f-{name}" if at == 0 else f"f-{name}-{value}")

    def _found(self, code: str) -> str:
        return f"{self.units[code]} ({code})"


def _hint(question: Question) -> str:
    """Say how a question is answered where its form does not."""
    if question.pattern:
        return gettext("Write it as %(pattern)s: 9 is a figure, A a letter.") % {"pattern": question.pattern}
    return {
        Kind.DATE: gettext("As 14/10/2022."),
        Kind.MONEY: gettext("In đồng, as 1.500.000."),
        Kind.IDENTITY_NUMBER: gettext("9 or 12 figures."),
    }.get(question.kind, "")


def _blocks(page: Page, here: Sequence[Place], live: frozenset[str], draw: _Drawing) -> Iterator[Block]:
    for item in page.items:
        if isinstance(item, Question):
            yield from (Block(None, (draw.input(one),)) for one in here if one.question.code == item.code)
            continue
        within = [one for one in here if one.group is not None and one.group.code == item.code]
        if not item.repeated:
            if within:
                yield Block(item, tuple(draw.input(one) for one in within))
        elif item.code in live:
            numbers = sorted({one.row for one in within})
            yield Block(
                item,
                rows=tuple(
                    RowShown(
                        number,
                        tuple(draw.input(one) for one in within if one.row == number),
                        f"{REMOVE}{item.code}:{number}" if len(numbers) > item.at_least else "",
                    )
                    for number in numbers
                ),
                problem=draw.problems.get(item.code, ""),
                add=f"{ADD}{item.code}" if len(numbers) < item.at_most else "",
                number=len(numbers),
            )


def _with_rows(page: Page, answers: Answers) -> Answers:
    """Give the answers with as many rows of each repeated group as it needs at least."""
    rows = dict(answers.rows)
    for item in page.items:
        if isinstance(item, Group) and item.repeated:
            missing = item.at_least - len(rows.get(item.code, ()))
            rows[item.code] = (*rows.get(item.code, ()), *({} for _ in range(missing)))
    return replace(answers, rows=rows)


def _asks_more(form: Form, page: Page, answers: Answers, posted: QueryDict) -> bool:
    """Say whether a question of the page is live that the page did not show."""
    if SHOWN not in posted:
        return False
    before = set(posted.get(SHOWN, "").split())
    answers = _with_rows(page, answers)
    return any(
        place.live and place.page.code == page.code and place.name not in before
        for place in procedures.places(form, answers)
    )
