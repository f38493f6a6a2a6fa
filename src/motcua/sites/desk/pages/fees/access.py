"""Who takes money and who approves it, and how amounts and movements are said."""

from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.services.fees.public import Line, Part, Standing, Way, What
from motcua.sites.look.public import words

NAMES = {
    What.CASH: gettext_lazy("Cash"),
    What.TRANSFER: gettext_lazy("Transfer"),
    What.REFUND: gettext_lazy("Given back"),
}
PARTS = {
    Part.FINAL: gettext_lazy("Of what is owed in all"),
    Part.ADVANCE: gettext_lazy("An advance, the final sum is fixed later"),
}
WAYS = {Way.CASH: gettext_lazy("in cash"), Way.TRANSFER: gettext_lazy("by transfer")}
STANDINGS = {
    Standing.WAITING: (gettext_lazy("waits for a second person"), "wait"),
    Standing.GOOD: (gettext_lazy("counts"), "early"),
    Standing.VOID: (gettext_lazy("does not count"), "late"),
}


def said_of(line: Line) -> str:
    """Say what a movement is, and whether it was an advance."""
    name = str(NAMES[line.what])
    return gettext("%(what)s, in advance") % {"what": name} if line.part is Part.ADVANCE else name


def takes(actor: Actor, unit_id: int) -> bool:
    """Say whether a post takes money at an office."""
    return may(actor, Act.RECEIVE, units=[unit_id])


def approves(actor: Actor, unit_id: int) -> bool:
    """Say whether a post approves what another entered: a leader's or a clerk's of the office, or of one above it."""
    return any(may(actor, act, units=[unit_id]) for act in (Act.CONFIRM, Act.ISSUE, Act.RECEIVE))


def office_of(actor: Actor) -> units.Unit:
    """Give the office whose till a post sees: that of its government. One SQL query."""
    return units.by_id([actor.government_id])[actor.government_id]


def dong(amount: int) -> str:
    """Say an amount."""
    return gettext("%(amount)s đồng") % {"amount": words.number(amount)}
