"""The lines of a checklist as the pages show them: what is known, what was answered, and the fields of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from motcua.foundation.units.public import Structure
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    ANSWER_TITLES,
    Answer,
    Answered,
    LineView,
    NotAnAnswer,
    SaidOfLine,
    VisitView,
)
from motcua.reform.registers.public import ReformField, Shelved
from motcua.sites.look.public import asking, words
from motcua.sites.oversight import doors
from motcua.sites.oversight.pages.inspections.visits.reading import tidy


@dataclass(frozen=True, slots=True)
class Known:
    """
    What the program knows of a line.

    :param said: the figure, or how the register stands; ``url`` where it opens.
    :param counts: numerator and denominator, with where their rows are.
    """

    said: str
    url: str
    counts: str = ""
    counts_url: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what was answered; ``given`` is what its fields show."""

    line: LineView
    known: Known | None
    answered: Answered | None
    given: Mapping[str, str]
    devices: tuple[str, str] | None
    problem: str = ""

    @property
    def code(self) -> str:
        """Give its code."""
        return self.line.question.code

    @property
    def text(self) -> str:
        """Give its question."""
        return in_words(self.line.question.text, self.line.question.text_en)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Give the answers with their titles, and which one is chosen."""
        return [(one.value, gettext(ANSWER_TITLES[one]), self.given["answer"] == one.value) for one in Answer]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a criterion."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """How far a field of the checklist is answered, for the list of fields."""

    field: ReformField
    title: str
    answered: int
    lines: int
    wanting: int


def in_words(vietnamese: str, english: str) -> str:
    """Give a text of a checklist in the language of the page, if it has it."""
    return english if english and get_language() == "en" else vietnamese


def parts(
    visit: VisitView, questions: Mapping[ReformField, list[str]], titles: Mapping[ReformField, str]
) -> list[Part]:
    """Give how far each field is answered, and how many lines are not or partly met."""
    wanting = {Answer.NO, Answer.PARTLY}
    return [
        Part(
            field,
            gettext(titles[field]),
            sum(code in visit.answers for code in codes),
            len(codes),
            sum(code in visit.answers and visit.answers[code].answer in wanting for code in codes),
        )
        for field, codes in questions.items()
    ]


def groups(
    lines: list[LineView],
    visit: VisitView,
    structure: Structure,
    sent: QueryDict | None,
    problems: Mapping[str, str],
) -> list[Group]:
    """Lay the lines of a field out by criterion."""
    found: list[Group] = []
    for line in lines:
        title = in_words(line.criterion.title, line.criterion.title_en)
        row = _row(line, visit, structure, sent, problems)
        if found and found[-1].title == title:
            found[-1] = Group(title, (*found[-1].rows, row))
        else:
            found.append(Group(title, (row,)))
    return found


def said_anew(lines: list[LineView], visit: VisitView, sent: QueryDict) -> Iterator[tuple[str, SaidOfLine | Refused]]:
    """Read what a form says of its lines; only what differs from what stands is told."""
    for line in lines:
        code = line.question.code
        before = visit.answers.get(code)
        note = tidy(sent.get(f"ghi-chu-{code}", ""))
        word = sent.get(f"tra-loi-{code}", "")
        try:
            looked, right = (_count(sent.get(f"{name}-{code}", ""), f"{name}-{code}") for name in ("xem", "dung"))
            if word not in [*Answer]:
                if note or looked is not None or right is not None:
                    raise NotAnAnswer(
                        gettext_noop("a note alone is no answer"),
                        field=code,
                        expected=gettext_noop("choose one of the answers too"),
                    )
                continue
            said = SaidOfLine(Answer(word), note, looked, right)
        except Refused as refusal:
            yield code, refusal
            continue
        stands = before and SaidOfLine(before.answer, visit.notes_of.get(code, ""), before.looked, before.right)
        if said != stands:
            yield code, said


def _row(
    line: LineView, visit: VisitView, structure: Structure, sent: QueryDict | None, problems: Mapping[str, str]
) -> Row:
    code = line.question.code
    answered = visit.answers.get(code)
    given = {
        "answer": answered.answer.value if answered else "",
        "note": visit.notes_of.get(code, ""),
        "looked": _written(answered.looked if answered else None),
        "right": _written(answered.right if answered else None),
    }
    if sent is not None:
        names = {"answer": "tra-loi", "note": "ghi-chu", "looked": "xem", "right": "dung"}
        given = {name: sent.get(f"{field}-{code}", "") for name, field in names.items()}
    device = visit.devices.get(answered.number) if answered else None
    both = (words.moment(answered.at), words.moment(device.received_at)) if answered and device else None
    return Row(line, _known(line, structure), answered, given, both, problems.get(f"dong-{code}", ""))


def _known(line: LineView, structure: Structure) -> Known | None:
    question = asking.Question(structure.by_code[line.unit], line.period, own=True, structure=structure)
    if line.computed is not None:
        code = line.question.of
        counts = inspections.said(line.computed, "counts") if line.computed.denominator is not None else ""
        return Known(
            inspections.said(line.computed),
            doors.indicator_url(code, question),
            counts,
            doors.rows_url(code, question),
            gettext(line.computed.indicator.signal) if line.computed.indicator.signal else "",
        )
    if line.register is not None:
        return Known(
            _register(line.register, stated=line.stated),
            f"{reverse('register', args=[line.register.register.code])}?{question.query()}",
        )
    return None


def _register(shelved: Shelved, *, stated: bool) -> str:
    """Say how a register stands: how many records, what is missing or late, whether it is declared complete."""
    if not stated:
        return gettext("nothing on record, and not declared complete")
    said = [ngettext("%(count)s record", "%(count)s records", shelved.records) % {"count": shelved.records}]
    missing = sum(duty.standing.value == "missing" for duty in shelved.duties)
    late = sum(duty.standing.value == "late" for duty in shelved.duties)
    if missing:
        said.append(gettext("%(count)s missing") % {"count": missing})
    if late:
        said.append(gettext("%(count)s late") % {"count": late})
    if shelved.without_evidence:
        said.append(gettext("%(count)s without evidence") % {"count": shelved.without_evidence})
    return ", ".join(said)


def _count(text: str, field: str) -> int | None:
    text = asking.clean(text)
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise NotAnAnswer(
            gettext_noop("this is not a count"), field=field, value=text, expected=gettext_noop("write 0 or more")
        )
    return int(text)


def _written(count: int | None) -> str:
    return "" if count is None else str(count)
