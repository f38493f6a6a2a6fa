"""The minutes as they stand, with what was signed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections.models import MinutesSignature, VisitMinutes, VisitText
from motcua.reform.inspections.queries.signatures import Signing
from motcua.reform.inspections.rules.minutes import UNWRITTEN, Manner, Minutes, MinutesState, Side, Signed
from motcua.reform.inspections.rules.visit_life import PREFIX, Act


@dataclass(frozen=True, slots=True)
class MinutesView:
    """
    The minutes of a visit.

    :param minutes: none if their text was erased.
    :param reason: why the unit does not sign, if it does not.
    """

    state: MinutesState
    minutes: Minutes | None
    reason: str


def minutes_state(visit_id: int) -> MinutesState:
    """Give how the minutes of a visit stand. Two SQL queries."""
    return minutes_states([visit_id]).get(visit_id, UNWRITTEN)


def minutes_states(visit_ids: Collection[int] | None = None) -> dict[int, MinutesState]:
    """Give how the minutes of visits stand, of all if none are named; without minutes none. Two SQL queries."""
    rows, signatures = VisitMinutes.objects.all(), MinutesSignature.objects.all()
    if visit_ids is not None:
        rows, signatures = rows.filter(visit__in=visit_ids), signatures.filter(visit__in=visit_ids)
    signed: dict[int, list[MinutesSignature]] = {}
    for one in signatures:
        signed.setdefault(one.visit_id, []).append(one)
    return {
        row.visit_id: MinutesState(row.edition, row.at, row.by, signed_of(signed.get(row.visit_id, ()))) for row in rows
    }


def minutes_view(place_id: int) -> MinutesView | None:
    """Give the minutes of a visit; none while there are none. Four SQL queries."""
    row = VisitMinutes.objects.filter(visit__place=place_id).first()
    if row is None:
        return None
    state = minutes_state(row.visit_id)
    declined = [one.number for one in state.signed if one.manner is Manner.DECLINED]
    texts = VisitText.objects.filter(visit=row.visit_id, number__in=[row.edition, *declined])
    said = dict(texts.values_list("name", "text"))
    return MinutesView(state, Minutes.from_text(said["minutes"]) if "minutes" in said else None, said.get("reason", ""))


def minutes_signed(place_id: int) -> Signing | None:
    """Give the last signature under the minutes of a visit: its post, and its leaf. Two SQL queries."""
    signed = [one for one in ledger.read(f"visit/{place_id}") if one.kind == PREFIX + Act.MINUTES_SIGNED.value]
    if not signed:
        return None
    last = signed[-1]
    return Signing(accounts.titles_of([last.actor]).get(last.actor, ""), last.leaf.hex())


def signed_of(rows: Iterable[MinutesSignature]) -> tuple[Signed, ...]:
    """Give the signatures that rows hold, in their order: the team's first where one act made both."""
    sides = list(Side)
    in_order = sorted(rows, key=lambda one: (one.number, sides.index(Side(one.side))))
    return tuple(Signed(one.number, Side(one.side), Manner(one.manner), one.scan, one.at, one.by) for one in in_order)
