"""A dossier will be late, or is: extension with an apology before the due time, apology after it."""

from datetime import date, datetime, timedelta

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.actions.recording import Backdating, Recorded, record, stated
from motcua.services.dossiers.rules.deciding import Step, Terms
from motcua.services.dossiers.rules.policies import EXTENSIONS, in_force
from motcua.services.dossiers.rules.state import DossierState
from motcua.services.dossiers.rules.words import Kind


class NotExtendable(Refused):
    """The policy in force allows no extension now."""


def extend(
    *, code: str, to: datetime | date, reason: str, by: str, at: datetime, backdating: Backdating | None = None
) -> Recorded:
    """
    Put the due time off, with an apology, its reason and the new date.

    It moves what is promised and never what is judged: no extension turns a late dossier into an on-time one.
    Source: ``rules.policies.EXTENSIONS``.

    :param to: the new due time; a bare day lasts to its end.
    :raises NotExtendable: if it comes too late, once too often, or not after the present due time.
    """
    occurred_at = backdating.occurred_at if backdating else at

    def check(state: DossierState, terms: Terms) -> None:
        if state.due_at is None or state.judged_until is None:
            return
        zone = terms.zone
        today = occurred_at.astimezone(zone).date()
        due_day = state.due_at.astimezone(zone).date()
        policy = in_force(EXTENSIONS, today)
        latest = due_day - timedelta(days=policy.days_before)
        if state.extensions >= policy.most:
            raise NotExtendable(
                gettext_noop("it was put off already, as often as the rule allows (%(most)s)"),
                field="to",
                expected=gettext_noop("an apology without a new date can still be sent"),
                params={"most": policy.most},
            )
        if today > latest:
            raise NotExtendable(
                gettext_noop("the last day for putting it off was %(latest)s"),
                field="at",
                value=today.isoformat(),
                expected=gettext_noop("an apology without a new date can still be sent"),
                params={"latest": latest.isoformat()},
            )
        new_day = to.astimezone(zone).date() if isinstance(to, datetime) else to
        if new_day <= due_day:
            raise NotExtendable(
                gettext_noop("the new date is not after the present one"),
                field="to",
                value=new_day.isoformat(),
                expected=gettext_noop("give a day after %(due)s"),
                params={"due": due_day.isoformat()},
            )

    step = Step(Kind.EXTENDED, at, due=to, remark=stated(reason))
    return record(code, by=by, at=at, step=lambda _: step, check=check, backdating=backdating)


def apologise(*, code: str, reason: str, by: str, at: datetime, backdating: Backdating | None = None) -> Recorded:
    """Apologise for being late. Always possible; after the due time it is marked late; it moves nothing."""
    step = Step(Kind.APOLOGISED, at, remark=stated(reason))
    return record(code, by=by, at=at, step=lambda _: step, backdating=backdating)
