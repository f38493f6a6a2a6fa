"""The reading log: what was shown is noted as it was, nobody changes it, and it goes when its time is over."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.cast import Office, actor
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Look
from motcua.foundation.accounts.public import LOOKS_KEPT, LookLine, NotAReference

DAY = timedelta(days=1)


def note(who: str, what: str, unit_id: int, days_ago: int = 0, shown: int = 1) -> None:
    at = timezone.now() - days_ago * DAY
    accounts.note_look(actor(who), what, unit_id=unit_id, at=at, shown=shown)


def seen(*unit_ids: int, days: int = 40, **also: object) -> list[str]:
    now = timezone.now()
    found = accounts.looks(unit_ids, first=now - days * DAY, end=now + DAY, **also)  # type: ignore[arg-type]  # of a test
    return [line.what for line in found.lines]


def test_a_look_says_who_in_which_post_what_and_whose(office: Office) -> None:
    note("chu-tich", "dossier/H54-1", office.district, shown=3)
    now = timezone.now()
    (line,) = accounts.looks([office.district], first=now - DAY, end=now + DAY).lines
    assert line == LookLine(
        at=line.at,
        person="Người chu-tich",
        post_id=office.posts["chu-tich"],
        post="Vị trí chu-tich",
        post_unit="Xã Cối",
        what="dossier/H54-1",
        unit="Huyện Sông",
        shown=3,
    )


def test_a_unit_sees_what_its_posts_were_shown_and_what_anybody_was_shown_of_it(office: Office) -> None:
    note("chu-tich", "dossier/elsewhere", office.district)
    note("kiem-tra", "dossier/theirs", office.commune)
    note("kiem-tra", "dossier/nobody", office.neighbour)
    assert seen(office.commune) == ["dossier/theirs", "dossier/elsewhere"]
    assert seen(office.district) == ["dossier/elsewhere"]


def test_a_log_is_asked_by_time_reference_and_post(office: Office) -> None:
    note("chu-tich", "dossier/a", office.commune, days_ago=3)
    note("mot-cua", "dossier/b", office.commune, days_ago=2)
    note("mot-cua", "dossier/a", office.commune)
    assert seen(office.commune, days=1) == ["dossier/a"]
    assert seen(office.commune, what=["dossier/b", "case/b"]) == ["dossier/b"]
    assert seen(office.commune, post_id=office.posts["mot-cua"]) == ["dossier/a", "dossier/b"]
    assert seen(office.commune, offset=1, limit=1) == ["dossier/b"]
    now = timezone.now()
    assert accounts.looks([office.commune], first=now - 9 * DAY, end=now + DAY, limit=1).total == 3


@pytest.mark.parametrize("what", ["", "dossier", "dossier/", "Nguyễn Văn A", "dossier/a\nb", "x/" + "y" * 281])
def test_what_is_no_reference_is_refused(office: Office, what: str) -> None:
    with pytest.raises(NotAReference, match="write its kind and its number"):
        note("chu-tich", what, office.commune)
    assert not Look.objects.exists()


def test_the_database_lets_nobody_change_a_look_or_take_it_away(office: Office) -> None:
    note("chu-tich", "dossier/a", office.commune)
    note("chu-tich", "dossier/b", office.commune, days_ago=300)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Look.objects.update(what="dossier/other")
    with pytest.raises(DatabaseError, match="kept for a year"), transaction.atomic():
        Look.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_look WHERE what = 'dossier/b'")
    assert Look.objects.count() == 2


@pytest.mark.postgresql
def test_postgresql_lets_nobody_empty_the_log(office: Office) -> None:
    note("chu-tich", "dossier/a", office.commune)
    connection.check_constraints()  # what is still to be checked would keep anybody from emptying the table
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_look")


def test_a_look_goes_when_its_time_is_over_and_no_earlier(office: Office) -> None:
    now = timezone.now()
    for what, at in (("dossier/over", now - LOOKS_KEPT - DAY), ("dossier/kept", now - LOOKS_KEPT + DAY)):
        accounts.note_look(actor("chu-tich"), what, unit_id=office.commune, at=at)
    assert accounts.forget_looks(at=now) == 1
    assert [look.what for look in Look.objects.all()] == ["dossier/kept"]
    assert accounts.forget_looks(at=now) == 0
