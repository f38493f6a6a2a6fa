"""One dossier as its office sees it: its clocks by holder, and each event with its proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.periods import read_instant
from motcua.services.casework.public import CaseView
from motcua.services.collecting import public as collecting
from motcua.services.collecting.public import HandedBy
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import EventLine, Hand, Used
from motcua.services.fees import public as fees
from motcua.services.intake import public as intake
from motcua.sites.desk.pages import person
from motcua.sites.desk.pages.fees.access import takes
from motcua.sites.desk.pages.handling import completion
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.handling.deeds import deed_said, open_to
from motcua.sites.desk.pages.handling.flow import flow_of
from motcua.sites.desk.pages.handling.inside import PARTS
from motcua.sites.desk.pages.handling.matter import Matter
from motcua.sites.desk.pages.results.handing import may_hand_over
from motcua.sites.look.public import charts, clock, declaring, filled, looking, phrases, staff, telling, words


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
    """Show a dossier, and what the post may do with it, to units that have to do with it. Fifty queries."""
    now = clock.now()
    view = dossiers.staff_view(code, at=now)
    if view is None:
        raise Http404
    matter = matter_of(actor, view.status.code)
    looking.note(actor, looking.Seen.DOSSIER, view.status.code, unit_id=view.status.receiving_unit_id)
    known = person.shown(matter, dossiers.whose(view.status.code))
    context = {
        "section": "work",
        "actor": actor,
        "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name,
        "ways": _ways(matter),
        "rates": may(actor, Act.RECEIVE, units=view.unit_ids) or may(actor, Act.RETURN, units=view.unit_ids),
        "person": known,
        "answers_shown": _answers(matter.dossier.id, now) if known and known.whole else (),
        "stamp": f"{matter.dossier.number}.{matter.case.number if matter.case else 0}",
        **(_work(matter.case, now) if matter.case else {}),
        "bill": fees.bill_of(matter.dossier, on=timezone.localdate(now)),
        "takes": takes(actor, matter.dossier.receiving_unit_id),
        "done": deed_said(request),
        "told": telling.tell(view.status, office=True),
        "channel": str(phrases.CHANNELS[view.channel]),
        "handed": _handed(matter),
        "holders": [_held(used) for used in view.status.used if used.minutes],
        "events": tuple(_events(view.events)),
    }
    return render(request, "desk/dossier.html", context)


@require_safe
@staff(Act.SEE_DOSSIERS)
def declaration(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """
    Print what was declared with a dossier, for whoever sees its applicant whole unasked. Thirty SQL queries at most.

    :raises Http404: :raises PermissionDenied:
    """
    matter = matter_of(actor, code)
    if not person.sees_whole(matter):
        raise PermissionDenied(gettext("Whoever has the dossier in hand, or took it in, sees the applicant whole."))
    declared = intake.answered(matter.dossier.id)
    if declared is None:
        raise Http404
    looking.note(actor, looking.Seen.PAPER, f"declaration/{code}", unit_id=matter.dossier.receiving_unit_id)
    return declaring.of_dossier(matter.dossier, declared)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over in words; who took it stands in it for those alone who see the applicant whole."""

    handed: collecting.Handed
    way: str | Promise
    who: str | Promise
    proof: str | Promise


def _handed(matter: Matter) -> list[HandedOver]:
    """Give how the result was handed over, each time. Two SQL queries, one if it never was."""
    found, whole = [], person.sees_whole(matter)
    for one in collecting.handed_over(matter.dossier.id):
        relation = phrases.RELATIONS[one.relation] if one.relation else ""
        who = f"{one.name}, {relation}" if one.name and whole else relation
        said = [phrases.PROOFS[one.proof]] if one.proof else []
        said += [phrases.IDENTITY_PAPERS[one.paper]] if one.paper else []
        found.append(HandedOver(one, phrases.HANDED_BY[one.way], who, "; ".join(map(str, said))))
    return found


def _answers(dossier_id: int, now: datetime) -> list[filled.AnswersShown]:
    """Give what was answered to the electronic form, to whoever sees the applicant whole."""
    found = intake.answered(dossier_id)
    if found is None:
        return []
    named = {unit.code: unit.name for unit in units.structure(timezone.localdate(now)).units.values()}
    return filled.answers_shown(found.form, found.answers, units=named)


def _ways(matter: Matter) -> list[tuple[str, str]]:
    """Give what the post may do now, by name and address; what is asked of a leader stands first."""
    code = matter.dossier.code
    ways = [(str(deed.name), reverse(deed.address, kwargs={"code": code})) for deed in open_to(matter)]
    if may_hand_over(matter):
        ways.insert(0, (gettext("Hand over the result"), reverse("dossier-tra-ket-qua", kwargs={"code": code})))
    if completion.may_ask(matter):
        ways.insert(1, (gettext("Ask for completion"), reverse("dossier-completion", kwargs={"code": code})))
    if completion.may_consent(matter):
        ways.insert(0, (gettext("Consent to asking again"), reverse("dossier-consent", kwargs={"code": code})))
    return ways


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the process as it is drawn: over, here, or still to come."""

    name: str
    done: bool
    here: bool
    late: bool


def _work(case: CaseView, now: datetime) -> dict[str, object]:
    line = case.process.main_line()
    place = next((at for at, step in enumerate(line) if case.step and step.code == case.step.code), -1)
    late = case.step_due is not None and case.step_due < now
    steps = [StepShown(step.name, at < place, at == place, late) for at, step in enumerate(line)]
    if case.step is not None and place < 0:
        steps.append(StepShown(case.step.name, done=False, here=True, late=late))
    return {
        "case": case,
        "steps": steps,
        "agency_late": case.agency_due is not None and case.agency_due < now,
        "flow": flow_of(case, now),
        "branches": [(one, one.is_late(now)) for one in case.branches],
        "waits_for": next((one.name for one in line if case.waits and one.code == case.waits.to), ""),
        "seats": [(PARTS[one.part], one.title) for one in case.seats],
        "turns": [(turn, phrases.turn_said(turn.kind.value)) for turn in reversed(case.turns)],
    }


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
    "fee_advance": gettext_lazy("Owed in advance"),
    "fee_final": gettext_lazy("Final sum"),
    "advance": gettext_lazy("Paid in advance"),
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
            details=tuple(detail_said(name, text) for name, text in line.details),
            sealed=gettext("sealed in the ledger")
            if line.position is not None
            else gettext("recorded, not sealed yet"),
        )


def detail_said(name: str, text: str) -> tuple[str, str]:
    """Say a detail of an event: what it is called, and what it is. What has no name here is said as it is."""
    return str(_NAMES.get(name, name)), _said(name, text)


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
        case "amount" | "fee_owed" | "fee_advance" | "fee_final":
            return gettext("%(amount)s đồng") % {"amount": words.number(int(text))}
        case "online" | "advance" | "result_digital":
            return gettext("Yes")
        case "way":
            return str(phrases.HANDED_BY[HandedBy(text)]) if text in set(HandedBy) else text
        case "filed_by" if text == "citizen":
            return gettext("The citizen")
        case "mode":
            return phrases.rule_said(text)
        case _:
            return text
