"""Signatures inside PDF files (PAdES): places laid out, signed, filled in and sealed afterwards, and checked."""

from motcua.foundation.signing.checking import Later, SignatureFound, signatures_in
from motcua.foundation.signing.keys import FileKeys, NoCertificate, SigningService, make_trial_key, service
from motcua.foundation.signing.places import Mark, NotThere, fill, lay_out
from motcua.foundation.signing.signing import NotSigned, sign

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
