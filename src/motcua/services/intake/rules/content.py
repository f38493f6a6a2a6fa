"""What is filled in at the counter for one citizen, and what must hold before it is accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.public import (
    Answers,
    Asked,
    Form,
    Tariff,
    kept_answers,
    problems,
    read_answers,
    with_known,
    written_answers,
)


class Mark(StrEnum):
    """How a paper that is asked for stands."""

    ENOUGH = "enough"
    MISSING = "missing"
    HELD = "held"
    NOT_NEEDED = "not_needed"


class ReturnBy(StrEnum):
    """How the citizen wants the result."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """
    One paper: how it stands, in how many originals and copies, with a remark, and the digests of what was scanned.

    ``reused_from`` is the code of the dossier from which it is held.
    """

    code: str
    name: str
    mark: Mark = Mark.ENOUGH
    originals: int = 1
    copies: int = 0
    remark: str = ""
    files: tuple[str, ...] = ()
    reused_from: str = ""

    def joined(self, fresh: "PaperLine") -> "PaperLine":
        """Give the paper with the files that came for it afterwards, each once."""
        return replace(self, files=tuple(dict.fromkeys((*self.files, *fresh.files))), mark=Mark.ENOUGH)


@dataclass(frozen=True, slots=True)
class Someone:
    """A natural or legal person, as they are written down."""

    name: str = ""
    identity_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """
    All that is filled in. ``sets`` is how many sets of papers; ``copies`` and ``pages`` are what is paid by.

    ``answers`` are those to the electronic form of the procedure, where it has one and they were written down.
    """

    procedure: str = ""
    case: str = ""
    channel: str = "counter"
    sets: int = 1
    copies: int = 1
    pages: int = 1
    person: Someone = field(default_factory=Someone)
    representative: Someone = field(default_factory=Someone)
    email: str = ""
    return_by: ReturnBy = ReturnBy.COUNTER
    return_address: str = ""
    exemption: str = ""
    papers: tuple[PaperLine, ...] = ()
    answers: Answers = field(default_factory=Answers)


class NotComplete(Refused):
    """What is filled in cannot be accepted yet."""


LONGEST = {"name": 200, "identity_number": 20, "phone": 20, "address": 300}


def lines_for(asked: Asked, case: str, before: Sequence[PaperLine] = ()) -> tuple[PaperLine, ...]:
    """Give the lines of the papers that a case asks for; what was said of a paper already is kept."""
    said = {line.code: line for line in before}
    return tuple(
        replace(known, name=paper.name)
        if (known := said.get(paper.code))
        else PaperLine(
            paper.code,
            paper.name,
            Mark.ENOUGH if paper.required else Mark.NOT_NEEDED,
            paper.originals,
            paper.copies,
        )
        for paper in asked.papers_of(case)
    )


def owed(tariffs: Iterable[Tariff], content: Content) -> int | None:
    """Give what is owed, in đồng, exemptions taken off; None where no tariff is on file."""
    total, known = 0, False
    for tariff in tariffs:
        known = True
        amount = tariff.total(copies=content.copies, pages=content.pages)
        exempt = next((one.percent for one in tariff.exemptions if one.code == content.exemption), 0)
        total += amount - amount * exempt // 100
    return total if known else None


def owed_in_parts(tariffs: Iterable[Tariff], content: Content) -> tuple[int | None, int | None]:
    """Give what is owed in all, and what of it in advance where the rest is owed when the result is handed over."""
    known = tuple(tariffs)
    total, advance = owed(known, content), owed([one for one in known if one.due == "advance"], content) or 0
    return total, advance if total is not None and advance < total else None


def check_acceptable(content: Content, asked: Asked) -> None:
    """
    Check that it can be accepted: a procedure, a person, a case where there are cases, and no paper missing.

    :raises NotComplete: at the first thing that is wrong.
    """
    if not content.procedure:
        raise NotComplete(gettext_noop("choose a procedure"), field="procedure")
    if asked.cases and content.case not in {one.code for one in asked.cases}:
        raise NotComplete(gettext_noop("choose the case"), field="case")
    check_person(content)
    for line in content.papers:
        if line.mark is Mark.MISSING:
            raise NotComplete(
                gettext_noop("a paper is missing"),
                field="papers",
                value=line.name,
                expected=gettext_noop("ask for completion, or mark it as handed in"),
            )
        if line.mark is Mark.ENOUGH and line.originals + line.copies <= 0:
            raise NotComplete(
                gettext_noop("a paper that is handed in has at least one original or copy"),
                field="papers",
                value=line.name,
            )


def known_of(content: Content) -> dict[str, str]:
    """Give what the applicant has given already, by the names that forms know it by."""
    person = content.person
    return {
        "applicant.name": person.name,
        "applicant.identity_number": person.identity_number,
        "applicant.phone": person.phone,
        "applicant.address": person.address,
        "applicant.email": content.email,
    }


def answered(content: Content, form: Form | None, on: date) -> Answers:
    """
    Give the answers that go with a dossier: those to what is asked, with what is known; none if none were written down.

    At the counter a form may be left alone, since its paper is handed in; what was begun must be whole.

    :raises NotComplete: at the first answer that is wrong or missing.
    """
    if form is None or not content.answers:
        return Answers()
    answers = with_known(form, content.answers, known_of(content))
    for one in problems(form, answers, on=on):
        raise NotComplete(
            gettext_noop("the electronic form is not whole"),
            field="answers",
            value=one.label,
            expected=gettext_noop("complete it, or take its answers out"),
        )
    return kept_answers(form, answers)


def check_person(content: Content) -> None:
    """Check who it is about and how to reach them. :raises NotComplete:"""
    if not content.person.name.strip():
        raise NotComplete(gettext_noop("write whom the dossier is about"), field="name")
    for who in (content.person, content.representative):
        for name, most in LONGEST.items():
            if len(getattr(who, name)) > most:
                raise NotComplete(
                    gettext_noop("this is too long"),
                    field=name,
                    expected=gettext_noop("write at most %(most)s letters"),
                    params={"most": most},
                )
    number = content.person.identity_number
    if number and not (number.isascii() and number.isalnum()):
        raise NotComplete(
            gettext_noop("an identity number has letters and figures alone"), field="identity_number", value=number
        )
    if content.return_by is ReturnBy.POST and not content.return_address.strip():
        raise NotComplete(gettext_noop("write the address to which it is sent"), field="return_address")


def written(content: Content) -> dict[str, Any]:
    """Give it as plain words, to be kept while it is filled in."""
    return asdict(content) | {"answers": written_answers(content.answers)}


def read(body: Mapping[str, Any]) -> Content:
    """Give back what :func:`written` gave."""
    whole = dict(body)
    return Content(
        person=Someone(**whole.pop("person")),
        representative=Someone(**whole.pop("representative")),
        return_by=ReturnBy(whole.pop("return_by")),
        papers=tuple(
            PaperLine(**{**line, "mark": Mark(line["mark"]), "files": tuple(line["files"])})
            for line in whole.pop("papers")
        ),
        answers=read_answers(whole.pop("answers", {})),
        **whole,
    )
