"""A reader rates once and is known to nobody; visits are counted without programs, addresses or cookies."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import models
from motcua.services.news import public as news
from motcua.services.news.actions.reading import Batch, _peppered
from motcua.services.news.lists import reading_on
from motcua.services.news.public import Visits
from motcua.services.news.rules.reading import is_bot, mark_of
from news.cast import AT, draft, on, published, reader


def test_points_are_summed_over_readers(office: units.Unit) -> None:
    article = published(office)
    for number, points in enumerate((5, 4, 4)):
        news.rate(article=article, points=points, reader=reader(number), at=AT)
    found = news.rated(article)
    assert (found.points, found.count) == (13, 3)
    assert found.mean == pytest.approx(13 / 3)
    assert news.rated(draft(office)).mean is None


def test_a_reader_rates_an_article_once(office: units.Unit) -> None:
    article, other = published(office), published(office)
    news.rate(article=article, points=5, reader=reader(1), at=AT)
    for later in (timedelta(), timedelta(days=1), timedelta(days=reading_on(AT.date()).keep_days)):
        with pytest.raises(news.AlreadyRated):
            news.rate(article=article, points=1, reader=reader(1), at=AT + later)
    news.rate(article=other, points=3, reader=reader(1), at=AT)
    assert news.rated(article).points == 5


def test_after_the_days_of_the_rule_nothing_is_left_of_a_reader(office: units.Unit) -> None:
    article = published(office)
    news.rate(article=article, points=5, reader=reader(1), at=AT)
    later = AT + timedelta(days=reading_on(AT.date()).keep_days + 1)
    news.rate(article=article, points=4, reader=reader(2), at=later)
    assert [row.day for row in models.Salt.objects.all()] == [later.date()]
    assert [row.day for row in models.Mark.objects.all()] == [later.date()]
    assert news.rated(article).count == 2


def test_nothing_kept_or_recorded_tells_the_reader(office: units.Unit) -> None:
    article = published(office)
    news.rate(article=article, points=5, reader=reader(77), at=AT)
    [event] = ledger.read(f"rating/{models.Rating.objects.get().pk}")
    assert dict(event.payload) == {"article": f"article/{article}", "points": 5}
    mark, salt = models.Mark.objects.get(), bytes(models.Salt.objects.get().salt)
    assert len(salt) == 32
    assert "192.0.2.77" not in mark.digest
    assert news.replay_all() == []


def test_the_order_of_marks_does_not_tell_whose_rating_was_which(office: units.Unit) -> None:
    article = published(office)
    digests: list[str] = []
    for number in range(12):
        news.rate(article=article, points=number % 5 + 1, reader=reader(number), at=AT)
        digests += set(models.Mark.objects.values_list("digest", flat=True)) - set(digests)
    kept = list(models.Mark.objects.order_by("pk").values_list("digest", flat=True))
    assert sorted(kept) == sorted(digests)
    assert kept != digests


def test_the_database_alone_does_not_tell_an_address(office: units.Unit) -> None:
    """Whoever has salt and hash and tries the right address is not told so; the secret is elsewhere."""
    article = published(office)
    news.rate(article=article, points=5, reader=reader(77), at=AT)
    salt, mark = bytes(models.Salt.objects.get().salt), models.Mark.objects.get()
    assert mark_of(salt, reader(77), article) != mark.digest
    assert mark_of(_peppered(salt), reader(77), article) == mark.digest  # the control


def test_what_cannot_be_rated_is_not(office: units.Unit) -> None:
    for points in (0, 6, -1):
        with pytest.raises(news.WrongPoints):
            news.rate(article=published(office), points=points, reader=reader(1), at=AT)
    for article in (draft(office), 999):
        with pytest.raises(news.UnknownArticle):
            news.rate(article=article, points=3, reader=reader(1), at=AT)
    assert not models.Rating.objects.exists()


@pytest.mark.usefixtures("committing_db")
def test_one_reader_at_once_is_one_rating(together: Callable[..., list[object]]) -> None:
    unit = units.found(
        code="1", name="A", level=units.Level.DISTRICT, on=date(2010, 1, 1), by="x", at=AT, parent_id=None
    )
    article = published(unit)
    done = together(*[lambda: news.rate(article=article, points=5, reader=reader(1), at=AT)] * 4)
    assert sum(isinstance(one, news.AlreadyRated) for one in done) == 3
    assert done.count(None) == 1
    assert news.rated(article).count == 1


def test_visits_are_told_as_of_an_instant(db: None) -> None:
    news.record_visits({on("01-15 08:00"): 7, on("02-28 23:59"): 5, on("03-01 00:00"): 3})
    news.record_visits({on("03-01 08:56"): 2, on("03-01 08:50"): 1})
    news.record_visits({on("03-01 08:56"): 1, on("03-02 08:00"): 100})
    assert news.visits(AT) == Visits(now=3, today=7, yesterday=5, month=7, year=19)
    assert news.visits(on("03-02 08:03")) == Visits(now=100, today=100, yesterday=7, month=107, year=119)
    assert news.last_visit() == on("03-02 08:00")
    assert news.visits(on("03-02 08:03").replace(year=2023)) == Visits(0, 0, 0, 0, 0)


def test_new_years_day_remembers_yesterday(db: None) -> None:
    eve = datetime.fromisoformat("2021-12-31T09:00+07:00")
    news.record_visits({eve: 4})
    assert news.visits(on("01-01 09:00")) == Visits(now=0, today=0, yesterday=4, month=0, year=0)


def test_a_process_writes_its_visits_down_together(db: None) -> None:
    batch = Batch()
    for second in range(10):
        batch.count(AT + timedelta(seconds=second))
    assert news.last_visit() is None
    batch.count(AT + timedelta(seconds=10))
    assert news.visits(AT + timedelta(seconds=10)).now == 11
    batch.count(AT + timedelta(seconds=11))
    assert news.visits(AT + timedelta(seconds=12)).today == 11


@pytest.mark.parametrize(
    ("agent", "bot"),
    [
        ("Mozilla/5.0 (Linux; Android 8.0) Chrome/100 Mobile", False),
        ("Mozilla/5.0 (Windows NT 6.1) Firefox/78", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", True),
        ("curl/8.5", True),
        ("", True),
    ],
)
def test_programs_are_left_out(agent: str, bot: bool) -> None:
    assert is_bot(agent, reading_on(AT.date())) is bot
