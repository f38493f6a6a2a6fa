"""A result is signed by a leader, then numbered, sealed and issued by the clerk; an issued one may be annulled."""

import hashlib
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Role
from motcua.foundation.files import public as files
from motcua.foundation.papers.public import day_in_words
from motcua.foundation.signing import public as signing
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Kind as DossierKind
from motcua.services.numbering import public as numbering
from motcua.services.results.actions.recording import (
    Held,
    check_version,
    day,
    hand_on,
    local,
    locked,
    record,
    stated,
)
from motcua.services.results.code import code_of
from motcua.services.results.queries.drafts import content_of
from motcua.services.results.rules.state import ResultState
from motcua.services.results.rules.words import Kind, Medium, Stage
from motcua.services.results.writing import seal_mark, signed_mark, written


class NotThisBook(Refused):
    """The book is not one of the office that issues."""


class TwoNeeded(Refused):
    """This needs a second person."""


def sign(*, code: str, version: int, unit: str, address: str, by: str, at: datetime) -> ResultState:
    """
    Sign a result: inside the file with the certificate of the post, or by hand on paper, which the program believes.

    The decision on the dossier is signed with it, unless it decides against the citizen, which is recorded when it is
    issued. Law: NĐ 30/2020/NĐ-CP art. 12 and 13 (who signs, digital signature), from memory, medium confidence.

    :param version: the version that was looked at.
    :param unit: key of the unit in whose name it is signed. :param address: of the public site, for the QR code.
    :raises NoCertificate: :raises WrongStage: :raises OtherVersion:
    """
    with transaction.atomic():
        held = locked(code, Stage.SUBMITTED)
        check_version(held.state, version)
        title = accounts.titles_of({by}).get(by, by)
        pdf = written(
            content_of(held.row.pk),
            signer=title,
            unit=units.by_key([unit])[unit],
            code=code_of(held.row.pk, held.state.issues + 1),
            address=address,
            on=day(at),
        )
        if held.state.medium is Medium.ELECTRONIC:
            pdf = signing.sign(
                pdf,
                place="signature",
                holder=by,
                mark=signed_mark(title, local(at)),
                reason="Ký ban hành",
                service=signing.service(),
                at=at,
                on=day(at),
            )
        digest = files.store_made(pdf)
        if held.state.grants and held.dossier.state in {dossiers.State.ACCEPTED, dossiers.State.PROCESSING}:
            dossiers.sign_decision(code=code, by=by, at=at)
        hand_on(held.dossier, Role.CLERK, by=by, at=at)
        return record(held, Kind.SIGNED, {"version": version, "digest": digest, "unit": unit}, by=by, at=at)


def issue(*, code: str, book: int, unit: str, by: str, at: datetime) -> ResultState:
    """
    Number, date and seal what was signed, book it and let it reach the one-stop shop, which ends the dossier's clock.

    Law: NĐ 30/2020/NĐ-CP art. 15 and 18 (number after signature, seal, issue), from memory, medium confidence.

    :param book: the number book. :param unit: key of the office whose seal it bears.
    :raises NotThisBook: :raises NoCertificate: if the office has none. :raises WrongStage:
    """
    with transaction.atomic():
        held = locked(code, Stage.SIGNED)
        office = units.by_key([unit])[unit]
        if book not in {one.id for one in numbering.books(_line(office))}:
            raise NotThisBook(
                gettext_noop("this book is not one of the office that issues"),
                field="book",
                value=book,
                expected=gettext_noop("choose a book of %(unit)s"),
                params={"unit": office.name},
            )
        on = day(at)
        (number,) = numbering.take(book=book, on=on, about=f"result/{held.row.pk}", by=by, at=at)
        pdf = signing.fill(files.read(held.state.digest), {"number": number.text, "day": day_in_words(on)}, on=on)
        if held.state.medium is Medium.ELECTRONIC:
            pdf = signing.sign(
                pdf,
                place="seal",
                holder=f"unit/{office.key}",
                mark=seal_mark(office, local(at)),
                reason="Đóng dấu, phát hành",
                service=signing.service(),
                at=at,
                on=on,
            )
        content = content_of(held.row.pk)
        until = {"valid_until": content.valid_until.isoformat()} if content.valid_until else {}
        payload = {"text": number.text, "number": number.id, "on": on.isoformat(), "digest": files.store_made(pdf)}
        after = record(held, Kind.ISSUED, {**payload, **until}, by=by, at=at)
        _end(held, number.text, by=by, at=at)
        return after


def annul(*, code: str, reason: str, by: str, at: datetime) -> ResultState:
    """
    Annul an issued result; whoever checks it is told so. Another may be drafted in its place.

    :param by: a leader who did not sign it. :raises TwoNeeded: :raises WrongStage:
    """
    reason = stated(reason)
    with transaction.atomic():
        held = locked(code, Stage.ISSUED)
        if held.state.signer == by:
            raise TwoNeeded(
                gettext_noop("who signed it does not annul it alone"),
                field="by",
                value=by,
                expected=gettext_noop("another leader of the office or of the one above does"),
            )
        return record(held, Kind.ANNULLED, {}, by=by, at=at, beside=reason)


def digest_of(content: bytes) -> str:
    """Give the digest by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def _line(office: units.Unit) -> frozenset[int]:
    """Give the units whose books an office uses: its own and those of its departments."""
    return units.structure(accounts.today()).below(office.id, own=True) | {office.id}


def _end(held: Held, text: str, *, by: str, at: datetime) -> None:
    """Let the dossier end with its result, unless it ended before, as where a result takes another's place."""
    code, dossier = held.dossier.code, dossiers.brief(held.dossier.code)
    if dossier is None or DossierKind.FINISHED not in dossier.next:
        return
    if held.state.grants:
        dossiers.finish(code=code, result_digital=held.state.medium is Medium.ELECTRONIC, by=by, at=at)
    else:
        dossiers.refuse(code=code, reason=f"Văn bản số {text}", by=by, at=at)
    hand_on(held.dossier, Role.ONE_STOP_OFFICER, by=by, at=at)
