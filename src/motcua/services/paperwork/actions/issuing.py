"""A paper is handed out: written, recorded, kept as it was printed; and declared void when another takes its place."""

import json
import secrets as chance
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.foundation.papers.public import Slip, SlipProof, SlipTable, slip_docx, slip_pdf
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.paperwork.models import Issue
from motcua.services.paperwork.rules.editions import Form, form_on
from motcua.services.paperwork.secrets import secret_of
from motcua.services.paperwork.writing import facts_of, write

VERSION = 1
"""The version of this module's payloads in the ledger."""


class UnknownPaper(Refused):
    """No paper of this number was handed out."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that was handed out."""

    id: int
    form: Form
    code: str
    edition: str
    issued_at: datetime
    void: bool


def issue(*, code: str, form: Form, by: str, at: datetime, address: str, size: Literal["a5", "a4"] = "a5") -> Issued:
    """
    Write a paper of a dossier as it stands, record it, and keep it as it is printed.

    A new receipt makes the old ones void.

    Events ``paper.issued`` and ``paper.void``, stream ``paper/<dossier id>``.

    :param code: the dossier's code; before it has one, ``request:`` and its request key.
    :param address: where the public site is, for the QR code.
    :raises UnknownDossier: :raises NoSuchForm: :raises NothingToWrite:
    """
    dossier = dossiers.brief(code)
    if dossier is None:
        raise dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="code", value=code)
    facts = facts_of(dossier, by=by, at=at, address=address)
    edition, _, _ = form_on(form, facts.at.date())
    with transaction.atomic():
        before = list(Issue.objects.select_for_update().filter(dossier_id=dossier.id))
        events = sum(1 + (one.void_at is not None) for one in before)
        row = Issue.objects.create(
            dossier_id=dossier.id,
            number=events + 1,
            form=form.value,
            edition=edition.code,
            issued_at=at,
            salt=chance.token_bytes(16),
        )
        slip = write(form, facts, secret=secret_of(row.pk) if form is Form.RECEIPT else "")
        row.body = told(slip, size)
        row.save(update_fields=["body"])
        payload = {
            "form": form.value,
            "edition": edition.code,
            "body": ledger.commitment(json.dumps(row.body, ensure_ascii=False, sort_keys=True), bytes(row.salt or b"")),
        }
        unit = dossier.receiving_unit
        _append(dossier.id, events + 1, "paper.issued", payload, unit=unit, by=by, at=at)
        if form is Form.RECEIPT:
            stale = [one for one in before if one.form == form.value and one.void_at is None]
            for place, old in enumerate(stale, events + 2):
                old.void_at = at
                old.save(update_fields=["void_at"])
                _append(
                    dossier.id, place, "paper.void", {"paper": old.number, "by": row.number}, unit=unit, by=by, at=at
                )
    return Issued(row.pk, form, dossier.code, edition.code, at, void=False)


def as_pdf(paper: int) -> bytes:
    """
    Print a paper again: the same bytes as the first time, unless it is void now, which stands across it.

    A receipt comes twice, for the citizen and for the office. One SQL query.

    :raises UnknownPaper: also where its person was erased.
    """
    return slip_pdf(_slips_of(paper))


def as_docx(paper: int) -> bytes:
    """Give a paper as :func:`as_pdf` does, as DOCX. One SQL query. :raises UnknownPaper:"""
    return slip_docx(_slips_of(paper))


def as_one_pdf(papers: Sequence[int]) -> bytes:
    """Print several papers in one file, each once, in the order asked. One SQL query. :raises UnknownPaper:"""
    rows = {row.pk: row for row in Issue.objects.filter(pk__in=papers, body__isnull=False)}
    missing = [one for one in papers if one not in rows]
    if missing or not papers:
        raise UnknownPaper(
            gettext_noop("there is no such paper, or it was erased"), field="paper", value=", ".join(map(str, missing))
        )
    return slip_pdf([read(rows[one].body or {}, void="void" if rows[one].void_at else "") for one in papers])


def _slips_of(paper: int) -> list[Slip]:
    row = Issue.objects.filter(pk=paper).first()
    if row is None or row.body is None:
        raise UnknownPaper(gettext_noop("there is no such paper, or it was erased"), field="paper", value=paper)
    slip = read(row.body, void="void" if row.void_at else "")
    if row.form != Form.RECEIPT.value:
        return [slip]
    copies = ("Liên 1: Giao người nộp hồ sơ", "Liên 2: Lưu tại bộ phận tiếp nhận")
    return [replace(slip, copy=copy) for copy in copies]


def forget(code: str) -> int:
    """Erase what stands on the papers of a dossier; the proofs stay whole. Give how many papers it was."""
    dossier = dossiers.brief(code)
    return Issue.objects.filter(dossier_id=dossier.id).update(body=None, salt=None) if dossier else 0


def told(slip: Slip, size: str) -> dict[str, Any]:
    """Give a slip as plain words."""
    body = asdict(slip) | {"on": slip.on.isoformat(), "size": size}
    plain: dict[str, Any] = json.loads(json.dumps(body))
    return plain


def read(body: dict[str, Any], *, void: str) -> Slip:
    """Give back what :func:`told` gave."""
    table, proof = body["table"], body["proof"]
    pairs = {name: tuple(tuple(pair) for pair in body[name]) for name in ("lines", "after", "signatures")}
    return Slip(
        **{
            **body,
            **pairs,
            "on": date.fromisoformat(body["on"]),
            "title": tuple(body["title"]),
            "paragraphs": tuple(body["paragraphs"]),
            "receivers": tuple(body["receivers"]),
            "box": tuple(body["box"]) if body["box"] else None,
            "table": SlipTable(tuple(table["heads"]), tuple(map(tuple, table["rows"])), tuple(table["widths"]))
            if table
            else None,
            "proof": SlipProof(proof["address"], proof["trace"], tuple(proof["words"])) if proof else None,
            "void": void,
        }
    )


def _append(
    dossier_id: int, number: int, kind: str, payload: dict[str, Any], *, unit: str, by: str, at: datetime
) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"paper/{dossier_id}",
            number=number,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
