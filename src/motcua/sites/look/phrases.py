"""What is said of dossiers: states, events, rules, days and times, in the words of the pages."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, ngettext

from motcua.foundation.worktime import public as worktime
from motcua.services.casework import public as casework
from motcua.services.collecting.public import HandedBy, IdentityPaper, Proof, Relation
from motcua.services.dossiers.public import Channel, Hand, Kind, PublicStatus, State, WaitsFor
from motcua.services.requests.public import Standing, What
from motcua.sites.look import words

STATES = {
    State.DRAFT: gettext_lazy("Being written"),
    State.SUBMITTED: gettext_lazy("Filed, waits to be accepted"),
    State.ACCEPTED: gettext_lazy("Accepted"),
    State.PROCESSING: gettext_lazy("Being resolved"),
    State.WAITING_CITIZEN: gettext_lazy("Waits for the citizen"),
    State.WAITING_AGENCY: gettext_lazy("Waits for another agency"),
    State.DECIDED: gettext_lazy("Decided, on its way back"),
    State.READY: gettext_lazy("The result is ready"),
    State.RETURNED: gettext_lazy("The result was handed over"),
    State.REFUSED_INTAKE: gettext_lazy("Not accepted"),
    State.REFUSED: gettext_lazy("Answered: not granted"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
    State.STOPPED: gettext_lazy("Stopped"),
}
WAITING = {
    WaitsFor.PAPERS: gettext_lazy("Waits for papers from the citizen"),
    WaitsFor.PAYMENT: gettext_lazy("Waits for a payment by the citizen"),
    WaitsFor.PRESENCE: gettext_lazy("Waits for the citizen to come"),
}
HAPPENED = {
    Kind.SUBMITTED: gettext_lazy("Filed"),
    Kind.RECEIVED: gettext_lazy("Accepted, a slip was given"),
    Kind.REFUSED_INTAKE: gettext_lazy("Not accepted"),
    Kind.FORWARDED: gettext_lazy("Passed on"),
    Kind.SUPPLEMENT_REQUESTED: gettext_lazy("Asked once for everything that is missing"),
    Kind.SUPPLEMENTED: gettext_lazy("The missing papers came"),
    Kind.PAUSED: gettext_lazy("The clock was stopped"),
    Kind.RESUMED: gettext_lazy("The clock runs again"),
    Kind.EXTENDED: gettext_lazy("Apology, and a new appointment"),
    Kind.FINISHED: gettext_lazy("The result came to the one-stop shop"),
    Kind.REFUSED: gettext_lazy("Decided: not granted, with reasons"),
    Kind.WITHDRAWN: gettext_lazy("Withdrawn by the citizen"),
    Kind.STOPPED: gettext_lazy("Stopped"),
    Kind.RETURNED: gettext_lazy("The result was handed over"),
    Kind.DRAFTED: gettext_lazy("Begun"),
    Kind.COMPETENCE_NAMED: gettext_lazy("The competent unit was named"),
    Kind.CONSULTED: gettext_lazy("Another agency was asked"),
    Kind.ANSWERED: gettext_lazy("The other agency answered"),
    Kind.APOLOGISED: gettext_lazy("Apology"),
    Kind.DECIDED: gettext_lazy("Signed"),
    Kind.PAID: gettext_lazy("Fees were paid"),
    Kind.REFUNDED: gettext_lazy("Fees were given back"),
    Kind.FEE_FIXED: gettext_lazy("What is owed in all was fixed"),
    Kind.CORRECTED: gettext_lazy("Put right after it was accepted"),
    Kind.PAPERS_NOTED: gettext_lazy("The papers were noted"),
    Kind.RETURNED_AGAIN: gettext_lazy("A corrected result was handed over"),
}
HANDED_BY = {
    HandedBy.COUNTER: gettext_lazy("At the counter"),
    HandedBy.POST: gettext_lazy("By post"),
    HandedBy.ELECTRONIC: gettext_lazy("Electronically"),
}
RELATIONS = {
    Relation.SELF: gettext_lazy("the applicant in person"),
    Relation.AUTHORISED: gettext_lazy("whom the applicant authorised"),
    Relation.FAMILY: gettext_lazy("a relative of the applicant"),
    Relation.ORGANISATION: gettext_lazy("staff of the organisation that filed it"),
}
PROOFS = {
    Proof.SHEET: gettext_lazy("the signed sheet, scanned"),
    Proof.DRAWN: gettext_lazy("a signature on the screen"),
    Proof.IDENTITY: gettext_lazy("an identity paper that was shown"),
}
IDENTITY_PAPERS = {
    IdentityPaper.CARD: gettext_lazy("identity card"),
    IdentityPaper.VNEID: gettext_lazy("VNeID account"),
    IdentityPaper.PASSPORT: gettext_lazy("passport"),
    IdentityPaper.OTHER: gettext_lazy("another paper with a photograph"),
}
TURNS = {
    casework.Kind.OPENED: gettext_lazy("The work began"),
    casework.Kind.MOVED: gettext_lazy("Handed on"),
    casework.Kind.TAKEN_BACK: gettext_lazy("The last step was taken back"),
    casework.Kind.ASSIGNED: gettext_lazy("Somebody was named to work on it"),
    casework.Kind.RELEASED: gettext_lazy("Somebody no longer works on it"),
    casework.Kind.OPINED: gettext_lazy("An opinion"),
    casework.Kind.CONSENT_ASKED: gettext_lazy("A leader was asked for consent"),
    casework.Kind.CONSENTED: gettext_lazy("The leader consented"),
    casework.Kind.DECLINED: gettext_lazy("The leader did not consent"),
    casework.Kind.AGENCY_ASKED: gettext_lazy("Another agency was given a time to answer"),
    casework.Kind.AGENCY_ANSWERED: gettext_lazy("The agency answered in the work"),
    casework.Kind.BRANCH_MOVED: gettext_lazy("A part was handed on"),
    casework.Kind.BRANCH_NAMED: gettext_lazy("Somebody was named for a part"),
    casework.Kind.BRANCH_SENT: gettext_lazy("A part was sent to an agency outside"),
    casework.Kind.BRANCH_ANSWERED: gettext_lazy("A part came back"),
    casework.Kind.WAITED: gettext_lazy("The next step waits for parts that are out"),
}
RECORDED = {
    "inspection_plan.drafted": gettext_lazy("A plan of inspections was drafted"),
    "inspection_plan.rewritten": gettext_lazy("The draft of a plan of inspections was rewritten"),
    "inspection_plan.issued": gettext_lazy("A plan of inspections was issued"),
    "inspection_plan.amended": gettext_lazy("A plan of inspections was amended"),
    "inspection.opened": gettext_lazy("An inspection was opened"),
    "inspection.team_changed": gettext_lazy("The team of an inspection was changed"),
    "inspection.visits_moved": gettext_lazy("Visits of an inspection were moved"),
    "inspection.decided": gettext_lazy("An inspection was decided"),
    "inspection.notified": gettext_lazy("Notice of an inspection was given"),
    "inspection.cancelled": gettext_lazy("An inspection was called off"),
    "inspection.closed": gettext_lazy("An inspection was closed"),
    "conclusion.grouped": gettext_lazy("A heading was put into the conclusion of an inspection"),
    "conclusion.stated": gettext_lazy("A statement was written into the conclusion of an inspection"),
    "conclusion.restated": gettext_lazy("A statement of the conclusion of an inspection was rewritten"),
    "conclusion.removed": gettext_lazy("A statement was taken out of the conclusion of an inspection"),
    "conclusion.arranged": gettext_lazy("The statements of the conclusion of an inspection were put in order"),
    "conclusion.signed": gettext_lazy("The conclusion of an inspection was signed"),
    "conclusion.published": gettext_lazy("The conclusion of an inspection was published"),
    "register.recorded": gettext_lazy("A record was put into a register"),
    "register.corrected": gettext_lazy("A record of a register was corrected"),
    "register.withdrawn": gettext_lazy("A record was withdrawn from a register"),
    "register.evidence_attached": gettext_lazy("Evidence was put beside a record"),
    "register.evidence_detached": gettext_lazy("Evidence was taken from beside a record"),
    "register.declared_complete": gettext_lazy("A register was declared complete"),
    "register.reopened": gettext_lazy("A register is no longer complete: a record came or changed"),
    "file.kept": gettext_lazy("A file was kept"),
}
"""What the events of other modules are called, where one checks them."""
STANDINGS = {
    "early": gettext_lazy("Early"),
    "on_time": gettext_lazy("On time"),
    "overdue": gettext_lazy("Overdue"),
    "in_time": gettext_lazy("Within time"),
    "stopped": gettext_lazy("Clock stopped"),
}
RULES = {
    "term": gettext_lazy("The term of the procedure, from the next working day"),
    "given": gettext_lazy("As given with the dossier"),
    "restart": gettext_lazy("The term begins anew"),
    "pause": gettext_lazy("The due time moves by the time that the clock stood"),
    "run": gettext_lazy("The clock runs on"),
    "unchanged": gettext_lazy("The clock ran on; the due time stays"),
    "late stays late": gettext_lazy("What was late when the clock stopped stays late"),
    "day-of-due.1": gettext_lazy("A new appointment; the figures keep the earlier due time"),
}
CHANNELS = {
    Channel.ONLINE: gettext_lazy("Online"),
    Channel.ONLINE_ASSISTED: gettext_lazy("Online, filed by an officer"),
    Channel.COUNTER: gettext_lazy("Counter"),
    Channel.POST: gettext_lazy("Public post"),
    Channel.NATIONAL_PORTAL: gettext_lazy("National portal"),
    Channel.INTERLINKED: gettext_lazy("Interlinked"),
}
MEASURES = {
    worktime.Measure.WORKING_DAYS: lambda n: ngettext("%(n)s working day", "%(n)s working days", n),
    worktime.Measure.CALENDAR_DAYS: lambda n: ngettext("%(n)s day", "%(n)s days", n),
    worktime.Measure.WORKING_HOURS: lambda n: ngettext("%(n)s working hour", "%(n)s working hours", n),
    worktime.Measure.MONTHS: lambda n: ngettext("%(n)s month", "%(n)s months", n),
    worktime.Measure.SAME_DAY: lambda n: gettext("the same working day"),
}


def state_said(state: State, waits_for: WaitsFor | None) -> str:
    """Name a state, and what is waited for."""
    return str(WAITING[waits_for] if state is State.WAITING_CITIZEN and waits_for else STATES[state])


def holder_said(status: PublicStatus) -> str:
    """Name who has the dossier."""
    if status.returned_at:
        return gettext("The citizen has the result")
    return gettext("The citizen") if status.holder.hand is Hand.CITIZEN else status.holder.name


def days_said(count: int) -> str:
    """Write a number of working days: 3 ngày làm việc."""
    text = ngettext("%(n)s working day", "%(n)s working days", count) % {"n": words.number(count)}
    return text.replace(" ", words.NBSP)


def days_short(count: int) -> str:
    """Write a number of days that are known to be working days: 3 ngày."""
    return (ngettext("%(n)s day", "%(n)s days", count) % {"n": words.number(count)}).replace(" ", words.NBSP)


def minutes_said(minutes: int) -> str:
    """Write a short working time: 1 giờ 20 phút."""
    hours, rest = divmod(max(minutes, 0), 60)
    told = []
    if hours:
        told.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        told.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(told).replace(" ", words.NBSP)


def left_said(status: PublicStatus) -> str:
    """Say how much is left, or how late it is; empty when it is closed."""
    if status.closed_at:
        return ""
    if status.stopped_at:
        return gettext("the clock has stood since %(day)s") % {"day": words.day(status.stopped_at)}
    days = status.days_left or 0
    if status.standing == "overdue":
        return gettext("%(days)s late") % {"days": days_said(-days)} if days else gettext("late since today")
    if days == 0 and status.minutes_left is not None:
        return gettext("%(time)s left") % {"time": minutes_said(status.minutes_left)}
    return gettext("%(days)s left") % {"days": days_said(days)} if days else gettext("due today")


def standing_said(word: str) -> str:
    """Name how a dossier stands to its due time."""
    return str(STANDINGS[word])


def days_left_said(standing: str, days: int | None) -> str:
    """Say in a list how many working days are left, or how late it is."""
    if days is None:
        return gettext("clock stopped")
    if standing == "overdue":
        return gettext("%(days)s late") % {"days": days_short(-days)} if days else gettext("late since today")
    return gettext("%(days)s left") % {"days": days_short(days)} if days else gettext("due today")


def due_said(at: datetime, *, bare: bool) -> str:
    """Say until when on the due day."""
    return gettext("by the end of the day") if bare else gettext("by %(time)s") % {"time": words.clock_time(at)}


def term_said(term: worktime.Term) -> str:
    """Write a term: 10 ngày làm việc."""
    return (MEASURES[term.measure](term.amount) % {"n": words.number(term.amount)}).replace(" ", words.NBSP)


def happened_said(kind: Kind) -> str:
    """Name an event."""
    return str(HAPPENED.get(kind, kind.value))


def turn_said(kind: str) -> str:
    """Name what happened to a dossier or to the work on it, by its stored word."""
    if kind in set(casework.Kind):
        return str(TURNS[casework.Kind(kind)])
    return happened_said(Kind(kind)) if kind in set(Kind) else kind


def recorded_said(kind: str) -> str:
    """Name an event of the ledger, whatever module recorded it."""
    module, _, word = kind.partition(".")
    if module == "dossier" and word in set(Kind):
        return happened_said(Kind(word))
    if module == "case" and word in set(casework.Kind):
        return turn_said(word)
    if kind in RECORDED:
        return str(RECORDED[kind])
    return gettext("An event of the kind “%(kind)s”") % {"kind": kind}


def rule_said(rule: str) -> str:
    """Name the rule by which a due time was set; one that is not known here is shown as it is recorded."""
    return str(RULES.get(rule, rule))


ASKED = {
    What.WITHDRAW: gettext_lazy("To take the dossier back"),
    What.CORRECT: gettext_lazy("To put something right in it"),
}
ANSWERED = {
    Standing.OPEN: (gettext_lazy("waits for an answer"), "wait"),
    Standing.ACCEPTED: (gettext_lazy("was accepted"), "early"),
    Standing.DECLINED: (gettext_lazy("was declined"), "late"),
    Standing.TAKEN_BACK: (gettext_lazy("was taken back"), "open"),
}
"""What an applicant asks; how a request stands, in words and with the shape that shows it."""
