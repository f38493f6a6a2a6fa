"""The page on which the source was published: its readers, its points and visits, and documents of its box."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Document, DocumentKind, Reader, Subject

DAY = timedelta(days=1)


PORTAL = "national_portal"


@transaction.atomic
def tell_documents(wanted: Mapping[str, Any], unit: units.Unit, *, by: str, at: datetime) -> None:
    """
    Tell the documents of ``documents.toml`` on the site of a unit, and where the national portal is.

    :param by: who enters them, as the ledger knows it.
    """
    for one in wanted["document"]:
        said = Document(
            one["number"],
            one["issued_on"],
            one["issuer"],
            wanted["signer_post"],
            one["abstract"],
            DocumentKind(one["kind"]),
            Subject(one["subject"]),
            one.get("effective_from"),
            one.get("effective_to"),
        )
        document = news.draft_document(document=said, unit=unit.key, by=by, at=at)
        news.tell_document(document=document, by=by, at=at)
    link = wanted["national_portal"]
    news.link_section(section=PORTAL, url=link["url"], label=link["label"], unit=unit.key, by=by, at=at)


@transaction.atomic
def read_news(wanted: Mapping[str, Any], figures: Mapping[str, Any], article: int, *, at: datetime) -> None:
    """
    Let readers rate the article of the source, and visit.

    :param figures: what the source says, as ``figures.toml`` has it.
    """
    said = figures["portal"]
    for number, points in enumerate(_points(said["rating_points"], said["rating_count"])):
        news.rate(article=article, points=points, reader=Reader(f"{number}", wanted["mark"]), at=at)
    news.record_visits(dict(_visits(said["visits"], wanted["read_at"])))


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
