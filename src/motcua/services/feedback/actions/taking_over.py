"""A case comes over from another system with its history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback.actions.answering import check_texts
from motcua.services.feedback.actions.recording import Recorded, record, record_first
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import Step
from motcua.services.feedback.rules.sender import Sender, check_sender
from motcua.services.feedback.rules.words import Kind


def take_over(*, steps: Sequence[Step], by: str, at: datetime, sender: Sender | None = None) -> Recorded:
    """
    Take a case over whole: what happened to it at its own times, recorded now, each event marked as imported.

    :param steps: the receipt first.
    :raises Refused: if it does not begin with a receipt, or a step cannot have followed; then nothing is taken.
    """
    if not steps or steps[0].channel is None:
        raise Refused(gettext_noop("a history begins with a receipt and its channel"), field="steps")
    if sender is not None:
        check_sender(sender)
    first, *rest = (replace(step, extra={**step.extra, "imported": True}) for step in steps)
    first = replace(first, named=sender is not None and bool(sender.name))
    with transaction.atomic():
        recorded = record_first(first, channel=steps[0].channel, sender=sender, by=by, recorded_at=at)
        for step in rest:
            recorded = record(recorded.case_id, _checked(recorded.case_id, step), by=by, at=at)
    return recorded


def _checked(case: int, step: Step) -> Callable[[CaseState], Step]:
    def given(state: CaseState) -> Step:
        if step.kind is Kind.PUBLISHED:
            check_texts(case, state, step.said)
        return step

    return given
