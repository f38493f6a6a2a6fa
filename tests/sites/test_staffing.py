"""Posts and people, kept on pages: opened, given, ended, granted; sign-in renewed and locked; the last one stays."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import PostLine, User
from sites.town import Town

SignIn = Callable[[str], Client]


def page(client: Client, post: int | None = None) -> str:
    answer = client.get(reverse("post", kwargs={"post": post}) if post else reverse("posts"))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(client: Client, number: int | None = None, /, **entries: str) -> HttpResponse:
    sending = re.search(r'name="lan-gui" value="([^"]+)"', page(client, number))
    assert sending
    answer = client.post(
        reverse("post", kwargs={"post": number}) if number else reverse("posts"), {"lan-gui": sending[1], **entries}
    )
    assert isinstance(answer, HttpResponse)
    return answer


def line(post: int) -> PostLine:
    found = accounts.post_line(post, on=accounts.today())
    assert found
    return found


def post_of(staff_name: str) -> int:
    return accounts.posts_of(User.objects.get(username=staff_name))[0].id


@pytest.fixture
def administrator(changing_town: Town, signed_in: SignIn) -> Client:
    return signed_in("quan-tri")


def opened(client: Client, town: Town, **also: str) -> int:
    entries = {"viec": "vi-tri", "unit": town.commune.key, "post": "Công chức Văn hóa", "role": "specialist"} | also
    answer = send(client, on="01/10/2022", **entries)
    assert answer.status_code == 302, unescape(answer.content.decode())
    return int(answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def test_a_post_is_opened_given_left_and_closed(administrator: Client, changing_town: Town) -> None:
    post = opened(administrator, changing_town)
    assert "Công chức Văn hóa" in page(administrator)
    assert line(post).holder is None
    assert send(administrator, post, viec="giao", person="XA-HAI ", on="05/10/2022").status_code == 302
    holder = line(post).holder
    assert holder
    assert holder.staff_name == "xa-hai"
    assert send(administrator, post, viec="giao", person="xa-mot", on="06/10/2022").status_code == 400
    assert send(administrator, post, viec="thoi", on="10/10/2022").status_code == 302
    assert line(post).holder is None
    gone = send(administrator, post, viec="dong", on="10/10/2022")
    assert gone.headers["Location"] == reverse("posts")
    assert "Công chức Văn hóa" not in page(administrator)


def test_roles_are_granted_and_taken(administrator: Client, changing_town: Town) -> None:
    post = opened(administrator, changing_town)
    over = changing_town.commune.key
    assert send(administrator, post, viec="them-vai", role="clerk", over=over, on="01/10/2022").status_code == 302
    assert [role.value for role, _ in line(post).roles] == ["clerk", "specialist"]
    assert send(administrator, post, viec="bot-vai", role="specialist", over=over, on="10/10/2022").status_code == 302
    assert [role.value for role, _ in line(post).roles] == ["clerk"]
    assert send(administrator, post, viec="bot-vai", role="leader", over=over, on="10/10/2022").status_code == 400


def test_somebody_is_registered_and_gets_a_link_that_is_shown_once(administrator: Client) -> None:
    answer = send(administrator, viec="nguoi", name="Nhân viên mới", staff_name="nhan-vien.moi", email="")
    said = unescape(answer.content.decode())
    link = re.search(r'class="code">(http://testserver\S+)</p>', said)
    assert link
    assert Client().get(link[1].removeprefix("http://testserver"), follow=True).status_code == 200
    assert link[1] not in page(administrator)
    assert accounts.member("nhan-vien.moi")
    assert send(administrator, viec="nguoi", name="Ai đó", staff_name="nhan-vien.moi", email="").status_code == 400


@pytest.mark.parametrize(
    "entries",
    [
        {"viec": "nguoi", "name": "", "staff_name": "x", "email": ""},
        {"viec": "nguoi", "name": "A", "staff_name": "có dấu", "email": ""},
        {"viec": "nguoi", "name": "A", "staff_name": "a", "email": "không phải"},
        {"viec": "vi-tri", "unit": "khong-co", "post": "A", "role": "clerk", "on": "01/10/2022"},
        {"viec": "vi-tri", "post": "", "role": "clerk", "on": "01/10/2022"},
        {"viec": "vi-tri", "post": "A", "role": "vua", "on": "01/10/2022"},
        {"viec": "vi-tri", "post": "A", "role": "clerk", "on": "32/10/2022"},
        {"viec": "vi-tri", "post": "A", "role": "clerk", "on": ""},
    ],
)
def test_what_is_wrong_is_refused_at_its_field(
    administrator: Client, changing_town: Town, entries: dict[str, str]
) -> None:
    before = len(accounts.roster([changing_town.commune.id], on=accounts.today()))
    assert send(administrator, **({"unit": changing_town.commune.key} | entries)).status_code == 400
    assert len(accounts.roster([changing_town.commune.id], on=accounts.today())) == before


def test_a_sign_in_is_renewed_and_locked(administrator: Client, changing_town: Town, signed_in: SignIn) -> None:
    officer, post = signed_in("xa-hai"), post_of("xa-hai")
    assert officer.get(reverse("work")).status_code == 200
    assert send(administrator, post, viec="khoa").status_code == 302
    assert officer.get(reverse("work")).status_code == 302
    renewed = send(administrator, post, viec="cap-lai")
    assert "/vao/mat-khau/" in renewed.content.decode()
    found = accounts.member("xa-hai")
    assert found
    assert found.is_active


def test_the_last_administrator_is_not_ended(administrator: Client) -> None:
    post = post_of("quan-tri")
    for deed in ("thoi", "dong", "khoa", "bot-vai"):
        answer = send(administrator, post, viec=deed, role="administrator", over="", on="10/10/2022")
        assert answer.status_code == 400, deed
        assert "không còn ai quản trị hệ thống" in unescape(answer.content.decode())
    assert administrator.get(reverse("posts")).status_code == 200


def test_a_deed_that_there_is_not_is_refused(administrator: Client) -> None:
    assert send(administrator, post_of("xa-hai"), viec="khac", on="01/10/2022").status_code == 403
