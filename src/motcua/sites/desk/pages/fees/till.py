"""The till of an office: what waits for a second person, the days that are open, and the close of one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.papers.public import Column, Sheet, heads, sheet_pdf
from motcua.kernel.refusals import Refused
from motcua.services.fees import public as fees
from motcua.services.fees.public import Line
from motcua.sites.desk.pages.fees.access import STANDINGS, dong, office_of, said_of
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import asking, clock, looking, once, staff, words

SEES = (Act.RECEIVE, Act.ISSUE, Act.CONFIRM)


@require_safe
@staff(*SEES)
def till(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for a second person, the open days and those that were closed. Fifteen SQL queries."""
    office, today = office_of(actor), timezone.localdate(clock.now())
    days = sorted({*fees.open_days(office.id), today}, reverse=True)
    context = frame(actor) | {
        "office": office,
        "over": fees.to_give_back(office.id),
        "waiting": [(one, said_of(one)) for one in fees.to_approve([office.id])],
        "days": [fees.day_of(office.id, day) for day in days],
        "closed": fees.closed_days(office.id),
    }
    return render(request, "desk/fees/till.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*SEES)
@once
def day(request: HttpRequest, actor: Actor, day: str) -> HttpResponse:
    """Show a day of the till, and close it by what was counted; or confirm one that did not balance."""
    office, on, now = office_of(actor), _read(day), clock.now()
    closed = next((one for one in fees.closed_days(office.id, limit=400) if one.day == on), None)
    fields = (
        Field("counted", gettext_lazy("Cash that was counted"), needed=True, hint="1.250.000", size="w-12"),
        Field("reason", gettext_lazy("Why it does not balance"), kind="area"),
    )
    confirms = request.POST.get("lam") == "xac-nhan"
    entries = Entries.of(request, fields) if request.method == "POST" and not confirms else Entries.empty(fields)
    if request.method == "POST" and not entries.problems:
        try:
            if confirms:
                _must(actor, Act.CONFIRM, office.id)
                fees.confirm_day(unit=office.key, day=on, by=actor.key, at=now)
            else:
                _must(actor, Act.RECEIVE, office.id)
                counted = asking.amount(entries["counted"], "counted")
                fees.close_day(unit=office.key, day=on, counted=counted, reason=entries["reason"], by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("till-day", args=[day]))
    lines = fees.lines_of_day(office.id, on)
    looking.note(actor, looking.Seen.DOSSIERS, f"till/{day}", unit_id=office.id, shown=len(lines))
    context = frame(actor) | {
        "office": office,
        "day": fees.day_of(office.id, on),
        "word": day,
        "lines": [(one, said_of(one), *STANDINGS[one.standing]) for one in lines],
        "closed": closed,
        "may_close": closed is None and may(actor, Act.RECEIVE, units=[office.id]),
        "may_confirm": bool(closed and closed.waits and may(actor, Act.CONFIRM, units=[office.id])),
        "entries": entries,
    }
    return render(request, "desk/fees/day.html", context, status=400 if entries.problems else 200)


@require_safe
@staff(*SEES)
def sheet(request: HttpRequest, actor: Actor, day: str) -> HttpResponse:
    """Give a day of the till as a sheet to sign. Nine SQL queries."""
    office, on = office_of(actor), _read(day)
    lines, told = fees.lines_of_day(office.id, on), fees.day_of(office.id, on)
    looking.note(actor, looking.Seen.DOSSIERS, f"till/{day}", unit_id=office.id, shown=len(lines))
    printed = Sheet(
        agency=heads.body(office),
        title="Bảng kê thu phí, lệ phí trong ngày",
        period=f"Ngày {on:%d/%m/%Y}",
        on=on,
        place=heads.locality(office, on=on),
        columns=(
            Column("STT"),
            Column("Biên lai", width=3, words=True),
            Column("Mã hồ sơ", width=4, words=True),
            Column("Nội dung", width=3, words=True),
            Column("Số tiền (đồng)", width=2),
            Column("Ghi chú", width=2, words=True),
        ),
        rows=tuple(_row(place, one) for place, one in enumerate(lines, 1)),
        total=("", "Tiền mặt phải có", "", "", words.number(told.cash), ""),
        notes=(
            f"Thu tiền mặt {dong(told.taken)}, hoàn tiền mặt {dong(told.given_back)}; "
            f"chuyển khoản {dong(told.transfers)}, hoàn chuyển khoản {dong(told.transfers_back)}. "
            f"Trong số đã thu có {dong(told.advances)} tạm ứng.",
        ),
        signers=("Người thu tiền", "Người kiểm tra"),
    )
    answer = HttpResponse(sheet_pdf(printed), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="thu-phi-{day}.pdf"'
    return answer


def _row(place: int, line: Line) -> tuple[str, ...]:
    said = str(STANDINGS[line.standing][0])
    return str(place), line.receipt, line.code, said_of(line), words.number(line.amount), said


def _read(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _must(actor: Actor, act: Act, unit_id: int) -> None:
    if not may(actor, act, units=[unit_id]):
        raise PermissionDenied(gettext("This is for another unit to do."))
