"""Cases that may say the same as another: of the same sender, or near in words at the same office."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.services.feedback.models import Case, Sender, Words
from motcua.services.feedback.rules.likeness import NEAR, likeness
from motcua.services.feedback.rules.sender import FEWEST_DIGITS
from motcua.services.feedback.rules.words import Classification

WITHIN = timedelta(days=90)
"""What came so long before is no double: the matter has come again."""
LOOKED_AT = 300
"""So many of the latest cases of the office are compared."""


@dataclass(frozen=True, slots=True)
class Double:
    """A case that came earlier and may say the same; ``alike`` is per cent, ``same_sender`` by telephone."""

    case_id: int
    text: str
    received_at: datetime
    alike: int
    same_sender: bool


def likely_doubles(case: int, *, most: int = 5) -> tuple[Double, ...]:
    """
    Give the earlier cases that one may repeat: the same sender's first, then the nearest in words.

    Those that could lead are looked at: feedback, or not classified yet, of the same receiving unit within ninety days.
    Four SQL queries.
    """
    row = Case.objects.filter(pk=case).first()
    if row is None:
        return ()
    before = Case.objects.filter(
        Q(classification__isnull=True) | Q(classification=Classification.FEEDBACK),
        receiving_unit=row.receiving_unit_id,
        received_at__gte=row.received_at - WITHIN,
        received_at__lte=row.received_at,
    ).exclude(pk=case)
    same = _of_same_sender(case)
    near = dict(before.order_by("-received_at", "-pk").values_list("pk", "received_at")[:LOOKED_AT])
    if same:
        near |= dict(before.filter(pk__in=same).values_list("pk", "received_at"))
    asked = Words.objects.filter(case__in=[case, *near], number=1, part="text")
    texts = dict(asked.values_list("case_id", "text"))
    own = texts.get(case, "")
    found = [
        Double(other, texts.get(other, ""), at, round(likeness(own, texts.get(other, "")) * 100), other in same)
        for other, at in near.items()
        if (at, other) < (row.received_at, case)
    ]
    likely = [one for one in found if one.alike >= NEAR * 100 or (one.same_sender and one.alike)]
    return tuple(sorted(likely, key=lambda one: (-one.same_sender, -one.alike, one.case_id))[:most])


def _of_same_sender(case: int) -> frozenset[int]:
    sender = Sender.objects.filter(case=case).first()
    if sender is None:
        return frozenset()
    numbers = [one for one in {sender.phone_digits, sender.caller_digits} if len(one) >= FEWEST_DIGITS]
    if not numbers:
        return frozenset()
    alike = Sender.objects.filter(Q(phone_digits__in=numbers) | Q(caller_digits__in=numbers)).exclude(case=case)
    return frozenset(alike.order_by("-case").values_list("case", flat=True)[:LOOKED_AT])
