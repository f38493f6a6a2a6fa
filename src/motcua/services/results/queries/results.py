"""Results as pages show them: one with its history, those that wait for a leader or a clerk, and public checks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import F, Q

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.results.code import code_of, read_code
from motcua.services.results.models import Result
from motcua.services.results.queries.drafts import contents_of, reasons_of
from motcua.services.results.queries.rows import state_of
from motcua.services.results.rules.content import Content, Mark, changes
from motcua.services.results.rules.state import ResultState, fold
from motcua.services.results.rules.words import PREFIX, Kind, Medium, Stage


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to a result: when, what, which post did it, and what was written."""

    at: datetime
    kind: Kind
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """
    A result as its office sees it.

    ``content`` is None once it was erased; ``changed`` compares it with what was sent back last, and is empty where
    nothing was. ``code`` is what the public checks the last issue by.
    """

    id: int
    state: ResultState
    signer_title: str
    content: Content | None
    changed: tuple[tuple[Mark, str], ...]
    turns: tuple[Turn, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A result that waits for somebody: of which dossier, since when, which version, how often it was sent back."""

    code: str
    procedure_name: str
    about: str
    kind: str
    drafter: str
    medium: Medium
    grants: bool
    version: int
    sent_back: int
    since: datetime
    judged_until: datetime
    standing: str


@dataclass(frozen=True, slots=True)
class Known:
    """
    What anybody may know of a result whose code, or whose file, they hold: nothing of the person it is about.

    ``current`` is false for an issue that was annulled, or that another took the place of.
    """

    text: str
    on: date
    kind: str
    procedure_name: str
    office: str
    valid_until: date | None
    annulled_at: datetime | None
    digest: str
    dossier: str


def result_of(dossier_id: int) -> ResultView | None:
    """Give the result of a dossier; None if nothing was drafted. Six SQL queries."""
    row = Result.objects.filter(dossier_id=dossier_id).first()
    if row is None:
        return None
    state, events = state_of(row), ledger.read(f"result/{dossier_id}")
    drafts, reasons = contents_of(row.pk), reasons_of(row.pk)
    titles = accounts.titles_of({event.actor for event in events})
    back = max((event.number for event in events if event.kind == PREFIX + Kind.SENT_BACK), default=0)
    before = next((content for number, content in reversed(drafts) if number < back), None)
    content = drafts[-1][1] if drafts else None
    return ResultView(
        id=row.pk,
        state=state,
        signer_title=titles.get(state.signer, ""),
        content=content,
        changed=tuple(changes(before.text, content.text)) if before and content else (),
        turns=tuple(
            Turn(
                event.occurred_at,
                Kind(event.kind.removeprefix(PREFIX)),
                titles.get(event.actor, event.actor),
                reasons.get(event.number, ""),
            )
            for event in events
        ),
        code=code_of(row.pk, state.issues) if state.issues else "",
    )


def waiting(stage: Stage, unit_ids: Collection[int], *, post: str = "", at: datetime) -> list[Waiting]:
    """
    Give the results at a stage whose dossiers units have or are competent for, those due first first. Ten SQL queries.

    :param post: leave out what was given to another post by name.
    """
    rows = list(
        Result.objects.filter(
            Q(dossier__holder__in=unit_ids) | Q(dossier__competent_unit__in=unit_ids), stage=stage.value
        ).select_related("dossier")[:500]
    )
    if post:
        rows = [row for row in rows if row.to in {"", post}]
    told = {line.code: line for line in dossiers.lines([str(row.dossier.code) for row in rows], at=at)}
    titles = accounts.titles_of({row.drafter for row in rows})
    found = []
    for row in rows:
        line, drafts = told[str(row.dossier.code)], contents_of(row.pk)
        content = drafts[-1][1] if drafts else None
        found.append(
            Waiting(
                code=line.code,
                procedure_name=line.procedure_name,
                about=content.about if content else "",
                kind=content.kind if content else "",
                drafter=titles.get(row.drafter, row.drafter),
                medium=Medium(row.medium),
                grants=row.grants,
                version=row.version,
                sent_back=row.sent_back,
                since=row.changed_at,
                judged_until=line.judged_until,
                standing=line.standing,
            )
        )
    return sorted(found, key=lambda one: (one.judged_until, one.code))


@dataclass(frozen=True, slots=True)
class Reissued:
    """A result that took another's place after its dossier was handed over: of which dossier, issued when."""

    dossier_id: int
    code: str
    at: datetime
    returned_at: datetime


def reissued(dossier_ids: Collection[int]) -> dict[int, datetime]:
    """Give when results that took another's place, and stand, were issued, by dossier. One SQL query."""
    rows = Result.objects.filter(dossier__in=dossier_ids, stage=Stage.ISSUED.value, issues__gt=1)
    return dict(rows.values_list("dossier_id", "changed_at"))


def reissued_in(unit_ids: Collection[int]) -> list[Reissued]:
    """Give such results of units that received the dossiers and had handed them over before. One SQL query."""
    rows = Result.objects.filter(
        dossier__receiving_unit__in=unit_ids,
        dossier__returned_at__isnull=False,
        stage=Stage.ISSUED.value,
        issues__gt=1,
        changed_at__gt=F("dossier__returned_at"),
    )
    told = rows.order_by("changed_at").values_list("dossier_id", "dossier__code", "changed_at", "dossier__returned_at")
    return [Reissued(dossier, code or "", at, returned_at) for dossier, code, at, returned_at in told if returned_at]


def check_code(given: str) -> Known | None:
    """Say what is known of a result by the code that stands on it; None if it is none of ours. Ten SQL queries."""
    read = read_code(given)
    row = Result.objects.filter(pk=read[0]).select_related("dossier").first() if read else None
    return _known(row, issue=read[1]) if row and read else None


def check_file(digest: str) -> Known | None:
    """Say what is known of a file by its digest; None if no result is such a file. Ten SQL queries."""
    row = Result.objects.filter(digest=digest).select_related("dossier").first() if digest else None
    return _known(row, issue=row.issues) if row and row.issues else None


def _known(row: Result, *, issue: int) -> Known | None:
    events = list(ledger.read(f"result/{row.dossier_id}"))
    issued = [event for event in events if event.kind == PREFIX + Kind.ISSUED]
    if not 0 < issue <= len(issued):
        return None
    one = issued[issue - 1]
    annulled = [event for event in events if event.kind == PREFIX + Kind.ANNULLED and event.number > one.number]
    drafts = [content for number, content in contents_of(row.pk) if number < one.number]
    dossier = dossiers.brief(str(row.dossier.code))
    until = one.payload.get("valid_until")
    return Known(
        text=one.payload["text"],
        on=date.fromisoformat(one.payload["on"]),
        kind=drafts[-1].kind if drafts else "",
        procedure_name=dossier.procedure_name if dossier else "",
        office=_office(events, before=one.number),
        valid_until=date.fromisoformat(until) if until else None,
        annulled_at=annulled[0].occurred_at if annulled else None,
        digest=one.payload["digest"],
        dossier=str(row.dossier.code),
    )


def _office(events: Collection[ledger.Event], *, before: int) -> str:
    """Give the key of the unit in whose name an issue was signed."""
    signed = [event for event in events if event.kind == PREFIX + Kind.SIGNED and event.number < before]
    return str(signed[-1].payload["unit"]) if signed else ""


def replay_all(*, most: int = 100) -> list[str]:
    """Make every result again from its events, and say which differ. One SQL query each and one more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Result.objects.order_by("pk").iterator(chunk_size=1_000):
        if fold(ledger.read(f"result/{row.dossier_id}")) != state_of(row):
            yield f"result/{row.dossier_id}"
