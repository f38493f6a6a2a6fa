"""What offices offer: from when to when, how far online, what hangs on their boards, and the facts of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.tables import Row, RowsRefused, Taken
from motcua.services.procedures import models
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import FACTS, OFFERS, OnlineLevel, Standing
from motcua.services.procedures.queries.offers import known, recorded
from procedures.conftest import AT, CHANGED, CODE, FIRST

BY = "post/1"
JUNE = date(2023, 6, 1)


@pytest.fixture
def office(residence: str) -> units.Unit:
    """Found the commune that offers."""
    return units.found(code="12472", name="Xã Mẫu", level=units.Level.COMMUNE, on=date(2020, 6, 1), by="test", at=AT)


def act(do: Any, office: units.Unit, on: date, **more: object) -> None:
    do(**{"unit": office.key, "procedure": CODE, "on": on, "by": BY, "at": AT} | more)


def line(office: units.Unit, on: date) -> procedures.BoardLine | None:
    return next(iter(procedures.board(office.id, on)), None)


def facts() -> list[dict[str, Any]]:
    ledger.ensure_keys()
    ledger.seal(at=AT)
    keys = [key for some in FACTS.changed(0) for key in some]
    columns = FACTS.rows(keys, Cut(ledger.head()))[OFFERS.name]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def replays() -> None:
    """Every row is what its events say."""
    rows = known(models.Offer.objects.all())
    assert recorded(rows, takes=lambda position, recorded_at: True) == rows


def test_an_offer_holds_from_its_day_until_it_is_changed_or_withdrawn(office: units.Unit) -> None:
    act(procedures.offer, office, date(2022, 3, 1), level_old=3)
    act(procedures.offer, office, JUNE, level_old=4, level_new="full", payment_online=True)
    act(procedures.withdraw_offer, office, date(2024, 1, 1))
    act(procedures.offer, office, date(2025, 1, 1), level_new="partial")
    told = []
    for day in (date(2022, 2, 28), date(2022, 3, 1), JUNE, date(2023, 12, 31), date(2024, 1, 1), date(2025, 1, 1)):
        (reach,) = [offer.reach(day) for offer in procedures.offers(office.id, day).values()] or [None]
        told.append((reach.level_old, reach.level_new, reach.payment_online) if reach else None)
    full = (4, OnlineLevel.FULL, True)
    assert told == [None, (3, None, False), full, full, None, (None, OnlineLevel.PARTIAL, False)]
    replays()


def test_the_search_of_an_office_finds_what_it_offers_on_the_day(office: units.Unit) -> None:
    """An office of which nothing is on record is not told that there is nothing."""
    procedures.publish(
        code="1.000001", name="Đăng ký tạm trú", field_code="CT", field_name="Cư trú", on=FIRST, by=BY, at=AT
    )
    days = (date(2023, 5, 31), JUNE, date(2023, 12, 31), date(2024, 1, 1))
    act(procedures.offer, office, JUNE, level_old=3)
    act(procedures.withdraw_offer, office, date(2024, 1, 1))
    found = [{one.code for one in procedures.search("dang ky", on=day, unit_id=office.id)} for day in days]
    both = {CODE, "1.000001"}
    assert found == [both, {CODE}, {CODE}, both]
    for day, codes in zip(days[1:3], found[1:3], strict=True):
        assert codes == {offer.procedure for offer in procedures.offers(office.id, day).values()}


def test_what_is_so_already_leaves_no_event(office: units.Unit) -> None:
    for _ in range(2):
        act(procedures.offer, office, JUNE, level_old=3)
    act(procedures.offer, office, date(2024, 1, 1), level_old=3)
    (offer,) = models.Offer.objects.all()
    assert len(ledger.read(f"procedure_offer/{offer.pk}")) == 1


def test_the_past_is_not_rewritten(office: units.Unit) -> None:
    act(procedures.offer, office, JUNE, level_old=3)
    with pytest.raises(procedures.OfferChangedLater):
        act(procedures.offer, office, JUNE, level_old=4)
    with pytest.raises(procedures.OfferChangedLater):
        act(procedures.offer, office, date(2022, 1, 1), level_old=4)
    with pytest.raises(procedures.NotOffered):
        act(procedures.withdraw_offer, office, JUNE)
    act(procedures.offer, office, date(2023, 7, 1), level_old=4)
    with pytest.raises(procedures.OfferChangedLater):
        act(procedures.withdraw_offer, office, date(2023, 7, 1))


def test_what_cannot_be_offered(office: units.Unit) -> None:
    with pytest.raises(procedures.UnknownProcedure):
        act(procedures.offer, office, date(2019, 1, 1))
    with pytest.raises(units.NotInBeing):
        act(procedures.offer, office, date(2020, 2, 1))
    for wrong in ({"level_old": 5}, {"level_old": 0}, {"level_new": "toàn trình"}):
        with pytest.raises(procedures.WrongLevel):
            act(procedures.offer, office, JUNE, **wrong)
    assert not models.Offer.objects.exists()


def test_a_board_day_by_day(office: units.Unit) -> None:
    act(procedures.offer, office, JUNE)
    assert line(office, date(2023, 5, 31)) is None
    missing, late = line(office, date(2023, 6, 8)), line(office, date(2023, 6, 9))
    assert missing
    assert late
    assert (missing.standing, missing.since, missing.due) == (Standing.MISSING, JUNE, date(2023, 6, 8))
    assert late.standing is Standing.LATE
    act(procedures.post, office, date(2023, 6, 12), missing=["forms", "name"])
    partly = line(office, date(2023, 6, 12))
    assert partly
    assert (partly.standing, partly.missing, partly.posted_late) == (Standing.INCOMPLETE, ("name", "forms"), True)
    act(procedures.post, office, date(2023, 6, 20))
    whole = line(office, date(2023, 7, 1))
    assert whole
    assert (whole.standing, whole.posted_on, whole.missing) == (Standing.POSTED, date(2023, 6, 12), ())
    act(procedures.unpost, office, date(2023, 8, 1))
    gone = line(office, date(2023, 8, 1))
    assert gone
    assert (gone.standing, gone.posted_on) == (Standing.LATE, None)
    replays()


def test_what_hangs_of_a_changed_or_abolished_procedure_is_expired(office: units.Unit) -> None:
    act(procedures.offer, office, date(2021, 1, 4))
    act(procedures.post, office, date(2021, 1, 5))
    before, after = line(office, date(2021, 12, 31)), line(office, CHANGED)
    assert before
    assert after
    assert (before.standing, after.standing, after.posted_on) == (
        Standing.POSTED,
        Standing.EXPIRED,
        date(2021, 1, 5),
    )
    act(procedures.post, office, date(2022, 1, 5))
    procedures.abolish(code=CODE, on=date(2024, 1, 1), by=BY, at=AT)
    hangs = line(office, date(2024, 1, 2))
    assert hangs
    assert (hangs.standing, hangs.since, hangs.posted_on) == (Standing.EXPIRED, None, date(2022, 1, 5))
    act(procedures.unpost, office, date(2024, 1, 10))
    assert line(office, date(2024, 1, 10)) is None
    replays()


def test_what_cannot_be_posted(office: units.Unit) -> None:
    with pytest.raises(procedures.NotOffered):
        act(procedures.post, office, JUNE)
    act(procedures.offer, office, JUNE)
    with pytest.raises(procedures.NotPosted):
        act(procedures.unpost, office, JUNE)
    with pytest.raises(procedures.UnknownPart):
        act(procedures.post, office, JUNE, missing=["colour"])
    with pytest.raises(procedures.NotYet):
        act(procedures.post, office, date(2026, 1, 6))
    act(procedures.post, office, date(2023, 6, 5))
    for earlier in (procedures.post, procedures.unpost):
        with pytest.raises(procedures.OfferChangedLater):
            act(earlier, office, date(2023, 6, 2))


def test_facts_have_a_row_for_each_stretch_and_a_due_day_for_each_version(office: units.Unit) -> None:
    act(procedures.offer, office, date(2021, 3, 1), level_old=3)
    act(procedures.post, office, date(2021, 3, 3), missing=["forms"])
    act(procedures.publish_entry, office, date(2021, 3, 2))
    act(procedures.publish_entry, office, date(2021, 3, 2))
    act(procedures.offer, office, JUNE, level_old=4, level_new="full", payment_online=True)
    act(procedures.withdraw_offer, office, date(2024, 1, 1))
    first, second, third = facts()
    assert first["field"] == "CT"
    assert first["unit"] == office.id
    assert [(row["offered_from"], row["offered_to"]) for row in (first, second, third)] == [
        (date(2021, 3, 1), date(2021, 12, 31)),
        (CHANGED, date(2023, 5, 31)),
        (JUNE, date(2023, 12, 31)),
    ]
    assert (first["posting_due"], first["posted_on"], first["missing"]) == (date(2021, 3, 8), date(2021, 3, 3), 1)
    assert (first["published_due"], first["published_on"]) == (date(2021, 3, 8), date(2021, 3, 2))
    assert (second["posting_due"], second["posted_on"], second["missing"]) == (date(2022, 1, 10), None, None)
    assert (third["posting_due"], third["level_old"], third["level_new"], third["payment_online"]) == (
        None,
        4,
        "full",
        True,
    )


def test_a_changed_procedure_makes_the_rows_of_its_offers_anew(office: units.Unit) -> None:
    act(procedures.offer, office, JUNE)
    facts()
    before = ledger.head()
    procedures.abolish(code=CODE, on=date(2024, 1, 1), by=BY, at=AT)
    (row,) = facts()
    assert row["offered_to"] == date(2023, 12, 31)
    assert [list(keys) for keys in FACTS.changed(before)] == [[row["offer"]]]


def test_an_office_that_ended_offers_nothing(office: units.Unit) -> None:
    act(procedures.offer, office, JUNE)
    units.dissolve(unit_id=office.id, on=date(2025, 7, 1), by="test", at=AT)
    (row,) = facts()
    assert row["offered_to"] == date(2025, 6, 30)
    assert line(office, date(2025, 7, 1)) is None


def test_levels_for_many_at_once_and_only_of_what_is_looked_at(office: units.Unit) -> None:
    act(procedures.offer, office, date(2022, 1, 3), level_old=3)
    act(procedures.offer, office, JUNE, level_old=4, at=datetime(2026, 2, 1, tzinfo=UTC))
    asked = [(office.id, CODE, day) for day in (date(2021, 12, 31), date(2022, 1, 3), JUNE)]
    found = procedures.offered_levels([*asked, (office.id, "9", JUNE)], takes=lambda position, at: True)
    assert [found[one].level_old if one in found else None for one in asked] == [None, 3, 4]
    then = procedures.offered_levels(asked, takes=lambda position, at: at <= AT)
    assert then[asked[2]].level_old == 3


def take(*rows: dict[str, str]) -> Taken:
    read = [Row(number, cells) for number, cells in enumerate(rows, 2)]
    return procedures.take_offers(read, start=date(2024, 1, 1), by="import", at=AT)


def test_a_list_of_offers_comes_in_and_a_second_time_changes_nothing(office: units.Unit) -> None:
    row = {"unit": "12472", "procedure": CODE}
    rows = [
        row | {"level_old": "4", "payment_online": "có", "valid_from": "2023-06-01"},
        row | {"level_old": "3", "valid_from": "2022-06-01"},
        row | {"level_new": "full"},
    ]
    assert take(*rows) == Taken(3, 3, 0)
    (offer,) = procedures.offers(office.id, JUNE).values()
    assert [(one.since.year, one.level_old, one.payment_online) for one in offer.reaches] == [
        (2022, 3, False),
        (2023, 4, True),
        (2024, None, False),
    ]
    assert take(*rows) == Taken(3, 0, 3)
    replays()


def test_a_list_that_names_an_office_before_and_after_it_was_renamed_speaks_of_one_offer(office: units.Unit) -> None:
    units.rename(unit_id=office.id, name="Xã Mẫu Mới", on=date(2023, 1, 1), by="test", at=AT)
    row = {"unit": "12472", "procedure": CODE}
    assert take(
        row | {"level_old": "3", "valid_from": "2022-06-01"}, row | {"level_old": "4", "valid_from": "2023-06-01"}
    ) == Taken(2, 2, 0)
    assert models.Offer.objects.count() == 1
    replays()


@pytest.mark.postgresql
def test_of_two_who_offer_the_same_at_once_one_is_told(
    committing_db: object, together: Callable[..., list[object]]
) -> None:
    procedures.publish(code=CODE, name="Thủ tục", field_code="CT", field_name="Cư trú", on=FIRST, by="test", at=AT)
    unit = units.found(code="1", name="Xã", level=units.Level.COMMUNE, on=FIRST, by="test", at=AT)
    both = together(*(lambda: act(procedures.offer, unit, JUNE) for _ in range(2)))
    assert [type(one) for one in both if isinstance(one, Exception)] in ([], [procedures.ChangedMeanwhile])
    assert models.Offer.objects.count() == 1


def test_all_that_is_wrong_with_a_list_is_said_and_nothing_is_taken(office: units.Unit) -> None:
    row = {"unit": "12472", "procedure": CODE}
    with pytest.raises(RowsRefused) as refused:
        take(
            row,
            row,
            row | {"unit": "none"},
            row | {"procedure": "none"},
            row | {"level_old": "5", "valid_from": "2023-01-01"},
            row | {"level_old": "x", "valid_from": "2023-01-01"},
            row | {"level_new": "whole", "valid_from": "2023-01-01"},
            row | {"payment_online": "perhaps", "valid_from": "2023-01-01"},
            row | {"valid_from": "2023-13-01"},
        )
    assert [refusal.line for refusal in refused.value.refusals] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert not models.Offer.objects.exists()
