"""Indicators of the registers: what was issued in time, posts, training, money, equipment, the quality system."""

from collections.abc import Callable
from datetime import date

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.indicators import Indicator, Measure
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Condition, Count, Frame, Population, Scan
from motcua.reform.indicators.rules.practice import Practice

PROGRAMME = date(2011, 11, 8)
"""NQ 30c/NQ-CP, the first master programme of administrative reform."""

CONTROL = date(2010, 6, 14)
"""NĐ 40/2010/NĐ-CP on checking legal documents."""

PLANS = ("reform_plan", "communication_plan", "procedure_control_plan", "law_monitoring_plan")
CHECKS = ("document_checks", "document_self_checks", "document_reviews")
SOURCE = gettext_noop("what the reference inspection of 2022 looked at; the share is ours")


def _due(scan: Scan, at: Moment) -> Frame:
    """Give what is on record and was due on a day of the period."""
    return scan("register_records").filter(
        nw.col("due_on") >= nw.lit(at.first_day), nw.col("due_on") <= nw.lit(at.last_day)
    )


def _standing(scan: Scan, at: Moment) -> Frame:
    """Give what is on record of a time that holds the last day, in effect on it."""
    return scan("register_records").filter(
        nw.col("first_on") <= nw.lit(at.last_day),
        nw.col("last_on") >= nw.lit(at.last_day),
        nw.col("effective_on") <= nw.lit(at.last_day),
        nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.lit(at.last_day)),
    )


def _of_period(scan: Scan, at: Moment) -> Frame:
    """Give what is on record of a time that has days of the period."""
    return scan("register_records").filter(
        nw.col("first_on") <= nw.lit(at.last_day),
        nw.col("last_on") >= nw.lit(at.first_day),
        nw.col("effective_on") <= nw.lit(at.last_day),
    )


def _records(rows: Callable[[Scan, Moment], Frame]) -> Population:
    return Population("register_records", unit="unit", key="record", order="effective_on", rows=rows)


DUE, STANDING, OF_PERIOD = map(_records, (_due, _standing, _of_period))


def _done_in_time(at: Moment) -> nw.Expr:
    return nw.col("done_on") <= nw.col("due_on")


def _of(*registers: str) -> nw.Expr:
    return nw.col("register").is_in(list(registers))


def _in(register: str, also: Condition | None = None) -> Condition:
    return lambda at, practice: _of(register) & also(at, practice) if also else _of(register)


def _has_whole(at: Moment, practice: Practice) -> nw.Expr:
    return ~nw.col("planned").is_null()


def _has_system(at: Moment, practice: Practice) -> nw.Expr:
    return nw.col("kind").fill_null("none") != nw.lit("none")


def _of_communes(at: Moment, practice: Practice) -> nw.Expr:
    return _of("quality_system") & (nw.col("level") == nw.lit("commune"))


def _part_of_whole(
    code: str, register: str, rows: Population, *, title: str, formula: str, whole: str, part: str
) -> Indicator:
    """Declare the share that ``done`` is of ``planned``, added up over the records of a register."""
    return Indicator(
        code=code,
        title=title,
        formula=formula,
        population=(Count(f"{register}.planned", whole, rows, _in(register), weight="planned"),),
        counts=(Count(f"{register}.done", part, rows, _in(register, _has_whole), weight="done"),),
        better="higher",
        valid_from=PROGRAMME,
        source=SOURCE,
        sure="reading",
        registers=(register,),
    )


