"""A form acts once: sent again by a double click or an impatient line, it leads where it led, and does nothing more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone

from accounts.cast import Office, actor, set_up_office, user
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Person, Sending
from motcua.foundation.accounts.public import SENDINGS_KEPT, Actor, NotASendingKey
from motcua.sites.look.public import once

KEY = "0123456789abcdef0123456789abcdef"


def deed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a person for each time that it acts; a form without a name is shown again."""
    if not request.POST.get("name"):
        return HttpResponse("name?")
    person = Person.objects.create(name=request.POST["name"])
    return HttpResponseRedirect(f"/ban/{person.pk}/")


def send(
    page: Callable[..., object], key: str = KEY, *, who: str = "mot-cua", path: str = "/ban/x/", name: str = "A"
) -> HttpResponse:
    request = RequestFactory().post(path, {"name": name, "lan-gui": key})
    request.user = user(who)
    answer = page(request, actor(who))
    assert isinstance(answer, HttpResponse)
    return answer


def written() -> int:
    return Person.objects.filter(name="A").count()


def test_a_form_sent_again_leads_where_it_led_and_does_nothing(office: Office) -> None:
    first, again = send(once(deed)), send(once(deed))
    assert (first["Location"], written()) == (again["Location"], 1)


def test_without_the_key_it_acts_twice(office: Office) -> None:
    send(once(deed), "")
    send(once(deed), "")
    assert written() == 2  # the control: it is the key that keeps it from acting again


def test_a_form_with_a_mistake_may_be_sent_again(office: Office) -> None:
    assert send(once(deed), name="").status_code == 200
    assert send(once(deed)).status_code == 302
    assert written() == 1


def test_a_deed_that_fails_leaves_neither_itself_nor_the_key(office: Office) -> None:
    def broken(request: HttpRequest, actor: Actor) -> HttpResponse:
        deed(request, actor)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send(once(broken))
    assert (written(), Sending.objects.count()) == (0, 0)


def test_keys_are_each_users_own(office: Office) -> None:
    send(once(deed))
    send(once(deed), who="chu-tich")
    assert written() == 2


@pytest.mark.parametrize("key", ["short", "x" * 65, "0123456789abcde'", "0123456789abcdef\x00"])
def test_a_key_that_no_page_gave_is_refused(office: Office, key: str) -> None:
    with pytest.raises(NotASendingKey):
        send(once(deed), key)
    assert written() == 0


def test_a_key_of_another_page_is_refused(office: Office) -> None:
    send(once(deed))
    with pytest.raises(NotASendingKey):
        send(once(deed), path="/ban/y/")


def test_sendings_are_forgotten_after_their_time(office: Office) -> None:
    send(once(deed))
    now = timezone.now()
    assert accounts.forget_sendings(at=now + SENDINGS_KEPT - timedelta(hours=1)) == 0
    assert accounts.forget_sendings(at=now + SENDINGS_KEPT + timedelta(hours=1)) == 1


@pytest.mark.usefixtures("committing_db")
def test_of_two_at_the_same_time_one_acts(together: Callable[..., list[object]]) -> None:
    set_up_office()
    answers = together(*[lambda: send(once(deed))["Location"]] * 4)
    assert (len({*answers}), written()) == (1, 1), answers
