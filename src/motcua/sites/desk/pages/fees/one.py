"""What a dossier owes and what was paid for it; cash is taken here, proofs are handed in, money is given back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.files import public as files
from motcua.foundation.papers.public import Slip, SlipTable, slip_pdf
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief
from motcua.services.fees import public as fees
from motcua.services.fees.public import Bill, Line, Part, Standing, Way, What
from motcua.sites.desk.pages.fees.access import PARTS, STANDINGS, WAYS, approves, dong, said_of, takes
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.look.public import asking, clock, handed_out, looking, once, square, staff

FORMS = {
    "cash": ("amount", "part"),
    "proof": ("transferred", "part_transferred"),
    "anew": ("owed", "why"),
    "back": ("back", "way", "reason"),
}
"""The fields of each form of the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A movement as the page shows it, and what the post may do with it."""

    line: Line
    what: str | Promise
    said: str | Promise
    shape: str
    approve: bool
    annul: bool


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
@once
def bill(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the fees of a dossier, and take, approve or give back money. Twenty-two SQL queries to show."""
    now = clock.now()
    dossier = found(actor, code)
    books = fees.receipt_books(dossier.receiving_unit_id)
    told = fees.bill_of(dossier, on=timezone.localdate(now))
    fields = _fields(told)
    entries = Entries.of(request, fields) if request.method == "POST" else Entries.empty(fields)
    if request.method == "POST":
        try:
            _act(request, actor, dossier, entries, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    looking.note(actor, looking.Seen.DOSSIER, code, unit_id=dossier.receiving_unit_id)
    context = frame(actor) | {
        "dossier": dossier,
        "bill": told,
        "qr": square(told.qr),
        "lines": [_shown(one, actor, dossier) for one in fees.lines_of_dossier(dossier.id)],
        "books": books,
        "takes": takes(actor, dossier.receiving_unit_id),
        "entries": entries,
        "filled": {word: [one for one in entries.filled() if one.field.name in names] for word, names in FORMS.items()},
    }
    return render(request, "desk/fees/one.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(Act.SEE_DOSSIERS)
def receipt(request: HttpRequest, actor: Actor, code: str, number: int) -> HttpResponse:
    """Print the receipt of a payment in cash, in two copies. Sixteen SQL queries."""
    dossier = found(actor, code)
    line = next((one for one in fees.lines_of_dossier(dossier.id) if one.number == number and one.receipt), None)
    if line is None:
        raise Http404
    looking.note(actor, looking.Seen.PAPER, f"receipt/{line.receipt}", unit_id=dossier.receiving_unit_id)
    answer = HttpResponse(_printed(dossier, line), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="bien-lai.pdf"'
    return answer


@require_safe
@staff(Act.SEE_DOSSIERS)
def proof(request: HttpRequest, actor: Actor, code: str, number: int) -> HttpResponse:
    """Give the proof of a transfer as it was handed in. Fifteen SQL queries."""
    dossier = found(actor, code)
    line = next((one for one in fees.lines_of_dossier(dossier.id) if one.number == number and one.digest), None)
    kept = files.kept([line.digest]).get(line.digest) if line else None
    if line is None or kept is None:
        raise Http404
    looking.note(actor, looking.Seen.FILE, f"fee/{code}/{number}", unit_id=dossier.receiving_unit_id)
    return handed_out(kept, name="chung-tu")


def found(actor: Actor, code: str) -> Brief:
    """
    Find a dossier for a post that may see it; before it was taken in, only if something was paid for it.

    :raises Http404: :raises PermissionDenied:
    """
    dossier = dossiers.brief(code)
    if dossier is None or (dossier.received_at is None and not fees.lines_of_dossier(dossier.id)):
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=dossier.unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    return dossier


def _act(request: HttpRequest, actor: Actor, dossier: Brief, given: Entries, *, at: datetime) -> None:
    """Do what a button of the page asks. :raises PermissionDenied: if it is not for the post."""
    code, by, unit_id = dossier.ref, actor.key, dossier.receiving_unit_id
    number = carried(request, "so")
    match request.POST.get("lam", ""):
        case "tien-mat" if takes(actor, unit_id):
            amount = asking.amount(given["amount"], "amount")
            part = Part(given["part"] or Part.FINAL)
            fees.take_cash(code=code, amount=amount, book=number, by=by, at=at, part=part)
        case "chung-tu" if takes(actor, unit_id):
            amount = asking.amount(given["transferred"], "transferred")
            kept = _kept(request, unit_id=unit_id, by=by, at=at)
            part = Part(given["part_transferred"] or Part.FINAL)
            fees.hand_proof(code=code, amount=amount, file=kept, by=by, at=at, part=part)
        case "tinh-lai" if takes(actor, unit_id) or may(actor, Act.PROCESS, units=[dossier.holder_id]):
            amount = asking.amount(given["owed"], "owed")
            fees.assess(code=code, amount=amount, reason=given["why"], by=by, at=at)
        case "hoan" if takes(actor, unit_id):
            amount, way = asking.amount(given["back"], "back"), Way(given["way"] or Way.CASH.value)
            fees.ask_refund(code=code, amount=amount, way=way, reason=given["reason"], by=by, at=at)
        case "duyet" if approves(actor, unit_id):
            fees.approve(code=code, number=number, by=by, at=at)
        case "khong-duyet" if approves(actor, unit_id):
            fees.reject(code=code, number=number, reason=given["reason"], by=by, at=at)
        case "huy" if takes(actor, unit_id):
            fees.annul_receipt(code=code, number=number, reason=given["reason"], by=by, at=at)
        case _:
            raise PermissionDenied(gettext("This is for another unit to do."))


def _kept(request: HttpRequest, *, unit_id: int, by: str, at: datetime) -> str:
    file = request.FILES.get("tep")
    if file is None:
        raise Refused(gettext_noop("no file was chosen"), field="transferred", value="")
    unit = units.by_id([unit_id])[unit_id]
    return files.keep(
        name=file.name or "", content=file.read(files.limits(at).largest + 1), unit=unit, purpose="fees", by=by, at=at
    ).digest


def _fields(told: Bill) -> Sequence[Field]:
    sums = (told.asked, max(0, told.over - told.going_back))
    asked, over = (f"{amount:,}".replace(",", ".") if amount else "" for amount in sums)
    parts = [(part.value, said) for part, said in PARTS.items() if part is Part.FINAL or not told.fixed]
    what = gettext_lazy("What is paid")
    return (
        Field("amount", gettext_lazy("Cash that was taken"), first=asked, size="w-12"),
        Field("part", what, kind="choice", choices=parts, first=told.next.value),
        Field("transferred", gettext_lazy("Amount on the proof"), first=asked, size="w-12"),
        Field("part_transferred", what, kind="choice", choices=parts, first=told.next.value),
        Field("owed", gettext_lazy("Final sum, owed in all"), size="w-12"),
        Field("why", gettext_lazy("How it was reckoned")),
        Field("back", gettext_lazy("To be given back"), first=over, size="w-12"),
        Field("way", gettext_lazy("How"), kind="choice", choices=[(way.value, said) for way, said in WAYS.items()]),
        Field("reason", gettext_lazy("Reason")),
    )


def _shown(line: Line, actor: Actor, dossier: Brief) -> Shown:
    said, shape = STANDINGS[line.standing]
    waits = line.standing is Standing.WAITING
    return Shown(
        line=line,
        what=said_of(line),
        said=said,
        shape=shape,
        approve=waits and line.by != actor.key and approves(actor, dossier.receiving_unit_id),
        annul=line.what is What.CASH and line.standing is Standing.GOOD and takes(actor, dossier.receiving_unit_id),
    )


def _printed(dossier: Brief, line: Line) -> bytes:
    """Set a receipt; no form of it was sourced, so it says that it is illustrative."""
    office = units.by_key([dossier.receiving_unit])[dossier.receiving_unit]
    whose, at = dossiers.whose(dossier.ref), timezone.localtime(line.at)
    slip = Slip(
        above=f"UBND {office.name}" if office.level is not units.Level.DEPARTMENT else office.name,
        agency="Bộ phận Tiếp nhận\nvà Trả kết quả",
        place=office.name,
        number=line.receipt,
        title=("Biên lai thu", "phí, lệ phí"),
        on=at.date(),
        lines=(
            ("Người nộp", (whose.name if whose else "").upper() or "…………………………"),
            ("Mã hồ sơ", dossier.code or "chưa tiếp nhận"),
            ("Thủ tục", dossier.procedure_name),
        ),
        table=SlipTable(
            ("STT", "Nội dung", "Số tiền"),
            (("1", f"{'Tạm ứng phí' if line.part is Part.ADVANCE else 'Phí'}, lệ phí", dong(line.amount)),),
            (1, 5, 3),
        ),
        after=(("Hình thức", "Tiền mặt"), ("Thời điểm thu", f"{at:%H:%M, %d/%m/%Y}")),
        signatures=(("Người nộp", ""), ("Người thu tiền", accounts.titles_of({line.by}).get(line.by, ""))),
        basis="Mẫu minh họa, chưa phải mẫu biên lai do Bộ Tài chính quy định",
        void="void" if line.standing is Standing.VOID else "",
    )
    copies = ("Liên 1: Giao người nộp tiền", "Liên 2: Lưu")
    return slip_pdf([replace(slip, copy=copy) for copy in copies])
