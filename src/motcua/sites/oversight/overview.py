"""What the overview of a unit is made of: figures alone, as they follow from one state of the facts."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from motcua.foundation.units.public import Unit
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import REGISTRY, By, Computed, Report
from motcua.sites.look.public import answering
from motcua.sites.oversight import signs

ON_TIME, ONLINE = "dossiers.on_time", "dossiers.online"
HOLDERS = ("dossiers.days_office", "dossiers.days_agency", "dossiers.days_citizen")
OVERDUE_BY = ("dossiers.overdue_by_office", "dossiers.overdue_by_agency", "dossiers.overdue_by_citizen")
COMPLETED = "dossiers.overdue_completed"
VOICE = ("feedback.in_time", "feedback.satisfied", "feedback.published", "surveys.satisfied")
"""The indicators that an overview speaks of by name, where they are in force."""

KEPT, SECONDS = 200, 600
"""So many overviews are kept in a process, each while time is in the same stretch of so many seconds."""

MOST_MONTHS = 12
"""So many months stand one by one: the last of the period."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the period, cut to it, and its report by field, judged at its own end."""

    period: Period
    made: Report


@dataclass(frozen=True, slots=True)
class Beside:
    """A unit beside others, with its share resolved early or on time."""

    unit: Unit
    computed: Computed


@dataclass(frozen=True, slots=True)
class Overview:
    """
    The figures of an overview.

    :param computed: single indicators by code.
    :param peers: the units of the same level under the same upper one, the asked one among them.
    :param below: the governments directly below, each with all that stands below it.
    """

    by_field: Report
    by_procedure: Report
    months: tuple[Month, ...]
    computed: Mapping[str, Computed]
    peers: tuple[Beside, ...]
    below: tuple[Beside, ...]


def overview(answers: answering.Answers) -> Overview:
    """
    Read the figures, or give them as they were read before from the same facts for the same question.

    A dozen reads of the facts for a year, two SQL queries for names.
    """
    key = (answers.facts.id, answers.question.query(), int(answers.now.timestamp()) // SECONDS)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _read(answers)
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


_kept: OrderedDict[tuple[str, str, int], Overview] = OrderedDict()
_lock = Lock()


def _read(answers: answering.Answers) -> Overview:
    question, structure = answers.question, answers.question.structure
    siblings = [unit for unit in structure.children(question.unit.parent_id) if unit.level is question.unit.level]
    alone = structure.below(question.unit.id, own=True)
    governments = [unit for unit in structure.children(question.unit.id) if unit.id not in alone]
    in_force = {one.code for one in REGISTRY.in_force(question.period.last)}
    named = (ON_TIME, ONLINE, *HOLDERS, *OVERDUE_BY, COMPLETED, *VOICE, *signs.codes(question))
    codes = [code for code in named if code in in_force]
    return Overview(
        by_field=answers.report(By.FIELD),
        by_procedure=answers.report(By.PROCEDURE),
        months=tuple(_months(answers)),
        computed=_computed(answers, codes, [question.unit], own=question.own)[question.unit.code],
        peers=_beside(answers, siblings, own=question.own),
        below=_beside(answers, governments, own=False),
    )


def _months(answers: answering.Answers) -> Iterator[Month]:
    for period in list(answers.question.period.months())[-MOST_MONTHS:]:
        if period.first <= answers.now.date():
            yield Month(period, replace(answers, question=replace(answers.question, period=period)).report(By.FIELD))


def _beside(answers: answering.Answers, chosen: Sequence[Unit], *, own: bool) -> tuple[Beside, ...]:
    """Compute units beside each other; one alone stands beside none, and nothing does before the law knew the share."""
    known = any(one.code == ON_TIME for one in REGISTRY.in_force(answers.question.period.last))
    if len(chosen) < 2 or not known:
        return ()
    computed = _computed(answers, [ON_TIME], chosen, own=own)
    return tuple(Beside(unit, computed[unit.code][ON_TIME]) for unit in chosen)


def _computed(
    answers: answering.Answers, codes: Sequence[str], of: Sequence[Unit], *, own: bool
) -> dict[str, dict[str, Computed]]:
    return indicators.compute_all(
        answers.facts,
        codes,
        units=[unit.code for unit in of],
        period=answers.question.period,
        now=answers.now,
        own=own,
    )
