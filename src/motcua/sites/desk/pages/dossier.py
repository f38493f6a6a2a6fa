"""One dossier as its office sees it: its clocks by holder, and each event with its proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.periods import read_instant
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import EventLine, Hand, Used
from motcua.sites.look.public import charts, clock, looking, phrases, staff, telling, words


@dataclass(frozen=True, slots=True)
class Happened:
    """One event in words."""

    event: EventLine
    what: str
    who: str
    details: tuple[tuple[str, str], ...]
    sealed: str


@require_safe
@staff(Act.SEE_DOSSIERS)
def dossier(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a dossier to posts of any unit that has to do with it. Seventeen SQL queries, however many events."""
    now = clock.now()
    view = dossiers.staff_view(code, at=now)
    if view is None:
        raise Http404
    if not may(actor, Act.SEE_DOSSIERS, units=view.unit_ids):
        raise PermissionDenied(gettext("This dossier belongs to units that your post does not see."))
    looking.note(actor, looking.Seen.DOSSIER, view.status.code, unit_id=view.status.receiving_unit_id)
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "told": telling.tell(view.status, office=True),
        "channel": str(phrases.CHANNELS[view.channel]),
        "holders": [_held(used) for used in view.status.used if used.minutes],
        "events": tuple(_events(view.events)),
    }
    return render(request, "desk/dossier.html", context)


def _held(used: Used) -> charts.Part:
    names = {Hand.OFFICE: "1", Hand.AGENCY: "2", Hand.CITIZEN: "open"}
    label = gettext("The citizen, not counted") if used.hand is Hand.CITIZEN else used.name
    return charts.Part(label, used.minutes, names[used.hand], said=phrases.minutes_said(used.minutes))


_NAMES = {
    "due_at": gettext_lazy("Due"),
    "judged_until": gettext_lazy("Judged until"),
    "rule": gettext_lazy("Rule"),
    "timeliness": gettext_lazy("Judged"),
    "waits_for": gettext_lazy("Waits for"),
    "mode": gettext_lazy("Clock"),
    "way": gettext_lazy("Handed over by"),
    "fee_owed": gettext_lazy("Fees owed"),
    "filed_by": gettext_lazy("Filed by"),
    "amount": gettext_lazy("Amount"),
    "online": gettext_lazy("Paid online"),
    "papers": gettext_lazy("Papers"),
    "digitised": gettext_lazy("Of them digitised"),
    "reused": gettext_lazy("Of them used again"),
    "result_digital": gettext_lazy("Issued electronically"),
    "reason": gettext_lazy("Reason"),
    "holder": gettext_lazy("Handed to"),
    "competent_unit": gettext_lazy("Competent"),
    "receiving_unit": gettext_lazy("Received by"),
    "defect": gettext_lazy("Missing"),
    "remark": gettext_lazy("Remark"),
    "backdating": gettext_lazy("Why it was recorded later"),
}


def _events(lines: Sequence[EventLine]) -> Iterator[Happened]:
    for line in lines:
        yield Happened(
            event=line,
            what=phrases.happened_said(line.kind),
            who=", ".join(dict.fromkeys(part for part in (line.actor_title or _actor(line), line.unit_name) if part)),
            details=tuple((str(_NAMES.get(name, name)), _said(name, text)) for name, text in line.details),
            sealed=gettext("sealed in the ledger")
            if line.position is not None
            else gettext("recorded, not sealed yet"),
        )


def _actor(line: EventLine) -> str:
    return {"import": gettext("Import"), "citizen": gettext("The citizen")}.get(line.actor, line.actor)


def _said(name: str, text: str) -> str:
    match name:
        case "due_at" | "judged_until":
            at = read_instant(text, field=name, zone=timezone.get_default_timezone())
            return words.moment(at)
        case "rule":
            return phrases.rule_said(text)
        case "timeliness":
            return phrases.standing_said(text)
        case "waits_for":
            return str(phrases.WAITING[dossiers.WaitsFor(text)])
        case "amount" | "fee_owed":
            return gettext("%(amount)s đồng") % {"amount": words.number(int(text))}
        case "online" | "result_digital":
            return gettext("Yes")
        case "filed_by" if text == "citizen":
            return gettext("The citizen")
        case "mode":
            return phrases.rule_said(text)
        case _:
            return text
