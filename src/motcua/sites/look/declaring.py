"""The answers to an electronic form as a paper, for whoever gave them and for whoever has the dossier in hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, override

from motcua.foundation.papers.public import Declaration, DeclaredPart, declaration_pdf, heads
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.intake import public as intake
from motcua.services.intake.public import Answered
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Form

FILER = "Người nộp thay"


@dataclass(frozen=True, slots=True)
class Declarant:
    """Who declares, as the paper names them. :param says: what the person is, as whoever files for another."""

    name: str
    identity_number: str
    phone: str = ""
    address: str = ""
    says: str = "Người nộp hồ sơ"


def printed(
    form: Form,
    answers: Answers,
    *,
    procedure: str,
    office: units.Unit,
    reference: str,
    at: datetime,
    declarants: Sequence[Declarant],
    sent: bool = False,
) -> HttpResponse:
    """
    Print the answers to a form by the words of its definition, in Vietnamese. One SQL query.

    Whoever calls it has made sure that the reader may see the persons in it whole.

    :param procedure: its name. :param reference: what the dossier is named by. :param at: when it was handed in.
    :param sent: whether the applicant sent it online, with the promise that it is true.
    """
    made = timezone.localtime(at)
    with override("vi"):
        named = {unit.code: unit.name for unit in units.structure(made.date()).units.values()}
        declaration = Declaration(
            title=form.title or "Tờ khai điện tử",
            about=procedure,
            addressee=heads.body(office),
            reference=reference,
            on=made.date(),
            parts=(*map(_person, declarants), *_parts(form, answers, named)),
            notes=tuple(_notes(form, made, sent=sent)),
        )
    answer = HttpResponse(declaration_pdf(declaration), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="to-khai.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def of_dossier(dossier: Brief, declared: Answered) -> HttpResponse:
    """
    Print what was declared with a dossier that was taken in. Fifteen SQL queries at most.

    Whoever calls it has made sure that the reader may see the applicant whole.
    """
    whose, details = dossiers.whose(dossier.code), intake.details(dossier.code)
    declarants = []
    if whose is not None:
        declarants.append(Declarant(whose.name, whose.identity_number, whose.phone, whose.address))
    if details is not None and details.representative.name:
        filer = details.representative
        declarants.append(Declarant(filer.name, filer.identity_number, filer.phone, filer.address, FILER))
    return printed(
        declared.form,
        declared.answers,
        procedure=dossier.procedure_name,
        office=units.by_key([dossier.receiving_unit])[dossier.receiving_unit],
        reference=dossier.code,
        at=dossier.received_at or timezone.now(),
        declarants=declarants,
    )


def _person(one: Declarant) -> DeclaredPart:
    lines = (
        ("Họ và tên, hoặc tên tổ chức", one.name),
        ("Số định danh", one.identity_number),
        ("Điện thoại", one.phone),
        ("Địa chỉ", one.address),
    )
    return DeclaredPart(one.says, tuple((asked, said) for asked, said in lines if said))


def _parts(form: Form, answers: Answers, named: Mapping[str, str]) -> Iterator[DeclaredPart]:
    for told in procedures.told(form, answers, units=named, translate=gettext):
        title, within = told.page.title, False
        if told.parts[0].label:
            yield DeclaredPart(title)
            within = True
        for part in told.parts:
            if within:
                title = f"{part.label} {part.row}" if part.row else part.label
            yield DeclaredPart(title, tuple((line.label, line.value) for line in part.lines), within)
            within = True


def _notes(form: Form, made: datetime, *, sent: bool) -> Iterator[str]:
    when = f"{made:%H:%M} ngày {made:%d/%m/%Y}"
    if sent:
        yield (
            f"Khai theo biểu mẫu điện tử, nộp trực tuyến lúc {when}. Người nộp đã cam đoan nội dung khai là đúng và "
            "chịu trách nhiệm trước pháp luật. Bản in này không có chữ ký tay."
        )
    else:
        yield f"Nội dung khai theo biểu mẫu điện tử của hồ sơ, tiếp nhận lúc {when}. Bản in này không có chữ ký tay."
    if form.illustrative:
        yield "Biểu mẫu minh họa: chưa tìm thấy mẫu tờ khai được công bố."
    elif form.source:
        yield f"Căn cứ: {form.source}."
