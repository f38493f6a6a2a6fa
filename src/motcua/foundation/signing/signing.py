"""A place of a file is signed in the name of a holder, by whatever service keeps its key."""

import hashlib
import io
from datetime import date, datetime
from typing import Any

from asn1crypto import algos, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import Signer, signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.foundation.signing.apart import apart
from motcua.foundation.signing.keys import SigningService
from motcua.foundation.signing.places import Drawn
from motcua.foundation.signing.words import Mark, NotSigned, NotThere
from motcua.kernel.refusals import gettext_noop

LONGEST_SIGNATURE = 512
"""In bytes: that of an RSA key of 4,096 bits."""


class _Holder(Signer):
    """A holder whose key lies with a service."""

    def __init__(self, service: SigningService, holder: str) -> None:
        self._service, self._holder = service, holder
        certificate = x509.Certificate.load(service.certificate(holder))
        kind = "ecdsa" if certificate.public_key.algorithm == "ec" else "rsa"
        super().__init__(
            signing_cert=certificate,
            cert_registry=SimpleCertificateStore(),
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": f"sha256_{kind}"}),
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(LONGEST_SIGNATURE)
        return self._service.sign(self._holder, hashlib.new(digest_algorithm, data).digest())


class _AtTime(signers.PdfSigner):
    """Signs at a time that is passed in."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def sign(
    pdf: bytes, *, place: str, holder: str, mark: Mark, reason: str, service: SigningService, at: datetime, on: date
) -> bytes:
    """
    Sign a place of a file (PAdES, baseline B), and draw the mark there.

    Source of the standard: ETSI EN 319 142-1. The time is the program's claim; no time stamp of others is asked for.

    :raises NoCertificate: if the holder has none. :raises NotThere: if there is no such place.
    :raises NotSigned: if the place is signed already.
    """
    signer = _Holder(service, holder)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    boxes = _places(writer)
    if place not in boxes:
        raise NotThere(gettext_noop("the paper has no place for this"), field="place", value=place)
    left, bottom, right, top = boxes[place]
    style = StaticStampStyle(background=Drawn(mark, (right - left, top - bottom), on), border_width=0)
    meta = signers.PdfSignatureMetadata(
        field_name=place, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason
    )
    one = _AtTime(meta, signer, stamp_style=style)
    one.at = at
    try:
        out = apart(lambda: one.sign_pdf(writer, existing_fields_only=True))
    except (SigningError, PdfError) as failure:
        raise NotSigned(
            gettext_noop("the paper could not be signed there (%(said)s)"),
            field="place",
            value=place,
            expected=gettext_noop("a place that nobody has signed"),
            params={"said": str(failure)},
        ) from failure
    done: bytes = out.getvalue()
    return done


def _places(writer: IncrementalPdfFileWriter) -> dict[str, tuple[float, ...]]:
    """Give the boxes of the places to sign, by name."""
    listed = writer.root["/AcroForm"]["/Fields"] if "/AcroForm" in writer.root else ()
    found = [one.get_object() for one in listed]
    return {str(one["/T"]): tuple(map(float, one["/Rect"])) for one in found if one.get("/FT") == "/Sig"}
