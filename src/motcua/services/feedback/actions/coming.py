"""A case comes in, is classified, and goes to who must answer it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback.actions.joining import check_joinable, check_leads_none, tell_of
from motcua.services.feedback.actions.recording import Recorded, record, record_first, stated, unit_of
from motcua.services.feedback.models import Case
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import Step
from motcua.services.feedback.rules.sender import Sender, check_sender
from motcua.services.feedback.rules.words import TOLD_WHERE, About, Channel, Classification, Kind, State
from motcua.services.procedures import public as procedures

TOLERANCE = timedelta(minutes=5)
"""By so much may a claimed time lie after the server's."""

LONGEST_NUMBER = 64
"""No number of another system is longer, in letters."""


class EnteredBefore(Refused):
    """What another system knows by this number was entered here before."""


def receive(
    *,
    unit: str,
    channel: Channel,
    about: About,
    text: str,
    by: str,
    at: datetime,
    came_at: datetime | None = None,
    ended_at: datetime | None = None,
    sender: Sender | None = None,
    dossier: str | None = None,
    procedure: str = "",
    outside: str = "",
    files: Sequence[str] = (),
) -> Recorded:
    """
    Take in a case. Its terms run from when it came.

    :param unit: the key of the unit that receives it.
    :param came_at: when the call or letter came, if before it is entered. An earlier time only shortens the terms, so
        it needs no second person; the event is marked as entered later, unless the call lasted until now.
    :param ended_at: when the call ended.
    :param dossier: the code of the dossier that it is about. :param procedure: the code of the procedure.
    :param outside: its number in the system that it came from, kept with it and entered once a channel.
    :param files: the digests of the files that came with it; they stand in the ledger.
    :raises UnknownDossier: :raises UnknownProcedure: :raises EnteredBefore: :raises Refused: for a time to come, a call
        that ends before it began, an empty text, or an impossible sender.
    """
    outside = _outside(outside, channel) if outside else ""
    _check_times(came_at, ended_at, at)
    if procedure and procedure not in procedures.by_code([procedure]):
        raise procedures.UnknownProcedure(
            gettext_noop("there is no procedure of this code"), field="procedure", value=procedure
        )
    if sender is not None:
        check_sender(sender)
        sender = None if sender.empty else sender
    step = Step(
        Kind.RECEIVED,
        min(came_at, at) if came_at else at,
        unit=unit,
        channel=channel,
        about=about,
        named=sender is not None and bool(sender.name),
        dossier=_dossier_id(dossier) if dossier else None,
        said={"text": stated(text, field="text")},
        extra={
            **({"entered_later": True} if came_at and at - (ended_at or came_at) > TOLERANCE else {}),
            **({"ended_at": ended_at.isoformat()} if ended_at else {}),
            **({"procedure": procedure} if procedure else {}),
            **({"outside": outside} if outside else {}),
            **({"files": list(files)} if files else {}),
        },
    )
    try:
        return record_first(step, channel=channel, sender=sender, by=by, recorded_at=at)
    except IntegrityError:
        if outside:
            _outside(outside, channel)
        raise


def classify(
    *,
    case: int,
    classification: Classification,
    by: str,
    at: datetime,
    joined_to: int | None = None,
    note: str = "",
) -> Recorded:
    """
    Say what a case is; all but feedback is set apart and stands in no figure of feedback.

    :param joined_to: the case that a duplicate repeats; it came first.
    :param note: where the sender of a complaint or denunciation was told to go; why what was said before is changed.
    :raises Unnamed: if the sender's name is not on record and it is taken as feedback.
    """

    def step(state: CaseState) -> Step:
        if classification in TOLD_WHERE or state.classification is not None:
            stated(note, field="note")
        return Step(
            Kind.CLASSIFIED, at, classification=classification, joined_to=joined_to, said={"note": note.strip()}
        )

    with transaction.atomic():
        if joined_to is not None:
            check_joinable(case, joined_to)
        if classification is not Classification.FEEDBACK:
            check_leads_none(case)
        recorded = record(case, step, by=by, at=at)
        if joined_to is not None:
            tell_of(joined_to, [case], by=by, at=at)
    return recorded


def forward(*, case: int, to: str, by: str, at: datetime, note: str = "") -> Recorded:
    """
    Name the unit that must answer, the receiving one itself or another; the first time ends the term for forwarding.

    :param to: the key of that unit.
    :raises UnknownUnit: if there is no such unit. :raises Refused: if it has the case already, or lives no more.
    """
    unit = unit_of(to)
    if unit.valid_to is not None and unit.valid_to < at.date():
        raise Refused(gettext_noop("this unit has ended"), field="to", value=unit.name)

    def step(state: CaseState) -> Step:
        if state.state is State.FORWARDED and state.holder == to:
            raise Refused(gettext_noop("this unit has the case already"), field="to", value=unit.name)
        return Step(Kind.FORWARDED, at, unit=to, said={"note": note.strip()})

    return record(case, step, by=by, at=at)


def ask_sender(*, case: int, question: str, by: str, at: datetime) -> Recorded:
    """Ask the sender for more; by the terms in force the clock may stand meanwhile."""
    step = Step(Kind.SENDER_ASKED, at, said={"question": stated(question, field="question")})
    return record(case, lambda _: step, by=by, at=at)


def take_information(
    *, case: int, text: str, by: str, at: datetime, sender: Sender | None = None, seen: int | None = None
) -> Recorded:
    """
    Write down what the sender said further, and who it is if that was not known; a wait for it ends.

    :param seen: the number of the last event that whoever acts has seen. :raises MovedOn: if there are more.
    """
    if sender is not None:
        check_sender(sender)
        sender = None if sender.empty else sender
    step = Step(
        Kind.SENDER_TOLD,
        at,
        named=sender is not None and bool(sender.name),
        said={"text": stated(text, field="text")},
    )
    return record(case, lambda _: step, by=by, at=at, sender=sender, seen=seen)


def _outside(number: str, channel: Channel) -> str:
    """Check the number that a case has in another system. :raises EnteredBefore: if a case here has it."""
    number = number.strip()
    if not (0 < len(number) <= LONGEST_NUMBER and number.isprintable()):
        raise Refused(
            gettext_noop("this is too long"),
            field="outside",
            value=number[:LONGEST_NUMBER],
            expected=gettext_noop("write %(most)s letters at the most"),
            params={"most": LONGEST_NUMBER},
        )
    known = Case.objects.filter(channel=channel, outside=number).values_list("pk", flat=True).first()
    if known is not None:
        raise EnteredBefore(
            gettext_noop("what has this number there is here already, as PA-%(case)s"),
            field="outside",
            value=number,
            expected=gettext_noop("go on with that one"),
            params={"case": known},
        )
    return number


def _dossier_id(code: str) -> int:
    stream = dossiers.stream_of(code)
    if stream is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="dossier", value=code)
    return int(stream.rpartition("/")[2])


def _check_times(came_at: datetime | None, ended_at: datetime | None, at: datetime) -> None:
    for name, time in (("came_at", came_at), ("ended_at", ended_at)):
        if time is not None and time > at + TOLERANCE:
            raise Refused(gettext_noop("this time has not come yet"), field=name, value=time.isoformat())
    if ended_at is not None and ended_at < (came_at or at):
        raise Refused(
            gettext_noop("the call would end before it began"),
            field="ended_at",
            value=ended_at.isoformat(),
            expected=gettext_noop("give a time not before the beginning, or leave it empty"),
        )
