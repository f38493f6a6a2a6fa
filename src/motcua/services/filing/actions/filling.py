"""An applicant fills in, page by page; nothing of it is an event before it is sent."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from motcua.foundation.accounts.public import ApplicantAccount
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import CITIZEN, Channel
from motcua.services.filing import incoming, words
from motcua.services.filing.lists import limits_on
from motcua.services.filing.models import Application, Incoming
from motcua.services.filing.queries.applications import asks
from motcua.services.filing.queries.own_portal import takers
from motcua.services.filing.rules.application import (
    AlreadySent,
    NotTaken,
    TooManyFiles,
    TooManyOpen,
    UnknownApplication,
)
from motcua.services.filing.rules.steps import StepKind
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Mark, PaperLine, Someone
from motcua.services.procedures import public as procedures

PURPOSE = "filing"
"""For what files are brought, as the ledger says."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Something that was begun: its number, and the word by which it is taken up on another device, told once."""

    id: int
    word: str


def local_day(at: datetime) -> date:
    """Give the day of an instant where the installation is."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def open_application(*, procedure: str, unit: str, account: ApplicantAccount | None, at: datetime) -> Opened:
    """
    Begin to fill in; what the account tells of its holder is filled in already. Some ten SQL queries.

    :raises NotTaken: if the office does not take the procedure online on the day. :raises TooManyOpen: of an account.
    :raises UnknownProcedure: :raises UnknownUnit:
    """
    on, office = local_day(at), units.by_key([unit])[unit]
    found = procedures.find(procedure, on=on)
    check_taken(procedure, office.id, on=on)
    limits = limits_on(on)
    if account is not None:
        being = Application.objects.filter(account=account.id, sent_at=None, content__isnull=False).count()
        if being >= limits.open:
            raise TooManyOpen(
                gettext_noop("so many dossiers cannot be filled in at once"),
                field="procedure",
                value=being,
                expected=gettext_noop("send or drop one of them first"),
            )
    asked = procedures.asked(found.code, on=on)
    cases = [one.code for one in asked.cases]
    case = cases[0] if len(cases) == 1 else ""
    content = Content(
        procedure=found.code,
        channel=Channel.ONLINE.value,
        case=case,
        person=_of_account(account),
        email=account.email if account else "",
        papers=_lines(asked, case),
    )
    word = words.new_word()
    with transaction.atomic():
        row = Application.objects.create(
            key=secrets.token_hex(16),
            account_id=account.id if account else None,
            procedure=found.code,
            unit_id=office.id,
            content=intake.written(content),
            opened_at=at,
            saved_at=at,
        )
        row.secret = words.digest_of(row.pk, word)
        row.save(update_fields=["secret"])
    return Opened(row.pk, word)


def check_taken(procedure: str, unit_id: int, *, on: date) -> None:
    """Check that an office takes a procedure online on a day. :raises NotTaken:"""
    if unit_id not in takers(procedure, on=on):
        raise NotTaken(
            gettext_noop("this office does not take this procedure online"),
            field="unit",
            value=procedure,
            expected=gettext_noop("file it on the National Public Service Portal, or at the counter"),
        )


def answer(
    *, application: int, step: StepKind, change: Callable[[Content], Content], at: datetime, of: str = ""
) -> None:
    """
    Keep what was answered on a page. Another case asks for its own papers; what was given of a paper is kept.

    :param of: the code of the paper, or of the page of the form, that was answered.
    :raises UnknownApplication: :raises AlreadySent:
    """
    with transaction.atomic():
        row = locked(application)
        before = content_of(row)
        content = change(before)
        if content.case != before.case:
            asked = procedures.asked(row.procedure, on=local_day(at))
            content = replace(content, papers=_lines(asked, content.case, before.papers))
        said = f"{step.value}:{of}" if of else step.value
        _save(row, content, at, said)


def bring(*, application: int, paper: str, name: str, content: bytes, at: datetime) -> files.Kept:
    """
    Keep a file of a paper, recognised and cleaned; the same content counts once.

    Of what was sent, while the office asks for more: the file waits until all of it is sent.

    :raises FileRefused: :raises TooManyFiles: :raises UnknownApplication: :raises AlreadySent:
    """
    with transaction.atomic():
        return put(taking(application), paper, name=name, content=content, at=at)


def put(row: Application, paper: str, *, name: str, content: bytes, at: datetime) -> files.Kept:
    """Keep a file with a paper of a row that is locked and takes files. :raises FileRefused: :raises TooManyFiles:"""
    given = _given(row, paper)
    if len(given) >= limits_on(local_day(at)).files_a_paper:
        raise TooManyFiles(
            gettext_noop("a paper has so many files at the most"),
            field="file",
            value=len(given) + 1,
            expected=gettext_noop("put several pages into one file"),
        )
    office = units.by_id([row.unit_id])[row.unit_id]
    kept = files.keep(name=name, content=content, unit=office, purpose=PURPOSE, by=CITIZEN, at=at)
    if kept.digest not in given:
        _give(row, paper, (*given, kept.digest), at, said=f"{StepKind.PAPER.value}:{paper}")
    return kept


def take_out(*, application: int, paper: str, digest: str, at: datetime) -> None:
    """
    Take a file out of a paper; of what was sent, only what is not sent yet.

    :raises UnknownApplication: :raises AlreadySent:
    """
    with transaction.atomic():
        row = taking(application)
        given = _given(row, paper)
        if digest in given:
            _give(row, paper, tuple(one for one in given if one != digest), at)
            let_go(row.unit_id, {digest}, at=at)


def renew_word(*, application: int, at: datetime) -> str:
    """Make another word to take it up by; the one before holds no longer. :raises UnknownApplication:"""
    word = words.new_word()
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=application).first()
        if row is None:
            raise unknown(application)
        row.secret = words.digest_of(row.pk, word)
        row.save(update_fields=["secret"])
    return word


def drop(*, application: int, at: datetime) -> None:
    """Forget what was filled in and its files. :raises UnknownApplication: :raises AlreadySent:"""
    with transaction.atomic():
        row = locked(application)
        forget_row(row, at=at)


def locked(application: int) -> Application:
    """Lock what is being filled in. :raises UnknownApplication: :raises AlreadySent:"""
    row = Application.objects.select_for_update().filter(pk=application).first()
    if row is None or (row.content is None and row.sent_at is None):
        raise unknown(application)
    if row.sent_at is not None:
        raise AlreadySent(
            gettext_noop("this was sent already"),
            field="application",
            value=application,
            expected=gettext_noop("take it back first, to change something"),
        )
    return row


def taking(application: int) -> Application:
    """
    Lock what takes files: what is being filled in, and what was sent while the office asks for more.

    :raises UnknownApplication: :raises AlreadySent:
    """
    row = Application.objects.select_for_update().filter(pk=application).first()
    dossier = dossiers.brief_of(row.dossier_id) if row is not None and row.dossier_id is not None else None
    return row if row is not None and dossier is not None and asks(dossier) else locked(application)


def unknown(application: int) -> UnknownApplication:
    """Give the refusal for what nobody fills in."""
    return UnknownApplication(
        gettext_noop("nothing of this number is being filled in here"), field="application", value=application
    )


def content_of(row: Application) -> Content:
    """Give what a row holds; empty where it was forgotten."""
    return intake.read_content(row.content) if row.content is not None else Content(procedure=row.procedure)


def line_of(content: Content, paper: str) -> PaperLine:
    """Give the line of a paper. :raises UnknownApplication: if none is asked for."""
    found = next((one for one in content.papers if one.code == paper), None)
    if found is None:
        raise UnknownApplication(gettext_noop("this paper is not asked for"), field="paper", value=paper)
    return found


def forget_row(row: Application, *, at: datetime) -> None:
    """Forget what a row holds of persons, and let go of its files where no dossier has them."""
    for coming in Incoming.objects.filter(application=row):
        coming.delete()
        incoming.remove(coming.token)
    unsent = {one for of in row.brought.values() for one in of}
    if row.sent_at is None:
        unsent = {one for line in content_of(row).papers for one in line.files}
        row.delete()
    else:
        row.content, row.steps, row.whose, row.brought = None, [], "", {}
        row.save(update_fields=["content", "steps", "whose", "brought"])
    let_go(row.unit_id, unsent, at=at)


def let_go(unit_id: int, digests: set[str], *, at: datetime) -> None:
    """Let go of files that nothing which is filled in or was sent at an office has."""
    office = units.by_id([unit_id])[unit_id]
    for digest in sorted(digests):
        held = Q(content__icontains=digest) | Q(brought__icontains=digest) | Q(files__icontains=digest)
        if not Application.objects.filter(held, unit=unit_id).exists():
            files.let_go(digest=digest, unit=office, purpose=PURPOSE, by=CITIZEN, at=at)


def _given(row: Application, paper: str) -> tuple[str, ...]:
    """Give the files of a paper that can still be taken out. :raises UnknownApplication:"""
    line = line_of(content_of(row), paper)
    return line.files if row.sent_at is None else tuple(row.brought.get(paper, ()))


def _give(row: Application, paper: str, given: tuple[str, ...], at: datetime, *, said: str = "") -> None:
    if row.sent_at is None:
        filled = content_of(row)
        line = line_of(filled, paper)
        mark = Mark.ENOUGH if given else line.mark
        return _save(row, _with(filled, replace(line, files=given, mark=mark)), at, said)
    row.brought, row.saved_at = {**row.brought, paper: [*given]}, at
    row.save(update_fields=["brought", "saved_at"])
    return None


def _save(row: Application, content: Content, at: datetime, said: str = "") -> None:
    row.content, row.saved_at = intake.written(content), at
    row.whose = words.whose(content.person.identity_number)
    if said and said not in row.steps:
        row.steps = [*row.steps, said]
    row.save(update_fields=["content", "saved_at", "whose", "steps"])


def _lines(asked: procedures.Asked, case: str, before: tuple[PaperLine, ...] = ()) -> tuple[PaperLine, ...]:
    """Give the lines of the papers of a case: as files, not as originals, and missing until one is given."""
    if asked.cases and not case:
        return before
    given = {line.code: line for line in before}
    return tuple(
        given.get(line.code) or replace(line, mark=Mark.MISSING if line.mark is Mark.ENOUGH else line.mark)
        for line in intake.lines_for(asked, case)
    )


def _of_account(account: ApplicantAccount | None) -> Someone:
    if account is None:
        return Someone()
    return Someone(account.name, account.identity_number, account.phone, account.address)


def _with(content: Content, line: PaperLine) -> Content:
    return replace(content, papers=tuple(line if one.code == line.code else one for one in content.papers))
