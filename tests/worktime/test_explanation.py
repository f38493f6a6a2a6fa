"""The working of a deadline: every day between receipt and due is accounted for, and can be read in two languages."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.worktime.public import Calendar, CountingStyle, Measure, Step, StepKind, Term, deadline, shift
from worktime.plain import INSTANTS, here

COUNTED = {StepKind.COUNTED, StepKind.MAKE_UP_DAY}
RESTED = {StepKind.REST_DAY, StepKind.HOLIDAY, StepKind.SWAPPED_OFF}


def brief(steps: tuple[Step, ...]) -> list[str]:
    return [f"{step.at:%m-%d} {step.kind}" + (f" {step.ordinal}" if step.ordinal else "") for step in steps]


def test_every_day_is_named_once(country: Calendar) -> None:
    found = deadline(country, here("2024-04-26T10:00"), Term(5, Measure.WORKING_DAYS))
    assert brief(found.steps) == [
        "04-26 received",
        "04-27 rest_day",
        "04-28 rest_day",
        "04-29 swapped_off",
        "04-30 holiday",
        "05-01 holiday",
        "05-02 counted 1",
        "05-03 counted 2",
        "05-04 make_up_day 3",
        "05-05 rest_day",
        "05-06 counted 4",
        "05-07 counted 5",
        "05-07 due",
    ]


@given(received=INSTANTS, amount=st.integers(1, 40))
def test_days_of_the_working_are_all_days_and_the_counted_are_the_term(
    country: Calendar, received: datetime, amount: int
) -> None:
    found = deadline(country, received, Term(amount, Measure.WORKING_DAYS))
    between = found.steps[1:-1]
    first = received.date() + timedelta(days=1)

    assert [step.at for step in between] == [first + timedelta(days=n) for n in range(len(between))]
    assert [step.ordinal for step in between if step.kind in COUNTED] == [*range(1, amount + 1)]
    assert all(step.kind in COUNTED | RESTED for step in between)
    assert between[-1].at == found.due_at.date()


@given(received=INSTANTS, days=st.integers(1, 40))
def test_minutes_of_the_working_add_up(country: Calendar, received: datetime, days: int) -> None:
    found = deadline(country, received, Term(days, Measure.WORKING_DAYS), style=CountingStyle.EXACT_HOURS)
    assert sum(step.minutes or 0 for step in found.steps) == days * 480


@pytest.mark.parametrize(
    ("received", "term", "expected"),
    [
        (
            "2022-03-07T16:00",
            Term(2, Measure.WORKING_HOURS),
            ["03-07 received", "03-07 counted", "03-08 counted", "03-08 due"],
        ),
        (
            "2022-03-11T15:30",
            Term(1, Measure.SAME_DAY),
            ["03-11 received", "03-11 after_cut_off", "03-12 rest_day", "03-13 rest_day", "03-14 due"],
        ),
        ("2022-03-13T09:00", Term(1, Measure.SAME_DAY), ["03-13 received", "03-14 due"]),
        ("2022-03-14T09:00", Term(1, Measure.SAME_DAY), ["03-14 received", "03-14 due"]),
        (
            "2022-01-31T09:00",
            Term(1, Measure.MONTHS),
            ["01-31 received", "02-28 month_end 1", "02-28 due"],
        ),
        (
            "2022-03-08T09:00",
            Term(5, Measure.CALENDAR_DAYS),
            [
                "03-08 received",
                "03-09 counted 1",
                "03-10 counted 2",
                "03-11 counted 3",
                "03-12 counted 4",
                "03-13 counted 5",
                "03-13 rest_day",
                "03-14 due",
            ],
        ),
    ],
)
def test_workings_of_the_other_measures(country: Calendar, received: str, term: Term, expected: list[str]) -> None:
    assert brief(deadline(country, here(received), term).steps) == expected


def test_working_of_a_pause_tells_how_long_the_clock_stood(country: Calendar) -> None:
    due = deadline(country, here("2022-03-07T10:00"), Term(1, Measure.WORKING_DAYS))
    moved = shift(
        country, due.due_at, due.judged_until, stopped=here("2022-03-08T15:00"), resumed=here("2022-03-09T08:30")
    )
    assert brief(moved.steps) == ["03-08 stopped", "03-09 resumed", "03-09 counted", "03-09 due"]
    assert [step.minutes for step in moved.steps] == [None, 180, 180, None]


def test_days_off_carry_their_name_and_their_decision(country: Calendar) -> None:
    off = deadline(country, here("2025-12-31T10:00"), Term(1, Measure.WORKING_DAYS)).steps[2]
    assert (off.at, off.kind, off.name) == (date(2026, 1, 2), "swapped_off", "Ngày nghỉ, làm bù vào 10/01/2026")
    assert "Công văn 12729/VPCP-KGVX" in off.source


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("minutes", [None, 125])
def test_every_step_can_be_said(language: str, kind: StepKind, minutes: int | None) -> None:
    step = Step(kind, here("2026-08-31T09:30"), "Tên", "Name", 3, minutes, "source")
    with translation.override(language):
        said = step.text(translation.gettext, vietnamese=language == "vi")
    assert said.startswith("Thứ Hai 31/08/2026, 09:30" if language == "vi" else "Monday 31 Aug 2026, 09:30")
    assert said.endswith("(Tên)" if language == "vi" else "(Name)")
    assert "%" not in said


def test_vietnamese_leaves_no_english_behind(country: Calendar) -> None:
    found = deadline(country, here("2024-04-26T10:00"), Term(5, Measure.WORKING_DAYS))
    with translation.override("vi"):
        said = [step.text(translation.gettext, vietnamese=True) for step in found.steps]
    assert said[0] == "Thứ Sáu 26/04/2024, 10:00: tiếp nhận; thời hạn tính từ sau thời điểm này"
    assert said[3] == "Thứ Hai 29/04/2024: ngày nghỉ hoán đổi, không tính (Ngày nghỉ, làm bù vào 04/05/2024)"
    assert said[8] == "Thứ Bảy 04/05/2024: ngày làm bù, là ngày thứ 3 (Ngày làm bù cho 29/04/2024)"
    assert said[-1] == "Thứ Ba 07/05/2024, 17:00: hạn trả kết quả"


@pytest.mark.parametrize(
    ("term", "vietnamese", "english"),
    [
        (Term(1, Measure.WORKING_DAYS), "1 ngày làm việc", "1 working day"),
        (Term(3, Measure.WORKING_DAYS), "3 ngày làm việc", "3 working days"),
        (Term(30, Measure.CALENDAR_DAYS), "30 ngày", "30 days"),
        (Term(8, Measure.WORKING_HOURS), "8 giờ làm việc", "8 working hours"),
        (Term(2, Measure.MONTHS), "2 tháng", "2 months"),
        (Term(1, Measure.SAME_DAY), "trong ngày làm việc", "the same working day"),
    ],
)
def test_terms_are_said(term: Term, vietnamese: str, english: str) -> None:
    assert term.text() == english
    with translation.override("vi"):
        assert term.text(translation.gettext) == vietnamese
