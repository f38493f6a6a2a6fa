"""The texts that results are drafted from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.services.results import models
from motcua.services.results.rules.content import Content, read


@dataclass(frozen=True, slots=True)
class Template:
    """A text that results are drafted from, as it holds from a day on; ``book`` is the code of its number book."""

    code: str
    name: str
    unit_id: int | None
    procedure: str
    content: Content
    book: str
    valid_from: date
    valid_to: date | None


def template_read(row: models.Template) -> Template:
    """Read a row."""
    return Template(
        row.code, row.name, row.unit_id, row.procedure, read(row.body), row.book, row.valid_from, row.valid_to
    )


def templates(*, on: date, unit_ids: Collection[int], procedure: str | None = None) -> list[Template]:
    """
    Give the templates in force on a day that are for every office or for units, an office's own first. One SQL query.

    :param procedure: those of a procedure and those for all; without it whatever there is.
    """
    rows = models.Template.objects.filter(
        Q(unit__isnull=True) | Q(unit__in=unit_ids), Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on
    )
    if procedure is not None:
        rows = rows.filter(procedure__in=["", procedure])
    found = [template_read(row) for row in rows]
    return sorted(found, key=lambda one: (not one.procedure, one.unit_id is None, one.name, one.code))


def history_of(code: str) -> list[Template]:
    """Give all that a template said, the latest first. One SQL query."""
    return [template_read(row) for row in models.Template.objects.filter(code=code).order_by("-valid_from")]
