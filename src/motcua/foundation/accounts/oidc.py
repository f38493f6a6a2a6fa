"""
Signing in through an OpenID Connect provider: the code flow with PKCE, state and nonce, and a signed identity token.

Nothing is assumed of any provider but what OpenID Connect Core 1.0 and Discovery 1.0 say; which claim holds the
identity number is a setting. Source: those two, RFC 7636 (PKCE) and RFC 9207 (the issuer in the answer).
"""

import base64
import hashlib
import json
import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode

import jwt
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import constant_time_compare

from motcua.kernel.refusals import Refused, gettext_noop

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a public key; neither none nor a shared secret."""
LEEWAY = timedelta(seconds=60)
LONGEST_WAY = timedelta(minutes=15)
"""So long may somebody be away at the provider."""
TIMEOUT = 10
LARGEST = 1 << 20
KEPT = 3600
"""Seconds for which what a provider publishes of itself is kept."""


class _Straight(urllib.request.HTTPRedirectHandler):
    """Goes where it was sent and no farther: a provider that leads on would be told a secret at another place."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


OPENER = urllib.request.build_opener(_Straight)


class NotAsserted(Refused):
    """The provider asserts nothing of whoever came back, or it cannot be reached."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider as the settings name it."""

    id: str
    title: str
    issuer: str
    client: str
    secret: str
    scope: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a provider asserts of whoever signed in with it. All but ``provider`` is personal data."""

    provider: str
    subject: str
    name: str
    identity_number: str


def providers() -> list[Provider]:
    """Give the providers that the settings name, in their order."""
    return [Provider(id=one, **said) for one, said in settings.MOTCUA_OIDC.items()]


def begin(provider: Provider, *, back: str, at: datetime) -> tuple[str, dict[str, str]]:
    """
    Give the provider's address to which somebody is led, and what their session keeps until they come back.

    :param back: the address to which they are led back, as it is registered there. :raises NotAsserted:
    """
    published = _published(provider)
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    kept |= {"provider": provider.id, "until": (at + LONGEST_WAY).isoformat()}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": provider.client, "redirect_uri": back, "scope": provider.scope,
        "state": kept["state"], "nonce": kept["nonce"], "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    place = _address(published, "authorization_endpoint")
    return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}", kept


def finish(
    provider: Provider, kept: Mapping[str, str], came: Mapping[str, str], *, back: str, at: datetime
) -> Asserted:
    """
    Take somebody who came back, and give what the provider asserts of them.

    :param kept: what :func:`begin` gave. :param came: the query of the address to which they were led back.
    :raises NotAsserted: for another state, nonce, issuer or audience, a signature or a time that does not hold.
    """
    if kept.get("provider") != provider.id or datetime.fromisoformat(kept["until"]) < at:
        raise _refused()
    if not constant_time_compare(kept["state"], came.get("state", "")) or not came.get("code"):
        raise _refused()
    if came.get("iss", provider.issuer) != provider.issuer:
        raise _refused()
    published = _published(provider)
    token = _token(provider, published, code=came["code"], verifier=kept["verifier"], back=back)
    claims = _claims(provider, published, str(token.get("id_token", "")), kept["nonce"])
    if not {provider.number, provider.name} <= claims.keys() | {""} and "userinfo_endpoint" in published:
        claims = _userinfo(published, str(token.get("access_token", "")), claims["sub"]) | claims
    return Asserted(
        provider=provider.id,
        subject=str(claims["sub"])[:255],
        name=str(claims.get(provider.name) or ""),
        identity_number=str(claims.get(provider.number) or "") if provider.number else "",
    )


def _claims(provider: Provider, published: Mapping[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """Check an identity token, and give what it says. :raises NotAsserted:"""
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_json(_address(published, "jwks_uri")))
        fitting = [one for one in keys.keys if header.get("kid") in (None, one.key_id)]
        if len(fitting) != 1 or header.get("alg") not in ALGORITHMS:
            raise _refused()
        said: dict[str, Any] = jwt.decode(
            token,
            fitting[0].key,
            algorithms=[header["alg"]],
            audience=provider.client,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as failure:
        raise _refused() from failure
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if several and said.get("azp") != provider.client:
        raise _refused()
    if not constant_time_compare(str(said["nonce"]), nonce):
        raise _refused()
    return said


def _token(provider: Provider, published: Mapping[str, Any], *, code: str, verifier: str, back: str) -> dict[str, Any]:
    """Exchange the code for tokens. :raises NotAsserted:"""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers = {}
    methods = published.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in methods:
        pair = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": provider.client, "client_secret": provider.secret}
    return _json(_address(published, "token_endpoint"), form=form, headers=headers)


def _userinfo(published: Mapping[str, Any], access_token: str, subject: str) -> dict[str, Any]:
    """Ask what else is known of the subject; what is said of another one is not taken. :raises NotAsserted:"""
    found = _json(_address(published, "userinfo_endpoint"), headers={"Authorization": f"Bearer {access_token}"})
    if found.get("sub") != subject:
        raise _refused()
    return found


def _published(provider: Provider) -> dict[str, Any]:
    """Give what a provider publishes of itself; it must be the one that was named. :raises NotAsserted:"""
    key = f"oidc:{provider.issuer}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = _json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != provider.issuer:
            raise _refused()
        cache.set(key, found, KEPT)
    return found


def _address(published: Mapping[str, Any], name: str) -> str:
    place = str(published.get(name, ""))
    if not place.startswith("https://"):
        raise _refused()
    return place


def _json(
    place: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Ask a provider, and read its answer. :raises NotAsserted: with nothing of what was sent or came back."""
    body = urlencode(form).encode() if form is not None else None
    asked = urllib.request.Request(place, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310  https: checked above, or by motcua.E007
    try:
        with OPENER.open(asked, timeout=TIMEOUT) as answer:
            found = json.loads(answer.read(LARGEST))
    except (OSError, HTTPException, ValueError) as failure:
        raise _refused() from failure
    if not isinstance(found, dict):
        raise _refused()
    return found


def _refused() -> NotAsserted:
    return NotAsserted(
        gettext_noop("the identity provider did not confirm who you are"),
        field="provider",
        expected=gettext_noop("begin the sign-in again, or sign in with your e-mail address"),
    )
