"""What readers do: they rate, once each, and they visit."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.services.news import models
from motcua.services.news.lists import reading_on
from motcua.services.news.rules.reading import Reader, check_points, is_bot, mark_of
from motcua.services.news.rules.words import RATING_STREAM, STREAM, AlreadyRated, State, UnknownArticle

VERSION = 1
READER = "reader"
"""How the ledger calls whoever rates: nobody knows who it is."""

MARK_BITS = 62
"""A mark's number is drawn, so that the order of marks does not tell which rating was whose."""

EVERY = timedelta(seconds=10)
"""A process keeps its visits for so long before it writes them down together."""

DAY = timedelta(days=1)


def rate(*, article: int, points: int, reader: Reader, at: datetime) -> None:
    """
    Rate a published article, 1 to 5 points, once a reader; an event of its own in the stream ``rating/<id>``.

    Nothing kept says who it was: see ``rules.reading``. Eight SQL statements, three more on a day's first.

    :raises WrongPoints: :raises UnknownArticle: if it is not published. :raises AlreadyRated:
    """
    check_points(points)
    row = models.Article.objects.filter(pk=article, state=State.PUBLISHED).first()
    if row is None:
        raise UnknownArticle(gettext_noop("there is no article of this number"), field="article", value=article)
    today = timezone.localdate(at)
    try:
        with transaction.atomic():
            salts = _salts(today)
            digests = {day: mark_of(_peppered(salt), reader, article) for day, salt in salts.items()}
            if models.Mark.objects.filter(digest__in=digests.values()).exists():
                raise _rated()
            models.Mark.objects.create(id=secrets.randbits(MARK_BITS), article=row, day=today, digest=digests[today])
            given = models.Rating.objects.create(article=row, points=points)
            ledger.append(
                ledger.NewEvent(
                    stream=f"{RATING_STREAM}{given.pk}",
                    number=1,
                    kind="article.rated",
                    version=VERSION,
                    occurred_at=at,
                    actor=READER,
                    unit=units.by_id([row.unit_id])[row.unit_id].key,
                    payload={"article": f"{STREAM}{article}", "points": points},
                ),
                recorded_at=at,
            )
    except IntegrityError as conflict:  # the same reader, twice at once
        raise _rated() from conflict


def _salts(today: date) -> dict[date, bytes]:
    """Give the salts that are kept, by day; a day's first rating makes its own and deletes what is too old."""
    _, made = models.Salt.objects.get_or_create(day=today, defaults={"salt": secrets.token_bytes(32)})
    if made:
        oldest = today - timedelta(days=reading_on(today).keep_days)
        models.Mark.objects.filter(day__lt=oldest).delete()
        models.Salt.objects.filter(day__lt=oldest).delete()
    return {row.day: bytes(row.salt) for row in models.Salt.objects.all()}


def _peppered(salt: bytes) -> bytes:
    """
    Bind a day's salt to the installation's secret, which is not in the database.

    Whoever reads the database alone cannot try addresses against the hashes.
    """
    return salted_hmac("motcua.services.news.mark", salt, algorithm="sha256").digest()


def _rated() -> AlreadyRated:
    return AlreadyRated(gettext_noop("you have rated this article already"), field="points")


@dataclass(slots=True)
class Batch:
    """Visits that a process has counted and not yet written down, by minute."""

    minutes: Counter[datetime] = field(default_factory=Counter)
    since: datetime | None = None
    lock: Lock = field(default_factory=Lock)

    def count(self, at: datetime) -> None:
        """Count one visit; write all down if the oldest has waited long enough. None or four SQL statements."""
        with self.lock:
            self.minutes[at.replace(second=0, microsecond=0)] += 1
            self.since = self.since or at
            if at - self.since < EVERY:
                return
            taken, self.minutes, self.since = self.minutes, Counter(), None
        record_visits(taken)


_BATCH = Batch()


def count_visit(*, agent: str, at: datetime) -> None:
    """Count that a page was opened, unless by a program. No address and no cookie is looked at."""
    if not is_bot(agent, reading_on(timezone.localdate(at))):
        _BATCH.count(at)


def record_visits(minutes: Mapping[datetime, int]) -> None:
    """Add visits to those of their minutes and days. Two SQL statements a minute and a day, and one."""
    days: Counter[date] = Counter()
    for minute, count in minutes.items():
        days[timezone.localdate(minute)] += count
    with transaction.atomic():
        for minute, count in sorted(minutes.items()):
            models.MinuteVisits.objects.get_or_create(minute=minute)
            models.MinuteVisits.objects.filter(minute=minute).update(count=F("count") + count)
        for day, count in sorted(days.items()):
            models.DayVisits.objects.get_or_create(day=day)
            models.DayVisits.objects.filter(day=day).update(count=F("count") + count)
        if minutes:
            models.MinuteVisits.objects.filter(minute__lt=max(minutes) - DAY).delete()
