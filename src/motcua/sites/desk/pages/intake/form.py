"""The form of the counter: from what a browser sends to what is filled in, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.services.dossiers.public import Channel, Whose
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Mark, PaperLine, ReturnBy, Someone
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Asked, Form
from motcua.sites.look.public import phrases

CHANNELS = {
    word.value: phrases.CHANNELS[word]
    for word in (Channel.COUNTER, Channel.POST, Channel.ONLINE_ASSISTED, Channel.NATIONAL_PORTAL)
}
RETURNS = {
    ReturnBy.COUNTER: gettext_lazy("At the counter"),
    ReturnBy.POST: gettext_lazy("By post"),
    ReturnBy.ELECTRONIC: gettext_lazy("Electronically"),
}
MARKS = {
    Mark.ENOUGH: gettext_lazy("Handed in, complete"),
    Mark.MISSING: gettext_lazy("Missing"),
    Mark.HELD: gettext_lazy("Held already"),
    Mark.NOT_NEEDED: gettext_lazy("Not needed"),
}
MOST = 999


@dataclass(frozen=True, slots=True)
class Asking:
    """What the procedure that was chosen asks, on the day."""

    code: str
    name: str
    asked: Asked
    form: Form | None = None


def asking(code: str, on: date, case: str = "") -> Asking | None:
    """Give what a procedure asks on a day, its form in a case too; None if it is not in force. Three SQL queries."""
    try:
        procedure = procedures.find(code, on=on)
    except procedures.UnknownProcedure:
        return None
    form = procedures.form_of(code, on=on, case=case)
    return Asking(procedure.code, procedure.name, procedures.asked(code, on=on), form)


def clean(request: HttpRequest, name: str) -> str:
    """Give what was entered in a field, without space around it."""
    return request.POST.get(name, "").strip().replace("\x00", "")[:2_000]


def number(text: str, default: int) -> int:
    """Read a small number; what is none leaves what was there."""
    return min(int(text), MOST) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def content_of(request: HttpRequest, before: Content, chosen: Asking | None) -> Content:
    """Give what is filled in after a form was sent; papers are those of the procedure and the case that it names."""
    case = clean(request, "case")
    cases = {one.code for one in chosen.asked.cases} if chosen else set()
    if case not in cases:
        case = next(iter(one.code for one in chosen.asked.cases), "") if chosen and len(cases) == 1 else ""
    said = {line.code: _line(request, line) for line in before.papers} if before.procedure == _code(chosen) else {}
    papers = intake.lines_for(chosen.asked, case, [*said.values()]) if chosen and (case or not cases) else ()
    return Content(
        procedure=_code(chosen),
        case=case,
        channel=_of(clean(request, "channel"), CHANNELS, before.channel),
        sets=max(number(clean(request, "sets"), before.sets), 1),
        copies=max(number(clean(request, "copies"), before.copies), 1),
        pages=max(number(clean(request, "pages"), before.pages), 1),
        person=_someone(request, ""),
        representative=_someone(request, "by_"),
        email=clean(request, "email")[:200],
        return_by=ReturnBy(_of(clean(request, "return_by"), {one.value: "" for one in ReturnBy}, before.return_by)),
        return_address=clean(request, "return_address")[:300],
        exemption=clean(request, "exemption")[:40],
        papers=papers,
        answers=before.answers if before.procedure == _code(chosen) else Answers(),
    )


def with_card(content: Content, card: intake.Card) -> Content:
    """Fill in what a card says; what was typed and the card does not say stays."""
    person = content.person
    return replace(
        content,
        person=Someone(
            card.name or person.name,
            card.identity_number or person.identity_number,
            person.phone,
            card.address or person.address,
        ),
    )


def _code(chosen: Asking | None) -> str:
    return chosen.code if chosen else ""


def _of(text: str, known: Mapping[str, str | Promise], default: str) -> str:
    return text if text in known else default


def _someone(request: HttpRequest, prefix: str) -> Someone:
    return Someone(*(clean(request, prefix + name) for name in ("name", "identity_number", "phone", "address")))


def _line(request: HttpRequest, line: PaperLine) -> PaperLine:
    mark = clean(request, f"p-{line.code}")
    return replace(
        line,
        mark=Mark(mark) if mark in set(Mark) else line.mark,
        originals=number(clean(request, f"o-{line.code}"), line.originals),
        copies=number(clean(request, f"c-{line.code}"), line.copies),
        remark=clean(request, f"r-{line.code}")[:300],
    )


def missing(papers: Sequence[PaperLine]) -> list[PaperLine]:
    """Give the papers that are marked missing."""
    return [line for line in papers if line.mark is Mark.MISSING]


def with_known(content: Content, known: Whose) -> Content:
    """Fill in what the office was told of a person before; what was typed stays."""
    person = content.person
    return replace(
        content,
        person=Someone(
            person.name or known.name,
            person.identity_number,
            person.phone or known.phone,
            person.address or known.address,
        ),
    )