OF_REGISTERS = (
    Indicator(
        code="registers.issued_in_time",
        title=gettext_noop("Issued or sent in time, of what is on record and was due in the period"),
        formula=gettext_noop("done not after the day it was due / on record and due on a day of the period"),
        population=(Count("registers.due", gettext_noop("On record and due in the period"), DUE, None),),
        counts=(
            Count(
                "registers.done_in_time", gettext_noop("Issued or sent in time"), DUE, lambda at, _: _done_in_time(at)
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=gettext_noop(
            "what the reference inspection of 2022 looked at; what was never put on record stands on its page"
        ),
        sure="reading",
    ),
    Indicator(
        code="registers.with_evidence",
        title=gettext_noop("With evidence, of the records that hold on the last day"),
        formula=gettext_noop("records with a file beside them / records"),
        population=(Count("registers.records", gettext_noop("Records that hold on the last day"), STANDING, None),),
        counts=(
            Count(
                "registers.evident",
                gettext_noop("Records with evidence"),
                STANDING,
                lambda at, _: nw.col("evidence") > 0,
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=SOURCE,
        sure="reading",
    ),
    Indicator(
        code="plans.issued",
        title=gettext_noop("Yearly plans issued that were due in the period"),
        formula=gettext_noop("plans of reform, communication, procedure control and law monitoring, due and issued"),
        counts=(
            Count(
                "plans.issued_plans",
                gettext_noop("Yearly plans issued"),
                DUE,
                lambda at, _: _of(*PLANS) & (nw.col("done_on") <= nw.lit(at.last_day)),
            ),
        ),
        better="higher",
        measure=Measure.NUMBER,
        valid_from=PROGRAMME,
        source=SOURCE,
        sure="reading",
        registers=PLANS,
    ),
    Indicator(
        code="tasks.done_in_time",
        title=gettext_noop("Tasks done in time, of those due in the period"),
        formula=gettext_noop("tasks done not after the day they were due / tasks due on a day of the period"),
        population=(Count("tasks.due", gettext_noop("Tasks due in the period"), DUE, _in("tasks")),),
        counts=(
            Count(
                "tasks.done",
                gettext_noop("Tasks done in time"),
                DUE,
                _in("tasks", lambda at, _: _done_in_time(at)),
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=SOURCE,
        sure="reading",
        registers=("tasks",),
    ),
    Indicator(
        code="documents.contrary",
        title=gettext_noop("Documents found contrary to law, in checks, self-checks and reviews"),
        formula=gettext_noop("documents found contrary in the records of the period"),
        counts=(
            Count(
                "documents.found_contrary",
                gettext_noop("Documents found contrary to law"),
                OF_PERIOD,
                lambda at, _: _of(*CHECKS),
                weight="done",
            ),
        ),
        measure=Measure.NUMBER,
        valid_from=CONTROL,
        source=SOURCE,
        sure="reading",
        registers=CHECKS,
    ),
    _part_of_whole(
        "posts.filled",
        "posts_filled",
        STANDING,
        title=gettext_noop("Posts filled, of those in the scheme"),
        formula=gettext_noop("posts filled / posts in the scheme"),
        whole=gettext_noop("Posts in the scheme"),
        part=gettext_noop("Posts filled"),
    ),
    _part_of_whole(
        "training.taken",
        "training",
        OF_PERIOD,
        title=gettext_noop("People trained, of those who needed it"),
        formula=gettext_noop("people who took training / people who needed it"),
        whole=gettext_noop("People who needed training"),
        part=gettext_noop("People trained"),
    ),
    _part_of_whole(
        "budget.disbursed",
        "disbursement",
        OF_PERIOD,
        title=gettext_noop("Money disbursed, of the estimate"),
        formula=gettext_noop("đồng disbursed / đồng estimated"),
        whole=gettext_noop("Estimate in đồng"),
        part=gettext_noop("Disbursed, in đồng"),
    ),
    Indicator(
        code="equipment.good",
        title=gettext_noop("Equipment in good condition, of what is present"),
        formula=gettext_noop("pieces in good condition / pieces present"),
        population=(
            Count(
                "equipment.present",
                gettext_noop("Pieces of equipment present"),
                STANDING,
                _in("equipment"),
                weight="done",
            ),
        ),
        counts=(
            Count(
                "equipment.in_good_condition",
                gettext_noop("Pieces of equipment in good condition"),
                STANDING,
                _in("equipment", lambda at, _: nw.col("condition").fill_null("") == nw.lit("good")),
                weight="done",
            ),
        ),
        better="higher",
        valid_from=PROGRAMME,
        source=SOURCE,
        sure="reading",
        registers=("equipment",),
    ),
    Indicator(
        code="quality.with_system",
        title=gettext_noop("Units with a quality system, of those that keep the register of it"),
        formula=gettext_noop("units with TCVN ISO 9001 / units with a record of the quality system, “none” too"),
        population=(
            Count("quality.units", gettext_noop("Units on record"), STANDING, _in("quality_system"), distinct="unit"),
        ),
        counts=(
            Count(
                "quality.units_with_system",
                gettext_noop("Units with a quality system"),
                STANDING,
                _in("quality_system", _has_system),
                distinct="unit",
            ),
        ),
        better="higher",
        valid_from=date(2014, 3, 5),
        source=gettext_noop("QĐ 19/2014/QĐ-TTg on ISO 9001 in state agencies; the share is ours"),
        sure="reading",
        registers=("quality_system",),
    ),
    Indicator(
        code="quality.communes_with_system",
        title=gettext_noop("Communes with a quality system, of those that keep the register of it"),
        formula=gettext_noop("communes with TCVN ISO 9001 / communes with a record of the quality system, “none” too"),
        population=(
            Count("quality.communes", gettext_noop("Communes on record"), STANDING, _of_communes, distinct="unit"),
        ),
        counts=(
            Count(
                "quality.communes_with_system",
                gettext_noop("Communes with a quality system"),
                STANDING,
                lambda at, practice: _of_communes(at, practice) & _has_system(at, practice),
                distinct="unit",
            ),
        ),
        better="higher",
        valid_from=date(2014, 3, 5),
        source=gettext_noop("what the reference inspection of 2022 looked at; the share is ours"),
        sure="reading",
        registers=("quality_system",),
    ),
)
