"""What stands beside the form before a dossier is accepted: its due time and why, its papers, what is to be paid."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.worktime import public as worktime
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Mark
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.intake.form import Asking, missing


@dataclass(frozen=True, slots=True)
class Side:
    """
    What would follow if it were accepted now. ``due`` is None where no term is known, ``fee`` where no tariff is.

    ``advance`` is what of it is owed now, where the rest is owed when the result is handed over.
    """

    due: datetime | None
    term: worktime.Term | None
    missing: int
    ready: bool
    fee: int | None
    advance: int | None
    next_step: str
    next_unit: str


def side(content: Content, chosen: Asking | None, *, unit_id: int, unit_key: str, at: datetime) -> Side | None:
    """Give what would follow if it were accepted now; None before a procedure is chosen. Four SQL queries."""
    if chosen is None:
        return None
    on = worktime.calendar_for(unit_id).local(at).date()
    procedure = procedures.find(chosen.code, on=on)
    case = next((one for one in chosen.asked.cases if one.code == content.case), None)
    term = (case.term if case else None) or procedure.term
    due = worktime.due(worktime.calendar_for(unit_id), at, term) if term else None
    line = procedures.process_of(chosen.code, unit_key=unit_key, on=on).main_line()
    lacking = len(missing(content.papers))
    fee, advance = intake.owed_in_parts(chosen.asked.tariffs_of(content.channel), content)
    return Side(
        due=due[0] if due else None,
        term=term,
        missing=lacking,
        ready=not lacking and any(one.mark in {Mark.ENOUGH, Mark.HELD} for one in content.papers),
        fee=fee,
        advance=advance,
        next_step=line[1].name if len(line) > 1 else "",
        next_unit=line[1].where if len(line) > 1 else "",
    )
