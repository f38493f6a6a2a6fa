"""Who has to do with a dossier beside its handler, what they think of it, and who stands in for whom."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.casework.actions.recording import locked, record, written
from motcua.services.casework.clocks import local_day
from motcua.services.casework.models import Delegation
from motcua.services.casework.queries.absence import stood_in_for
from motcua.services.casework.rows import VERSION, post_id
from motcua.services.casework.rules.deciding import check_hand
from motcua.services.casework.rules.state import CaseState
from motcua.services.casework.rules.words import Kind, Part


class NotAPost(Refused):
    """No such post is held today."""


class NotAnAbsence(Refused):
    """This is no absence in which somebody stands in."""


def assign(*, code: str, part: Part, post: str, by: str, at: datetime, leads: bool = False) -> CaseState:
    """
    Give a post its part in a dossier; a new main handler takes the place of the one before.

    :param leads: whether who acts leads the unit that has it, which the page has asked.
    :raises NotYourCase: :raises NotAPost: if nobody holds the post today.
    """
    with transaction.atomic():
        work = locked(code)
        check_hand(work.state, by, standing_in=stood_in_for(by, on=local_day(at)), leads=leads)
        _check_held(post, on=local_day(at))
        if (part is Part.MAIN and work.state.place.main == post) or (part, post) in work.state.seats:
            return work.state
        payload = {"part": part.value, "post": post}
        return record(work.row, work.state, Kind.ASSIGNED, payload, unit=work.dossier.holder, by=by, at=at)


def release(*, code: str, part: Part, post: str, by: str, at: datetime, leads: bool = False) -> CaseState:
    """Take a post's part in a dossier from it; without a main handler it is the unit's. :raises NotYourCase:"""
    with transaction.atomic():
        work = locked(code)
        if post != by:
            check_hand(work.state, by, standing_in=stood_in_for(by, on=local_day(at)), leads=leads)
        holds = work.state.place.main == post if part is Part.MAIN else (part, post) in work.state.seats
        if not holds:
            return work.state
        payload = {"part": part.value, "post": post}
        return record(work.row, work.state, Kind.RELEASED, payload, unit=work.dossier.holder, by=by, at=at)


def opine(*, code: str, text: str, by: str, at: datetime) -> CaseState:
    """Write down what one thinks of a dossier; it stays with it, and moves nothing."""
    text = written(text, field="text")
    with transaction.atomic():
        work = locked(code)
        return record(work.row, work.state, Kind.OPINED, {}, unit=work.dossier.holder, by=by, at=at, text=text)


def delegate(*, absent: str, stand_in: str, first: date, last: date, by: str, at: datetime) -> int:
    """
    Let one post stand in for another from one day to another, both included; give the number of the delegation.

    Event ``delegation.begun``, stream ``delegation/<id>``.

    :raises NotAnAbsence: for one and the same post, or days out of order. :raises NotAPost:
    """
    if absent == stand_in or last < first:
        raise NotAnAbsence(
            gettext_noop("nobody stands in for themselves, and an absence ends on the day it begins or later"),
            field="stand_in" if absent == stand_in else "last",
            value=last.isoformat(),
        )
    for post in (absent, stand_in):
        _check_held(post, on=local_day(at))
    with transaction.atomic():
        row = Delegation.objects.create(
            absent_id=post_id(absent), stand_in_id=post_id(stand_in), valid_from=first, valid_to=last
        )
        told = {"absent": absent, "stand_in": stand_in, "first": first.isoformat(), "last": last.isoformat()}
        _tell(row.pk, 1, "delegation.begun", told, by=by, at=at)
    return row.pk


def end_delegation(*, delegation: int, by: str, at: datetime) -> None:
    """
    End a delegation with the day before; one that has not begun never begins.

    Event ``delegation.ended``.

    :raises NotAnAbsence: if there is none of this number that still lasts.
    """
    today = local_day(at)
    with transaction.atomic():
        row = Delegation.objects.select_for_update().filter(pk=delegation, valid_to__gte=today).first()
        if row is None:
            raise NotAnAbsence(
                gettext_noop("there is no absence of this number that still lasts"),
                field="delegation",
                value=delegation,
            )
        _tell(row.pk, 2, "delegation.ended", {"on": today.isoformat()}, by=by, at=at)
        if row.valid_from >= today:
            row.delete()
        else:
            row.valid_to = date.fromordinal(today.toordinal() - 1)
            row.save(update_fields=["valid_to"])


def _check_held(post: str, *, on: date) -> None:
    if not accounts.seats_of([post_id(post)], on=on, since=on):
        raise NotAPost(
            gettext_noop("nobody holds this post today"),
            field="post",
            value=post,
            expected=gettext_noop("choose a post of the list"),
        )


def _tell(row_id: int, number: int, kind: str, payload: dict[str, str], *, by: str, at: datetime) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"delegation/{row_id}",
            number=number,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit="",
            payload=payload,
        ),
        recorded_at=at,
    )
