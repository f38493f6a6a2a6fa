"""
What can be done with a document: it is drafted, gets files, is told, is corrected, is withdrawn by two.

Each is one transaction with its event in the ledger's stream ``news_document/<id>``, which holds commitments to the
abstract and to the titles of files. ``by`` is the actor as the ledger knows it, ``at`` the server's time, aware.
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.services.news import models
from motcua.services.news.actions.articles import unit_of
from motcua.services.news.queries.document_rows import known_documents
from motcua.services.news.rules.document import (
    MOST_FILES,
    PREFIX,
    Act,
    DocumentState,
    apply,
    changed,
    check,
    said_payload,
    title_words,
)
from motcua.services.news.rules.documents import Document, Relation, check_document, number_key
from motcua.services.news.rules.words import (
    DOCUMENT_STREAM,
    NotStated,
    State,
    TooManyFilesOfDocument,
    UnknownFileOfDocument,
    UnknownNewsDocument,
    stated,
)
from motcua.services.news.searching import DOCUMENTS, keep_words

VERSION = 2


def draft_document(*, document: Document, unit: str, by: str, at: datetime) -> int:
    """
    Write down a document that nobody reads yet; give its number in the list.

    :param unit: the key of the unit that tells it, which need not have issued it.
    :raises NotStated: :raises WrongDays: :raises NotADocument: :raises UnknownUnit:
    """
    check_document(document)
    found, salt = unit_of(unit), secrets.token_bytes(16)
    with transaction.atomic():
        said = _resolved(document, own=None)
        row = models.Document(unit_id=found.id, state=State.DRAFT.value, salt=salt, events=1, last_at=at)
        _put(row, said)
        row.save(force_insert=True)
        _relate(row, said)
        _append(row, 1, Act.DRAFTED, _payload(said, salt), unit=unit, by=by, at=at)
        _index(row)
    return row.pk


def revise_document(*, document: int, said: Document, by: str, at: datetime) -> None:
    """Change what a draft says. :raises UnknownNewsDocument: :raises OutOfOrder: and as :func:`draft_document`."""
    _rewrite(document, said, Act.REVISED, by=by, at=at)


def correct_document(*, document: int, said: Document, reason: str, by: str, at: datetime) -> None:
    """
    Correct what is told of a document; anyone reads the reason and which of its parts were corrected.

    :raises UnknownNewsDocument: :raises OutOfOrder: and as :func:`draft_document`.
    :raises NotStated: also if nothing is changed.
    """
    _rewrite(document, said, Act.CORRECTED, by=by, at=at, reason=stated(reason, field="reason", most=300))


def attach_file(*, document: int, digest: str, title: str, by: str, at: datetime, reason: str = "") -> int:
    """
    Attach a file that is kept; give its place.

    :param reason: needed where the document is told already.
    :raises UnknownNewsDocument: :raises OutOfOrder: :raises NotStated: :raises NotYetKept:
    :raises TooManyFilesOfDocument:
    """
    title = stated(title, field="title", most=200)
    if not files.kept([digest]):
        raise files.NotYetKept(gettext_noop("the file is not kept"), field="file", value=digest)
    salt = secrets.token_bytes(16)
    with transaction.atomic():
        row, state = _locked(document, Act.ATTACHED, by=by)
        if len(state.files) >= MOST_FILES:
            raise TooManyFilesOfDocument(
                gettext_noop("the document has too many files"),
                field="file",
                expected=gettext_noop("take one out first, or put several into one"),
            )
        said = {"digest": digest, "title": ledger.commitment(title_words(title), salt)}
        _record(row, state, Act.ATTACHED, said | _because(state, reason), by=by, at=at)
        models.DocumentFile.objects.create(document=row, place=row.events, digest=digest, title=title, salt=salt)
        _index(row)
    return row.events


def detach_file(*, document: int, place: int, by: str, at: datetime, reason: str = "") -> None:
    """
    Take a file off a document; its event stays.

    :param reason: needed where the document is told already.
    :raises UnknownNewsDocument: :raises OutOfOrder: :raises NotStated: :raises UnknownFileOfDocument:
    """
    with transaction.atomic():
        row, state = _locked(document, Act.DETACHED, by=by)
        if place not in {one.place for one in state.files}:
            raise UnknownFileOfDocument(gettext_noop("the document has no such file"), field="place", value=place)
        _record(row, state, Act.DETACHED, {"place": place} | _because(state, reason), by=by, at=at)
        models.DocumentFile.objects.filter(document=row, place=place).delete()
        _index(row)


def tell_document(*, document: int, by: str, at: datetime) -> None:
    """Tell a drafted document to the public. :raises UnknownNewsDocument: :raises OutOfOrder:"""
    with transaction.atomic():
        row, state = _locked(document, Act.TOLD, by=by)
        _record(row, state, Act.TOLD, {}, by=by, at=at)


def propose_withdrawal(*, document: int, reason: str, by: str, at: datetime) -> None:
    """
    Propose to withdraw a document that is told; it stays until another confirms.

    :param reason: it becomes public, and must name nobody.
    :raises UnknownNewsDocument: :raises OutOfOrder: :raises NotStated:
    """
    reason = stated(reason, field="reason", most=300)
    with transaction.atomic():
        row, state = _locked(document, Act.WITHDRAWAL_PROPOSED, by=by)
        _record(row, state, Act.WITHDRAWAL_PROPOSED, {"reason": reason}, by=by, at=at)


def decline_withdrawal(*, document: int, by: str, at: datetime) -> None:
    """Let a document stay that somebody proposed to withdraw. :raises UnknownNewsDocument: :raises OutOfOrder:"""
    with transaction.atomic():
        row, state = _locked(document, Act.WITHDRAWAL_DECLINED, by=by)
        _record(row, state, Act.WITHDRAWAL_DECLINED, {}, by=by, at=at)


def withdraw_document(*, document: int, by: str, at: datetime, reason: str = "") -> None:
    """
    Withdraw a document: one that is told where another proposed it, with the reason of that; a draft for one's own.

    Its page then says so, with the reason. :raises UnknownNewsDocument: :raises OutOfOrder: :raises NotStated:
    """
    with transaction.atomic():
        row, state = _locked(document, Act.WITHDRAWN, by=by)
        because = state.proposed or stated(reason, field="reason", most=300)
        _record(row, state, Act.WITHDRAWN, {"reason": because}, by=by, at=at)


def _rewrite(document: int, said: Document, act: Act, *, by: str, at: datetime, reason: str = "") -> None:
    check_document(said)
    salt = secrets.token_bytes(16)
    with transaction.atomic():
        row, state = _locked(document, act, by=by)
        said = _resolved(said, own=document)
        before = replace(state.said, abstract=row.abstract)
        if reason and not changed(before, said):
            raise NotStated(gettext_noop("nothing is changed"), field="")
        _put(row, said)
        row.salt = salt
        why: dict[str, Any] = {"reason": reason, "parts": list(changed(before, said))} if reason else {}
        _record(row, state, act, _payload(said, salt) | why, by=by, at=at)
        models.DocumentRelation.objects.filter(document=row).delete()
        _relate(row, said)
        _index(row)


def _because(state: DocumentState, reason: str) -> dict[str, str]:
    """Give the reason of a change, which is needed once the public has seen the document."""
    return {"reason": stated(reason, field="reason", most=300)} if state.state is State.PUBLISHED else {}


def _resolved(said: Document, *, own: int | None) -> Document:
    """Find the documents of this site that one replaces or amends: by number and day, of several the same issuer's."""
    return replace(said, relations=tuple(_target(one, said.issuer, own) for one in said.relations))


