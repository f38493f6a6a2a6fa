"""Whether an inspection may be opened, decided, told, moved: plain functions of what there is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.life import InspectionState, Visit
from motcua.reform.inspections.rules.terms import Terms
from motcua.reform.inspections.rules.words import Kind, Mode, Part, UnknownInspection


class NotNow(Refused):
    """What is asked has its time in the life of an inspection, and this is not it."""


class WrongTeam(Refused):
    """The team is not one: nobody heads it, or somebody is in it twice."""


class WrongPlace(Refused):
    """There is nothing to look at, a unit is named twice, or one does not stand below who inspects."""


class TooLate(Refused):
    """The notice would come too few days before the visit."""


class ConflictOfInterest(Refused):
    """A member holds or held a post in a unit that is inspected."""


class Clash(Refused):
    """A unit or a member is in two inspections on one day."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A unit that an inspection is to look at, and when."""

    unit_id: int
    visit_on: date
    mode: Mode = Mode.ON_SITE


@dataclass(frozen=True, slots=True)
class NewMember:
    """A post that is to be in a team."""

    post_id: int
    part: Part


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a member holds or held: the names of both, and the unit that it stands in."""

    member: str
    post: str
    unit_id: int
    unit: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A day on which another inspection that lives takes a unit and its team: whom, by their ids and names."""

    inspection: str
    day: date
    unit_id: int
    unit: str
    posts: Mapping[int, str]


def check_text(text: str, *, field: str, most: int) -> str:
    """Give a text without blanks around it. :raises Refused: if nothing is left, or too much."""
    text = text.strip()
    if not text or len(text) > most:
        raise Refused(
            gettext_noop("this is too long") if text else gettext_noop("this must be said"),
            field=field,
            value=text or None,
            expected=gettext_noop("write at most %(most)s characters"),
            params={"most": most},
        )
    return text


def check_fields(fields: Collection[str]) -> None:
    """Check that something is looked at. :raises Refused:"""
    if not fields:
        raise Refused(
            gettext_noop("no field is looked at"), field="fields", expected=gettext_noop("choose one or more")
        )


def check_places(kind: Kind, places: Collection[NewPlace], *, below: frozenset[int], own: frozenset[int]) -> None:
    """
    Check where an inspection goes.

    :param below: all that stands below the government of who inspects; :param own: what of it is of that government.
    :raises WrongPlace:
    """
    named = [place.unit_id for place in places]
    if not named:
        raise WrongPlace(
            gettext_noop("no unit is inspected"), field="places", expected=gettext_noop("choose one or more")
        )
    if len(named) != len(set(named)):
        raise WrongPlace(gettext_noop("a unit is named twice"), field="places")
    within, said = (
        (own, gettext_noop("only one's own divisions are looked at in such an inspection"))
        if kind is Kind.SELF
        else (below - own, gettext_noop("who inspects does not stand above all of these units"))
    )
    if set(named) - within:
        raise WrongPlace(said, field="places", expected=gettext_noop("choose units that stand below"))


def check_team(members: Collection[NewMember]) -> None:
    """Check that one post heads a team, and none is in it twice. :raises WrongTeam:"""
    heads = sum(member.part is Part.LEADER for member in members)
    if heads != 1:
        raise WrongTeam(
            gettext_noop("a team has one head; this has %(heads)s"), field="members", params={"heads": heads}
        )
    posts = [member.post_id for member in members]
    if len(posts) != len(set(posts)):
        raise WrongTeam(gettext_noop("a post is named twice"), field="members")


def check_conflicts(held: Iterable[Held], inspected: Mapping[int, frozenset[int]], names: Mapping[int, str]) -> None:
    """
    Check that nobody inspects where they work or worked.

    :param inspected: for each unit that is looked at, all that stands below it, itself among them.
    :param names: what those units are called.
    :raises ConflictOfInterest: naming the member, the post and the unit.
    """
    for one in held:
        for unit_id, beneath in inspected.items():
            if one.unit_id in beneath:
                raise ConflictOfInterest(
                    gettext_noop("“%(member)s” holds or held the post “%(post)s” of %(of)s"),
                    field="members",
                    value=names[unit_id],
                    expected=gettext_noop("choose somebody who did not work in what is inspected"),
                    params={"member": one.member, "post": one.post, "of": one.unit},
                )


def check_clashes(places: Iterable[NewPlace], posts: Collection[int], taken: Collection[Taken]) -> None:
    """Check that no unit and no member is in two places on one day. :raises Clash: naming the other inspection."""
    for place in places:
        for other in taken:
            if place.mode is not Mode.ON_SITE or other.day != place.visit_on:
                continue
            params = {"other": other.inspection, "day": f"{other.day:%d/%m/%Y}"}
            if other.unit_id == place.unit_id:
                raise Clash(
                    gettext_noop("%(unit)s is already visited on %(day)s, in “%(other)s”"),
                    field="places",
                    expected=gettext_noop("choose another day"),
                    params=params | {"unit": other.unit},
                )
            both = sorted(set(posts) & other.posts.keys())
            if both:
                raise Clash(
                    gettext_noop("“%(post)s” is in the team of “%(other)s” on %(day)s"),
                    field="members",
                    expected=gettext_noop("choose another day, or another member"),
                    params=params | {"post": other.posts[both[0]]},
                )


