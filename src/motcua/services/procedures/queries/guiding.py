"""Reads of what is published of procedures for citizens."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from motcua.foundation.ledger import public as ledger
from motcua.services.procedures import models
from motcua.services.procedures.queries.catalogue import catalogue
from motcua.services.procedures.rules.guide import Guide, Tier, digest_of_guide, read_guide

_tiers: tuple[object, date, dict[str, frozenset[Tier]]] | None = None


def guide_of(code: str, *, on: date) -> Guide | None:
    """Give what is published of a procedure on a day; none where nothing is on file. One SQL query."""
    row = _on(on).filter(procedure__code=code).order_by("-valid_from").first()
    return None if row is None else _guide(row)


def guides_of(codes: Collection[str], *, on: date) -> dict[str, Guide]:
    """Give what is published of procedures on a day, by code; those without a guide are left out. One SQL query."""
    rows = _on(on).filter(procedure__code__in=codes).order_by("valid_from").select_related("procedure")
    return {row.procedure.code: _guide(row) for row in rows}


def guides(code: str) -> list[Guide]:
    """Give all that was ever published of a procedure, the latest first. One SQL query."""
    rows = models.GuideVersion.objects.filter(procedure__code=code).order_by("-valid_from")
    return [_guide(row) for row in rows]


def tiers_of_all(*, on: date) -> dict[str, frozenset[Tier]]:
    """Give who deals with each procedure on a day, by code. One SQL query; two once the catalogue has changed."""
    global _tiers
    known = catalogue()
    if _tiers is None or _tiers[0] is not known or _tiers[1] != on:
        rows = _on(on).values_list("procedure__code", "body__tiers")
        _tiers = known, on, {code: frozenset(map(Tier, tiers or ())) for code, tiers in rows}
    return _tiers[2]


def altered_guides() -> Iterator[str]:
    """
    Name the guides whose text is not the one that the ledger holds the digest of, or that no event is about.

    One SQL query, and one for each five hundred procedures.
    """
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for code, begun, body in models.GuideVersion.objects.values_list(
        "procedure__code", "valid_from", "body"
    ).iterator():
        rows[f"procedure/{code}"][begun.isoformat()] = digest_of_guide(body)
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for event in ledger.read_many(rows.keys()):
        if event.kind == "procedure.guide_published":
            held[event.stream][event.payload["on"]] = event.payload["sha256"]
    for stream, guides in sorted(rows.items()):
        yield from (f"{stream}: {on}" for on in sorted(guides.keys() | held[stream].keys())
                    if guides.get(on) != held[stream].get(on))  # fmt: skip


def _on(on: date) -> "QuerySet[models.GuideVersion]":
    return models.GuideVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def _guide(row: models.GuideVersion) -> Guide:
    return read_guide(row.body, valid_from=row.valid_from, valid_to=row.valid_to)
