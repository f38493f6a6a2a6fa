"""Writing the minutes of a visit, and signing them: with the second signature the visit is closed."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.actions.visit_writing import locked, write
from motcua.reform.inspections.actions.visiting import keep_for_inspection, stated
from motcua.reform.inspections.models import MinutesSignature, Visit, VisitMinutes
from motcua.reform.inspections.queries.minutes import minutes_state
from motcua.reform.inspections.rules.minutes import (
    Manner,
    Minutes,
    NotMinutes,
    Side,
    checked_minutes,
    ensure_edition,
    ensure_may_sign,
)
from motcua.reform.inspections.rules.visit_life import Act


def write_minutes(*, place_id: int, minutes: Minutes, seen: int, by: str, at: datetime) -> int:
    """
    Write the minutes, or write them anew; signatures under the edition before are void then. Gives the edition.

    :param seen: the edition that stood before the writer's eyes; 0 for none.
    :raises NotMinutes: :raises NotThisEdition: :raises UnknownVisit: :raises VisitClosed:
    """
    text = checked_minutes(minutes).to_text()
    with transaction.atomic():
        row = locked(place_id)
        ensure_edition(minutes_state(row.pk), seen)
        edition = write(row, Act.MINUTES_DRAFTED, {}, texts={"minutes": text}, by=by, at=at)
        VisitMinutes.objects.update_or_create(visit=row, defaults={"edition": edition, "at": at, "by": by})
        MinutesSignature.objects.filter(visit=row).delete()
    return edition


def sign_minutes(*, place_id: int, side: Side, edition: int, by: str, at: datetime) -> None:
    """
    Sign for one side, electronically: the post that is signed in stands for it.

    :param edition: what was read.
    :raises NotThisEdition: :raises SignedAlready: :raises NoMinutes: :raises UnknownVisit: :raises VisitClosed:
    """
    with transaction.atomic():
        row = locked(place_id)
        _sign(row, (side,), Manner.ELECTRONIC, edition, by=by, at=at)


def sign_on_paper(*, place_id: int, edition: int, name: str, content: bytes, by: str, at: datetime) -> None:
    """
    Keep the scan of the minutes that both sides signed by hand.

    :raises FileRefused: a subclass of it. :raises NotMinutes: if it is no scan. And as above.
    """
    kept = keep_for_inspection(place_id, name, content, by=by, at=at)
    if kept.kind not in {files.Kind.PDF, files.Kind.JPEG, files.Kind.PNG}:
        raise NotMinutes(
            gettext_noop("this is no scan"), field="file", value=name, expected=gettext_noop("send a PDF or a picture")
        )
    with transaction.atomic():
        row = locked(place_id)
        _sign(row, tuple(Side), Manner.PAPER, edition, scan=kept.digest, by=by, at=at)


def note_declined(*, place_id: int, edition: int, reason: str, by: str, at: datetime) -> None:
    """Note that the unit does not sign, with what it says why. The team notes it. :raises NothingSaid: and as above."""
    why = stated(reason, "reason")
    with transaction.atomic():
        row = locked(place_id)
        _sign(row, (Side.UNIT,), Manner.DECLINED, edition, reason=why, by=by, at=at)


def _sign(
    row: Visit,
    sides: tuple[Side, ...],
    manner: Manner,
    edition: int,
    *,
    by: str,
    at: datetime,
    scan: str = "",
    reason: str = "",
) -> None:
    state = minutes_state(row.pk)
    ensure_edition(state, edition)
    for side in sides:
        ensure_may_sign(state, side, manner, by=by)
    if {one.side for one in state.signed} | set(sides) == set(Side):
        row.closed_at = at
    payload = {"edition": edition, "sides": [one.value for one in sides], "manner": manner.value, "scan": scan}
    number = write(row, Act.MINUTES_SIGNED, payload, texts={"reason": reason}, by=by, at=at)
    MinutesSignature.objects.bulk_create(
        MinutesSignature(visit=row, number=number, side=side.value, manner=manner.value, scan=scan, at=at, by=by)
        for side in sides
    )
