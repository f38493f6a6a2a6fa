"""Which papers were handed out, which could be, and whether a slip that somebody holds is one of ours."""

from dataclasses import dataclass
from datetime import datetime

from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, Kind, State
from motcua.services.paperwork.models import Issue
from motcua.services.paperwork.rules.editions import Form, edition_on
from motcua.services.paperwork.secrets import is_secret


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was handed out."""

    id: int
    form: Form
    edition: str
    issued_at: datetime
    void_at: datetime | None
    erased: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A slip that somebody holds: when it was handed out, and since when it is void, if it is."""

    paper: int
    issued_at: datetime
    void_at: datetime | None


def papers_of(dossier_id: int) -> list[PaperLine]:
    """Give the papers that were handed out with a dossier, the latest first. One SQL query."""
    rows = Issue.objects.filter(dossier_id=dossier_id).order_by("-pk")
    return [
        PaperLine(row.pk, Form(row.form), row.edition, row.issued_at, row.void_at, row.body is None) for row in rows
    ]


def paper_of(paper: int) -> tuple[int, Form] | None:
    """Give the dossier that a paper belongs to, by id, and its form; None if there is none. One SQL query."""
    row = Issue.objects.filter(pk=paper).values_list("dossier_id", "form").first()
    return (row[0], Form(row[1])) if row else None


def can_be_issued(dossier: Brief, happened: frozenset[Kind], *, on: datetime) -> list[Form]:
    """Give the papers that tell of what happened to a dossier and that the rules of the day know."""
    known = edition_on(on.date()).forms
    found = []
    if dossier.received_at is not None:
        found += [Form.RECEIPT, Form.CONTROL]
    if Kind.SUPPLEMENT_REQUESTED in happened:
        found.append(Form.COMPLETION)
    if happened & {Kind.EXTENDED, Kind.APOLOGISED}:
        found.append(Form.APOLOGY)
    if happened & {Kind.STOPPED, Kind.WITHDRAWN}:
        found.append(Form.STOP_NOTICE)
    if dossier.state in {State.REFUSED, State.REFUSED_INTAKE}:
        found.append(Form.INTAKE_REFUSAL)
    return [form for form in found if form in known]


def check_secret(code: str, secret: str) -> Checked | None:
    """Say whether somebody holds a slip of a dossier; None if not. Five SQL queries, always."""
    dossier = dossiers.brief(code)
    rows = Issue.objects.filter(dossier_id=dossier.id if dossier else 0, form=Form.RECEIPT.value)
    held = [row for row in rows if is_secret(row.pk, secret)]
    return Checked(held[0].pk, held[0].issued_at, held[0].void_at) if held else None


def dossier_of_slip(paper: int) -> Brief | None:
    """Give the dossier of a receipt that still holds; None if it is void or there is none. Three SQL queries."""
    row = Issue.objects.filter(pk=paper, form=Form.RECEIPT.value, void_at=None).first()
    return dossiers.brief_of(row.dossier_id) if row else None
