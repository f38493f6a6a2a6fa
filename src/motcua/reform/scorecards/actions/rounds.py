"""Opening and closing a round of scoring."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.scorecards.models import Round, Score
from motcua.reform.scorecards.queries.rounds import UnknownRound
from motcua.reform.scorecards.queries.shelf import find
from motcua.reform.scorecards.rows import VERSION, round_stream
from motcua.reform.scorecards.rules.deciding import Deadlines, NotNow


class NotBelow(Refused):
    """A unit is to be scored that does not stand below the one that opens the round."""


def open_round(
    *,
    scorecard: str,
    unit: units.Unit,
    below: Collection[int],
    period: Period,
    deadlines: Deadlines,
    by: str,
    at: datetime,
) -> int:
    """
    Open a round for units below one's own, and give its id. The scorecard is kept as it reads today.

    :param unit: who opens it and will verify.
    :param below: ids of the units to be scored.
    :raises NotBelow: if one does not stand below on the period's last day, or there is none.
    :raises UnknownScorecard: if the scorecard is not in force on that day.
    """
    shelved = find(scorecard, on=period.last)
    structure = units.structure(period.last)
    beneath = structure.below(unit.id) - {unit.id} if unit.id in structure.units else frozenset()
    strange = set(below) - beneath
    if strange or not below:
        known = units.by_id(strange)
        raise NotBelow(
            gettext_noop("%(names)s did not stand below %(unit)s on %(day)s")
            if strange
            else gettext_noop("no unit is to be scored"),
            field="units",
            expected=gettext_noop("choose units that stand below"),
            params={
                "names": ", ".join(sorted(one.name for one in known.values())),
                "unit": unit.name,
                "day": period.last,
            },
        )
    with transaction.atomic():
        row = Round(
            scorecard=scorecard,
            text=shelved.text,
            unit_id=unit.id,
            first=period.first,
            last=period.last,
            submit_until=deadlines.submit_until,
            verify_until=deadlines.verify_until,
            answer_until=deadlines.answer_until,
            opened_at=at,
        )
        row.save(force_insert=True)
        Score.objects.bulk_create(Score(round=row, unit_id=one) for one in sorted(below))
        payload = {
            "scorecard": scorecard,
            "digest": shelved.digest,
            "units": sorted(structure.units[one].key for one in below),
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "submit_until": deadlines.submit_until.isoformat(),
            "verify_until": deadlines.verify_until.isoformat(),
            "answer_until": deadlines.answer_until.isoformat(),
        }
        _append(row, "scorecard.opened", payload, unit=unit.key, by=by, at=at)
    return row.pk


def close_round(*, round_id: int, by: str, at: datetime) -> None:
    """
    Close a round: nothing in it changes any more.

    :raises NotNow: if it was closed, or units may still answer.
    """
    with transaction.atomic():
        row = Round.objects.select_for_update().filter(pk=round_id).first()
        if row is None:
            raise UnknownRound(gettext_noop("there is no such round"), field="round", value=round_id)
        if row.closed_at is not None:
            raise NotNow(gettext_noop("the round is closed"), field="round")
        if timezone.localdate(at) <= row.answer_until:
            raise NotNow(
                gettext_noop("units may answer until %(day)s"), field="round", params={"day": row.answer_until}
            )
        row.closed_at = at
        key = units.by_id([row.unit_id])[row.unit_id].key
        _append(row, "scorecard.closed", {}, unit=key, by=by, at=at)


def _append(row: Round, kind: str, payload: Mapping[str, object], *, unit: str, by: str, at: datetime) -> None:
    row.events += 1
    row.save(update_fields=["events", "closed_at"])
    ledger.append(
        ledger.NewEvent(
            stream=round_stream(row.pk),
            number=row.events,
            kind=kind,
            version=VERSION,
            occurred_at=at,
            actor=by,
            unit=unit,
            payload=payload,
        ),
        recorded_at=at,
    )