def _target(relation: Relation, issuer: str, own: int | None) -> Relation:
    found = list(
        models.Document.objects.filter(
            number_key=number_key(relation.number), issued_on=relation.issued_on, state=State.PUBLISHED.value
        )
        .exclude(pk=own or 0)
        .values_list("pk", "issuer")[:50]
    )
    same = [pk for pk, by in found if by == issuer]
    one = same if len(same) == 1 else [pk for pk, _ in found]
    return replace(relation, document=one[0] if len(one) == 1 else None)


def _put(row: models.Document, said: Document) -> None:
    for name in ("number", "issued_on", "issuer", "signer_post", "abstract", "effective_from", "effective_to"):
        setattr(row, name, getattr(said, name))
    row.number_key = number_key(said.number)
    row.kind, row.subject = said.kind.value, said.subject.value


def _relate(row: models.Document, said: Document) -> None:
    for one in said.relations:
        models.DocumentRelation.objects.create(
            document=row, bond=one.bond.value, number=one.number, issued_on=one.issued_on, target_id=one.document
        )


def _index(row: models.Document) -> None:
    titles = models.DocumentFile.objects.filter(document=row).order_by("place").values_list("title", flat=True)
    keep_words(
        DOCUMENTS,
        row.pk,
        head=f"{row.number} {row.abstract}",
        rest=" ".join((row.issuer, row.signer_post, *titles)),
    )


def _payload(said: Document, salt: bytes) -> dict[str, Any]:
    return said_payload(said, ledger.commitment(said.abstract, salt))


def _locked(document: int, act: Act, *, by: str) -> tuple[models.Document, DocumentState]:
    row = models.Document.objects.select_for_update().filter(pk=document).first()
    if row is None:
        raise UnknownNewsDocument(gettext_noop("there is no such document"), field="document", value=document)
    state = known_documents([row])[row.pk]
    check(state, act, by=by)
    return row, state


def _record(
    row: models.Document, state: DocumentState, act: Act, payload: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    event = _append(row, row.events + 1, act, payload, unit=state.unit, by=by, at=at)
    after = apply(state, event)
    row.state, row.events, row.last_at, row.told_at = after.state.value, after.number, after.last_at, after.told_at
    row.proposed, row.proposed_by, row.reason = after.proposed, after.proposed_by, after.reason
    row.save()


def _append(
    row: models.Document, number: int, act: Act, payload: Mapping[str, Any], *, unit: str, by: str, at: datetime
) -> ledger.NewEvent:
    event = ledger.NewEvent(f"{DOCUMENT_STREAM}{row.pk}", number, PREFIX + act.value, VERSION, at, by, unit, payload)
    ledger.append(event, recorded_at=at)
    return event
