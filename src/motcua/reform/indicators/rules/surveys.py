"""Indicators of satisfaction: satisfied and very satisfied answers, of all answers, in all and by element."""

from datetime import date

import narwhals as nw

from motcua.kernel.refusals import gettext_noop
from motcua.reform.indicators.rules.indicators import Indicator
from motcua.reform.indicators.rules.moments import Moment
from motcua.reform.indicators.rules.populations import Count, Frame, Population, Scan

SIPAS = date(2017, 10, 10)
"""QĐ 2640/QĐ-BNV."""


def _answers(scan: Scan, at: Moment) -> Frame:
    return scan("survey_answers").filter(
        nw.col("answered_at") >= nw.lit(at.begins), nw.col("answered_at") <= nw.lit(at.until)
    )


ANSWERS = Population("survey_answers", unit="unit", key="slip", order="answered_at", rows=_answers)


def _of(element: str) -> nw.Expr:
    return nw.col("element") == nw.lit(element)


def _satisfaction(element: str, title: str, answers: str, satisfied: str) -> Indicator:
    return Indicator(
        code=f"surveys.satisfied.{element}",
        title=title,
        formula=gettext_noop("satisfied and very satisfied answers / answers; “bình thường” is not satisfied"),
        population=(Count(f"surveys.answers.{element}", answers, ANSWERS, lambda at, _: _of(element)),),
        counts=(
            Count(
                f"surveys.satisfied_answers.{element}",
                satisfied,
                ANSWERS,
                lambda at, _: _of(element) & nw.col("satisfied"),
            ),
        ),
        better="higher",
        valid_from=SIPAS,
        source=gettext_noop("QĐ 2640/QĐ-BNV, its five elements; answers of all questions are pooled"),
        sure="reading",
    )


OF_SURVEYS = (
    Indicator(
        code="surveys.satisfied",
        title=gettext_noop("Satisfied answers, of all answers"),
        formula=gettext_noop("satisfied and very satisfied answers / answers; “bình thường” is not satisfied"),
        population=(Count("surveys.answers", gettext_noop("Answers"), ANSWERS, None),),
        counts=(
            Count(
                "surveys.satisfied_answers",
                gettext_noop("Satisfied answers"),
                ANSWERS,
                lambda at, _: nw.col("satisfied"),
            ),
        ),
        better="higher",
        valid_from=SIPAS,
        source=gettext_noop("QĐ 2640/QĐ-BNV; answers of all questions are pooled"),
        sure="reading",
    ),
    _satisfaction(
        "access",
        gettext_noop("Satisfied with the access to the service"),
        gettext_noop("Answers on the access to the service"),
        gettext_noop("Satisfied answers on the access to the service"),
    ),
    _satisfaction(
        "procedures",
        gettext_noop("Satisfied with the procedures"),
        gettext_noop("Answers on the procedures"),
        gettext_noop("Satisfied answers on the procedures"),
    ),
    _satisfaction(
        "officials",
        gettext_noop("Satisfied with the officials"),
        gettext_noop("Answers on the officials"),
        gettext_noop("Satisfied answers on the officials"),
    ),
    _satisfaction(
        "results",
        gettext_noop("Satisfied with the results"),
        gettext_noop("Answers on the results"),
        gettext_noop("Satisfied answers on the results"),
    ),
    _satisfaction(
        "feedback",
        gettext_noop("Satisfied with how opinions are taken up"),
        gettext_noop("Answers on how opinions are taken up"),
        gettext_noop("Satisfied answers on how opinions are taken up"),
    ),
)
