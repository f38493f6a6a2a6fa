"""What the town's boards show: a procedure in each standing on the district's, and one on a commune's."""

from collections.abc import Callable
from datetime import date, datetime

from motcua.foundation.units.public import Unit
from motcua.services.procedures import public as procedures

SAID = {"by": "post/1"}


def build(
    at: Callable[[str], datetime], *, district: Unit, commune: Unit, of: tuple[str, str, str, str, str]
) -> dict[str, int]:
    """
    Offer, post and withdraw; give the numbers of the offers by how they stand.

    :param of: the procedures that hang complete, hang partly, do not hang, hung too long, and are new.
    """
    complete, partly, late, old, new = of
    first, put_up = date(2022, 8, 1), date(2022, 8, 3)

    def offer(unit: Unit, procedure: str, on: date, level: int | None = 3) -> int:
        when = at(f"{on:%m-%d} 08:00")
        procedures.offer(unit=unit.key, procedure=procedure, on=on, level_old=level, at=when, **SAID)
        found = procedures.offers(unit.id, on)
        return next(number for number, one in found.items() if one.procedure == procedure)

    def post(procedure: str, *missing: str) -> None:
        procedures.post(
            unit=district.key, procedure=procedure, on=put_up, missing=missing, at=at("08-03 09:00"), **SAID
        )

    numbers = {
        "complete": offer(district, complete, first),
        "partly": offer(district, partly, first, 4),
        "late": offer(district, late, first),
        "expired": offer(district, old, first),
        "missing": offer(district, new, date(2022, 10, 7), None),
        "in_commune": offer(commune, late, first),
    }
    post(complete)
    post(partly, "forms", "fees")
    post(old)
    procedures.publish_entry(unit=district.key, procedure=complete, on=put_up, at=at("08-03 09:10"), **SAID)
    procedures.withdraw_offer(unit=district.key, procedure=old, on=date(2022, 9, 5), at=at("09-05 08:00"), **SAID)
    return numbers
