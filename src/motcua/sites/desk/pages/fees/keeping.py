"""What an office takes money with: its receipt books, and the account to which fees are transferred."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.kernel.refusals import Refused
from motcua.services.fees import public as fees
from motcua.sites.desk.pages.fees.access import office_of
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import clock, once, staff

BOOK = (
    Field("series", gettext_lazy("Series"), needed=True, hint="AA/22P", size="w-12"),
    Field("first", gettext_lazy("First number"), kind="number", needed=True, size="w-12"),
    Field("last", gettext_lazy("Last number"), kind="number", needed=True, size="w-12"),
)
ACCOUNT = (
    Field("bank", gettext_lazy("Number of the bank (BIN)"), needed=True, hint="970436", size="w-12"),
    Field("bank_name", gettext_lazy("Name of the bank"), needed=True),
    Field("account", gettext_lazy("Account number"), needed=True, size="w-20"),
    Field("holder", gettext_lazy("Holder of the account"), needed=True),
    Field("on", gettext_lazy("Holds from"), kind="day", needed=True, hint="31/12/2026", size="w-12"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.RECEIVE, Act.ISSUE, Act.KEEP_PROCEDURES)
@once
def keeping(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show receipt books and the account of the post's office, enter a book, or change the account."""
    office, now = office_of(actor), clock.now()
    today = timezone.localdate(now)
    keeps_account = may(actor, Act.KEEP_PROCEDURES, units=[office.id]) or may(actor, Act.ISSUE, units=[office.id])
    sets = request.method == "POST" and request.POST.get("lam") == "tai-khoan" and keeps_account
    book = Entries.of(request, BOOK) if request.method == "POST" and not sets else Entries.empty(BOOK)
    account = Entries.of(request, ACCOUNT) if sets else Entries.empty(ACCOUNT)
    entries = account if sets else book
    if request.method == "POST" and not entries.problems:
        try:
            if sets:
                words = {name: entries[name] for name in ("bank", "bank_name", "account", "holder")}
                fees.set_account(unit=office.key, on=entries.day("on") or today, by=actor.key, at=now, **words)
            else:
                first, last = entries.number("first") or 0, entries.number("last") or 0
                fees.enter_book(unit=office.key, series=entries["series"], first=first, last=last, by=actor.key, at=now)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            return HttpResponseRedirect(request.path)
    context = frame(actor) | {
        "office": office,
        "books": fees.receipt_books(office.id),
        "account": fees.account_of(office.id, on=today),
        "keeps_account": keeps_account,
        "entries": entries,
        "book": book,
        "account_entries": account,
    }
    return render(request, "desk/fees/keeping.html", context, status=400 if entries.problems else 200)
