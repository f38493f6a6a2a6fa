"""Finding procedures as citizens do: by words, event of a life, field, level, and the office that offers them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from motcua.kernel.vietnamese import sort_key
from motcua.services.procedures.queries.asking import search
from motcua.services.procedures.queries.catalogue import catalogue
from motcua.services.procedures.queries.guiding import tiers_of_all
from motcua.services.procedures.queries.offers import offered_codes
from motcua.services.procedures.rules.guide import Tier
from motcua.services.procedures.rules.life_events import LifeEvent, counted
from motcua.services.procedures.rules.words import Procedure

MOST = 400
"""So many procedures a search finds at the most; who wants more of them says more."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The procedures in force on a day, in the order of their names, and how many there are of each field and event."""

    procedures: tuple[Procedure, ...]
    fields: tuple[tuple[str, str, int], ...]
    events: dict[str, int]


_shelf: tuple[object, date, Shelf] | None = None


def shelf(*, on: date) -> Shelf:
    """Give the procedures in force on a day. One SQL query; worked out once while the catalogue is unchanged."""
    global _shelf
    known = catalogue()
    if _shelf is None or _shelf[0] is not known or _shelf[1] != on:
        listed = [version for code in known.versions if (version := known.on(code, on))]
        listed.sort(key=lambda one: (sort_key(one.name), one.code))
        many = Counter((one.field_code, one.field_name) for one in listed)
        fields = sorted(((code, name, count) for (code, name), count in many.items()), key=lambda one: sort_key(one[1]))
        _shelf = known, on, Shelf(tuple(listed), tuple(fields), counted(listed))
    return _shelf[2]


def find_all(
    text: str = "",
    *,
    on: date,
    field: str = "",
    tier: Tier | None = None,
    unit_id: int | None = None,
    event: LifeEvent | None = None,
) -> list[tuple[Procedure, str]]:
    """
    Give the procedures in force that all of what is asked holds for, each with how it was found (see ``rules.search``).

    With words the best come first, without them they stand in the order of their names. Three SQL queries at most, one
    more once the catalogue has changed.

    :param unit_id: leave out what this office does not offer.
    """
    kept = [
        one
        for one in shelf(on=on).procedures
        if (not field or one.field_code == field) and (event is None or event.has(one))
    ]
    if tier is not None:
        tiers = tiers_of_all(on=on)
        kept = [one for one in kept if tier in tiers.get(one.code, frozenset())]
    if unit_id is not None:
        offered = offered_codes(unit_id, on)
        kept = [one for one in kept if one.code in offered]
    if not text:
        return [(one, "") for one in kept]
    known = {one.code: one for one in kept}
    matches = search(text, on=on, limit=MOST, among=known)
    return [(known[one.code], one.how) for one in matches]
