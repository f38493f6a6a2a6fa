"""Drawing a sample of dossiers: announced first, then drawn by the seed that came after, then looked at one by one."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import gettext_noop
from motcua.reform.inspections.actions.visit_writing import locked, visit_stream, write
from motcua.reform.inspections.models import DossierCheck, Place, VisitSample
from motcua.reform.inspections.queries.sampling import candidates
from motcua.reform.inspections.rules import sampling
from motcua.reform.inspections.rules.sampling import DrawnAlready, NotAnnounced, NotASample, NotDrawn, NotSealedYet
from motcua.reform.inspections.rules.visit_life import Act


def announce_draw(*, place_id: int, size: int, by: str, at: datetime) -> None:
    """
    Announce that so many dossiers will be drawn: by the first checkpoint that covers this announcement.

    :raises NotASample: :raises DrawnAlready: :raises UnknownVisit: :raises VisitClosed:
    """
    asked = sampling.check_size(size)
    with transaction.atomic():
        row = locked(place_id)
        if VisitSample.objects.filter(visit=row).exists():
            raise DrawnAlready(gettext_noop("the draw of this visit is announced already"), field="size", value=size)
        number = write(row, Act.DRAW_ANNOUNCED, {"size": asked}, by=by, at=at)
        VisitSample.objects.create(visit=row, announced=number, asked=asked, announced_at=at)


def draw_sample(*, place_id: int, by: str, at: datetime) -> None:
    """
    Draw the sample that was announced.

    :raises NotAnnounced: :raises NotSealedYet: until a checkpoint covers the announcement, which takes about a second.
    :raises DrawnAlready: :raises NotASample: if there are no dossiers. :raises UnknownVisit: :raises VisitClosed:
    """
    with transaction.atomic():
        row = locked(place_id)
        held = _announced(row.pk)
        checkpoint = _checkpoint(place_id, held.announced)
    listed = candidates(Place.objects.select_related("inspection", "unit").get(pk=place_id), now=at)
    if not listed:
        raise NotASample(gettext_noop("the unit had no dossiers in the period"), field="size")
    root = checkpoint.root.hex()
    seed = sampling.seed_of(root, place_id)
    strata, dossiers = sampling.draw(listed, seed=seed, size=held.asked)
    listed_digest = sampling.digest_of_all(listed)
    told, drawn = [asdict(one) for one in strata], [asdict(one) for one in dossiers]
    said = {
        "seed": seed,
        "checkpoint": {"size": checkpoint.size, "root": root},
        "population": len(listed),
        "digest": listed_digest,
        "strata": told,
        "dossiers": drawn,
    }
    with transaction.atomic():
        row = locked(place_id)
        held = _announced(row.pk)
        held.number = write(row, Act.SAMPLED, said, by=by, at=at)
        held.seed, held.size, held.root = seed, checkpoint.size, root
        held.population, held.digest = len(listed), listed_digest
        held.strata, held.dossiers = told, drawn
        held.at, held.by = at, by
        held.save()


def check_dossier(*, place_id: int, code: str, right: bool, note: str, by: str, at: datetime) -> None:
    """Say of a dossier in the sample whether it is as it should be, with a note. :raises NotDrawn: and as above."""
    with transaction.atomic():
        row = locked(place_id)
        held = VisitSample.objects.filter(visit=row).first()
        if held is None or code not in {one["code"] for one in held.dossiers}:
            raise NotDrawn(gettext_noop("this dossier is not in the sample"), field="dossier", value=code)
        payload = {"dossier": code, "right": right}
        number = write(row, Act.DOSSIER_CHECKED, payload, texts={"dossier": note}, by=by, at=at)
        columns = {"number": number, "right": right, "at": at, "by": by}
        DossierCheck.objects.update_or_create(visit=row, code=code, defaults=columns)


def _announced(visit_id: int) -> VisitSample:
    held = VisitSample.objects.filter(visit=visit_id).first()
    if held is None:
        raise NotAnnounced(
            gettext_noop("the draw was not announced"), field="size", expected=gettext_noop("announce it first")
        )
    if held.number is not None:
        raise DrawnAlready(gettext_noop("the sample of this visit is drawn already"), field="size")
    return held


def _checkpoint(place_id: int, number: int) -> ledger.Checkpoint:
    """Give the first checkpoint that covers the announcement. :raises NotSealedYet:"""
    position = next(one.position for one in ledger.read(visit_stream(place_id)) if one.number == number)
    found = None if position is None else ledger.first_checkpoint_over(position)
    if found is None:
        raise NotSealedYet(
            gettext_noop("no checkpoint covers the announcement yet"),
            field="size",
            expected=gettext_noop("wait a moment and draw again; if it stays so, the worker does not run"),
        )
    return found
