"""What came in a period and what became of it, by channel: counted from indexes alone, as far as cases are counted."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Count, F, Q

from motcua.kernel.periods import Period, end_of_day, start_of_day
from motcua.services.dossiers.public import Timeliness
from motcua.services.feedback.clocks import local_zone
from motcua.services.feedback.models import Case
from motcua.services.feedback.rules.words import Channel, Classification, Verdict

FEW = 10
"""Of so many units the cases are found by unit; of more by the day on which they came."""


@dataclass(frozen=True, slots=True)
class Tally:
    """
    Cases that came in a period: received = answered in time + answered late + pending.

    ``overdue`` are those of the pending whose term is over, ``again`` those that were opened again; ``solved`` and
    ``unsolved`` those of the answered whose sender last said so.
    """

    received: int = 0
    in_time: int = 0
    late: int = 0
    pending: int = 0
    overdue: int = 0
    again: int = 0
    solved: int = 0
    unsolved: int = 0

    @property
    def unjudged(self) -> int:
        """How many of the answered their senders have not judged."""
        return self.in_time + self.late - self.solved - self.unsolved

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))


def tally(unit_ids: Collection[int], period: Period, *, at: datetime) -> dict[Channel, Tally]:
    """
    Count the cases that came in a period, by the channel that they came by. Two SQL queries.

    Complaints, denunciations and tip-offs without a name are no feedback and are not counted; what nobody has
    classified is. Of joined cases the one that leads is counted, by the dated rule of the module's data. A pending
    case whose clock stands is overdue only if its term was over before.

    :param unit_ids: of the units that answer for them now.
    :param at: the instant at which a term is over or not.
    """
    zone = local_zone()
    came = Case.objects.filter(
        Q(classification__isnull=True) | Q(classification=Classification.FEEDBACK),
        received_at__gte=start_of_day(period.first, zone),
        received_at__lte=end_of_day(period.last, zone),
    )
    few = len(unit_ids) <= FEW
    came = came.filter(holder__in=unit_ids) if few else came.alias(unit=F("holder") + 0).filter(unit__in=unit_ids)
    found: dict[Channel, Tally] = {}
    groups = came.values("channel", "timeliness", "verdict").annotate(n=Count("pk")).order_by()
    for group in groups:
        channel = Channel(group["channel"])
        found[channel] = found.get(channel, Tally()) + _counted(group["timeliness"], group["verdict"], group["n"])
    over = (Q(stopped_at__isnull=True) | Q(stopped_at__gt=F("judged_until"))) & Q(judged_until__lt=at)
    pending = came.filter(answered_at__isnull=True).values_list("channel")
    counted = pending.annotate(over=Count("pk", filter=over), again=Count("pk", filter=Q(reopened__gt=0)))
    for name, overdue, again in counted.order_by():
        found[Channel(name)] += Tally(overdue=overdue, again=again)
    return {channel: found[channel] for channel in Channel if channel in found}


def _counted(timeliness: str | None, verdict: str | None, n: int) -> Tally:
    if timeliness is None:
        return Tally(received=n, pending=n)
    late = timeliness == Timeliness.OVERDUE
    return Tally(
        received=n,
        in_time=0 if late else n,
        late=n if late else 0,
        solved=n if verdict == Verdict.SATISFIED else 0,
        unsolved=n if verdict == Verdict.UNSATISFIED else 0,
    )
