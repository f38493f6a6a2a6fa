"""A conclusion put together: its statements, their figures fixed, their supports named, and who concludes on what."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.reform.indicators.public import REGISTRY, Facts
from motcua.reform.inspections.models import Conclusion
from motcua.reform.inspections.queries.conclusion_rows import state_of, texts_of
from motcua.reform.inspections.queries.figures import fix
from motcua.reform.inspections.queries.inspections import InspectionView, inspection
from motcua.reform.inspections.queries.plans import plan
from motcua.reform.inspections.queries.supporting import labels
from motcua.reform.inspections.rules.conclusion import ConclusionState
from motcua.reform.inspections.rules.figures import FigureRef
from motcua.reform.inspections.rules.sealing import Content, Fixings, Head, content_of
from motcua.reform.inspections.rules.words import PART_TITLES
from motcua.reform.inspections.telling import said
from motcua.services.procedures import public as procedures

LANGUAGE = "vi"
"""What an official document is written in."""


def assembled(
    inspection_id: int,
    *,
    now: datetime,
    number: str = "",
    on: date | None = None,
    by: str = "",
    facts: Facts | None = None,
) -> tuple[ConclusionState, Content]:
    """
    Put a conclusion together as it would be signed now: every row behind its figures is read.

    :param number: of the paper; without it, as a draft that nobody signs.
    :param by: who signs.
    :raises UnknownInspection: :raises UnknownIndicator: :raises UnknownUnit: :raises NotYet:
    """
    whole = inspection(inspection_id)
    row = Conclusion.objects.filter(inspection=inspection_id).first()
    state = state_of(row) if row else ConclusionState()
    with override(LANGUAGE):
        refs = {ref for one in state.statements for ref in one.figures.values()}
        fixed = fix(refs, now=now, facts=facts)
        fixings = Fixings(
            texts={key: one.text for key, one in texts_of(row).items()} if row else {},
            figures=fixed,
            said={ref: said(one) for ref, one in fixed.items()},
            titles={ref: titled(ref) for ref in refs},
            made={ref: _made(ref) for ref in refs},
            labels=labels({each for one in state.statements for each in one.supports}),
        )
        head = _head(whole, number=number, on=on or timezone.localdate(now), by=by, now=now)
    return state, content_of(head, state, fixings)


def titled(ref: FigureRef) -> str:
    """Name a figure by its indicator, the field or the procedure that it is narrowed to, and its unit."""
    indicator = REGISTRY.find(ref.code, on=ref.last)
    return ", ".join(
        filter(None, (gettext(indicator.title), _narrowed_to(ref), units.find(ref.unit, on=ref.last).name))
    )


def _narrowed_to(ref: FigureRef) -> str:
    """Name the field or the procedure as it was called at the end of the period; empty for the whole figure."""
    if not ref.by:
        return ""
    known = procedures.in_force(on=ref.last)
    if ref.by == "field":
        name = next((one.field_name for one in known if one.field_code == ref.key), ref.key)
        return gettext("field %(name)s") % {"name": name}
    return next((one.name for one in known if one.code == ref.key), ref.key)


def _made(ref: FigureRef) -> tuple[tuple[str, ...], tuple[str, ...]]:
    indicator = REGISTRY.find(ref.code, on=ref.last)
    return tuple(one.code for one in indicator.population), tuple(one.code for one in indicator.counts)


def _head(whole: InspectionView, *, number: str, on: date, by: str, now: datetime) -> Head:
    rests_on = plan(whole.plan_id) if whole.plan_id else None
    issued = rests_on.issued if rests_on else None
    above = units.structure(on).above(whole.unit.id)
    return Head(
        inspection=whole.id,
        title=whole.title,
        number=number,
        on=on,
        signed_at=now if number else None,
        unit=_named(whole.unit),
        above=next((one.name for one in above if one.id == whole.unit.parent_id), ""),
        signer=accounts.titles_of([by]).get(by, by) if by else "",
        period=whole.period,
        places=_places(whole),
        team=[
            {"post": one.title, "unit": one.unit.name, "part": gettext(PART_TITLES[one.part])} for one in whole.members
        ],
        plan=(issued.number, issued.on) if issued else None,
        decision=(whole.decided.number, whole.decided.on) if whole.decided else None,
    )


def _places(whole: InspectionView) -> Sequence[dict[str, Any]]:
    """Give the places, those that stand higher in the tree first, else in the order in which they were named."""
    structure = units.structure(whole.period.last)
    depth = {one.id: len(list(structure.above(one.unit.id))) for one in whole.places}
    in_order = sorted(whole.places, key=lambda one: (depth[one.id], one.id))
    return [{"id": one.id, **_named(one.unit), "visit_on": one.visit_on.isoformat()} for one in in_order]


def _named(unit: units.Unit) -> dict[str, str]:
    return {"key": unit.key, "code": unit.code, "name": unit.name}
