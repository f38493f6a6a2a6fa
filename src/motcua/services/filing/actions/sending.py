"""What was filled in is sent, completed, taken back: each one act, and an event that commits to what was sent."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import CITIZEN, Brief, Channel, Filing, Person, State
from motcua.services.filing.actions.filling import (
    Opened,
    check_taken,
    content_of,
    forget_row,
    local_day,
    put,
    unknown,
)
from motcua.services.filing.lists import limits_on
from motcua.services.filing.models import Application, Commitment
from motcua.services.filing.queries.applications import asks, told_of
from motcua.services.filing.rules.application import PREFIX, Kind, NotTaken, Sent, TooManyOpen, apply
from motcua.services.filing.rules.steps import steps, trial
from motcua.services.filing.words import digest_of, new_word
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Mark, PaperLine
from motcua.services.procedures import public as procedures

VERSION = 1
"""The version of this module's payloads in the ledger."""
NEW = frozenset({State.SUBMITTED})
ENDED = frozenset({State.REFUSED_INTAKE, State.WITHDRAWN, State.REFUSED, State.STOPPED, State.READY, State.RETURNED})
MOST_AT_ONCE = 500


def send(*, application: int, identified: bool, at: datetime) -> int:
    """
    Send what was filled in: a dossier that waits to be accepted, and an event that commits to every answer and file.

    Sending twice is sending once. Give the id of the dossier. Event ``filing.sent``.

    :param identified: whether somebody who is trusted to has identified whoever sends.
    :raises NotComplete: at the first page on which something is missing. :raises NotTaken: :raises TooManyOpen:
    :raises UnknownApplication:
    """
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=application).first()
        if row is None or (row.content is None and row.sent_at is None):
            raise unknown(application)
        if row.dossier_id is not None:
            return row.dossier_id
        content, on = content_of(row), local_day(at)
        check_taken(row.procedure, row.unit_id, on=on)
        asked = procedures.asked(row.procedure, on=on)
        laid = procedures.laid_form(row.procedure, on=on, case=content.case)
        told = told_of(row)
        for step in trial(steps(content, asked, told, form=laid.form if laid else None, on=on)):
            raise step.problem or unknown(application)
        if not identified:
            _check_few(row, at)
        office = units.by_id([row.unit_id])[row.unit_id]
        recorded = dossiers.submit(filing=_filing(row, content, asked, office), by=CITIZEN, at=at)
        row.dossier_id, row.sent_at, row.saved_at = recorded.dossier_id, at, at
        if laid is not None:
            whole = procedures.with_known(laid.form, content.answers, intake.known_of(content))
            content = replace(content, answers=procedures.kept_answers(laid.form, whole))
        row.content = intake.written(content)
        payload = {
            "dossier": recorded.dossier_id,
            "procedure": row.procedure,
            "case": content.case,
            "form": laid.digest if laid else "",
            "files": {line.code: [*line.files] for line in content.papers if line.files},
        }
        _append(row, None, Kind.SENT, payload, private_of(content), unit=office.key, at=at)
        return recorded.dossier_id


def complete(*, application: int, papers: Mapping[str, Sequence[tuple[str, bytes]]], at: datetime) -> None:
    """
    Send what the office asked for, all at once; the dossier goes on. Event ``filing.completed``.

    :param papers: for each paper's code, names and contents of its files, beside those that were brought before.
    :raises Refused: without a file. :raises FileRefused: :raises TooManyFiles: and nothing is taken.
    :raises OutOfOrder: if nothing was asked. :raises UnknownApplication:
    """
    with transaction.atomic():
        row, dossier = _sent(application)
        if not asks(dossier):
            raise dossiers.OutOfOrder(
                gettext_noop("the office waits for nothing now"), field="application", value=application
            )
        for code, of in papers.items():
            for name, body in of:
                put(row, code, name=name, content=body, at=at)
        content, office = content_of(row), units.by_id([row.unit_id])[row.unit_id]
        lines = [
            replace(line, files=tuple(row.brought[line.code]), mark=Mark.ENOUGH)
            for line in content.papers
            if row.brought.get(line.code)
        ]
        if not lines:
            raise Refused(gettext_noop("no file was chosen"), field="file")
        _go_on(dossier, lines, at)
        fresh = {line.code: line for line in lines}
        joined = (one.joined(fresh[one.code]) if one.code in fresh else one for one in content.papers)
        merged = replace(content, papers=tuple(joined))
        row.content, row.saved_at, row.brought = intake.written(merged), at, {}
        payload = {"files": {line.code: [*line.files] for line in lines}}
        _append(row, _state(row), Kind.COMPLETED, payload, {}, unit=office.key, at=at)


def take_back(*, application: int, reason: str, at: datetime) -> None:
    """
    Take back what was sent and not yet accepted; the dossier ends as withdrawn.

    :raises OutOfOrder: if it was accepted meanwhile: then withdrawal is asked for. :raises UnknownApplication:
    """
    with transaction.atomic():
        _, dossier = _sent(application)
        if dossier.state not in NEW and dossier.received_at is not None:
            raise dossiers.OutOfOrder(
                gettext_noop("it was accepted meanwhile"),
                field="application",
                value=application,
                expected=gettext_noop("ask the office for its withdrawal"),
            )
        dossiers.withdraw(code=f"request:{dossier.request_key}", reason=reason, by=CITIZEN, at=at)


