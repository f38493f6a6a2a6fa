"""Indicators of time: on time by each definition in use, late, asked again, apologies, days by holder."""

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import (
    ALL,
    BY_CODE,
    EARLY_OR_ON_TIME,
    FORM,
    IN_TIME,
    INDEX,
    ONE_STOP,
    OVERDUE,
    RECEIVED_IN_PERIOD,
    RESOLVED,
    received_and,
    resolved_and,
)
from motcua.reform.indicators.rules.counts import ENDED, HANDLED, PENDING, closed
from motcua.reform.indicators.rules.indicators import Indicator, Measure
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan
from motcua.reform.indicators.rules.practice import Setting


def _pending_with_apologies(scan: Scan, at: Moment) -> Frame:
    apologies = scan("dossiers").select("dossier", "first_apology_at")
    return PENDING.rows(scan, at).join(apologies, on="dossier", how="left")


PENDING_WITH_APOLOGIES = Population(
    "dossier_spans", unit="receiving_unit", key="dossier", order="start_at", rows=_pending_with_apologies
)
"""The stretches of ``PENDING``, each with the first apology of its dossier."""


def _apologised(at: Moment) -> nw.Expr:
    return nw.col("first_apology_at") <= nw.lit(at.until)


def _late(at: Moment) -> nw.Expr:
    return nw.col("late_from") <= nw.lit(at.judged_at)


def _minutes(holder: str, title: str) -> Count:
    minutes = f"{holder}_minutes"
    return Count(f"dossiers.{minutes}", title, HANDLED, lambda at, _: closed(at), weight=minutes, narrow=ENDED)


