"""What is known of posts and units before an inspection takes them: where they stand, what they held, what they do."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.models import Member, Place
from motcua.reform.inspections.rules.deciding import Held, NewPlace, Taken, WrongPlace, WrongTeam
from motcua.reform.inspections.rules.words import Kind, Mode
from motcua.reform.registers.public import own_government


def beneath(unit_id: int, *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """
    Give what is of the government of a unit, and all that stands below that government. Two SQL queries.

    :raises WrongPlace: if the unit does not live on this day.
    """
    structure = units.structure(on)
    own = own_government(unit_id, on=on)
    if not own:
        raise WrongPlace(gettext_noop("who inspects does not exist on this day"), field="unit", value=on.isoformat())
    return own, frozenset().union(*(structure.below(one) for one in own))


def directly_below(unit_id: int, *, on: date) -> tuple[units.Unit, ...]:
    """
    Give what stands directly below the government of a unit: lower governments by their code, then its own offices.

    Who inspects is not below itself, nor are the offices that it is a part of. Two SQL queries.
    """
    structure = units.structure(on)
    if unit_id not in structure.units:
        return ()
    line = (structure.units[unit_id], *structure.above(unit_id))
    government = next((one for one in line if one.level is not units.Level.DEPARTMENT), line[-1])
    below = (one for one in structure.children(government.id) if one not in line)
    return tuple(sorted(below, key=lambda one: (one.level is units.Level.DEPARTMENT, one.code)))


def inspected(kind: Kind, unit_id: int, places: Iterable[NewPlace], *, on: date) -> dict[int, frozenset[int]]:
    """
    Give, for each unit that is looked at, all that stands below it, itself among them. One SQL query.

    Where a government looks at itself its people are all of it, so only its divisions count.
    """
    structure = units.structure(on)
    found = {one.unit_id: structure.below(one.unit_id) for one in places if one.unit_id in structure.units}
    if kind is Kind.SELF:
        return {of: under for of, under in found.items() if structure.units[of].level is units.Level.DEPARTMENT}
    return found


def seated(post_ids: Collection[int], *, on: date) -> dict[int, units.Unit]:
    """Give the unit of each post. Two SQL queries. :raises WrongTeam: if one is not a post that somebody holds."""
    structure = units.structure(on)
    found = {one.id: one.unit_id for one in accounts.posts_in(structure.units, on=on)}
    if not set(post_ids) <= found.keys():
        raise WrongTeam(
            gettext_noop("a member is no post that somebody holds today"),
            field="members",
            expected=gettext_noop("choose a post that is held"),
        )
    return {post_id: structure.units[found[post_id]] for post_id in post_ids}


def held(post_ids: Collection[int], *, on: date, years: int) -> Iterator[Held]:
    """Give the posts that the people in some posts hold, or held within a number of years. Four SQL queries."""
    since = date(on.year - years, on.month, min(on.day, 28))
    seats = accounts.seats_of(post_ids, on=on, since=since)
    titles = accounts.titles_of([f"post/{post_id}" for post_id in post_ids])
    known = units.by_id({seat.unit_id for ones in seats.values() for seat in ones})
    for post_id, ones in seats.items():
        for seat in ones:
            yield Held(titles[f"post/{post_id}"], seat.title, seat.unit_id, known[seat.unit_id].name)


def taken(places: Iterable[NewPlace], post_ids: Collection[int], *, but: int | None = None) -> list[Taken]:
    """
    Give the visits of other inspections that live, on the days of some places. Three SQL queries.

    :param post_ids: of their teams only these are told of.
    :param but: an inspection that is left out.
    """
    rows = list(
        Place.objects.filter(
            visit_on__in={one.visit_on for one in places},
            mode=Mode.ON_SITE.value,
            inspection__cancelled=False,
            inspection__closed_at=None,
        )
        .exclude(inspection=but)
        .select_related("inspection")
    )
    members = Member.objects.filter(inspection__in={row.inspection_id for row in rows}, post__in=post_ids)
    titles = accounts.titles_of([f"post/{post_id}" for post_id in post_ids])
    posts: dict[int, dict[int, str]] = {}
    for one in members:
        posts.setdefault(one.inspection_id, {})[one.post_id] = titles[f"post/{one.post_id}"]
    known = units.by_id({row.unit_id for row in rows})
    return [
        Taken(
            row.inspection.title, row.visit_on, row.unit_id, known[row.unit_id].name, posts.get(row.inspection_id, {})
        )
        for row in rows
    ]