def check_days(places: Iterable[NewPlace], *, today: date) -> None:
    """Check that no visit lies in the past. :raises NotNow:"""
    for place in places:
        if place.visit_on < today:
            raise NotNow(
                gettext_noop("the visit would lie in the past"), field="visit_on", value=f"{place.visit_on:%d/%m/%Y}"
            )


def check_live(state: InspectionState) -> None:
    """Check that something may still happen to an inspection. :raises NotNow:"""
    if not state.live:
        raise NotNow(
            gettext_noop("the inspection was called off")
            if state.cancelled
            else gettext_noop("the inspection is closed"),
            field="inspection",
        )


def check_cancelling(state: InspectionState, *, concluded: bool) -> None:
    """Check that an inspection may be called off. :raises NotNow: once its conclusion was signed."""
    check_live(state)
    if concluded:
        raise NotNow(
            gettext_noop("its conclusion was signed"),
            field="inspection",
            expected=gettext_noop("close it instead"),
        )


def check_closing(state: InspectionState, *, concluded: bool) -> None:
    """Check that an inspection may be closed. :raises NotNow: before its conclusion was signed."""
    check_live(state)
    if not concluded:
        raise NotNow(
            gettext_noop("its conclusion was not signed yet"),
            field="inspection",
            expected=gettext_noop("sign it, or call the inspection off"),
        )


def check_decision(state: InspectionState, *, on: date) -> None:
    """Check that an inspection may be decided with a paper of a day. :raises NotNow:"""
    check_live(state)
    if state.decided is not None:
        raise NotNow(
            gettext_noop("it was decided by %(number)s"), field="number", params={"number": state.decided.number}
        )
    if on > state.first_visit:
        raise NotNow(
            gettext_noop("a decision comes before the first visit"),
            field="on",
            value=f"{on:%d/%m/%Y}",
            expected=gettext_noop("a day until %(day)s, or move the visit"),
            params={"day": f"{state.first_visit:%d/%m/%Y}"},
        )


def check_notice(state: InspectionState, terms: Terms, *, on: date) -> None:
    """Check that a notice of a day comes in time. :raises NotNow: :raises TooLate:"""
    check_live(state)
    if state.kind is Kind.UNANNOUNCED:
        raise NotNow(gettext_noop("an unannounced inspection gives no notice"), field="inspection")
    if state.decided is None:
        raise NotNow(gettext_noop("the inspection is not decided yet"), field="inspection")
    if state.notified is not None:
        raise NotNow(
            gettext_noop("notice was given by %(number)s"), field="number", params={"number": state.notified.number}
        )
    if on < state.decided.on:
        raise NotNow(gettext_noop("notice follows the decision"), field="on", value=f"{on:%d/%m/%Y}")
    latest = state.first_visit - timedelta(days=terms.notice_days)
    if on > latest:
        raise TooLate(
            gettext_noop("notice is given at least %(days)s days before the first visit"),
            field="on",
            value=f"{on:%d/%m/%Y}",
            expected=gettext_noop("a day until %(day)s, or move the visit"),
            params={"days": terms.notice_days, "day": f"{latest:%d/%m/%Y}"},
        )


def moved(state: InspectionState, days: Mapping[int, date]) -> dict[int, Visit]:
    """Give the places with some of their days changed. :raises NotNow: if none is. :raises UnknownInspection:"""
    if days.keys() - state.places.keys():
        raise UnknownInspection(gettext_noop("the inspection has no such place"), field="place")
    if all(state.places[place].visit_on == day for place, day in days.items()):
        raise NotNow(gettext_noop("no day was changed"), field="visit_on")
    return {place: replace(visit, visit_on=days.get(place, visit.visit_on)) for place, visit in state.places.items()}


def check_moved(state: InspectionState, terms: Terms) -> None:
    """Check that decision and notice still come in time after a visit was moved. :raises NotNow: :raises TooLate:"""
    if state.decided is not None and state.first_visit < state.decided.on:
        raise NotNow(
            gettext_noop("a visit follows the decision"), field="visit_on", value=f"{state.first_visit:%d/%m/%Y}"
        )
    if state.notified is None:
        return
    earliest = state.notified.on + timedelta(days=terms.notice_days)
    if state.first_visit < earliest:
        raise TooLate(
            gettext_noop("notice is given at least %(days)s days before the first visit"),
            field="visit_on",
            value=f"{state.first_visit:%d/%m/%Y}",
            expected=gettext_noop("a day from %(day)s on"),
            params={"days": terms.notice_days, "day": f"{earliest:%d/%m/%Y}"},
        )


def mandate(first: date, last_visit: date, terms: Terms) -> Period:
    """Give the days for which a team may look into what its places keep."""
    return Period(first, last_visit + timedelta(days=terms.mandate_days))
