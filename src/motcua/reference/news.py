"""The page on which the source was published: an article with five captions, its points and its visits."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from motcua.foundation.units.public import Unit
from motcua.services.news import public as news
from motcua.services.news.public import Reader, Wording

DAY = timedelta(days=1)


def load_news(
    wanted: Mapping[str, Any], figures: Mapping[str, Any], units: Mapping[str, Unit], *, by: str, at: datetime
) -> int:
    """
    Publish the article, let readers rate it and visit; give its number. No photograph is invented: captions alone.

    :param figures: what the source says, as ``figures.toml`` has it. :param units: the units of the case by code.
    """
    said = figures["portal"]
    unit = units[wanted["unit"]].key
    wording = Wording(said["title"], wanted["lead"], wanted["body"], wanted["by_line"])
    article = news.write_article(unit=unit, wording=wording, by=by, at=at)
    for caption in figures["inspection"]["photographs"]:
        news.add_photograph(article=article, digest="", alt="", caption=caption, by=by, at=at)
    news.publish_article(article=article, published_on=wanted["published_on"], by=by, at=at)
    for number, points in enumerate(_points(said["rating_points"], said["rating_count"])):
        news.rate(article=article, points=points, reader=Reader(f"{number}", wanted["mark"]), at=at)
    news.record_visits(dict(_visits(said["visits"], wanted["read_at"])))
    return article


def _points(total: int, count: int) -> Iterator[int]:
    """Spread points over ratings as evenly as whole points go; how the source's readers gave them is not known."""
    for place in range(count):
        yield total * (place + 1) // count - total * place // count


def _visits(said: Mapping[str, int], read_at: datetime) -> Iterator[tuple[datetime, int]]:
    """
    Spread visits over the minutes of a year so that they give the source's five numbers at the instant of reading.

    Those of the month before yesterday fall evenly on its days, those of the year before the month on its days.
    """
    yield read_at, said["now"]
    yield read_at - timedelta(hours=2), said["today"] - said["now"]
    yield read_at - DAY, said["yesterday"]
    month, year = read_at.replace(day=1), read_at.replace(month=1, day=1)
    yield from _evenly(said["month_2024_03"] - said["today"] - said["yesterday"], month, read_at - DAY)
    yield from _evenly(said["year_2024"] - said["month_2024_03"], year, month)


def _evenly(count: int, first: datetime, end: datetime) -> Iterator[tuple[datetime, int]]:
    """Spread visits over the days from the first up to the day of the end, which gets none."""
    days = (end - first).days
    for place in range(days):
        yield first + place * DAY, count * (place + 1) // days - count * place // days
