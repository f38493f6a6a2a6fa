"""A conclusion is signed: its figures are fixed, its words stand in the ledger, its recommendations begin to live."""

from datetime import date, datetime

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.actions.concluding import locked, record
from motcua.reform.inspections.actions.recommend import propose
from motcua.reform.inspections.models import Place
from motcua.reform.inspections.queries.assembling import assembled
from motcua.reform.inspections.queries.conclusion_rows import state_of
from motcua.reform.inspections.queries.supporting import ensure_there
from motcua.reform.inspections.rules import drafting
from motcua.reform.inspections.rules.conclusion import Act, ConclusionState
from motcua.reform.inspections.rules.sealing import Content, digest_of
from motcua.reform.inspections.rules.supports import Finding


class ChangedWhileSigning(Refused):
    """Somebody has written in the conclusion while its figures were being fixed."""


def sign_conclusion(*, inspection_id: int, number: str, on: date, by: str, at: datetime) -> str:
    """
    Sign a conclusion, and give the leaf that proves it, in hex. From now on nothing in it changes.

    What stands in the ledger is the whole document: each statement with its figures as they are now, each of these with
    its counts, the digest of its rows, its definition, and the checkpoint that was signed last. Each recommendation is
    proposed to the units that it is for.

    :param number: of the paper, as ``1750/TB-SNV``; :param on: its day.
    :raises NothingConcluded: :raises ConclusionSigned: :raises ChangedWhileSigning: :raises WrongSupport:
    :raises AlteredOnDisk: if a file that a statement rests on is not what was kept.
    """
    drafting.check_paper(number)
    state, content = assembled(inspection_id, now=at, number=number.strip(), on=on, by=by)
    drafting.ready(state)
    drafting.every_figure_known(content)
    ensure_there([each for one in state.statements for each in one.supports], at=at)
    with transaction.atomic():
        row = locked(inspection_id)
        if state_of(row) != state:
            raise ChangedWhileSigning(
                gettext_noop("somebody has changed the conclusion while its figures were fixed"),
                field="conclusion",
                expected=gettext_noop("read it again and sign it then"),
            )
        record(row, Act.SIGNED, {"conclusion": content, "digest": digest_of(content)}, by=by, at=at)
        _propose(inspection_id, state, content, by=by, at=at)
    return row.leaf


def _propose(inspection_id: int, state: ConclusionState, content: Content, *, by: str, at: datetime) -> None:
    """Propose each recommendation to the units of its places, as it was signed."""
    places = dict(Place.objects.filter(inspection=inspection_id).values_list("pk", "unit_id"))
    said = {one["key"]: one["said"] for one in content["statements"]}
    for one in state.placed():
        if one.mending is None:
            continue
        for place in one.mending.places or state.group(one.group).places:
            propose(
                inspection_id=inspection_id,
                unit_id=places[place],
                statement=one.key,
                text=said[one.key],
                field=one.field,
                findings=tuple(each.id for each in one.supports if isinstance(each, Finding)),
                kind=one.mending.kind,
                due_on=one.mending.due_on,
                watch=one.mending.watch,
                by=by,
                at=at,
            )
