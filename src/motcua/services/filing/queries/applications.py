"""What is being filled in and what was sent: for whoever fills in, and for the office that takes it up."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Q

from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, State
from motcua.services.filing import words
from motcua.services.filing.models import Application
from motcua.services.filing.queries.own_portal import differing
from motcua.services.filing.rules.application import Sent, fold
from motcua.services.filing.rules.steps import Told
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content
from motcua.services.procedures import public as procedures


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """
    What somebody fills in or has sent; ``content`` is None where it was forgotten.

    :param dossier: what became of it, once it was sent.
    :param brought: files by paper that were given for what the office asked for, and are not sent yet.
    """

    id: int
    procedure: str
    unit_id: int
    account_id: int | None
    content: Content | None
    told: Told
    opened_at: datetime
    saved_at: datetime
    sent_at: datetime | None
    dossier: Brief | None
    brought: Mapping[str, tuple[str, ...]]

    @property
    def is_asked(self) -> bool:
        """Say whether the office waits for what it asked for."""
        return self.dossier is not None and asks(self.dossier)


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One of those of an account, for the list; ``state`` is that of the dossier once it was sent."""

    id: int
    procedure: str
    unit_id: int
    saved_at: datetime
    sent_at: datetime | None
    dossier_id: int | None


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something that was sent and waits to be taken up; ``post_id`` is who has taken it up."""

    id: int
    procedure: str
    unit_id: int
    name: str
    sent_at: datetime
    asked: bool
    post_id: int | None


def application(number: int) -> ApplicationView | None:
    """Give what somebody fills in or has sent; None if there is nothing. Six SQL queries at most."""
    row = Application.objects.filter(pk=number).first()
    if row is None:
        return None
    return ApplicationView(
        row.pk,
        row.procedure,
        row.unit_id,
        row.account_id,
        intake.read_content(row.content) if row.content is not None else None,
        told_of(row),
        row.opened_at,
        row.saved_at,
        row.sent_at,
        dossiers.brief_of(row.dossier_id) if row.dossier_id is not None else None,
        {code: tuple(of) for code, of in row.brought.items() if of},
    )


def sent_form(number: int) -> procedures.Form | None:
    """Give the form by which was answered what was sent; None if it was not sent, or without one. Two SQL queries."""
    event = next(iter(ledger.read(f"filing/{number}")), None)
    return procedures.form_with(event.payload["form"]) if event is not None else None


def asks(dossier: Brief) -> bool:
    """Say whether an office waits for what it asked an applicant for."""
    return dossier.state is State.WAITING_CITIZEN and dossiers.Kind.SUPPLEMENTED in dossier.next


def told_of(row: Application) -> Told:
    """Give what a row holds beside its content."""
    return Told(frozenset(row.steps))


def taken_up_by(number: int, word: str) -> bool:
    """Say whether a word is the one by which something is taken up on another device. One SQL query."""
    digest = Application.objects.filter(pk=number).values_list("secret", flat=True).first()
    return words.is_word(number, word, digest or "")


def applications_held(numbers: Collection[int], *, account_id: int | None) -> list[ApplicationLine]:
    """
    Give what was filled in with an account, and what has these numbers; what was touched last first. One SQL query.

    A hundred at most.
    """
    own = Q(pk__in=numbers) | Q(account=account_id) if account_id is not None else Q(pk__in=numbers)
    rows = Application.objects.filter(own).order_by("-saved_at")[:100]
    return [
        ApplicationLine(row.pk, row.procedure, row.unit_id, row.saved_at, row.sent_at, row.dossier_id) for row in rows
    ]


def waiting_at(unit_ids: Collection[int]) -> list[WaitingLine]:
    """Give what was sent to offices and is not yet accepted, what waits longest first. Three SQL queries."""
    states = dossiers.waiting_acceptance(unit_ids)
    waiting = list(Application.objects.filter(dossier__in=states, content__isnull=False))
    posts = intake.taken_up([row.key for row in waiting])
    return sorted(
        (
            WaitingLine(
                row.pk,
                row.procedure,
                row.unit_id,
                intake.read_content(row.content or {}).person.name,
                row.sent_at or row.saved_at,
                states[row.dossier_id or 0] is State.WAITING_CITIZEN,
                posts.get(row.key),
            )
            for row in waiting
        ),
        key=lambda line: (line.asked, line.sent_at),
    )


def replay_all(*, most: int = 100) -> list[str]:
    """Make all that was sent, and said of own portals, again from its events; say what differs. One SQL query each."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    yield from differing()
    for row in Application.objects.filter(dossier__isnull=False).order_by("pk").iterator():
        stored = Sent(row.number, row.dossier_id or 0, {code: tuple(of) for code, of in row.files.items()})
        if fold(ledger.read(f"filing/{row.pk}")) != stored:
            yield f"filing/{row.pk}"
