"""Keys as the second step: what is no key adds none, the last that goes leaves nothing open, a reset takes them all."""

import json
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from pytest_django import Settings

from accounts.cast import AT, Office, user, with_password
from accounts.test_sign_in import is_open, set_up, sign_in
from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger


def said(response: dict[str, str]) -> str:
    return json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": response})


DEEP, LONG = "[" * 15_000, "1" * 30_000
WRONG = said({"clientDataJSON": "e30", "attestationObject": "AAAA", "authenticatorData": "AA", "signature": "AA"})


@pytest.fixture(autouse=True)
def _quick(settings: Settings, office: Office) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LANGUAGE_CODE = "en"
    with_password("lanh-dao")


def key(name: str = "điện thoại") -> Authenticator:
    """Put a key on record, as a browser would have made it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid(bytes(16)), b"key-of-the-test", public)
    data = AuthenticatorData.create(sha256(b"testserver").digest(), AuthenticatorData.FLAG.AT, 0, made)
    told = {
        "clientDataJSON": websafe_encode(CollectedClientData.create("webauthn.create", b"x", "http://testserver")),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    return Authenticator.objects.create(
        user=user("lanh-dao"),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": json.loads(said(told))},
    )


def keys() -> int:
    return Authenticator.objects.filter(user=user("lanh-dao"), type=Authenticator.Type.WEBAUTHN).count()


@pytest.mark.parametrize(
    "credential",
    ["", "x", "{}", "[]", "null", "7", '{"response": 1}', said({}), said({"clientDataJSON": "e30"}), WRONG, DEEP, LONG],
)
@pytest.mark.parametrize("begun", [True, False])
def test_what_is_no_key_adds_none(client: Client, credential: str, begun: bool) -> None:
    sign_in(client)
    if begun:
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "khóa", "credential": credential})
    assert answer.status_code == 200
    assert keys() == 0
    assert not is_open(client)


def test_the_page_binds_a_key_to_this_host_and_tells_it_the_name_alone(client: Client) -> None:
    sign_in(client)
    asked = json.loads(
        client.get(reverse("mfa_add_webauthn")).content.decode().split('id="js_data"')[1].split(">")[1].split("<")[0]
    )
    told = asked["creation_options"]["publicKey"]
    assert (told["rp"]["id"], told["user"]["name"]) == ("testserver", "lanh-dao")


def test_who_has_a_key_is_asked_for_it_after_the_password(client: Client) -> None:
    key()
    assert sign_in(client) == reverse("mfa_authenticate")
    assert "Or with a key" in client.get(reverse("mfa_authenticate")).content.decode()
    for credential in ("{}", WRONG, said({})):
        assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert not is_open(client)


def test_the_last_factor_that_goes_leaves_nothing_open(client: Client) -> None:
    sign_in(client)
    set_up(client)
    one = key()
    assert is_open(client)
    Authenticator.objects.filter(user=user("lanh-dao"), type=Authenticator.Type.TOTP).delete()
    assert client.post(reverse("mfa_remove_webauthn", kwargs={"pk": one.pk})).status_code == 302
    assert keys() == 0
    assert client.get(reverse("work")).headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_a_key_of_another_is_not_there(client: Client) -> None:
    one = key()
    with_password("mot-cua")
    sign_in(client, "mot-cua")
    set_up(client)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, kwargs={"pk": one.pk}), {"name": "x"}).status_code == 404
    assert keys() == 1


def factor_events() -> list[tuple[str, str]]:
    events = ledger.read(f"person/{user('lanh-dao').person_id}")
    return [(one.kind, one.payload["factor"]) for one in events if "factor" in one.kind]


def test_each_factor_added_or_given_up_is_an_event_of_its_owner(client: Client) -> None:
    sign_in(client)
    set_up(client)
    one = key()
    assert client.post(reverse("mfa_remove_webauthn", kwargs={"pk": one.pk})).status_code == 302
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert factor_events() == [
        ("person.factor_added", "totp"),
        ("person.factor_given_up", "webauthn"),
        ("person.factor_given_up", "totp"),
    ]


def test_what_was_refused_leaves_no_event(client: Client) -> None:
    sign_in(client)
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    client.post(reverse("mfa_add_webauthn"), {"name": "khóa", "credential": WRONG})
    assert factor_events() == []


def test_a_reset_takes_the_keys_too(client: Client) -> None:
    key()
    accounts.reset(staff_name="lanh-dao", by="test", at=AT)
    assert keys() == 0
