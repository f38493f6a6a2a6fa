"""Roles that follow from a mandate: for its time only, beside what the post has for itself; and what a person was."""

from datetime import date

from accounts.cast import AT, YEAR, Office, actor, employ, user
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Role, may

FIRST, LAST, AFTER = date(2022, 10, 1), date(2022, 10, 31), date(2022, 11, 1)
UNDER = "inspection/1"


def over_the_commune(office: Office, post_id: int, under: str = UNDER, until: date | None = LAST) -> None:
    accounts.grant(
        post_id=post_id,
        role=Role.INSPECTION_MEMBER,
        unit_id=office.commune,
        on=FIRST,
        until=until,
        under=under,
        by="test",
        at=AT,
    )


def test_a_mandate_opens_and_closes_by_its_days(office: Office) -> None:
    post = employ("khach", unit_id=office.neighbour)
    over_the_commune(office, post)
    for day, opened in ((date(2022, 9, 30), False), (FIRST, True), (LAST, True), (AFTER, False)):
        assert may(actor("khach", on=day), Act.SEE_DOSSIERS, units=[office.commune]) is opened
        assert not may(actor("khach", on=day), Act.SEE_DOSSIERS, units=[office.neighbour])


def test_mandates_that_meet_end_each_by_itself(office: Office) -> None:
    post = employ("khach", unit_id=office.neighbour)
    over_the_commune(office, post)
    over_the_commune(office, post, under="inspection/2")
    ended = {"post_id": post, "role": Role.INSPECTION_MEMBER, "unit_id": office.commune, "by": "test", "at": AT}
    accounts.withdraw(**ended, on=FIRST, under=UNDER)
    assert may(actor("khach", on=FIRST), Act.INSPECT, units=[office.commune])
    accounts.withdraw(**ended, on=FIRST, under="inspection/2")
    assert not may(actor("khach", on=FIRST), Act.INSPECT)


def test_what_a_post_has_for_itself_outlasts_a_mandate(office: Office) -> None:
    post = employ("kiem-tra-rieng", Role.INSPECTION_MEMBER, unit_id=office.commune)
    over_the_commune(office, post)
    ended = {"post_id": post, "role": Role.INSPECTION_MEMBER, "unit_id": office.commune, "by": "test", "at": AT}
    accounts.withdraw(**ended, on=FIRST, under=UNDER)
    assert may(actor("kiem-tra-rieng", on=AFTER), Act.INSPECT, units=[office.commune])


def test_what_a_person_held_is_told_by_post_and_without_a_name(office: Office) -> None:
    now = employ("doi-viec", unit_id=office.district)
    person = user("doi-viec").person_id
    assert person is not None
    before = accounts.open_post(unit_id=office.commune, title="Chủ tịch", on=YEAR, by="test", at=AT)
    accounts.hold(post_id=before, person_id=person, on=date(2020, 5, 1), until=date(2021, 4, 30), by="test", at=AT)
    on = date(2022, 10, 1)
    [told] = accounts.seats_of([now], on=on, since=date(2021, 4, 30)).values()
    assert {(seat.unit_id, seat.last) for seat in told} == {
        (office.district, None),
        (office.commune, date(2021, 4, 30)),
    }
    [later] = accounts.seats_of([now], on=on, since=date(2021, 5, 1)).values()
    assert [seat.unit_id for seat in later] == [office.district]
    assert accounts.seats_of([before], on=on, since=YEAR) == {}
    assert [(one.id, one.title) for one in accounts.posts_in([office.commune], on=date(2020, 6, 1))][-1] == (
        before,
        "Chủ tịch",
    )
