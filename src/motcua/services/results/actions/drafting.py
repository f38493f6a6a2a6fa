"""A result is drafted, goes to the leader, and comes back with a reason where it is not right."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts.public import Role
from motcua.kernel.refusals import gettext_noop
from motcua.services.casework import public as casework
from motcua.services.dossiers.public import Brief
from motcua.services.dossiers.public import Kind as DossierKind
from motcua.services.results.actions.recording import (
    Held,
    WrongStage,
    append,
    check_version,
    day,
    hand_on,
    kept_beside,
    known,
    locked,
    record,
    stated,
)
from motcua.services.results.models import Result
from motcua.services.results.queries.rows import columns_of, state_of
from motcua.services.results.rules.content import Content, NotAResult, check, told
from motcua.services.results.rules.state import ResultState, apply
from motcua.services.results.rules.words import Kind, Stage

DRAFTABLE = (Stage.DRAFTED, Stage.ANNULLED)


def draft(*, code: str, content: Content, by: str, at: datetime) -> ResultState:
    """
    Draft the result of a dossier, or write another version; after an annulment, the one that takes its place.

    Event ``result.drafted``, stream ``result/<dossier id>``.

    :raises NotAResult: :raises WrongStage: while it is with the leader or the clerk, or after it was issued.
    :raises UnknownDossier:
    """
    check(content)
    if content.valid_until is not None and content.valid_until < day(at):
        raise NotAResult(
            gettext_noop("it would be out of validity before it is issued"),
            field="valid_until",
            value=content.valid_until.isoformat(),
            expected=gettext_noop("a day to come, or none"),
        )
    payload = {"medium": content.medium.value, "grants": content.grants}
    with transaction.atomic():
        dossier = known(code)
        row = Result.objects.select_for_update().filter(dossier_id=dossier.id).first()
        if row is not None:
            if Stage(row.stage) is Stage.DRAFTED:
                _check_open(dossier)
            return record(locked(code, *DRAFTABLE), Kind.DRAFTED, payload, by=by, at=at, beside=told(content))
        _check_open(dossier)
        state = apply(None, Kind.DRAFTED.value, by, payload)
        committed, text = kept_beside(told(content), 1)
        append(dossier, 1, Kind.DRAFTED, {**payload, **committed}, by=by, at=at)
        row = Result.objects.create(dossier_id=dossier.id, changed_at=at, **columns_of(state))
        if text is not None:
            text.result = row
            text.save(force_insert=True)
        return state_of(row)


def submit(*, code: str, version: int, by: str, at: datetime, to: str = "") -> ResultState:
    """
    Give a draft to the leader to sign; the work goes on to the step that follows, where a leader does it.

    :param to: key of the post that is to sign; without one, any leader of the unit.
    :raises WrongStage: :raises OtherVersion: :raises NotYourCase: if another post has the dossier.
    """
    with transaction.atomic():
        held = locked(code, Stage.DRAFTED)
        check_version(held.state, version)
        _check_hand(held, by, on=day(at))
        hand_on(held.dossier, Role.LEADER, by=by, at=at, post=to)
        return record(held, Kind.SUBMITTED, {"version": version, **({"to": to} if to else {})}, by=by, at=at)


def send_back(*, code: str, version: int, reason: str, by: str, at: datetime) -> ResultState:
    """
    Send a draft back to who drafted it, with what is to be changed. :raises WrongStage: :raises OtherVersion:

    A clerk who finds a flaw sends back what was signed; it is signed anew.
    """
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code, Stage.SUBMITTED, Stage.SIGNED)
        check_version(held.state, version)
        hand_on(held.dossier, Role.SPECIALIST, by=by, at=at, post=held.state.drafter)
        return record(held, Kind.SENT_BACK, {"version": version}, by=by, at=at, beside=reason)


def _check_open(dossier: Brief) -> None:
    """:raises WrongStage: if the dossier has ended, or waits for the citizen."""
    if DossierKind.FINISHED not in dossier.next:
        raise WrongStage(
            gettext_noop("this dossier has ended"), field="code", value=dossier.code, params={"state": dossier.state}
        )


def _check_hand(held: Held, by: str, *, on: date) -> None:
    """:raises NotYourCase: if another post has the dossier in hand, for which nobody stands in."""
    case = casework.case_of(held.dossier.id)
    if case is None or case.main is None:
        return
    mine = {by} | casework.stood_in_for(by, on=on)
    if case.hands().isdisjoint(mine):
        raise casework.NotYourCase(
            gettext_noop("another post has this dossier"),
            field="post",
            value=by,
            expected=gettext_noop("ask its handler or the leader to pass it to you"),
        )
