"""Reads of the catalogue. All are answered from its compiled form: one SQL query while it is unchanged, else two."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from motcua.foundation.worktime.public import Measure, Term
from motcua.services.procedures import models
from motcua.services.procedures.rules.catalogue import Catalogue
from motcua.services.procedures.rules.words import ClockPolicy, Procedure, read_mode

_compiled: tuple[str, Catalogue] | None = None


def catalogue() -> Catalogue:
    """Give the catalogue as the database holds it now. One SQL query while it is unchanged, else two."""
    global _compiled
    stamp = _stamp()
    if _compiled is None or _compiled[0] != stamp:
        _compiled = (
            stamp,
            Catalogue(map(_version, models.ProcedureVersion.objects.select_related("procedure", "field"))),
        )
    return _compiled[1]


def find(code: str, *, on: date) -> Procedure:
    """Give the version of a procedure that is in force on a day. One SQL query. :raises UnknownProcedure:"""
    return catalogue().find(code, on)


def by_id(ids: Collection[int]) -> dict[int, Procedure]:
    """Give procedures by id in their latest version; unknown ids are left out. One SQL query."""
    latest = catalogue().latest
    return {one: latest[one] for one in ids if one in latest}


def by_code(codes: Collection[str]) -> dict[str, Procedure]:
    """Give procedures by code in their latest version; unknown codes are left out. One SQL query."""
    versions = catalogue().versions
    return {code: versions[code][-1] for code in codes if code in versions}


def versions_of(code: str) -> list[Procedure]:
    """Give all versions of a procedure, the first one first; none of an unknown code. One SQL query."""
    return list(catalogue().versions.get(code, ()))


def in_force(*, on: date) -> list[Procedure]:
    """Give all procedures that are in force on a day, by code. One SQL query."""
    known = catalogue()
    return [version for code in sorted(known.versions) if (version := known.on(code, on))]


def _stamp() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp FROM procedures_catalogue")
        row = cursor.fetchone()
    return row[0] if row else ""


def _version(row: models.ProcedureVersion) -> Procedure:
    return Procedure(
        id=row.procedure_id,
        code=row.procedure.code,
        name=row.name,
        field_code=row.field.code,
        field_name=row.field.name,
        term=None if row.term_amount is None else Term(row.term_amount, Measure(row.term_measure)),
        policy=ClockPolicy(
            supplement=read_mode(row.on_supplement, field="supplement"),
            pause=read_mode(row.on_pause, field="pause"),
            agency=read_mode(row.on_agency, field="agency"),
        ),
        sensitive=row.sensitive,
        decision=row.decision,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
