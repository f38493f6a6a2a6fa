"""Accounts of citizens and businesses: opened, changed, identified, closed; never of the staff; no person in a leaf."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.cast import PASSWORD, Office, user, with_password
from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.models import Applicant, OneTimeCode, User
from motcua.foundation.accounts.public import ApplicantAccount, Assurance, NotParticulars, Particulars
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
EMAIL = "nguoi-nop@mau.example"
NAME = "Người nộp"
NUMBER = "001099000123"


def opened(email: str = EMAIL) -> int:
    """Open an account, as after its address was shown to be theirs."""
    said = accounts.prepare_registration(name=NAME, email=email, phone="0912 345 678", password=PASSWORD)
    return accounts.register_applicant(said, at=AT)


def account(applicant: int) -> ApplicantAccount:
    found = accounts.applicant_of(who(applicant))
    assert found
    return found


def who(applicant: int) -> User:
    return User.objects.get(pk=Applicant.objects.get(pk=applicant).user_id or 0)


def change(applicant: int, **said: str) -> None:
    accounts.change_applicant(applicant, Particulars(**{"name": NAME, **said}), at=AT)


def identify(applicant: int, number: str = NUMBER, name: str = "NGƯỜI NỘP") -> None:
    accounts.identify_applicant(applicant, name=name, identity_number=number, provider="thu", at=AT)


def test_an_account_is_told_in_one_query(office: Office, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = who(applicant := opened())
    with django_assert_num_queries(1):
        found = accounts.applicant_of(one)
    assert found == ApplicantAccount(
        applicant, accounts.ApplicantKind.PERSON, NAME, "", "0912345678", EMAIL, "", Assurance.SELF_DECLARED
    )
    assert not found.identified
    with django_assert_num_queries(0):
        assert accounts.applicant_of(AnonymousUser()) is None


def test_nobody_of_the_staff_is_an_applicant_and_no_applicant_has_a_post(office: Office) -> None:
    assert accounts.applicant_of(user("mot-cua")) is None
    one = who(opened())
    assert accounts.actor_of(one) is None
    assert accounts.posts_of(one) == []


def test_an_address_opens_one_account(office: Office) -> None:
    opened()
    with pytest.raises(accounts.NameTaken):
        opened(EMAIL.upper())
    with pytest.raises(accounts.NameTaken):
        opened("mot-cua@mau.example")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "x\x00y"}),
        ("identity_number", {"identity_number": "12345"}),
        ("identity_number", {"identity_number": "٠٠١٠٩٩٠٠٠١٢٣"}),
        ("phone", {"phone": "không có"}),
        ("address", {"address": "x" * 301}),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(office: Office, field: str, said: dict[str, str]) -> None:
    applicant = opened()
    with pytest.raises(NotParticulars) as refusal:
        change(applicant, **said)
    assert refusal.value.field == field
    assert account(applicant).name == NAME


@pytest.mark.parametrize("password", ["ngắn", "matkhau", "password1234"])
def test_a_weak_password_opens_nothing(password: str) -> None:
    with pytest.raises(accounts.WeakPassword):
        accounts.prepare_registration(name=NAME, email=EMAIL, phone="", password=password)


def test_a_number_that_one_says_oneself_identifies_nobody(office: Office) -> None:
    change(applicant := opened(), identity_number="001 099 000 123")
    assert account(applicant).identity_number == NUMBER
    assert not account(applicant).identified


def test_what_a_provider_asserted_is_not_changed_by_hand(office: Office) -> None:
    identify(applicant := opened())
    assert account(applicant).identified
    for said in ({"name": "Người khác", "identity_number": NUMBER}, {"name": "NGƯỜI NỘP", "identity_number": ""}):
        with pytest.raises(NotParticulars):
            change(applicant, **said)
    change(applicant, name="NGƯỜI NỘP", identity_number=NUMBER, address="Thôn Mẫu")
    assert account(applicant).address == "Thôn Mẫu"
    assert account(applicant).identified


def test_another_number_or_none_is_not_taken_over(office: Office) -> None:
    identify(applicant := opened())
    for number in ("001099000999", ""):
        with pytest.raises(NotParticulars):
            identify(applicant, number)
    with pytest.raises(NotParticulars):
        identify(opened("khac@mau.example"), "")
    assert account(applicant).identity_number == NUMBER


def test_the_database_keeps_no_identified_account_without_a_number(office: Office) -> None:
    applicant = opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant.objects.filter(pk=applicant).update(assurance=Assurance.IDENTIFIED.value)


def test_closing_erases_the_person_and_the_sign_in(office: Office, client: Client) -> None:
    applicant = opened()
    change(applicant, identity_number=NUMBER, address="Thôn Mẫu")
    gone = who(applicant)
    client.force_login(gone, backend="motcua.foundation.accounts.sign_in.ApplicantBackend")
    accounts.close_applicant(applicant, at=AT)
    row = Applicant.objects.get(pk=applicant)
    assert (row.name, row.identity_number, row.phone, row.address, row.salt, row.user_id) == (
        "",
        "",
        "",
        "",
        None,
        None,
    )
    assert not User.objects.filter(pk=gone.pk).exists()
    with pytest.raises(accounts.UnknownApplicant):
        change(applicant)
    assert opened() != applicant


def test_no_person_stands_in_the_ledger_and_a_replay_gives_the_rows(office: Office) -> None:
    identify(applicant := opened())
    accounts.set_password(applicant, "gió mùa đông bắc về", at=AT)
    events = ledger.read(f"applicant/{applicant}")
    assert [event.kind for event in events] == [
        "applicant.registered", "applicant.identified", "applicant.password_changed",
    ]  # fmt: skip
    for event in events:
        for word in ("NGƯỜI NỘP", NAME, NUMBER, EMAIL, "0912345678", "gió mùa"):
            assert word not in str(event)
    closed = opened("khac@mau.example")
    accounts.close_applicant(closed, at=AT)
    assert accounts.replay_applicants() == []
    Applicant.objects.filter(pk=applicant).update(identity_number="001099000999")
    assert accounts.replay_applicants() == [f"applicant/{applicant}"]


def signs_in(email: str, password: str) -> bool:
    request = RequestFactory().post("/")
    request.session = Client().session
    return accounts.sign_in_applicant(request, email=email, password=password)


def test_one_signs_in_by_address_and_password_alone(office: Office) -> None:
    opened()
    with_password("mot-cua")
    assert signs_in(f" {EMAIL.upper()} ", PASSWORD)
    assert not signs_in(EMAIL, "sai mật khẩu rồi")
    assert not signs_in("khong-co@mau.example", PASSWORD)
    assert not signs_in("mot-cua@mau.example", PASSWORD)
    assert not signs_in("", "")


def test_the_sign_in_of_the_staff_lets_no_applicant_in(office: Office, client: Client) -> None:
    opened()
    with_password("mot-cua")
    client.post("/vao/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/vao/", {"login": "mot-cua@mau.example", "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_a_code_is_good_once_and_one_at_a_time(office: Office) -> None:
    first, second = accounts.new_code("thu/1", at=AT), accounts.new_code("thu/1", at=AT)
    assert first
    assert second
    assert len(second) == 6
    if first != second:
        assert not accounts.use_code("thu/1", first, at=AT)
    assert not accounts.use_code("thu/2", second, at=AT)
    assert accounts.use_code("thu/1", f"{second[:3]} {second[3:]}", at=AT)
    assert not accounts.use_code("thu/1", second, at=AT)


def test_a_code_ends_after_ten_minutes_and_after_five_tries(office: Office) -> None:
    code = accounts.new_code("thu/1", at=AT)
    assert code
    assert not accounts.use_code("thu/1", code, at=AT + accounts.CODE_GOOD_FOR)
    code = accounts.new_code("thu/1", at=AT)
    assert code
    for _ in range(5):
        assert not accounts.use_code("thu/1", "abcdef", at=AT)
    assert not accounts.use_code("thu/1", code, at=AT)


def test_codes_are_not_made_by_the_hundred(office: Office) -> None:
    made = [accounts.new_code("thu/1", at=AT) for _ in range(7)]
    assert [bool(code) for code in made] == [True] * 5 + [False] * 2
    assert accounts.new_code("thu/1", at=AT + timedelta(hours=1))


def test_a_code_is_kept_as_a_keyed_digest_and_names_nobody(office: Office) -> None:
    code = accounts.new_code(about := accounts.about_address("dang-ky", EMAIL), at=AT)
    row = OneTimeCode.objects.get()
    assert row.about == about == accounts.about_address("dang-ky", EMAIL.upper())
    assert code not in (row.digest, row.about)
    assert "mau.example" not in row.about
    assert accounts.forget_codes(at=AT) == 0
    assert accounts.forget_codes(at=AT + timedelta(hours=2)) == 1


def test_a_refusal_holds_nothing_of_a_person() -> None:
    with pytest.raises(Refused) as refusal:
        accounts.prepare_registration(name=NAME, email="không phải", phone="", password=PASSWORD)
    assert "không phải" not in str(refusal.value)


def test_who_never_confirmed_an_address_is_forgotten_with_the_session(office: Office, client: Client) -> None:
    session = client.session
    session["opening"] = {"email": EMAIL}
    session.save()
    assert accounts.forget_sessions(at=timezone.now()) == 0
    assert accounts.forget_sessions(at=timezone.now() + timedelta(hours=13)) == 1
    assert not Session.objects.exists()