def begin_again(*, application: int, at: datetime) -> Opened:
    """
    Fill in anew with what was given before, once a dossier was taken back or not accepted.

    :raises UnknownApplication: if nothing is kept of it any more. :raises NotTaken:
    """
    with transaction.atomic():
        row, dossier = _sent(application)
        if dossier.state not in {State.WITHDRAWN, State.REFUSED_INTAKE} or row.content is None:
            raise NotTaken(
                gettext_noop("this can be begun again once it was taken back or not accepted"), field="application"
            )
        check_taken(row.procedure, row.unit_id, on=local_day(at))
        word = new_word()
        again = Application.objects.create(
            key=secrets.token_hex(16),
            account_id=row.account_id,
            procedure=row.procedure,
            unit_id=row.unit_id,
            content=row.content,
            steps=row.steps,
            whose=row.whose,
            opened_at=at,
            saved_at=at,
        )
        again.secret = digest_of(again.pk, word)
        again.save(update_fields=["secret"])
    return Opened(again.pk, word)


def take_up(*, application: int, post_id: int, at: datetime) -> int:
    """
    Take up at the counter what was sent: it is filled in there, to be accepted, completed or refused. Give the draft.

    Taking it up twice gives the same draft to the same post.

    :raises TakenUp: if another post has it. :raises OutOfOrder: if it waits no longer. :raises UnknownApplication:
    """
    with transaction.atomic():
        row, dossier = _sent(application)
        if dossier.received_at is not None or dossier.state not in {State.SUBMITTED, State.WAITING_CITIZEN}:
            raise dossiers.OutOfOrder(
                gettext_noop("this waits no longer to be taken up"), field="application", value=application
            )
        return intake.take_up(key=row.key, content=content_of(row), post_id=post_id, unit_id=row.unit_id, at=at)


def forget(*, at: datetime) -> int:
    """Forget what nobody touched for long, once its dossier has come to an end if it has one; give how much it was."""
    before = at - limits_on(local_day(at)).kept
    rows = Application.objects.filter(content__isnull=False, saved_at__lt=before).order_by("saved_at")[:MOST_AT_ONCE]
    states = dossiers.states_of([row.dossier_id for row in rows if row.dossier_id is not None])
    gone = [row for row in rows if row.dossier_id is None or states[row.dossier_id] in ENDED]
    for row in gone:
        with transaction.atomic():
            forget_row(row, at=at)
    return len(gone)


def forget_person(dossier_id: int) -> int:
    """Erase what is kept of persons of what was filed as a dossier, with the salts; give how many rows it was."""
    rows = Application.objects.filter(dossier=dossier_id)
    erased = Commitment.objects.filter(application__in=rows).delete()[0]
    return erased + rows.update(content=None, steps=[], whose="", account=None, secret="", brought={})


def private_of(content: Content) -> dict[str, Any]:
    """Give what of the answers names persons, for the commitment."""
    whole = intake.written(content)
    kept = ("person", "representative", "email", "return_by", "return_address", "exemption", "papers", "answers")
    return {name: whole[name] for name in kept}


def _sent(application: int) -> tuple[Application, Brief]:
    row = Application.objects.select_for_update().filter(pk=application).first()
    dossier = dossiers.brief_of(row.dossier_id) if row is not None and row.dossier_id is not None else None
    if row is None or dossier is None:
        raise unknown(application)
    return row, dossier


def _go_on(dossier: Brief, lines: Sequence[PaperLine], at: datetime) -> None:
    """Let the dossier go on: by the counter's act where it was accepted, else by its own."""
    if dossier.received_at is not None:
        intake.take_in_supplement(code=dossier.code, papers=lines, by=CITIZEN, at=at)
    else:
        dossiers.take_supplement(code=f"request:{dossier.request_key}", by=CITIZEN, at=at)
        intake.hand_more(key=dossier.request_key or "", papers=lines)


def _check_few(row: Application, at: datetime) -> None:
    """Check that one person has not too much waiting. :raises TooManyOpen:"""
    most = limits_on(local_day(at)).unverified
    others = Application.objects.filter(whose=row.whose, dossier__isnull=False).values_list("dossier_id", flat=True)
    states = dossiers.states_of(list(others)) if row.whose else {}
    waiting = sum(state in NEW for state in states.values())
    if waiting >= most:
        raise TooManyOpen(
            gettext_noop("so many dossiers of one person wait already to be looked at"),
            field="application",
            value=waiting,
            expected=gettext_noop("wait until the office has taken one of them up, or come to the counter"),
        )


def _filing(row: Application, content: Content, asked: procedures.Asked, office: units.Unit) -> Filing:
    person = content.person
    total, advance = intake.owed_in_parts(asked.tariffs_of(content.channel), content)
    return Filing(
        procedure=row.procedure,
        unit=office.key,
        channel=Channel.ONLINE,
        person=Person(person.name.strip(), person.identity_number, person.phone, person.address),
        request_key=row.key,
        fee_owed=total,
        fee_advance=advance,
        filed_by=CITIZEN,
    )


def _state(row: Application) -> Sent:
    files = {code: tuple(of) for code, of in row.files.items()}
    return Sent(row.number, row.dossier_id or 0, files)


def _append(
    row: Application,
    before: Sent | None,
    kind: Kind,
    payload: dict[str, Any],
    private: dict[str, Any],
    *,
    unit: str,
    at: datetime,
) -> None:
    salt = secrets.token_bytes(16)
    told = {**payload, "private": ledger.commitment(json.dumps(private, ensure_ascii=False, sort_keys=True), salt)}
    after = apply(before, kind.value, told)
    row.number, row.files = after.number, {code: [*of] for code, of in after.files.items()}
    row.save(update_fields=["dossier", "sent_at", "saved_at", "content", "number", "files", "brought"])
    Commitment.objects.create(application=row, number=after.number, body=private, salt=salt)
    ledger.append(
        ledger.NewEvent(
            stream=f"filing/{row.pk}",
            number=after.number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=CITIZEN,
            unit=unit,
            payload=told,
        ),
        recorded_at=at,
    )
