"""The units and procedures that a file names, as they stand at the moment of the import."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.clocks import terms_for
from motcua.services.dossiers.rules.deciding import Terms, WorkClock
from motcua.services.procedures import public as procedures

BY = "import"
"""Who founds units and records events that come from a file."""

_REMEMBERED = 10_000
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Missing:
    """Codes that nothing has ever borne, of units and of procedures."""

    units: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.units or self.procedures)


@dataclass(frozen=True, slots=True)
class Offices:
    """
    The units and procedures of one import.

    ``planned`` ones are not in the database yet. They have no calendar of their own, so that of the country is theirs.
    """

    history: units.History
    planned_units: Mapping[str, units.Unit] = field(default_factory=dict)
    planned_procedures: Mapping[str, procedures.Procedure] = field(default_factory=dict)
    _versions: dict[str, procedures.Procedure] = field(default_factory=dict)
    _terms: dict[tuple[str, date], Terms] = field(default_factory=dict)
    _clocks: dict[str, WorkClock] = field(default_factory=dict)
    _unknown: dict[tuple[str, date], Refused] = field(default_factory=dict)

    def unit(self, code: str, on: date) -> units.Unit:
        """Give the unit that bears a code on a day. :raises UnknownUnit:"""
        return self.planned_units.get(code) or self._found(code, on, lambda: self.history.find(code, on))

    def terms(self, code: str, unit_key: str, on: date) -> Terms:
        """
        Give what a dossier of a procedure, received at a unit on a day, is held to.

        :raises UnknownProcedure: if none of this code is in force on the day.
        """
        version = self._versions.get(code)
        if version is None or not version.in_force(on):
            version = self.planned_procedures.get(code) or self._found(code, on, lambda: procedures.find(code, on=on))
            self._versions[code] = version
        terms = self._terms.get((code, version.valid_from))
        if terms is None:
            terms = self._terms[code, version.valid_from] = terms_for(version, None)
        clock = self._clocks.get(unit_key)
        if clock is None:
            clock = self._clocks[unit_key] = terms_for(version, self.history.id_of(unit_key)).clock
        return replace(terms, clock=clock)

    def _found(self, code: str, on: date, find: Callable[[], Found]) -> Found:
        """Find something, and remember what is not to be found: to name the nearest codes takes long."""
        refused = self._unknown.get((code, on))
        if refused is not None:
            raise type(refused)(
                refused.text,
                field=refused.field,
                value=refused.value,
                expected=refused.expected,
                params=refused.params,
            )
        try:
            return find()
        except Refused as refusal:
            if len(self._unknown) < _REMEMBERED:
                self._unknown[code, on] = refusal
            raise


def offices() -> Offices:
    """Take the units and procedures as the database holds them."""
    return Offices(units.history())


def missing(unit_codes: Collection[str], procedure_codes: Collection[str]) -> Missing:
    """Say which codes never stood for anything; ``CODE@DATE`` can only stand for what there is. Two SQL queries."""
    borne, listed = units.history().bearers, procedures.by_code(procedure_codes)
    return Missing(
        frozenset(code for code in unit_codes if code not in borne and "@" not in code),
        frozenset(code for code in procedure_codes if code not in listed),
    )


def plan(lacking: Missing, *, at: datetime) -> Offices:
    """Take the units and procedures as they would be if what is missing were there. Nothing is written."""
    history = units.history()
    with transaction.atomic():
        planned_units, planned_procedures = create(lacking, at=at)
        transaction.set_rollback(True)
    return Offices(history, planned_units, planned_procedures)


def create(lacking: Missing, *, at: datetime) -> tuple[Mapping[str, units.Unit], Mapping[str, procedures.Procedure]]:
    """Found units and put procedures in force, as of the beginning of the records; names are the codes."""
    names = dict.fromkeys(sorted(lacking.units), "")
    return (
        units.ensure(names=names, on=units.BEGINNING, by=BY, at=at) if names else {},
        procedures.ensure(codes=sorted(lacking.procedures), on=units.BEGINNING, by=BY, at=at)
        if lacking.procedures
        else {},
    )
