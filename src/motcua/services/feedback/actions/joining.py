"""Cases that say the same are joined: the one that came first leads and is counted; the others are told its answer."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback.actions.recording import Recorded, UnknownCase, record, stated
from motcua.services.feedback.models import Case, Words
from motcua.services.feedback.rows import sender_of
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import OutOfOrder, Step
from motcua.services.feedback.rules.sender import check_publishable
from motcua.services.feedback.rules.words import Classification, Kind


def unjoin(*, case: int, reason: str, by: str, at: datetime) -> Recorded:
    """
    Take a case apart from the one that it was joined to; it is feedback again, with the term that it always had.

    :param reason: why it does not say the same.
    :raises OutOfOrder: if it is joined to none. :raises Unnamed: if the sender's name is not on record.
    """
    said = {"note": stated(reason, field="reason")}

    def step(state: CaseState) -> Step:
        if state.joined_to is None:
            raise OutOfOrder(gettext_noop("this case is joined to no other"), field="case", value=case)
        return Step(Kind.CLASSIFIED, at, classification=Classification.FEEDBACK, said=said)

    return record(case, step, by=by, at=at)


def tell_of(lead: int, cases: Collection[int] | None = None, *, by: str, at: datetime) -> None:
    """
    Tell the senders of joined cases the answer to the one that leads; nothing is told before there is one.

    What they are told names nobody: the answer as published, else as given. The lead must be locked.

    :param cases: those to be told; None for all that are joined to it. Five SQL statements, and ten for each.
    :raises NamesTheSender: if the answer says who sent the leading case.
    """
    if not Case.objects.filter(pk=lead, answered_at__isnull=False).exists():
        return
    told = cases if cases is not None else list(Case.objects.filter(joined_to=lead).values_list("pk", flat=True))
    if not told:
        return
    parts = Words.objects.filter(case=lead, part__in=("answer", "public_answer")).order_by("number", "part")
    answer = parts.values_list("text", flat=True).last()
    if answer is None:
        return
    check_publishable(answer, sender_of(lead), field="answer")
    step = Step(Kind.TOLD, at, said={"answer": answer}, extra={"of": lead})
    with transaction.atomic():
        for case in sorted(told):
            record(case, lambda _: step, by=by, at=at)


def check_joinable(case: int, joined_to: int) -> None:
    """Lock both, in one order, and check that the second leads. :raises UnknownCase: :raises Refused:"""
    pair = {row.pk: row for row in Case.objects.select_for_update().filter(pk__in=(case, joined_to)).order_by("pk")}
    first, other = pair.get(joined_to), pair.get(case)
    if first is None:
        raise UnknownCase(gettext_noop("there is no case of this number"), field="joined_to", value=joined_to)
    if joined_to == case or first.classification == Classification.DUPLICATE:
        raise Refused(
            gettext_noop("this is a duplicate itself"),
            field="joined_to",
            value=joined_to,
            expected=gettext_noop("name the case that came first"),
        )
    if first.classification not in {None, Classification.FEEDBACK}:
        raise Refused(gettext_noop("this case is no feedback itself"), field="joined_to", value=joined_to)
    if other is not None and (other.received_at, other.pk) < (first.received_at, first.pk):
        raise Refused(
            gettext_noop("this case came later"),
            field="joined_to",
            value=joined_to,
            expected=gettext_noop("the case that came first leads; join them the other way round"),
        )


def check_leads_none(case: int) -> None:
    """Check that no case points to this one, which is about to be set apart. :raises Refused:"""
    if others := list(Case.objects.filter(joined_to=case).order_by("pk").values_list("pk", flat=True)[:10]):
        raise Refused(
            gettext_noop("other cases are joined to this one"),
            field="classification",
            value=", ".join(f"PA-{one}" for one in others),
            expected=gettext_noop("take those apart first"),
        )
