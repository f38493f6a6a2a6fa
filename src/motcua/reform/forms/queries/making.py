"""Filling a form from facts, or from the sheets of the units below."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from motcua.foundation.facts.public import Facts
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reform.forms.rules.declaring import ByHand, Form, Rows
from motcua.reform.forms.rules.restating import Counted
from motcua.reform.forms.rules.sheets import Line, Origin, Sheet, Trace, Values
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import By, Figures, Report


def make(
    facts: Facts,
    *,
    form: Form,
    unit: str,
    period: Period,
    preset: str,
    now: datetime,
    as_of: datetime | None = None,
    own: bool = False,
) -> Sheet:
    """
    Fill a form from facts. A read of the facts and three SQL queries at the most.

    :param unit: ``CODE`` on the last day of the period, or ``CODE@DATE``.
    :param own: leave out lower levels of government, also where the form has them.
    :raises ByHand: if facts do not fill this form.
    :raises UnknownUnit: :raises NotYet: :raises Unbalanced: as a report does.
    """
    if not form.counted:
        raise ByHand(
            gettext_noop("facts do not fill this form"),
            field="form",
            value=form.code,
            expected=gettext_noop("enter it by hand, or list the dossiers where it is a list of them"),
        )
    made = indicators.report(
        facts,
        unit=unit,
        period=period,
        now=now,
        own=own or form.own,
        as_of=as_of,
        by=By.UNIT if form.rows is Rows.UNIT else By.FIELD,
    )
    of = units.find(unit, on=period.last)
    lines = _by_unit(form, made, of) if form.rows is Rows.UNIT else _by_field(form, made)
    return Sheet(
        form=form.code,
        version=form.valid_from,
        unit=of.key,
        unit_name=of.name,
        period=period,
        preset=preset,
        origin=Origin.FACTS,
        columns=tuple(column.number for column in form.columns),
        lines=tuple(lines),
        total=_values(form, made.figures),
        trace=Trace(
            as_of=made.as_of, practice=made.practice.code, statements=made.practice.statements(), facts=made.facts
        ),
    )


def counted(
    facts: Facts, *, form: Form, unit: str, period: Period, now: datetime, as_of: datetime | None
) -> Mapping[int, Counted]:
    """List the dossiers behind a sheet, each with what it is counted as."""
    made = indicators.report(facts, unit=unit, period=period, now=now, own=form.own, as_of=as_of, rows=True)
    return {row.dossier: Counted(row.code, row.counted_as) for row in made.rows or ()}


def _values(form: Form, figures: Figures) -> Values:
    return form.summed([figures.value(column.count) if column.count else 0 for column in form.columns])


def _by_field(form: Form, made: Report) -> Iterator[Line]:
    for group in made.groups:
        yield Line(group.key, group.name, _values(form, group.figures))


def _by_unit(form: Form, made: Report, unit: units.Unit) -> Iterator[Line]:
    """Give the unit's own line, and one for each government right below it with all that stands under that."""
    structure = units.structure(made.period.last)
    own = structure.below(unit.id, own=True)
    values = {structure.by_code[group.key].id: _values(form, group.figures) for group in made.groups}
    parts = [(unit, own)]
    if not form.own:
        parts += [(child, structure.below(child.id)) for child in governments_below(structure, unit)]
    for one, within in parts:
        rows = [values[unit_id] for unit_id in within & values.keys()]
        yield Line(one.code, one.name, tuple(map(sum, zip(*rows, strict=True))) or (0,) * len(form.columns))


def governments_below(structure: units.Structure, unit: units.Unit) -> list[units.Unit]:
    """Give the governments right below a unit, by code; its departments are part of it."""
    own = structure.below(unit.id, own=True)
    return sorted((one for one in structure.children(unit.id) if one.id not in own), key=lambda one: one.code)
