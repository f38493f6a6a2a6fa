"""Indicators of feedback: answered in time, to whose satisfaction, in public."""

from datetime import date

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.bases import INDEX
from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan

RULES_ON_FEEDBACK = date(2008, 2, 14)
"""NĐ 20/2008/NĐ-CP."""


def _answered_by(at: Moment) -> nw.Expr:
    return ~nw.col("answered_at").is_null() & (nw.col("answered_at") <= nw.lit(at.until))


def _to_be_answered(scan: Scan, at: Moment) -> Frame:
    """Give what came in the period and was answered by T, or should have been."""
    overdue = ~nw.col("due_at").is_null() & (nw.col("due_at") < nw.lit(at.judged_at))
    return scan("feedback_cases").filter(
        nw.col("counted"),
        nw.col("received_at") >= nw.lit(at.begins),
        nw.col("received_at") <= nw.lit(at.until),
        _answered_by(at) | overdue,
    )


def _came(scan: Scan, at: Moment) -> Frame:
    """Give what came in the period."""
    return scan("feedback_cases").filter(
        nw.col("counted"), nw.col("received_at") >= nw.lit(at.begins), nw.col("received_at") <= nw.lit(at.until)
    )


def _answered(scan: Scan, at: Moment) -> Frame:
    """Give what was answered in the period."""
    return scan("feedback_cases").filter(
        nw.col("counted"), nw.col("answered_at") >= nw.lit(at.begins), nw.col("answered_at") <= nw.lit(at.until)
    )


CAME = Population("feedback_cases", unit="unit", key="feedback", order="received_at", rows=_came)
TO_BE_ANSWERED = Population("feedback_cases", unit="unit", key="feedback", order="received_at", rows=_to_be_answered)
ANSWERED = Population("feedback_cases", unit="unit", key="feedback", order="received_at", rows=_answered)


def _in_time(at: Moment) -> nw.Expr:
    return _answered_by(at) & nw.col("timeliness").fill_null("").is_in(["early", "on_time"])


ALL_CASES = Count("feedback.came", gettext_noop("Feedback of the period"), CAME, None)
CASES = Count(
    "feedback.to_be_answered", gettext_noop("Feedback of the period, answered or overdue"), TO_BE_ANSWERED, None
)


def _by_channel(code: str, channel: str, *, title: str, formula: str, counted: str) -> Indicator:
    """Declare the share that came by a channel, of the feedback that came."""
    return Indicator(
        code=code,
        title=title,
        formula=formula,
        population=(ALL_CASES,),
        counts=(Count(code, counted, CAME, lambda at, _: nw.col("channel") == nw.lit(channel)),),
        valid_from=RULES_ON_FEEDBACK,
        source=gettext_noop("what the reference inspection of 2022 looked at; the share is ours"),
        sure="reading",
    )


OF_FEEDBACK = (
    Indicator(
        code="feedback.in_time",
        title=gettext_noop("Feedback answered in time, of what came in the period and was answered or overdue"),
        formula=gettext_noop("answered early or on time / answered or overdue"),
        population=(CASES,),
        counts=(
            Count(
                "feedback.answered_in_time",
                gettext_noop("Feedback answered in time"),
                TO_BE_ANSWERED,
                lambda at, _: _in_time(at),
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop(
            "QĐ 766/QĐ-TTg: answered in time of all within competence; what is not due yet is not judged"
        ),
        sure="secondary source",
    ),
    Indicator(
        code="feedback.satisfied",
        title=gettext_noop("Feedback answered in time and without complaint, of what was answered or overdue"),
        formula=gettext_noop("answered in time, not called unsatisfying and not opened again / answered or overdue"),
        population=(CASES,),
        counts=(
            Count(
                "feedback.without_complaint",
                gettext_noop("Feedback answered in time and without complaint of the answer"),
                TO_BE_ANSWERED,
                lambda at, _: (
                    _in_time(at)
                    & (nw.col("verdict").fill_null("") != nw.lit("unsatisfied"))
                    & (nw.col("reopened") == 0)
                ),
            ),
        ),
        better="higher",
        valid_from=INDEX,
        source=gettext_noop(
            "QĐ 766/QĐ-TTg: all less those called unsatisfying or complained of for their result or delay"
        ),
        sure="secondary source",
    ),
    Indicator(
        code="feedback.published",
        title=gettext_noop("Answers published, of those given in the period"),
        formula=gettext_noop("answers published by the day of judgement / answers of the period"),
        population=(Count("feedback.answered", gettext_noop("Feedback answered in the period"), ANSWERED, None),),
        counts=(
            Count(
                "feedback.answers_published",
                gettext_noop("Feedback answered in the period, with a public answer"),
                ANSWERED,
                lambda at, _: nw.col("published_at") <= nw.lit(at.until),
            ),
        ),
        better="higher",
        valid_from=RULES_ON_FEEDBACK,
        source=gettext_noop("NĐ 20/2008/NĐ-CP Điều 19: results are made public"),
        sure="secondary source",
    ),
    _by_channel(
        "feedback.hotline",
        "hotline",
        title=gettext_noop("Feedback that came by the hotline, of what came in the period"),
        formula=gettext_noop("came by the hotline / came in the period"),
        counted=gettext_noop("Feedback that came by the hotline"),
    ),
    _by_channel(
        "feedback.national_portal",
        "national_portal",
        title=gettext_noop("Feedback that came by the national portal, of what came in the period"),
        formula=gettext_noop("came by the national portal / came in the period"),
        counted=gettext_noop("Feedback that came by the national portal"),
    ),
)