OF_TIME = (
    Indicator(
        code="dossiers.on_time",
        title=gettext_noop("Resolved early or on time, of the resolved"),
        formula="((8) + (9)) / (7)",
        population=(RESOLVED,),
        counts=EARLY_OR_ON_TIME,
        better="higher",
        valid_from=FORM,
        source=gettext_noop("columns of form II.06, TT 01/2020/TT-VPCP; the share is common usage"),
        sure="reading",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.on_time_of_received",
        title=gettext_noop("Resolved early or on time, of all that was to be resolved"),
        formula="((8) + (9)) / (3)",
        population=(ALL,),
        counts=EARLY_OR_ON_TIME,
        better="higher",
        valid_from=INDEX,
        source=gettext_noop(
            "the national portal's index under QĐ 766/QĐ-TTg as published: what is open counts against"
        ),
        sure="secondary source",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.on_time_of_cohort",
        title=gettext_noop("Resolved early or on time, of those received in the period"),
        formula=gettext_noop("received in the period and resolved early or on time / ((4) + (5))"),
        population=RECEIVED_IN_PERIOD,
        counts=(
            received_and(
                "dossiers.received_and_on_time",
                gettext_noop("Received in the period and resolved early or on time"),
                lambda at, practice: EARLY_OR_ON_TIME[0].holds(at, practice) | EARLY_OR_ON_TIME[1].holds(at, practice),
            ),
        ),
        better="higher",
        valid_from=FORM,
        source=gettext_noop("columns of form II.06, TT 01/2020/TT-VPCP; the share follows one period's dossiers"),
        sure="reading",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.not_late",
        title=gettext_noop("Not overdue, resolved or not, of all that was to be resolved"),
        formula="((8) + (9) + (12)) / (3)",
        population=(ALL,),
        counts=(*EARLY_OR_ON_TIME, BY_CODE["pending.in_time"]),
        better="higher",
        valid_from=FORM,
        source=gettext_noop(
            "public definition of tỉnh Gia Lai's one-stop system, announcement 301: 100 % less the overdue"
        ),
        sure="secondary source",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.late",
        title=gettext_noop("Overdue, resolved or not, of all that was to be resolved"),
        formula="((10) + (13)) / (3)",
        population=(ALL,),
        counts=(OVERDUE, BY_CODE["pending.overdue"]),
        better="lower",
        valid_from=FORM,
        source=gettext_noop("public definition of tỉnh Gia Lai's one-stop system, announcement 301"),
        sure="secondary source",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.repeat_requests",
        title=gettext_noop("Sent back more than once for what could have been asked at first, of the resolved"),
        formula=gettext_noop("resolved after a repeated request / (7)"),
        population=(RESOLVED,),
        counts=(
            resolved_and(
                "dossiers.asked_again",
                gettext_noop("Resolved after a repeated request"),
                lambda at, _: nw.col("repeated_requests") > 0,
            ),
        ),
        better="lower",
        valid_from=ONE_STOP,
        source=gettext_noop("NĐ 61/2018/NĐ-CP lets a completion be asked for once; the share is ours"),
        sure="reading",
    ),
    Indicator(
        code="dossiers.sent_back_again",
        title=gettext_noop("Sent back for completion more than once, for whatever reason, of the resolved"),
        formula=gettext_noop("resolved after two requests or more / (7)"),
        population=(RESOLVED,),
        counts=(
            resolved_and(
                "dossiers.asked_twice",
                gettext_noop("Resolved after two requests for completion or more"),
                lambda at, _: nw.col("requests") > 1,
            ),
        ),
        better="lower",
        valid_from=ONE_STOP,
        source=gettext_noop("NĐ 61/2018/NĐ-CP lets a completion be asked for once; the share is ours"),
        sure="reading",
    ),
    Indicator(
        code="dossiers.returned_again",
        title=gettext_noop("Result handed over again after a correction, of the resolved"),
        formula=gettext_noop("resolved, with a corrected result handed over since / (7)"),
        population=(RESOLVED,),
        counts=(
            resolved_and(
                "dossiers.corrected_result",
                gettext_noop("Resolved, with a corrected result handed over since"),
                lambda at, _: nw.col("returned_again") > 0,
            ),
        ),
        better="lower",
        valid_from=ONE_STOP,
        source=gettext_noop("the share is ours; no text was found"),
        sure="reading",
    ),
    Indicator(
        code="dossiers.apologies",
        title=gettext_noop("With an apology, of the overdue"),
        formula=gettext_noop("overdue with an apology by the day of judgement / ((10) + (13))"),
        population=(OVERDUE, BY_CODE["pending.overdue"]),
        counts=(
            resolved_and(
                "dossiers.overdue_with_apology",
                gettext_noop("Resolved overdue, with an apology"),
                lambda at, practice: OVERDUE.holds(at, practice) & _apologised(at),
            ),
            Count(
                "pending.overdue_with_apology",
                gettext_noop("Being resolved, overdue, with an apology"),
                PENDING_WITH_APOLOGIES,
                lambda at, _: _late(at) & _apologised(at),
            ),
        ),
        better="higher",
        valid_from=ONE_STOP,
        source=gettext_noop("NĐ 61/2018/NĐ-CP asks for an apology in writing and a new day; the share is ours"),
        sure="reading",
        settings=IN_TIME,
    ),
    Indicator(
        code="dossiers.apologies_in_time",
        title=gettext_noop("With an apology before it was due, of the overdue"),
        formula=gettext_noop("overdue with an apology not after the due time / ((10) + (13))"),
        population=(OVERDUE, BY_CODE["pending.overdue"]),
        counts=(
            resolved_and(
                "dossiers.overdue_with_apology_in_time",
                gettext_noop("Resolved overdue, with an apology before it was due"),
                lambda at, practice: (
                    OVERDUE.holds(at, practice) & _apologised(at) & (nw.col("first_apology_at") <= nw.col("due_last"))
                ),
            ),
            Count(
                "pending.overdue_with_apology_in_time",
                gettext_noop("Being resolved, overdue, with an apology before it was due"),
                PENDING_WITH_APOLOGIES,
                lambda at, _: _late(at) & _apologised(at) & (nw.col("first_apology_at") <= nw.col("due_at")),
            ),
        ),
        better="higher",
        valid_from=ONE_STOP,
        source=gettext_noop("NĐ 61/2018/NĐ-CP asks for the apology before the term ends; the share is ours"),
        sure="reading",
        settings=IN_TIME,
    ),
    *(
        Indicator(
            code=f"dossiers.days_{holder}",
            title=title,
            formula=formula,
            population=(RESOLVED,),
            counts=(_minutes(holder, minutes),),
            better=None if holder == "citizen" else "lower",
            measure=Measure.DAYS,
            valid_from=ONE_STOP,
            source=gettext_noop("the clock of each dossier; no text asks for this figure"),
            sure="reading",
            settings=frozenset({Setting.WORKING_DAY}),
        )
        for holder, title, formula, minutes in (
            (
                "office",
                gettext_noop("Working days in the office's hands, a resolved dossier"),
                gettext_noop("working minutes in the office's hands / ((7) × minutes of a working day)"),
                gettext_noop("Working minutes in the office's hands"),
            ),
            (
                "agency",
                gettext_noop("Working days with another agency, a resolved dossier"),
                gettext_noop("working minutes with another agency / ((7) × minutes of a working day)"),
                gettext_noop("Working minutes with another agency"),
            ),
            (
                "citizen",
                gettext_noop("Working days in the citizen's hands, a resolved dossier"),
                gettext_noop("working minutes in the citizen's hands / ((7) × minutes of a working day)"),
                gettext_noop("Working minutes in the citizen's hands"),
            ),
        )
    ),
)
"""How long dossiers take, and with whom."""
