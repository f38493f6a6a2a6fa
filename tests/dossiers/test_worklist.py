"""Lists of work: what each part and each narrowing shows is what a plain look at every open dossier gives."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.cast import CLERK, YEAR, Office
from dossiers.plain import on
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.public import Channel, WaitsFor, Wanted
from motcua.services.procedures import public as procedures

SLOW = "1.888888"
"""A procedure that gives warning five working days before."""

NOW = on("03-16 10:00")


@pytest.fixture
def many(office: Office) -> Office:
    """An office with dossiers of three procedures and three channels, some elsewhere, one whose clock stands."""
    at = on("01-03 08:00")
    procedures.publish(
        code=SLOW, name="Thủ tục chậm", field_code="cham", field_name="Lĩnh vực chậm", on=YEAR, by="test", at=at,
        term=procedures.by_code(["1.004222"])["1.004222"].term,
    )  # fmt: skip
    procedures.ask(code=SLOW, asked=procedures.Asked(YEAR, soon_days=5), on=YEAR, by="test", at=at)
    codes = []
    for number, (procedure, channel, day) in enumerate(
        product(("1.004222", SLOW), (Channel.COUNTER, Channel.ONLINE, Channel.POST), range(1, 16, 2))
    ):
        when = on(f"03-{day:02} 08:30") + timedelta(minutes=number)
        codes.append(office.receive(when, procedure=procedure, channel=channel).state.code or "")
    for code in codes[::5]:
        dossiers.forward(code=code, to=office.department.key, by=CLERK, at=on("03-15 16:00"))
    for code in codes[1::7]:
        dossiers.forward(code=code, to=office.land_office.key, by=CLERK, at=on("03-15 16:10"))
    dossiers.pause(code=codes[2], waits_for=WaitsFor.PAYMENT, reason="Chờ nộp phí", by=CLERK, at=on("03-15 16:20"))
    office.receive("03-16 09:00", unit=office.land_office.key)  # none of ours
    return office


def own(office: Office) -> list[int]:
    return [office.shop.id, office.department.id]


def open_rows(office: Office) -> list[Dossier]:
    rows = Dossier.objects.filter(closed_at=None).order_by("pk")
    return [row for row in rows if row.receiving_unit_id in own(office) or row.holder_id in own(office)]


def shown(office: Office, wanted: Wanted, at: datetime = NOW) -> list[str]:
    page = dossiers.worklist(own(office), at=at, wanted=wanted, limit=1000)
    assert page.total == len(page.rows) == page.counts[wanted.part]
    return [row.code for row in page.rows]


def test_a_narrowed_list_shows_what_is_so_and_nothing_else(many: Office) -> None:
    slow = procedures.by_code([SLOW])[SLOW].id
    looks = {
        Wanted(field="cham"): lambda row: row.field == "cham",
        Wanted(procedure_id=slow): lambda row: row.procedure_id == slow,
        Wanted(channel=Channel.ONLINE): lambda row: row.channel == "online",
        Wanted(holder_id=many.department.id): lambda row: row.holder_id == many.department.id,
        Wanted(receiving_unit_id=many.shop.id, channel=Channel.POST): lambda row: row.channel == "post",
        Wanted(field="khong-co"): lambda _: False,
    }
    for wanted, is_so in looks.items():
        expected = {row.code for row in open_rows(many) if is_so(row)}
        found = shown(many, wanted)
        assert set(found) == expected
        assert len(found) == len(expected)


def test_the_most_urgent_is_first_over_all_arms_and_pages_join(many: Office) -> None:
    whole = shown(many, Wanted())
    by_hand = sorted(open_rows(many), key=lambda row: (row.stopped_at is not None, row.judged_until, row.pk))
    assert whole == [row.code for row in by_hand]
    pages = [dossiers.worklist(own(many), at=NOW, offset=start, limit=7).rows for start in range(0, len(whole), 7)]
    assert [row.code for page in pages for row in page] == whole


def test_soon_is_what_each_procedure_gives_warning_of(many: Office) -> None:
    """Working days after Wednesday the 16th: one is the 17th, five is the 23rd."""
    last = {False: date(2022, 3, 17), True: date(2022, 3, 23)}
    slow = procedures.by_code([SLOW])[SLOW].id
    expected = {
        row.code
        for row in open_rows(many)
        if row.stopped_at is None
        and row.judged_until
        and NOW.date() < row.judged_until.astimezone(NOW.tzinfo).date() <= last[row.procedure_id == slow]
    }
    page = dossiers.worklist(own(many), at=NOW, wanted=Wanted("soon"), limit=1000)
    assert {row.code for row in page.rows} == expected
    assert expected
    assert all(row.is_soon for row in page.rows)
    assert {row.code for row in dossiers.worklist(own(many), at=NOW, limit=1000).rows if row.is_soon} == expected


def test_a_warning_holds_from_the_day_it_was_laid_down(many: Office) -> None:
    procedures.ask(
        code=SLOW, asked=procedures.Asked(date(2022, 3, 20), soon_days=1), on=date(2022, 3, 20), by="test", at=NOW
    )
    slow = procedures.by_code([SLOW])[SLOW].id
    assert procedures.soon_days(on=date(2022, 3, 19)) == {slow: 5}
    assert procedures.soon_days(on=date(2022, 3, 20)) == {}


def test_counts_of_parts_and_of_other_lists_are_those_of_the_lists_themselves(many: Office) -> None:
    others = [Wanted(part, channel=channel) for part in ("all", "overdue", "soon", "agency") for channel in Channel]
    page = dossiers.worklist(own(many), at=NOW, wanted=Wanted(channel=Channel.ONLINE))
    assert page.counts == {one: len(shown(many, Wanted(one, channel=Channel.ONLINE))) for one in page.counts}
    numbers = dossiers.how_many(own(many), others, at=NOW)
    assert list(numbers) == [len(shown(many, one)) for one in others]
    assert sum(numbers)


def test_numbers_of_lists_cost_as_much_however_many_they_are(many: Office) -> None:
    def cost(*lists: Wanted) -> int:
        with CaptureQueriesContext(connection) as asked:
            dossiers.how_many(own(many), lists, at=NOW, mine=Dossier.objects.order_by().values_list("pk", flat=True))
        return len(asked)

    assert cost(Wanted()) == cost(*(Wanted(part, field="cham") for part in ("all", "soon", "overdue", "office")))
    assert cost() == 0


def test_kinds_count_what_is_open(many: Office) -> None:
    kinds, rows = dossiers.open_kinds(own(many)), open_rows(many)
    assert kinds.fields == Counter(row.field for row in rows)
    assert kinds.procedures == Counter(row.procedure_id for row in rows)
    assert kinds.holders == Counter(row.holder_id for row in rows)
    assert {one.value: number for one, number in kinds.channels.items()} == Counter(row.channel for row in rows)
