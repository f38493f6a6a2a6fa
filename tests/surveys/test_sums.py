"""The sums of months are those of the answers, whatever is entered and withdrawn; pages read nothing else."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dossiers.cast import CLERK
from motcua.kernel.periods import Period
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import ONE_STOP, Method, Stage, Tally
from surveys.cast import GOOD, Shop, on

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
LATER = on("12-15 09:00")


def enter(shop: Shop, day: date, answers: Mapping[str, int], comment: str = "") -> int:
    return surveys.enter_slip(
        slip=shop.slip, unit=shop.office.shop.key, answers=answers, stage=Stage.VISIT, method=Method.PAPER,
        answered_on=day, comment=comment, by=CLERK, at=LATER,
    ).answer_slip_id  # fmt: skip


def kept() -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    names = ("unit_id", "question_id", "month", "answers", "satisfied")
    slips = models.MonthSlips.objects.filter(slips__gt=0).values_list(
        "unit_id", "slip_id", "month", "slips", "comments"
    )
    return set(models.MonthAnswers.objects.filter(answers__gt=0).values_list(*names)), set(slips)


def counted() -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    answers = (
        models.Answer.objects.filter(answer_slip__withdrawn=False)
        .annotate(month=TruncMonth("answer_slip__answered_on"))
        .values_list("answer_slip__unit_id", "question_id", "month")
        .annotate(answers=Count("pk"), satisfied=Count("pk", filter=Q(value__gte=4)))
    )
    slips = (
        models.AnswerSlip.objects.filter(withdrawn=False)
        .annotate(month=TruncMonth("answered_on"))
        .values_list("unit_id", "slip_id", "month")
        .annotate(slips=Count("pk"), comments=Count("pk", filter=~Q(comment="")))
    )
    return set(answers), set(slips)


ENTRIES = some.lists(
    some.tuples(
        some.dates(date(2022, 1, 1), date(2022, 4, 30)),
        some.dictionaries(some.sampled_from(sorted(GOOD)), some.integers(1, 5), min_size=1, max_size=5),
        some.sampled_from(["", "tốt"]),
        some.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_sums_are_those_of_the_answers(shop: Shop, entries: list[tuple[date, dict[str, int], str, bool]]) -> None:
    with transaction.atomic():
        for day, answers, comment, wrong in entries:
            entered = enter(shop, day, answers, comment)
            if wrong:
                surveys.withdraw_slip(answer_slip=entered, reason="nhập nhầm", by=CLERK, at=LATER)
        assert kept() == counted()
        found = surveys.indices([shop.office.shop.id], campaign=ONE_STOP, period=YEAR)
        assert found.slips == sum(not wrong for *_, wrong in entries)
        transaction.set_rollback(True)


def test_what_was_answered_before_sums_were_kept_is_added_up(shop: Shop) -> None:
    for day in (1, 2, 3):
        wrong = enter(shop, date(2022, 3, day), GOOD, "tốt")
    enter(shop, date(2022, 4, 1), {"1": 2})
    surveys.withdraw_slip(answer_slip=wrong, reason="nhập nhầm", by=CLERK, at=LATER)
    before = kept()
    models.MonthAnswers.objects.all().delete()
    models.MonthSlips.objects.all().delete()
    assert kept() != before
    import_module("motcua.services.surveys.migrations.0002_invitations_and_sums").from_answers(apps, None)
    assert kept() == before


def test_few_answers_wait_for_those_of_the_next_month(shop: Shop) -> None:
    offices, month = [shop.office.shop.id], Period(date(2022, 3, 1), date(2022, 3, 31))
    for day in range(1, 8):
        enter(shop, date(2022, 3, day), {"6": 5}, "tốt")
    found = surveys.published(offices, campaign=ONE_STOP, period=month, at=LATER)
    assert (found.slips, found.comments, found.overall, found.kept_back) == (7, 7, Tally(0, 0), True)
    assert [one.tally for one in found.questions] == [Tally(0, 0)]
    for day in range(1, 4):
        enter(shop, date(2022, 4, day), {"6": 3})
    assert surveys.published(offices, campaign=ONE_STOP, period=month, at=LATER).overall == Tally(0, 0)
    found = surveys.published(offices, campaign=ONE_STOP, period=YEAR, at=LATER)
    assert (found.slips, found.overall, found.kept_back) == (10, Tally(10, 7), False)
    assert found.units == {shop.office.shop.id: Tally(10, 7)}
    assert surveys.published(offices, campaign=ONE_STOP, period=YEAR, at=on("04-30 09:00")).overall == Tally(0, 0)


def test_an_office_with_few_answers_is_in_no_sum_of_many(shop: Shop) -> None:
    """What a sum of two offices has more than the sum of one is the other's: nothing, while that has few."""
    office = shop.office
    for day in range(1, 13):
        enter(shop, date(2022, 3, day), GOOD)
    surveys.enter_slip(
        slip=shop.slip, unit=office.land_office.key, answers=GOOD, stage=Stage.VISIT, method=Method.PAPER,
        answered_on=date(2022, 3, 9), by=CLERK, at=LATER,
    )  # fmt: skip
    one, both = (
        surveys.published(ids, campaign=ONE_STOP, period=YEAR, at=LATER)
        for ids in ([office.shop.id], [office.shop.id, office.land_office.id])
    )
    assert one.overall == both.overall == Tally(144, 144)
    assert (one.kept_back, both.kept_back) == (False, True)
    exact = surveys.indices([office.land_office.id], campaign=ONE_STOP, period=YEAR).overall
    assert exact == Tally(12, 12)  # the control: it was answered there


def test_what_is_shown_is_read_from_sums_in_two_queries(shop: Shop) -> None:
    enter(shop, date(2022, 3, 1), GOOD)
    with CaptureQueriesContext(connection) as asked:
        surveys.published([shop.office.shop.id], campaign=ONE_STOP, period=YEAR, at=LATER)
    assert len(asked) == 2
    assert not any('"surveys_answer"' in query["sql"] or "answerslip" in query["sql"] for query in asked)
