"""The steps of filling in, one question a page: which there are, and which are done. Nothing known is asked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.intake.public import Content, Mark, NotComplete, PaperLine, ReturnBy, check_person, known_of
from motcua.services.procedures.public import Asked, Form, Page, Problem, pages_shown, problems, with_known


class StepKind(StrEnum):
    """What a page asks."""

    CASE = "case"
    APPLICANT = "applicant"
    CONTACT = "contact"
    BEHALF = "behalf"
    FORM = "form"
    PAPER = "paper"
    EXEMPTION = "exemption"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Step:
    """
    One page of filling in.

    :param paper: the line of the paper that a page is about. :param page: the page of the form that it is.
    :param problem: what is missing or wrong; None where it is done.
    :param begun: whether anything was said on it.
    """

    kind: StepKind
    problem: Refused | None = None
    begun: bool = True
    paper: PaperLine | None = None
    page: Page | None = None

    @property
    def done(self) -> bool:
        """Say whether nothing is missing on the page."""
        return self.problem is None

    @property
    def code(self) -> str:
        """Give what tells the page from the others."""
        of = self.paper or self.page
        return f"{self.kind.value}:{of.code}" if of else self.kind.value


@dataclass(frozen=True, slots=True)
class Told:
    """What cannot be read from the content: the pages that were answered, as that nobody files for another."""

    steps: frozenset[str] = frozenset()


def steps(content: Content, asked: Asked, told: Told, *, form: Form | None = None, on: date) -> tuple[Step, ...]:
    """
    Give the pages that this procedure asks for, in their order, each with what is missing on it.

    :param on: the day on which it is answered.
    """
    return tuple(_steps(content, asked, told, form, on))


def trial(found: Sequence[Step]) -> tuple[Step, ...]:
    """Give what stands in the way of sending; none if it can be sent."""
    return tuple(one for one in found if not one.done)


def _steps(content: Content, asked: Asked, told: Told, form: Form | None, on: date) -> Iterator[Step]:
    if asked.cases:
        known = content.case in {one.code for one in asked.cases}
        yield Step(
            StepKind.CASE,
            None if known else NotComplete(gettext_noop("choose the case"), field="case"),
            bool(content.case),
        )
    yield _applicant(content)
    yield _contact(content)
    yield _behalf(content, told)
    if form is not None:
        yield from _form(content, form, told, on)
    for line in content.papers:
        yield _paper(line, told)
    if any(tariff.exemptions for tariff in asked.tariffs_of(content.channel)):
        begun = StepKind.EXEMPTION.value in told.steps
        yield Step(StepKind.EXEMPTION, None if begun else _unsaid("exemption"), begun)
    yield _return(content, told)


def _applicant(content: Content) -> Step:
    person = content.person
    problem: Refused | None
    if not person.name.strip():
        problem = NotComplete(gettext_noop("write whom the dossier is about"), field="name")
    elif not person.identity_number:
        problem = NotComplete(gettext_noop("write the identity number"), field="identity_number")
    else:
        problem = _refusal(content, {"name", "identity_number", "address"})
    return Step(StepKind.APPLICANT, problem, bool(person.name or person.identity_number))


def _contact(content: Content) -> Step:
    person, problem = content.person, None
    if not person.phone and not content.email:
        problem = NotComplete(
            gettext_noop("leave a telephone number or an e-mail address"),
            field="phone",
            expected=gettext_noop("the office tells you there what it asks for"),
        )
    elif person.phone and not _is_phone(person.phone):
        problem = NotComplete(
            gettext_noop("this is no telephone number"),
            field="phone",
            value=person.phone,
            expected=gettext_noop("write 9 to 11 figures, as 0912 345 678"),
        )
    elif content.email and not _is_email(content.email):
        problem = NotComplete(
            gettext_noop("this is no e-mail address"),
            field="email",
            value=content.email,
            expected=gettext_noop("write it as ten@example.vn"),
        )
    return Step(StepKind.CONTACT, problem, bool(person.phone or content.email))


def _behalf(content: Content, told: Told) -> Step:
    who, begun = content.representative, StepKind.BEHALF.value in told.steps
    problem = None if begun else _unsaid("behalf")
    if (
        begun
        and any((who.name, who.identity_number, who.phone, who.address))
        and not (who.name and who.identity_number)
    ):
        problem = NotComplete(
            gettext_noop("write name and identity number of whoever files for another"), field="by_name"
        )
    return Step(StepKind.BEHALF, problem, begun)


def _paper(line: PaperLine, told: Told) -> Step:
    said = f"{StepKind.PAPER.value}:{line.code}" in told.steps
    problem: Refused | None = None
    if not line.files and (line.mark is not Mark.NOT_NEEDED or not said):
        problem = NotComplete(
            gettext_noop("no file of this paper was given"),
            field="file",
            value=line.name,
            expected=gettext_noop("a photograph of a telephone is enough"),
        )
    return Step(StepKind.PAPER, problem, bool(line.files) or said, line)


def _form(content: Content, form: Form, told: Told, on: date) -> Iterator[Step]:
    answers = with_known(form, content.answers, known_of(content))
    for page in pages_shown(form, answers):
        begun = f"{StepKind.FORM.value}:{page.code}" in told.steps
        first: Problem | None = next(iter(problems(form, answers, page=page.code, on=on)), None)
        problem: Refused | None = None if begun else _unsaid(page.code)
        if begun and first is not None:
            problem = NotComplete(
                first.reason, field=first.field, value=first.value, expected=first.expected, params=first.params
            )
        yield Step(StepKind.FORM, problem, begun, page=page)


def _return(content: Content, told: Told) -> Step:
    begun = StepKind.RETURN.value in told.steps
    problem: Refused | None = None if begun else _unsaid("return_by")
    if begun and content.return_by is ReturnBy.POST and not content.return_address.strip():
        problem = NotComplete(gettext_noop("write the address to which it is sent"), field="return_address")
    return Step(StepKind.RETURN, problem, begun)


def _unsaid(field: str) -> NotComplete:
    return NotComplete(gettext_noop("this was not answered yet"), field=field)


def _refusal(content: Content, fields: set[str]) -> Refused | None:
    """Give what the counter would refuse about the person, if it is of these fields."""
    try:
        check_person(content)
    except NotComplete as refusal:
        return refusal if refusal.field in fields else None
    return None


def _is_phone(text: str) -> bool:
    figures = [letter for letter in text if letter not in " .-+()"]
    return all(letter.isascii() and letter.isdecimal() for letter in figures) and 9 <= len(figures) <= 12


def _is_email(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and "." in host.strip(".")) and " " not in text and "@" not in host and len(text) <= 200
