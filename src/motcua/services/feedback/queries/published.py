"""The answers that anyone may read: found by words, unit, outcome and day, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.foundation.units import public as units
from motcua.kernel.periods import end_of_day, start_of_day
from motcua.kernel.searching import read_search
from motcua.services.feedback.clocks import local_zone
from motcua.services.feedback.models import Case, Words
from motcua.services.feedback.rows import known_states
from motcua.services.feedback.rules.words import About, Channel, Outcome, Verdict
from motcua.services.feedback.searching import matching

COUNTED = 2_000
"""So many answers are counted and leafed through at the most; who wants others narrows the search."""

PARTS = ("public_question", "public_answer")
_OUTCOMES = {
    Outcome.SOLVED: Q(answered_at__isnull=False, verdict=Verdict.SATISFIED),
    Outcome.UNSOLVED: Q(answered_at__isnull=False, verdict=Verdict.UNSATISFIED),
    Outcome.UNJUDGED: Q(answered_at__isnull=False, verdict__isnull=True),
    Outcome.REOPENED: Q(answered_at__isnull=True),
}


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """What anyone may read of a case: it names no person."""

    case_id: int
    about: About
    channel: Channel
    unit_name: str
    received_at: datetime
    published_at: datetime
    outcome: Outcome
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of published answers; ``more``: there are more than ``total``, which is as far as is counted."""

    total: int
    more: bool
    rows: tuple[PublishedAnswer, ...]


def published(
    *,
    unit_ids: Collection[int] | None = None,
    text: str = "",
    outcome: Outcome | None = None,
    first: date | None = None,
    last: date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> PublishedPage:
    """
    Give published answers, the newest first. Four SQL queries, five for more than ten units.

    Beyond the last page it is the last.

    :param unit_ids: of the units that answer for them; None for all.
    :param text: words that must all stand in question or answer, tones or not; those in quotation marks side by side.
    :param first: of the days on which they were published; :param last: likewise.
    """
    chosen = Case.objects.filter(published_at__isnull=False)
    zone = local_zone()
    if unit_ids is not None:
        chosen = chosen.filter(holder__in=unit_ids)
    if outcome is not None:
        chosen = chosen.filter(_OUTCOMES[outcome])
    if first is not None:
        chosen = chosen.filter(published_at__gte=start_of_day(first, zone))
    if last is not None:
        chosen = chosen.filter(published_at__lte=end_of_day(last, zone))
    if sought := read_search(text):
        chosen = chosen.filter(pk__in=matching(sought))
    known = list(chosen.order_by("-published_at", "-pk").values_list("pk", flat=True)[: COUNTED + 1])
    counted = min(len(known), COUNTED)
    offset = min(offset, max(0, (counted - 1) // limit * limit))
    ids = known[:COUNTED][offset : offset + limit]
    return PublishedPage(counted, len(known) > COUNTED, _answers(Case.objects.filter(pk__in=ids)))


def published_answer(case: int) -> PublishedAnswer | None:
    """Give the published answer of one case; None if there is none. Four SQL queries."""
    found = _answers(Case.objects.filter(pk=case, published_at__isnull=False))
    return found[0] if found else None


def _answers(cases: "QuerySet[Case]") -> tuple[PublishedAnswer, ...]:
    rows = list(cases)
    said: dict[tuple[int, str], str] = {}
    for words in Words.objects.filter(case__in=rows, part__in=PARTS).order_by("number"):
        said[words.case_id, words.part] = words.text
    known, states = units.by_id({row.holder_id for row in rows}), known_states(rows)
    found = [
        PublishedAnswer(
            row.pk,
            About(row.about),
            Channel(row.channel),
            known[row.holder_id].name,
            row.received_at,
            row.published_at,
            states[row.pk].outcome,
            *(said[row.pk, part] for part in PARTS),
        )
        for row in rows
        if row.published_at is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.published_at, one.case_id), reverse=True))
