"""Indicators of how dossiers come and go: online, at which level, paid, digitised; and the figures of form II.06."""

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import (
    BY_CODE,
    CHANNELS,
    FORM,
    IN_TIME,
    INDEX,
    LEVELS,
    NEW_LEVELS,
    ONE_STOP,
    RECEIVED_IN_PERIOD,
    RESOLVED,
    received_and,
    resolved_and,
)
from motcua.reform.indicators.rules.counts import COUNTS, NOTED, online
from motcua.reform.indicators.rules.indicators import Indicator, Measure
from motcua.reform.indicators.rules.populations import Count
from motcua.reform.indicators.rules.practice import Setting


def at_old_level() -> nw.Expr:
    """Say of a row whether the unit offered its procedure at level 3 or 4."""
    return nw.col("level_old").fill_null(0) >= 3


def at_new_level() -> nw.Expr:
    """Say of a row whether the unit offered its procedure partly or fully online."""
    return nw.col("level_new").fill_null("").is_in(["partial", "full"])


OFFERED_LEVEL_3_4 = resolved_and(
    "dossiers.offered_level_3_4",
    gettext_noop("Resolved, of a procedure offered at level 3 or 4 on receipt"),
    lambda at, practice: at_old_level(),
)
FILED_LEVEL_3_4 = resolved_and(
    "dossiers.filed_level_3_4",
    gettext_noop("Resolved, filed online at level 3 or 4"),
    lambda at, practice: at_old_level() & online(practice),
)
OFFERED_PARTIAL_FULL = resolved_and(
    "dossiers.offered_partial_full",
    gettext_noop("Resolved, of a procedure offered partly or fully online on receipt"),
    lambda at, practice: at_new_level(),
)
FILED_PARTIAL_FULL = resolved_and(
    "dossiers.filed_partial_full",
    gettext_noop("Resolved, filed online, partly or fully"),
    lambda at, practice: at_new_level() & online(practice),
)
WITH_FEE = Count(
    "dossiers.with_fee",
    gettext_noop("Received in the period, with something to pay"),
    NOTED,
    lambda at, _: (nw.col("fee_owed").fill_null(0) > 0) | (nw.col("fee_paid").fill_null(0) > 0),
)
PAID_ONLINE = Count(
    "dossiers.paid_online",
    gettext_noop("Received in the period, paid online"),
    NOTED,
    lambda at, _: (nw.col("fee_paid").fill_null(0) > 0) & (nw.col("fee_paid_online").fill_null(0) > 0),
)
SHAPED_BY = {"received": CHANNELS, "resolved": IN_TIME, "pending": frozenset({Setting.EXTENSIONS})}

