"""Who signed a file, when, and whether anything was changed since."""

import io
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from motcua.foundation.signing.apart import apart
from motcua.foundation.signing.words import Later, SignatureFound


def signatures_in(pdf: bytes) -> list[SignatureFound]:
    """Give the signatures of a file, the first first. What is no PDF file, or a broken one, has none that holds."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        return [_found(one) for one in reader.embedded_regular_signatures]
    except (PdfError, SignatureValidationError, ValueError, KeyError):
        return []


def _found(one: EmbeddedPdfSignature) -> SignatureFound:
    at = one.self_reported_timestamp
    context = ValidationContext(trust_roots=_trusted(), allow_fetching=False, moment=at)
    status = apart(lambda: validate_pdf_signature(one, context))
    subject = status.signing_cert.subject.native
    later = {
        ModificationLevel.NONE: Later.NOTHING,
        ModificationLevel.LTA_UPDATES: Later.NOTHING,
        ModificationLevel.FORM_FILLING: Later.FILLED,
    }.get(status.modification_level or ModificationLevel.OTHER, Later.CHANGED)
    return SignatureFound(
        place=one.field_name,
        name=str(subject.get("common_name", "")),
        organisation=str(subject.get("organization_name", "")),
        at=at,
        intact=bool(status.intact and status.valid),
        later=later,
        trusted=bool(status.trusted),
    )


def _trusted() -> list[x509.Certificate]:
    """Read the certificates that the installation trusts."""
    folder = Path(settings.MOTCUA_HOME) / "keys" / "trusted"
    found = []
    for file in sorted(folder.glob("*.pem")) if folder.is_dir() else ():
        found += [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read_bytes(), multiple=True)]
    return found
