"""The rows behind an indicator, in the order of their table, and which of them a post may see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import Behind, By, Facts, Part
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Procedure
from motcua.sites.look.public import answering, asking
from motcua.sites.oversight import doors

OF_DOSSIERS = frozenset({"dossiers", "dossier_spans", "dossier_notes"})
"""The tables whose rows are of dossiers: who may not see a dossier sees no row of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows as an address asks for them: of which indicator, question and part, of which line of a breakdown if any."""

    code: str
    question: asking.Question
    part: Part
    group: tuple[By, str] | None

    @classmethod
    def read(cls, request: HttpRequest, code: str, question: asking.Question) -> "Wanted":
        """Read what an address asks for; by default the rows of the numerator."""
        asked = request.GET.get(doors.PART)
        part: Part = "population" if asked == doors.PARTS["population"] else "counts"
        group = answering.asked_group(
            request.GET.get(answering.BY, ""), asking.clean(request.GET.get(answering.GROUP, ""))
        )
        return cls(code, question, part, group)

    def rows(self, facts: Facts, *, now: datetime) -> Iterator[Behind]:
        """Give the rows one after the other, so that memory does not grow with them."""
        found = indicators.each_row_behind(
            facts,
            self.code,
            unit=self.question.unit.code,
            period=self.question.period,
            now=now,
            part=self.part,
            own=self.question.own,
        )
        if self.group is None:
            return found
        by, key = self.group
        if by is By.UNIT:
            return (row for row in found if row.unit == key)
        procedure = _procedures(self.question)
        return (
            row
            for row in found
            if row.procedure is not None
            and key == (procedure(row.procedure).code if by is By.PROCEDURE else procedure(row.procedure).field_code)
        )

    def group_name(self) -> str:
        """
        Name the line of the breakdown; empty for the whole. One SQL query for a field or a procedure.

        :raises UnknownPart: if the unit and period have no such line.
        """
        if self.group is None:
            return ""
        by, key = self.group
        if by is By.UNIT:
            names = {code: unit.name for code, unit in self.question.structure.by_code.items()}
        else:
            known = procedures.in_force(on=self.question.period.last)
            names = {one.code: one.name for one in known} if by is By.PROCEDURE else _fields(known)
        if key not in names:
            raise answering.unknown_part(key)
        return names[key]

    def within_reach(self, actor: Actor) -> Callable[[Behind], bool]:
        """Say of rows whether a post may see them."""
        units, known = self.question.structure.by_code, dict[str, bool]()

        def within(row: Behind) -> bool:
            if row.table not in OF_DOSSIERS:
                return True
            if row.unit not in known:
                known[row.unit] = may(actor, Act.SEE_DOSSIERS, units=[units[row.unit].id])
            return known[row.unit]

        return within


def _fields(known: Sequence[Procedure]) -> dict[str, str]:
    return {one.field_code: one.field_name for one in known}


def _procedures(question: asking.Question) -> Callable[[int], Procedure]:
    """Give procedures by id: those in force at the end of the period with one SQL query, each other with one more."""
    known = {one.id: one for one in procedures.in_force(on=question.period.last)}

    def procedure(one: int) -> Procedure:
        if one not in known:
            known.update(procedures.by_id([one]))
        return known[one]

    return procedure
