"""Reads of the forms of procedures."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from motcua.foundation.ledger import public as ledger
from motcua.services.procedures import models
from motcua.services.procedures.rules.drafting import Draft
from motcua.services.procedures.rules.form.bodies import digest_of_form, read_form
from motcua.services.procedures.rules.form.words import Form


@dataclass(frozen=True, slots=True)
class LaidForm:
    """A form as it was laid down: for which case, from which day to which, and its digest."""

    form: Form
    case: str
    valid_from: date
    valid_to: date | None
    digest: str


def form_of(code: str, *, on: date, case: str = "") -> Form | None:
    """Give the form of a procedure on a day: that of its case, else the general one; None without. One SQL query."""
    laid = laid_form(code, on=on, case=case)
    return laid.form if laid else None


def laid_form(code: str, *, on: date, case: str = "") -> LaidForm | None:
    """Give the form of a procedure on a day as :func:`form_of` does, with its digest and days. One SQL query."""
    rows = {row.case: row for row in _on(on).filter(procedure__code=code, case__in={"", case}).order_by("valid_from")}
    row = rows.get(case) or rows.get("")
    return _laid(row) if row else None


def form_with(digest: str) -> Form | None:
    """Give the form of a digest, whenever it held: by it answers are read that were given to it. One SQL query."""
    row = models.FormVersion.objects.filter(digest=digest).first()
    return read_form(row.body) if row else None


def forms(code: str) -> list[LaidForm]:
    """Give all forms that were ever laid down for a procedure, the latest first. One SQL query."""
    return [
        _laid(row) for row in models.FormVersion.objects.filter(procedure__code=code).order_by("-valid_from", "case")
    ]


def form_codes(*, on: date, among: Collection[str] | None = None) -> frozenset[str]:
    """Give the codes of the procedures that have a form on a day. One SQL query."""
    rows = _on(on) if among is None else _on(on).filter(procedure__code__in=among)
    return frozenset(rows.values_list("procedure__code", flat=True))


def form_draft(code: str, *, on: date, case: str = "") -> Draft[Form]:
    """Give what is being written of a form; else the one that holds on a day, or an empty one. Two SQL queries."""
    row = models.Drafting.objects.filter(procedure__code=code, subject="form", unit=None, case=case).first()
    if row is None:
        return Draft(form_of(code, on=on, case=case) or Form())
    return Draft(read_form(row.body), row.number, row.changed_by, row.changed_at)


def altered_forms() -> Iterator[str]:
    """
    Name the forms that are not the ones that the ledger holds the digests of, or that no event is about.

    One SQL query, and one for each five hundred procedures.
    """
    rows: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in models.FormVersion.objects.select_related("procedure").iterator():
        digest = digest_of_form(row.body)
        stored = digest if digest == row.digest else ""
        rows[f"procedure/{row.procedure.code}"][row.valid_from.isoformat(), row.case] = stored
    held: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for event in ledger.read_many(rows.keys()):
        if event.kind == "procedure.form_laid_down":
            held[event.stream][event.payload["on"], event.payload["case"]] = event.payload["sha256"]
    for stream, found in sorted(rows.items()):
        yield from (
            f"{stream}: {' '.join(filter(None, key))}"
            for key in sorted(found.keys() | held[stream].keys())
            if found.get(key) != held[stream].get(key)
        )


def _on(on: date) -> "QuerySet[models.FormVersion]":
    return models.FormVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def _laid(row: models.FormVersion) -> LaidForm:
    return LaidForm(read_form(row.body), row.case, row.valid_from, row.valid_to, row.digest)
