"""What a browser sends about a key: whatever it is, it is a key or it is refused."""

import struct
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms

LONGEST = 20_000
"""No browser tells more of a key, in letters."""
Read = TypeVar("Read")
NO_KEY = (
    AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError,
    InvalidSignature, UnsupportedAlgorithm, struct.error,
)  # fmt: skip
"""What fido2 raises over bytes that are no key; allauth lets some of it through."""


def _read(read: Callable[[], Read]) -> Read:
    """Read what was sent. :raises ValidationError: if it is no key, or not the one that was asked for."""
    try:
        return read()
    except NO_KEY as failure:
        raise get_adapter().validation_error("incorrect_code") from failure


class KeyField(forms.JSONField):
    """What a browser tells of a key. What is too long to be one is not read at all."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST:
            raise get_adapter().validation_error("incorrect_code")
        return _read(partial(super().to_python, value))


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """Take a key that was made for this host just now."""

    credential = KeyField()

    def clean(self) -> Any:
        return _read(super().clean)


class ShowKeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """Take the answer of a key while signing in."""

    credential = KeyField()

    def clean_credential(self) -> Any:
        return _read(super().clean_credential)


class ShowKeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """Take the answer of a key of somebody who is signed in."""

    credential = KeyField()

    def clean_credential(self) -> Any:
        return _read(super().clean_credential)
