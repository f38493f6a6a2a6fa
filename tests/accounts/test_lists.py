"""A list of people comes in whole or not at all, with everything that is wrong, and a second time changes nothing."""

from collections.abc import Mapping
from datetime import date

import pytest

from accounts.cast import AT, YEAR, Office, actor, user
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Person, Post
from motcua.foundation.accounts.public import Role
from motcua.kernel.tables import Row, RowsRefused, Taken

Cells = Mapping[str, str]


def take(*rows: Cells, start: date = YEAR) -> Taken:
    read = [Row(line, cells) for line, cells in enumerate(rows, 2)]
    return accounts.take_people(read, start=start, by="import", at=AT)


def row(unit: str, post: str, roles: str, staff_name: str = "", **more: str) -> Cells:
    return {"unit_code": unit, "post": post, "roles": roles, "staff_name": staff_name, **more}


def test_posts_people_and_roles_come_in_together(office: Office) -> None:
    rows = [
        row("00101", "Chủ tịch", "leader", "an", person_name="Người An", email="an@mau.example"),
        row("00101", "Một cửa kiêm văn thư", "one_stop_officer; clerk", "binh"),
        row("01", "Kiểm tra", "inspector", "chi", over="00101; 00102"),
        row("00102", "Còn trống", "specialist"),
    ]
    assert take(*rows) == Taken(4, 4, 0)
    assert actor("an").roles == {Role.LEADER}
    assert actor("binh").roles == {Role.ONE_STOP_OFFICER, Role.CLERK}
    assert actor("chi").reach == {Role.INSPECTOR: {office.commune, office.neighbour}}
    assert Person.objects.get(id=actor("binh").person_id).name == "Một cửa kiêm văn thư"
    assert not user("an").has_usable_password()
    assert Post.objects.filter(title="Còn trống").exists()
    assert take(*rows) == Taken(4, 0, 4)
    assert take(*rows, start=date(2024, 1, 1)) == Taken(4, 0, 4)


def test_a_post_passes_on_by_its_day(office: Office) -> None:
    rows = [
        row("00101", "Chủ tịch", "leader", "an"),
        row("00101", "Chủ tịch", "leader", "binh", valid_from="2024-07-01"),
    ]
    assert take(*rows) == Taken(2, 2, 0)
    assert accounts.actor_of(user("an"), on=date(2024, 6, 30)) is not None
    assert accounts.actor_of(user("an"), on=date(2024, 7, 1)) is None
    assert accounts.actor_of(user("binh"), on=date(2024, 7, 1)) is not None


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_taken(office: Office) -> None:
    posts, people = Post.objects.count(), Person.objects.count()
    with pytest.raises(RowsRefused) as refused:
        take(
            row("00101", "Mới", "leader", "moi"),
            row("999", "Vị trí", "leader"),
            row("00101", "Vua", "king"),
            row("00101", "Vị trí chu-tich", "leader", "nguoi-khac"),
            row("00101", "Khác", "leader", "mot-cua", person_name="Tên khác"),
            row("00101", "Khác nữa", "leader", "a b"),
            row("00101", "Khác nữa", "leader", valid_from="hôm nay"),
        )
    assert str(refused.value).splitlines() == [
        "line 3, unit, “999”: no unit bears this code on 2020-01-01;"
        " import the units first, or write a code that exists",
        "line 4, roles, “king”: there is no such role; write one or more of one_stop_officer, specialist, leader,"
        " clerk, reform_officer, inspector, administrator, with semicolons",
        "line 5, staff_name, “nguoi-khac”: somebody else holds this post since 2020-01-01;"
        " write under valid_from since when this person holds it",
        "line 6, person_name, “Tên khác”: somebody of another name signs in with this;"
        " give each person a staff name of their own",
        "line 7, staff_name, “a b”: this cannot be a name to sign in with;"
        " write 1 to 64 of the letters a to z, digits, dot, hyphen",
        "line 8, valid_from, “hôm nay”: this is not a day of the calendar; write YYYY-MM-DD, as 2022-10-14",
    ]
    assert refused.value.taken == Taken(7, 0, 0, 6)
    assert (Post.objects.count(), Person.objects.count()) == (posts, people)
