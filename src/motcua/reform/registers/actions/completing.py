"""Declare a register complete for a period. Only then may a zero be stated."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.kernel.periods import Period, start_of_day
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.actions.writing import append_completion, opening
from motcua.reform.registers.models import Completion
from motcua.reform.registers.rows import life_of
from motcua.reform.registers.rules.content import check_period
from motcua.reform.registers.rules.registry import register_of
from motcua.reform.registers.rules.state import Kind, apply_completion
from motcua.reform.registers.rules.words import NotComplete, PeriodsOverlap
from motcua.reform.registers.tongue import local_day


def declare_complete(
    *, register: str, unit_id: int, period: Period, by: str, at: datetime, on: date | None = None
) -> int:
    """
    Declare that a unit's register holds all that there was in a period; give the declaration's id.

    :param on: the day on which it was declared, if that was before it is entered; the ledger tells both.
    :raises UnknownRegister: :raises OutsideLife: if the unit did not exist throughout.
    :raises NotComplete: if the period had not ended by that day, or that day has not come.
    :raises PeriodsOverlap: if a declaration stands for some of these days.
    """
    kept = register_of(register)
    unit, life = life_of(unit_id)
    check_period(period, life)
    day = on or local_day(at)
    if day > local_day(at):
        raise NotComplete(gettext_noop("this day has not come yet"), field="on", value=day.isoformat())
    if period.last > day:
        raise NotComplete(
            gettext_noop("the period has not ended yet"),
            field="to",
            value=period.last.isoformat(),
            expected=gettext_noop("declare it up to %(day)s"),
            params={"day": day},
        )
    said_at = at if day == local_day(at) else start_of_day(day, ZoneInfo(settings.TIME_ZONE))
    with opening(register, unit_id):
        other = Completion.objects.filter(
            register=register, unit=unit_id, superseded=False, first_on__lte=period.last, last_on__gte=period.first
        ).first()
        if other is not None:
            raise PeriodsOverlap(
                gettext_noop("it is declared complete from %(first)s to %(last)s already"),
                field="from",
                value=period.first.isoformat(),
                expected=gettext_noop("choose days that it does not have"),
                params={"first": other.first_on, "last": other.last_on},
            )
        payload = {
            "register": kept.code,
            "unit": unit.key,
            "first_on": period.first.isoformat(),
            "last_on": period.last.isoformat(),
        }
        state = apply_completion(None, Kind.DECLARED_COMPLETE, said_at, payload)
        row = Completion(
            register=kept.code,
            unit_id=unit_id,
            first_on=period.first,
            last_on=period.last,
            declared_at=said_at,
            events=state.number,
        )
        row.save(force_insert=True)
        append_completion(row.pk, state, Kind.DECLARED_COMPLETE, payload, by=by, at=at, occurred_at=said_at)
    return row.pk
