"""Handing a result over: who takes it and how that is proven, the sheet that they sign, and the signature again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.files import public as files
from motcua.foundation.papers.public import Slip, slip_pdf
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.collecting import public as collecting
from motcua.services.collecting.public import Handed, HandedBy, IdentityPaper, Proof, Relation, Taker
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Kind
from motcua.services.fees import public as fees
from motcua.services.results import public as results
from motcua.services.results.public import Stage
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.desk.pages.handling.acts import SEEN, check_seen, in_words, matter_of, seen
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.look.public import handed_out, looking, once, phrases, staff

DOTS = "…………………………"
FILE = "tep"


def may_hand_over(matter: Matter) -> Kind | None:
    """Say what handing it over would be: the first time, or again; None if nothing waits, or it is not for the post."""
    where = {matter.dossier.holder_id, matter.dossier.receiving_unit_id}
    return collecting.next_of(matter.dossier) if may(matter.actor, Act.RETURN, units=where) else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RETURN)
@once
def hand_over(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask who takes the result and how that is proven, and hand it over. Thirty SQL queries to show."""
    matter = matter_of(actor, code)
    if not may(actor, Act.RETURN, units={matter.dossier.holder_id, matter.dossier.receiving_unit_id}):
        raise PermissionDenied(gettext("This is for another unit to do."))
    back, happens = reverse("desk-dossier", kwargs={"code": code}), may_hand_over(matter)
    if request.method != "POST" and happens is None:
        return HttpResponseRedirect(back)
    bill = fees.bill_of(matter.dossier, on=timezone.localdate(matter.at))
    fields = _fields(settled=bill.settled)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    problem = ""
    if request.method == "POST" and not entries.problems:
        try:
            with transaction.atomic():
                check_seen(matter, request.POST.get(SEEN, ""))
                _hand_over(request, matter, entries)
        except Refused as refusal:
            entries.refuse(in_words(refusal, matter))
            problem = refusal.reason(gettext) if refusal.field == FILE or isinstance(refusal, files.FileRefused) else ""
        else:
            return HttpResponseRedirect(f"{back}#h-trao")
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=matter.dossier.receiving_unit_id)
    context = frame(actor) | {
        "matter": matter,
        "again": happens is Kind.RETURNED_AGAIN,
        "entries": entries,
        "filled": {one.field.name: one for one in entries.filled()},
        "file_problem": problem,
        "bill": bill,
        "whose": dossiers.whose(code),
        "seen": seen(matter),
        "back": back,
    }
    return render(request, "desk/results/hand_over.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.SEE_DOSSIERS)
def sheet(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Give the sheet that whoever takes the result signs: to be filled in, or as it was handed over last."""
    matter = matter_of(actor, code)
    handed = collecting.handed_over(matter.dossier.id)
    waits = collecting.next_of(matter.dossier) is not None
    if not waits and not handed:
        raise Http404
    looking.note(actor, looking.Seen.PAPER, f"hand-over/{code}", unit_id=matter.dossier.receiving_unit_id)
    answer = HttpResponse(slip_pdf([_sheet(matter, None if waits else handed[-1])]), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="phieu-trao-ket-qua.pdf"'
    return answer


@require_safe
@staff(Act.SEE_DOSSIERS)
def signature(request: HttpRequest, actor: Actor, code: str, number: int) -> HttpResponse:
    """Give the signature of who took a result, or the sheet that they signed."""
    matter = matter_of(actor, code)
    line = next((one for one in collecting.handed_over(matter.dossier.id) if one.number == number and one.digest), None)
    kept = files.kept([line.digest]).get(line.digest) if line else None
    if kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, f"hand-over/{code}/{number}", unit_id=matter.dossier.receiving_unit_id)
    return handed_out(kept, name="chu-ky")


def _hand_over(request: HttpRequest, matter: Matter, given: Entries) -> None:
    """Keep the signature, and hand the result over. :raises Refused:"""
    way, by, at = HandedBy(given["way"]), matter.actor.key, matter.at
    taker = None
    if way is HandedBy.COUNTER:
        proof = Proof(given["proof"])
        digest = _kept(request, matter, at=at) if proof is not Proof.IDENTITY else ""
        paper = IdentityPaper(given["paper"]) if given["paper"] else None
        taker = Taker(proof, Relation(given["relation"]), given["name"], paper, digest)
    collecting.hand_over(code=matter.dossier.code, way=way, taker=taker, owing=given["owing"], by=by, at=at)


def _kept(request: HttpRequest, matter: Matter, *, at: datetime) -> str:
    file = request.FILES.get(FILE)
    if file is None:
        return ""
    unit_id, content = matter.dossier.receiving_unit_id, file.read(files.limits(at).largest + 1)
    unit = units.by_id([unit_id])[unit_id]
    kept = files.keep(
        name=file.name or "", content=content, unit=unit, purpose=collecting.PURPOSE, by=matter.actor.key, at=at
    )
    return kept.digest


def _choice(name: str, label: Promise, words: Mapping[Any, str | Promise], first: str) -> Field:
    choices = [(str(word), said) for word, said in words.items()]
    return Field(name, label, kind="choice", needed=True, choices=choices, first=first, size="w-20")


def _fields(*, settled: bool) -> Sequence[Field]:
    return (
        _choice("way", gettext_lazy("How it is handed over"), phrases.HANDED_BY, HandedBy.COUNTER),
        _choice("relation", gettext_lazy("Who takes it"), phrases.RELATIONS, Relation.SELF),
        Field(
            "name",
            gettext_lazy("Name of who takes it"),
            hint=gettext_lazy("May be left empty for the applicant in person."),
        ),
        _choice("paper", gettext_lazy("Identity paper that was shown"), phrases.IDENTITY_PAPERS, IdentityPaper.CARD),
        _choice("proof", gettext_lazy("How it is proven"), phrases.PROOFS, Proof.SHEET),
        Field(
            "owing",
            gettext_lazy("Why it is handed over all the same"),
            kind="area",
            hint="" if settled else gettext_lazy("Needed while the fees are not settled; it stays on record."),
        ),
    )


def _sheet(matter: Matter, handed: Handed | None) -> Slip:
    """Set the sheet; no form of it was sourced, so it says that it is illustrative."""
    dossier = matter.dossier
    office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
    whose, view = dossiers.whose(dossier.code), results.result_of(dossier.id)
    issued = view.state.text if view and view.state.stage is Stage.ISSUED else ""
    applicant = whose.name if whose else ""
    said: tuple[tuple[str, str], ...] = (
        ("Người nhận kết quả", DOTS * 2),
        ("Quan hệ với người nộp hồ sơ", DOTS),
        ("Giấy tờ xuất trình", DOTS),
        ("Thời điểm nhận", f"…… giờ ……, ngày ……/……/{timezone.localtime(matter.at):%Y}"),
    )
    name = ""
    if handed is not None:
        at = timezone.localtime(handed.at)
        name = handed.name or (applicant if handed.relation is Relation.SELF else "")
        said = (
            ("Hình thức trả", str(phrases.HANDED_BY[handed.way])),
            *((("Người nhận kết quả", name or DOTS),) if handed.proof else ()),
            *((("Quan hệ với người nộp hồ sơ", str(phrases.RELATIONS[handed.relation])),) if handed.relation else ()),
            *((("Giấy tờ xuất trình", str(phrases.IDENTITY_PAPERS[handed.paper])),) if handed.paper else ()),
            *((("Xác nhận bằng", str(phrases.PROOFS[handed.proof])),) if handed.proof else ()),
            ("Thời điểm trả", f"{at:%H:%M, %d/%m/%Y}"),
        )
    return Slip(
        above=f"UBND {office.name}" if office.level is not units.Level.DEPARTMENT else office.name,
        agency="Bộ phận Tiếp nhận\nvà Trả kết quả",
        place=office.name,
        number=dossier.code,
        title=("Phiếu trả", "kết quả giải quyết hồ sơ"),
        on=timezone.localdate(handed.at if handed else matter.at),
        lines=(
            ("Mã hồ sơ", dossier.code),
            ("Thủ tục", dossier.procedure_name),
            ("Người nộp hồ sơ", applicant or DOTS),
            ("Kết quả", f"Văn bản số {issued}" if issued else "Theo hồ sơ"),
            *said,
        ),
        paragraphs=("Người nhận đã kiểm tra và nhận đủ kết quả ghi trên.",),
        signatures=(("Người nhận kết quả", name), ("Người trả kết quả", handed.title if handed else "")),
        basis="Mẫu minh họa, chưa tìm thấy mẫu do pháp luật quy định",
    )
