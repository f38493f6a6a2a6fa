"""Reads of what procedures ask, of their processes, and the search at the counter."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q

from motcua.foundation.units import public as units
from motcua.services.procedures import models
from motcua.services.procedures.queries.catalogue import catalogue
from motcua.services.procedures.queries.offers import offered_codes
from motcua.services.procedures.rules.asking import SOON_DAYS, Asked, read_asked
from motcua.services.procedures.rules.drafting import Draft
from motcua.services.procedures.rules.process import Process, default_process, read_steps
from motcua.services.procedures.rules.search import Index, Match

_index: tuple[object, date, Index] | None = None


def asked(code: str, *, on: date) -> Asked:
    """Give what a procedure asks on a day; nothing where nothing is on file. One SQL query."""
    row = (
        models.Asking.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), procedure__code=code)
        .filter(valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    return Asked(valid_from=on) if row is None else _asked(row)


def askings(code: str) -> list[Asked]:
    """Give all that a procedure ever asked, the latest first. One SQL query."""
    return [_asked(row) for row in models.Asking.objects.filter(procedure__code=code).order_by("-valid_from")]


def process_of(code: str, *, unit_key: str, on: date) -> Process:
    """
    Give the process by which a unit deals with a procedure on a day: its own, else the general one, else the default.

    One SQL query; one more where an office has its own.
    """
    rows = (
        models.ProcessVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), procedure__code=code)
        .filter(valid_from__lte=on)
        .order_by("valid_from")
    )
    found = dict(_with_keys(rows))
    row = found.get(unit_key) or found.get(None)
    return default_process(on) if row is None else _process(row, unit_key if row.unit_id else None)


def processes(code: str) -> list[Process]:
    """Give all processes that were ever laid down for a procedure, the latest first. Two SQL queries at most."""
    rows = models.ProcessVersion.objects.filter(procedure__code=code).order_by("-valid_from", "unit_id")
    return [_process(row, key) for key, row in _with_keys(rows)]


def asked_draft(code: str, *, on: date) -> Draft[Asked]:
    """Give what is being written of what a procedure asks; else what it asks on a day. Two SQL queries at most."""
    row = models.Drafting.objects.filter(procedure__code=code, subject="asked").first()
    if row is None:
        return Draft(asked(code, on=on))
    return Draft(read_asked(row.body, valid_from=on, valid_to=None), row.number, row.changed_by, row.changed_at)


def process_draft(code: str, *, unit_key: str | None, on: date) -> Draft[Process]:
    """
    Give what is being written of a process, of one unit or of all; else the one that holds for it on a day.

    Four SQL queries at most.
    """
    unit_id = units.by_key([unit_key])[unit_key].id if unit_key else None
    row = models.Drafting.objects.filter(procedure__code=code, subject="process", unit=unit_id).first()
    if row is None:
        now = process_of(code, unit_key=unit_key or "", on=on)
        return Draft(replace(now, unit_key=unit_key))
    process = Process(read_steps(row.body["steps"]), on, unit_key=unit_key, decision=row.body["decision"])
    return Draft(process, row.number, row.changed_by, row.changed_at)


def drafted_codes() -> frozenset[str]:
    """Give the codes of the procedures of which something is being written. One SQL query."""
    return frozenset(models.Drafting.objects.values_list("procedure__code", flat=True))


def asked_codes(*, on: date) -> frozenset[str]:
    """Give the codes of the procedures of which it is on file what they ask on a day. One SQL query."""
    rows = models.Asking.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return frozenset(rows.values_list("procedure__code", flat=True))


def soon_days(*, on: date) -> dict[int, int]:
    """Give the procedures, by id, that on a day give warning of another number of days than usual. One SQL query."""
    rows = models.Asking.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return dict(rows.exclude(soon_days=SOON_DAYS).values_list("procedure_id", "soon_days"))


def search(
    text: str, *, on: date, unit_id: int | None = None, among: Container[str] | None = None, limit: int = 12
) -> list[Match]:
    """
    Find procedures in force on a day by a few letters, the best first.

    One SQL query while the catalogue is unchanged; one more with a unit.

    :param unit_id: leave out what this office does not offer, unless it has no offer on record at all.
    :param among: the codes to look among; the unit is not asked then.
    """
    global _index
    known = catalogue()
    if _index is None or _index[0] is not known or _index[1] != on:
        in_force = [version for versions in known.versions.values() for version in versions if version.in_force(on)]
        _index = (known, on, Index(in_force))
    if among is None and unit_id is not None:
        among = offered_codes(unit_id, on) or None
    return _index[2].search(text, limit=limit, among=among)


def _asked(row: models.Asking) -> Asked:
    return read_asked(row.body, valid_from=row.valid_from, valid_to=row.valid_to)


def _with_keys(rows: Iterable[models.ProcessVersion]) -> Iterator[tuple[str | None, models.ProcessVersion]]:
    """Give each process with the key of the unit whose own it is."""
    versions = list(rows)
    owners = {row.unit_id for row in versions if row.unit_id is not None}
    known = units.by_id(owners) if owners else {}
    for row in versions:
        yield (None if row.unit_id is None else known[row.unit_id].key), row


def _process(row: models.ProcessVersion, unit_key: str | None) -> Process:
    return Process(
        steps=read_steps(row.steps),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        unit_key=unit_key,
        decision=row.decision,
    )
