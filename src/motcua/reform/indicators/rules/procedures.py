"""Indicators of what offices offer: online, with dossiers, with payment; publication and posting."""

from collections.abc import Callable

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import INDEX, ONE_STOP
from motcua.reform.indicators.rules.counts import HANDLED, NOTED, in_period
from motcua.reform.indicators.rules.filing import at_new_level, at_old_level
from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan

ONLINE_CHANNELS = ("online", "online_assisted", "national_portal")


def _offered(scan: Scan, at: Moment) -> Frame:
    """Give what was offered on some day of the period."""
    return scan("offers").filter(
        (nw.col("offered_from") <= nw.lit(at.last_day))
        & (nw.col("offered_to").is_null() | (nw.col("offered_to") >= nw.lit(at.first_day)))
    )


def _used(scan: Scan, at: Moment) -> Frame:
    """Give what was offered, each with how many dossiers came online and how many were paid online in the period."""
    came = HANDLED.rows(scan, at).filter(in_period(at))
    dossiers = came.group_by("receiving_unit", "procedure").agg(
        came_online=nw.when(nw.col("channel").is_in(ONLINE_CHANNELS)).then(nw.lit(1)).otherwise(nw.lit(0)).sum(),
    )
    paid = NOTED.rows(scan, at).filter(nw.col("fee_paid_online") > 0)
    payments = paid.group_by("receiving_unit", "procedure").agg(came_paid=nw.len())
    offered = _offered(scan, at)
    for found in (dossiers, payments):
        offered = offered.join(found.rename({"receiving_unit": "unit"}), on=["unit", "procedure"], how="left")
    return offered


def _to_be_posted(scan: Scan, at: Moment) -> Frame:
    """Give what had to be posted by a day of the period, and was offered on that day."""
    return _due_in_period(scan("offers"), at, "posting_due")


def _to_be_published(scan: Scan, at: Moment) -> Frame:
    """Give what had to be in the national database by a day of the period, and was offered on that day."""
    return _due_in_period(scan("offers"), at, "published_due")


def _due_in_period(offers: Frame, at: Moment, due: str) -> Frame:
    return offers.filter(
        (nw.col(due) >= nw.lit(at.first_day))
        & (nw.col(due) <= nw.lit(at.last_day))
        & (nw.col("offered_to").is_null() | (nw.col("offered_to") >= nw.col(due)))
    )


def _on_the_board(scan: Scan, at: Moment) -> Frame:
    """Give what was offered on the last day and had to hang by then; where a version goes on, no day is told again."""
    return scan("offers").filter(
        (nw.col("offered_from") <= nw.lit(at.last_day))
        & (nw.col("offered_to").is_null() | (nw.col("offered_to") >= nw.lit(at.last_day)))
        & (nw.col("posting_due").is_null() | (nw.col("posting_due") <= nw.lit(at.last_day)))
    )


def _offers(rows: Callable[[Scan, Moment], Frame]) -> Population:
    return Population("offers", unit="unit", key="offer", order="offered_from", rows=rows)


OFFERED, USED, TO_BE_POSTED, TO_BE_PUBLISHED, ON_THE_BOARD = map(
    _offers, (_offered, _used, _to_be_posted, _to_be_published, _on_the_board)
)


def _online() -> nw.Expr:
    return at_old_level() | at_new_level()


PROCEDURES = Count(
    "procedures.offered", gettext_noop("Procedures offered in the period"), OFFERED, None, distinct="procedure"
)
PROCEDURES_ONLINE = Count(
    "procedures.online",
    gettext_noop("Procedures offered online in the period"),
    OFFERED,
    lambda at, _: _online(),
    distinct="procedure",
)
PROCEDURES_WITH_PAYMENT = Count(
    "procedures.with_payment",
    gettext_noop("Procedures offered with online payment in the period"),
    OFFERED,
    lambda at, _: nw.col("payment_online"),
    distinct="procedure",
)

