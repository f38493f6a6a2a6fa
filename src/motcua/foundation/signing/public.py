"""Signatures inside PDF files (PAdES): places laid out, signed, filled in and sealed afterwards, and checked."""

import importlib
from typing import TYPE_CHECKING, Any

from motcua.foundation.signing.keys import FileKeys, NoCertificate, SigningService, make_trial_key, service
from motcua.foundation.signing.words import Later, Mark, NotSigned, NotThere, SignatureFound

if TYPE_CHECKING:
    from motcua.foundation.signing.checking import signatures_in
    from motcua.foundation.signing.places import fill, lay_out
    from motcua.foundation.signing.signing import sign

__all__ = [
    "FileKeys",
    "Later",
    "Mark",
    "NoCertificate",
    "NotSigned",
    "NotThere",
    "SignatureFound",
    "SigningService",
    "fill",
    "lay_out",
    "make_trial_key",
    "service",
    "sign",
    "signatures_in",
]

_ROOMS = {"signatures_in": "checking", "fill": "places", "lay_out": "places", "sign": "signing"}


def __getattr__(name: str) -> Any:
    """Open the room of an act when it is first asked for: the library takes 26 MB, and most commands sign nothing."""
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"motcua.foundation.signing.{_ROOMS[name]}"), name)
