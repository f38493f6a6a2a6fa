"""A call is taken down: what is typed is kept as it is typed, and becomes a case, answered at once or passed on."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback.actions.answering import answer, close, judge
from motcua.services.feedback.actions.coming import classify, forward
from motcua.services.feedback.actions.recording import stated
from motcua.services.feedback.actions.sending import Sent, send
from motcua.services.feedback.clocks import local_zone, policies
from motcua.services.feedback.models import Call
from motcua.services.feedback.rules.sender import Sender
from motcua.services.feedback.rules.words import TOLD_WHERE, About, Channel, Classification, Verdict

CALLS_KEPT = timedelta(days=7)
"""For so long is kept what nobody recorded."""
ENTRIES = frozenset(
    {
        *("began", "ended", "caller", "name", "phone", "address", "about", "kind"),
        *("text", "dossier", "procedure", "to", "phrase", "answer"),
    }
)
"""What is typed of a call; nothing else is kept."""
LONGEST_ENTRY = 20_000
NOBODY = Sender()


class UnknownCall(Refused):
    """There is no call of this number that this post takes down."""


@dataclass(frozen=True, slots=True)
class Said:
    """
    What is to be done with a call. Without its caller's name, feedback is a tip-off, which stands in no figure.

    ``to`` is the key of the unit that must answer; ``note`` where a complaint or denunciation was told to go. With an
    ``answer`` the call was answered while it lasted; ``content``: the caller said that this settles it.
    """

    about: About
    text: str
    began_at: datetime
    ended_at: datetime | None = None
    sender: Sender = NOBODY
    dossier: str = ""
    procedure: str = ""
    kind: Classification = Classification.FEEDBACK
    note: str = ""
    to: str = ""
    answer: str = ""
    content: bool = False


def open_call(*, post_id: int, unit_id: int, at: datetime) -> int:
    """Begin with a call; give its number. One SQL query."""
    row = Call.objects.create(
        post_id=post_id, unit_id=unit_id, key=secrets.token_hex(16), entries={}, opened_at=at, saved_at=at
    )
    return row.pk


def keep_call(*, call: int, post_id: int, entries: Mapping[str, str], at: datetime) -> None:
    """Keep what is typed so far, as it is typed. Two SQL queries. :raises UnknownCall:"""
    with transaction.atomic():
        row = _locked(call, post_id)
        row.entries = {name: text[:LONGEST_ENTRY] for name, text in entries.items() if name in ENTRIES and text}
        row.saved_at = at
        row.save(update_fields=["entries", "saved_at"])


def drop_call(*, call: int, post_id: int) -> None:
    """Forget a call that comes to nothing. Two SQL queries. :raises UnknownCall:"""
    with transaction.atomic():
        _locked(call, post_id).delete()


def forget_calls(*, at: datetime) -> int:
    """Delete what nobody touched for a week; give how much there was. One SQL query."""
    return Call.objects.filter(saved_at__lt=at - CALLS_KEPT).delete()[0]


def take_call(*, call: int, post_id: int, unit: str, said: Said, by: str, at: datetime) -> Sent:
    """
    Make a case of a call, with all that follows at once: what it is, who must answer, the answer if it was given.

    All or nothing; what was typed is forgotten. Each step is an event of its own, as if they were done one by one.

    :param unit: the key of the unit that the call came to; it answers what is answered at once.
    :raises UnknownCall: :raises Refused: for whatever a step refuses, or an answer to what is no feedback.
    """
    kind = said.kind
    if kind is Classification.FEEDBACK and not said.sender.name.strip():
        kind = Classification.ANONYMOUS
    if (said.answer or said.to) and kind is not Classification.FEEDBACK:
        raise _no_feedback(said, kind)
    with transaction.atomic():
        row = _locked(call, post_id)
        sent = send(
            key=row.key,
            unit=unit,
            channel=Channel.HOTLINE,
            about=said.about,
            text=said.text,
            sender=said.sender,
            came_at=said.began_at,
            ended_at=said.ended_at,
            dossier=said.dossier or None,
            procedure=said.procedure,
            by=by,
            at=at,
        )
        case = sent.case_id
        note = stated(said.note, field="note") if kind in TOLD_WHERE else ""
        classify(case=case, classification=kind, note=note, by=by, at=at)
        if said.answer or said.to:
            forward(case=case, to=said.to if said.to and not said.answer else unit, by=by, at=at)
        if said.answer:
            answer(case=case, answer=said.answer, by=by, at=at)
            if said.content:
                judge(case=case, verdict=Verdict.SATISFIED, by=by, at=at)
                if policies().handling(at.astimezone(local_zone()).date()).closed_on_phone:
                    close(case=case, by=by, at=at)
        row.delete()
    return sent


def _no_feedback(said: Said, kind: Classification) -> Refused:
    field = "answer" if said.answer else "to"
    if kind is Classification.ANONYMOUS:
        return Refused(
            gettext_noop("a tip-off without a name is neither passed on nor answered"),
            field=field,
            expected=gettext_noop("ask for the name, or leave this empty"),
        )
    return Refused(
        gettext_noop("complaints and denunciations are not dealt with here"),
        field=field,
        expected=gettext_noop("say where to go with it, and leave this empty"),
    )


def _locked(call: int, post_id: int) -> Call:
    row = Call.objects.select_for_update().filter(pk=call, post_id=post_id).first()
    if row is None:
        raise UnknownCall(
            gettext_noop("no call of this number is being taken down here"),
            field="call",
            value=call,
            expected=gettext_noop("it was recorded, dropped, or belongs to another post"),
        )
    return row