OF_PROCEDURES = (
    Indicator(
        code="procedures.offered_online",
        title=gettext_noop("Procedures offered online, of those offered"),
        formula=gettext_noop("procedures at level 3 or 4, or partly or fully online / procedures offered"),
        population=(PROCEDURES,),
        counts=(PROCEDURES_ONLINE,),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg, online services; both schemes of levels count"),
        sure="reading",
    ),
    Indicator(
        code="procedures.online_with_dossiers",
        title=gettext_noop("Procedures with dossiers that came online, of those offered online"),
        formula=gettext_noop("procedures offered online with an online dossier / procedures offered online"),
        population=(PROCEDURES_ONLINE,),
        counts=(
            Count(
                "procedures.online_used",
                gettext_noop("Procedures offered online, with an online dossier received in the period"),
                USED,
                lambda at, _: _online() & (nw.col("came_online").fill_null(0) > 0),
                distinct="procedure",
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg as the national portal computes it"),
        sure="secondary source",
    ),
    Indicator(
        code="procedures.payment_offered",
        title=gettext_noop("Procedures offered with online payment, of those offered"),
        formula=gettext_noop("procedures with online payment / procedures offered"),
        population=(PROCEDURES,),
        counts=(PROCEDURES_WITH_PAYMENT,),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg as the national portal computes it; of which procedures it does not say"),
        sure="reading",
    ),
    Indicator(
        code="procedures.payment_with_transactions",
        title=gettext_noop("Procedures with online payments made, of those offered with online payment"),
        formula=gettext_noop("procedures with an online payment made / procedures with online payment"),
        population=(PROCEDURES_WITH_PAYMENT,),
        counts=(
            Count(
                "procedures.payment_used",
                gettext_noop("Procedures with online payment, and a dossier of the period paid so"),
                USED,
                lambda at, _: nw.col("payment_online") & (nw.col("came_paid").fill_null(0) > 0),
                distinct="procedure",
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg as the national portal computes it"),
        sure="secondary source",
    ),
    Indicator(
        code="postings.in_time",
        title=gettext_noop("Posted in time, of what had to be posted in the period"),
        formula=gettext_noop("posted not after the day it was due / to be posted by a day of the period"),
        population=(Count("postings.due", gettext_noop("Procedures to be posted in the period"), TO_BE_POSTED, None),),
        counts=(
            Count(
                "postings.posted_in_time",
                gettext_noop("Procedures posted in time"),
                TO_BE_POSTED,
                lambda at, _: nw.col("posted_on") <= nw.col("posting_due"),
            ),
        ),
        better="higher",
        valid_from=ONE_STOP,
        source=gettext_noop(
            "duty to post at once after publication, TT 02/2017/TT-VPCP; the term is a dated setting of procedures"
        ),
        sure="reading",
    ),
    Indicator(
        code="postings.complete",
        title=gettext_noop("Posted with all their parts, of what must hang on the board on the last day"),
        formula=gettext_noop("posted with nothing missing / to be posted by the last day and offered on it"),
        population=(Count("postings.to_stand", gettext_noop("Procedures that must be posted"), ON_THE_BOARD, None),),
        counts=(
            Count(
                "postings.standing",
                gettext_noop("Procedures posted with nothing missing"),
                ON_THE_BOARD,
                lambda at, _: (
                    (nw.col("posted_on") <= nw.lit(at.last_day))
                    & (nw.col("unposted_on").is_null() | (nw.col("unposted_on") > nw.lit(at.last_day)))
                    & (nw.col("missing") == 0)
                ),
            ),
        ),
        better="higher",
        valid_from=ONE_STOP,
        source=gettext_noop(
            "duty to post every part of every procedure received, TT 02/2017/TT-VPCP and NĐ 63/2010/NĐ-CP Điều 8"
        ),
        sure="secondary source",
    ),
    Indicator(
        code="publications.in_time",
        title=gettext_noop("Entered in the national database in time, of what was due in the period"),
        formula=gettext_noop("entered not after the day it was due / due on a day of the period"),
        population=(Count("publications.due", gettext_noop("Procedures to be entered"), TO_BE_PUBLISHED, None),),
        counts=(
            Count(
                "publications.entered_in_time",
                gettext_noop("Procedures entered in time"),
                TO_BE_PUBLISHED,
                lambda at, _: nw.col("published_on") <= nw.col("published_due"),
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop("QĐ 766/QĐ-TTg; the term of five working days is a dated setting of procedures"),
        sure="secondary source",
    ),
)
