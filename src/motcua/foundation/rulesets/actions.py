"""An installation's own record of a rule is proposed, confirmed by somebody else, declined, or withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.public import one_person
from motcua.foundation.ledger import public as ledger
from motcua.foundation.rulesets import laid
from motcua.foundation.rulesets.declared import rule_set
from motcua.foundation.rulesets.models import Proposal
from motcua.foundation.rulesets.queries import local_day, state
from motcua.foundation.rulesets.rules.entering import Ground, WrongRecord, check_addition, read_record
from motcua.foundation.rulesets.rules.proposals import PREFIX, Kind, NotDone, Standing, apply
from motcua.kernel.refusals import gettext_noop

VERSION = 1
"""The version of this module's payloads in the ledger."""

LONGEST_REASON = 600


def propose(
    *, code: str, table: str, given: Mapping[str, str], valid_from: date, ground: Ground, by: str, at: datetime
) -> int:
    """
    Propose a record for a table of a set; give its place. Event ``rules.proposed`` in ``rules/<code>/<place>``.

    :param given: what was entered for each column, as text.
    :raises UnknownRuleSet: :raises WrongRecord: for what cannot stand, begins before tomorrow, or holds anyway.
    """
    declared = rule_set(code)
    if not declared.open:
        raise WrongRecord(
            gettext_noop("these rules change with a release of the program alone"), field="code", value=code
        )
    asked = declared.table(table)
    content = read_record(asked, given)
    with transaction.atomic():
        rows = list(Proposal.objects.select_for_update().filter(code=code))
        waiting = [row for row in rows if row.standing == Standing.WAITING.value and row.table == table]
        known = [*laid.all_records(declared)[table], *(laid.whole(row, declared) for row in waiting)]
        check_addition(asked, content, valid_from, known, today=local_day(at))
        place = len(rows) + 1
        payload = {
            "table": table,
            "content": content,
            "valid_from": valid_from.isoformat(),
            "source": ground.source.strip(),
            "sure": ground.sure,
        }
        _append(code, place, 1, Kind.PROPOSED, payload, by=by, at=at)
        Proposal.objects.create(
            code=code,
            place=place,
            table=table,
            content=content,
            valid_from=valid_from,
            source=ground.source.strip(),
            sure=ground.sure,
            standing=Standing.WAITING.value,
            events=1,
            proposed_by=by,
            proposed_at=at,
        )
    return place


def confirm(*, code: str, place: int, by: str, at: datetime) -> None:
    """
    Let a proposal hold from its day, as a second person. Event ``rules.confirmed``.

    :raises NotDone: if it was answered, its day has come, or who proposed it confirms it, in whatever post.
    """
    with transaction.atomic():
        row = _locked(code, place)
        if one_person(row.proposed_by, by, then=local_day(row.proposed_at), on=local_day(at)):
            raise NotDone(
                gettext_noop("who proposed it does not confirm it"),
                field="by",
                value=by,
                expected=gettext_noop("another person does, in another post"),
            )
        _answer(row, Kind.CONFIRMED, {}, by=by, at=at)
        transaction.on_commit(laid.lay_out)


def decline(*, code: str, place: int, reason: str, by: str, at: datetime) -> None:
    """Decline a proposal, with the reason. Event ``rules.declined``. :raises NotDone: if it was answered."""
    with transaction.atomic():
        _answer(_locked(code, place), Kind.DECLINED, {"reason": _stated(reason)}, by=by, at=at)


def withdraw(*, code: str, place: int, by: str, at: datetime) -> None:
    """Withdraw a proposal that waits, as its proposer. Event ``rules.withdrawn``. :raises NotDone:"""
    with transaction.atomic():
        row = _locked(code, place)
        if row.proposed_by != by:
            raise NotDone(gettext_noop("who proposed it withdraws it"), field="by", value=by)
        _answer(row, Kind.WITHDRAWN, {}, by=by, at=at)


def _locked(code: str, place: int) -> Proposal:
    row = Proposal.objects.select_for_update().filter(code=rule_set(code).code, place=place).first()
    if row is None:
        raise NotDone(gettext_noop("there is no such proposal"), field="proposal", value=place)
    return row


def _answer(row: Proposal, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime) -> None:
    after = apply(state(row), kind, payload, on=local_day(at))
    _append(row.code, row.place, row.events + 1, kind, payload, by=by, at=at)
    row.standing, row.events = after.standing.value, row.events + 1
    row.answered_by, row.answered_at, row.reason = by, at, payload.get("reason", "")
    row.save()


def _append(
    code: str, place: int, number: int, kind: Kind, payload: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    ledger.append(
        ledger.NewEvent(
            stream=f"{PREFIX[:-1]}/{code}/{place}",
            number=number,
            kind=PREFIX + kind.value,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit="",
            payload=dict(payload),
        ),
        recorded_at=at,
    )


def _stated(reason: str) -> str:
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise NotDone(
            gettext_noop("say it in words"),
            field="reason",
            expected=gettext_noop("at most %(most)s letters"),
            params={"most": LONGEST_REASON},
        )
    return reason.strip()
