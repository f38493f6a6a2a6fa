"""What was handed in with a dossier, and what the post at the counter is filling in."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.intake.models import Draft, Intake, Note
from motcua.services.intake.rules.content import Content, ReturnBy, Someone, read
from motcua.services.intake.rules.state import Held, IntakeState, fold
from motcua.services.procedures import public as procedures


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A paper as it was handed in. ``name`` and ``remark`` are empty where persons were erased."""

    code: str
    name: str
    originals: int
    copies: int
    remark: str
    files: tuple[str, ...]
    reused_from: str = ""


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that the office holds already: from which dossier, its code and name there, its files."""

    dossier: str
    paper: str
    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What was said at acceptance beside the papers; persons are empty where they were erased."""

    case: str
    sets: int
    return_by: ReturnBy
    representative: Someone
    email: str
    return_address: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What a post is filling in, for the list."""

    id: int
    name: str
    procedure: str
    opened_at: datetime
    saved_at: datetime
    asked: bool


@dataclass(frozen=True, slots=True)
class DraftView:
    """What a post is filling in for one citizen."""

    id: int
    key: str
    content: Content
    opened_at: datetime
    saved_at: datetime


def held_of(told: Sequence[Any]) -> Held:
    """Give a paper that a row holds."""
    code, originals, copies, files, reused_from = told
    return Held(code, originals, copies, tuple(files), reused_from)


def handed_in(code: str) -> tuple[HandedIn, ...]:
    """Give the papers of a dossier as they were handed in, what came later included; none if nothing is known."""
    dossier = dossiers.brief(code)
    row = Intake.objects.filter(dossier_id=dossier.id).first() if dossier else None
    if row is None:
        return ()
    names: dict[str, list[str]] = {}
    for body in Note.objects.filter(intake=row).order_by("number").values_list("body", flat=True):
        names |= body["papers"]
    found = []
    for one in map(held_of, row.papers):
        name, remark = names.get(one.code, ["", ""])
        found.append(HandedIn(one.code, name, one.originals, one.copies, remark, one.files, one.reused_from))
    return tuple(found)


def held_for(identity_number: str, *, unit_id: int) -> list[HeldPaper]:
    """
    Give the papers that an office holds of a person from earlier dossiers, the latest first. Three SQL queries.

    Of its own dossiers alone: an office knows what it was handed. Source: NĐ 107/2021/NĐ-CP (what is held is not asked
    for again), from memory, medium confidence.
    """
    codes = dict(dossiers.filed_by_number(identity_number, [unit_id]))
    rows = {row.dossier_id: row for row in Intake.objects.filter(dossier_id__in=codes)}
    names: dict[int, dict[str, list[str]]] = {}
    for intake_id, body in Note.objects.filter(intake__in=rows.values()).values_list("intake_id", "body"):
        names.setdefault(intake_id, {}).update(body["papers"])
    found = []
    for dossier_id, code in codes.items():
        row = rows.get(dossier_id)
        for one in map(held_of, row.papers if row else ()):
            if row is not None and one.files:
                name, _ = names.get(row.pk, {}).get(one.code, [one.code, ""])
                found.append(HeldPaper(code, one.code, name, one.files))
    return found


def details(code: str) -> Details | None:
    """Give what was said at acceptance beside the papers; None if nothing is known. Five SQL queries."""
    dossier = dossiers.brief(code)
    row = Intake.objects.filter(dossier_id=dossier.id).first() if dossier else None
    if row is None:
        return None
    private = row.private or {}
    return Details(
        row.case,
        row.sets,
        ReturnBy(row.return_by),
        Someone(*private.get("representative", ())),
        private.get("email", ""),
        private.get("return_address", ""),
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to the electronic form with a dossier, and the form as it was then."""

    form: procedures.Form
    answers: procedures.Answers


def answered(dossier_id: int) -> Answered | None:
    """Give the answers that came with a dossier; None if none did, or persons were erased. Two SQL queries at most."""
    row = Intake.objects.filter(dossier_id=dossier_id).first()
    body = (row.private or {}).get("answers") if row else None
    form = procedures.form_with(body["form"]) if body else None
    return Answered(form, procedures.read_answers(body)) if body and form else None


def drafts_of(post_id: int) -> list[DraftLine]:
    """Give what a post is filling in, what was touched last first. Two SQL queries."""
    rows = Draft.objects.filter(post_id=post_id).order_by("-saved_at")[:50]
    keys = [row.key for row in rows]
    asked = dossiers.filed_under(keys)
    return [
        DraftLine(
            row.pk,
            row.content["person"]["name"],
            row.content["procedure"],
            row.opened_at,
            row.saved_at,
            row.key in asked,
        )
        for row in rows
    ]


def taken_up(keys: Collection[str]) -> dict[str, int]:
    """Give the posts that fill in what has these request keys, by key. One SQL query."""
    return dict(Draft.objects.filter(key__in=keys).values_list("key", "post_id"))


def draft_of(draft: int, *, post_id: int) -> DraftView | None:
    """Give what a post is filling in for one citizen; None if it does not. One SQL query."""
    row = Draft.objects.filter(pk=draft, post_id=post_id).first()
    return DraftView(row.pk, row.key, read(row.content), row.opened_at, row.saved_at) if row else None


def replay_all(*, most: int = 100) -> list[str]:
    """Make every intake again from its events, and say where its row differs. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Intake.objects.order_by("pk").iterator():
        stored = IntakeState(row.number, row.case, row.sets, row.return_by, tuple(held_of(one) for one in row.papers))
        if fold(ledger.read(f"intake/{row.dossier_id}")) != stored:
            yield f"intake/{row.dossier_id}"