OF_FILING = (
    Indicator(
        code="dossiers.online",
        title=gettext_noop("Received online, of those received in the period"),
        formula="(4) / ((4) + (5))",
        population=RECEIVED_IN_PERIOD,
        counts=(BY_CODE["received.online"],),
        better="higher",
        valid_from=FORM,
        source=gettext_noop("columns of form II.06, TT 01/2020/TT-VPCP; the share is common usage"),
        sure="reading",
        settings=CHANNELS,
    ),
    Indicator(
        code="dossiers.online_assisted",
        title=gettext_noop("Filed online by an officer for the citizen, of those received in the period"),
        formula=gettext_noop("filed online by an officer / ((4) + (5))"),
        population=RECEIVED_IN_PERIOD,
        counts=(
            received_and(
                "dossiers.assisted",
                gettext_noop("Filed online by an officer for the citizen"),
                lambda at, _: (
                    (nw.col("channel") == nw.lit("online_assisted"))
                    | (
                        (nw.col("channel") == nw.lit("interlinked"))
                        & (nw.col("origin").fill_null("") == nw.lit("online_assisted"))
                    )
                ),
            ),
        ),
        valid_from=FORM,
        source=gettext_noop("no text was found; it stands beside the online share so that this can be read"),
        sure="reading",
        settings=frozenset({Setting.INTERLINKED}),
    ),
    Indicator(
        code="dossiers.level_3_4",
        title=gettext_noop("Filed online at level 3 or 4, of all resolved"),
        formula=gettext_noop("resolved and filed online at level 3 or 4 / (7)"),
        population=(RESOLVED,),
        counts=(FILED_LEVEL_3_4,),
        better="higher",
        valid_from=LEVELS,
        source=gettext_noop("levels of NĐ 43/2011/NĐ-CP; the share as the reference inspection of 2022 states it"),
        sure="reading",
        settings=CHANNELS,
    ),
    Indicator(
        code="dossiers.level_3_4_offered",
        title=gettext_noop("Filed online at level 3 or 4, of the resolved whose procedure was offered so"),
        formula=gettext_noop("resolved and filed online at level 3 or 4 / resolved of procedures at level 3 or 4"),
        population=(OFFERED_LEVEL_3_4,),
        counts=(FILED_LEVEL_3_4,),
        better="higher",
        valid_from=LEVELS,
        source=gettext_noop("levels of NĐ 43/2011/NĐ-CP; the share is common usage"),
        sure="reading",
        settings=CHANNELS,
    ),
    Indicator(
        code="dossiers.partial_full",
        title=gettext_noop("Filed online, partly or fully, of all resolved"),
        formula=gettext_noop("resolved and filed online, partly or fully / (7)"),
        population=(RESOLVED,),
        counts=(FILED_PARTIAL_FULL,),
        better="higher",
        valid_from=NEW_LEVELS,
        source=gettext_noop("partly and fully online of NĐ 42/2022/NĐ-CP; the share as under the levels before it"),
        sure="reading",
        settings=CHANNELS,
    ),
    Indicator(
        code="dossiers.partial_full_offered",
        title=gettext_noop("Filed online, partly or fully, of the resolved whose procedure was offered so"),
        formula=gettext_noop("resolved and filed online, partly or fully / resolved of procedures offered so"),
        population=(OFFERED_PARTIAL_FULL,),
        counts=(FILED_PARTIAL_FULL,),
        better="higher",
        valid_from=NEW_LEVELS,
        source=gettext_noop("partly and fully online of NĐ 42/2022/NĐ-CP; the share is common usage"),
        sure="reading",
        settings=CHANNELS,
    ),
    Indicator(
        code="payments.online",
        title=gettext_noop("Paid online, of those received in the period that have something to pay"),
        formula=gettext_noop("received in the period and paid online / received in the period with a fee"),
        population=(WITH_FEE,),
        counts=(PAID_ONLINE,),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg: of the dossiers with a financial obligation"),
        sure="secondary source",
    ),
    Indicator(
        code="payments.collected",
        title=gettext_noop("Fees and charges paid, for dossiers received in the period"),
        formula=gettext_noop("đồng paid for dossiers received in the period"),
        counts=(
            Count(
                "payments.paid",
                gettext_noop("Fees and charges paid"),
                NOTED,
                lambda at, _: nw.col("fee_paid").fill_null(0) > 0,
                weight="fee_paid",
            ),
        ),
        measure=Measure.DONG,
        valid_from=ONE_STOP,
        source=gettext_noop("the payments recorded with dossiers"),
        sure="reading",
    ),
    Indicator(
        code="papers.digitised",
        title=gettext_noop("With a paper made digital at receipt, of those received in the period"),
        formula=gettext_noop("received in the period with a digitised paper / ((4) + (5))"),
        population=RECEIVED_IN_PERIOD,
        counts=(
            Count(
                "dossiers.with_digitised_papers",
                gettext_noop("Received in the period, with a digitised paper"),
                NOTED,
                lambda at, _: nw.col("papers_digitised").fill_null(0) > 0,
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg; a province's monitor counts dossiers with digitised papers"),
        sure="secondary source",
    ),
    Indicator(
        code="papers.reused",
        title=gettext_noop("With a paper used again from data, of those received in the period"),
        formula=gettext_noop("received in the period with a reused paper / ((4) + (5))"),
        population=RECEIVED_IN_PERIOD,
        counts=(
            Count(
                "dossiers.with_reused_papers",
                gettext_noop("Received in the period, with a reused paper"),
                NOTED,
                lambda at, _: nw.col("papers_reused").fill_null(0) > 0,
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg; a province's monitor counts dossiers with reused papers"),
        sure="secondary source",
    ),
    Indicator(
        code="results.digital",
        title=gettext_noop("Granted with a digital result, of the granted"),
        formula=gettext_noop("granted with a digital result / granted"),
        population=(BY_CODE["outcomes.granted"],),
        counts=(
            resolved_and(
                "dossiers.digital_results",
                gettext_noop("Granted with a digital result"),
                lambda at, _: (nw.col("outcome") == nw.lit("granted")) & nw.col("result_digital"),
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg: dossiers with an electronic result"),
        sure="secondary source",
    ),
)
"""How dossiers came, at which level they were offered, how they were paid, and what of them is digital."""

OF_FORM = tuple(
    Indicator(
        code=count.code,
        title=count.title,
        formula=f"({count.column})" if count.column else gettext_noop("of (7)"),
        counts=(count,),
        measure=Measure.NUMBER,
        valid_from=FORM,
        source=gettext_noop("form II.06, TT 01/2020/TT-VPCP")
        if count.column
        else gettext_noop("outcomes, which the form leaves out; they add up to (7)"),
        sure="secondary source" if count.column else "reading",
        settings=SHAPED_BY.get(count.code.partition(".")[0], frozenset()),
    )
    for count in COUNTS
)
"""The figures of form II.06, each as a number that can be asked for alone."""
