"""Several people edit the calendar at the same moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime import public as worktime

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)


def test_edits_at_the_same_time_follow_one_another(
    committing_db: object, together: Callable[..., list[object]]
) -> None:
    worktime.seed_calendar(first_year=2026, last_year=2026, at=AT)
    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]
    give_off = partial(
        worktime.set_day,
        kind=worktime.DayKind.OFF,
        name="Nghỉ",
        ground=worktime.Ground("Quyết định"),
        by="post/1",
        at=AT,
    )
    results = together(*(partial(give_off, day=day) for day in days))

    assert [type(result) for result in results] == [worktime.Calendar] * 3
    calendar = worktime.calendar_for(None)
    assert not any(calendar.is_working_day(day) for day in days)
    assert [event.number for event in ledger.read("calendar")] == [1, 2, 3, 4]
