"""Who can sign: keys that an installation keeps in files, or a service that keeps them elsewhere."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.module_loading import import_string

from motcua.kernel.refusals import Refused, gettext_noop

TRIAL = "Chữ ký dùng thử"
"""The organisation in certificates that the program makes itself, so that nobody takes them for recognised ones."""
TRIAL_LASTS = timedelta(days=730)
LONGEST_NAME = 64
"""In bytes (RFC 5280, ub-common-name, as the library counts it)."""


class NoCertificate(Refused):
    """Nobody gave this holder a certificate to sign with."""


class SigningService(Protocol):
    """
    What signs for holders: posts (``post/12``) and offices (``unit/…``).

    The state's signing service has no public description; whoever has it writes these two functions, and names the
    class in ``MOTCUA_SIGNING_SERVICE``.
    """

    def certificate(self, holder: str) -> bytes:
        """Give the certificate of a holder, as DER. :raises NoCertificate:"""

    def sign(self, holder: str, digest: bytes) -> bytes:
        """Sign a SHA-256 digest: ECDSA, or RSA with PKCS #1 v1.5, as the certificate's key is."""


class FileKeys:
    """Keys in PKCS #12 files under ``keys/signing`` of the home, one for each holder: ``post-12.p12``."""

    def certificate(self, holder: str) -> bytes:
        return _opened(holder)[1].public_bytes(serialization.Encoding.DER)

    def sign(self, holder: str, digest: bytes) -> bytes:
        key, _ = _opened(holder)
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
        return key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))


def service() -> SigningService:
    """Give the service that the settings name."""
    made: SigningService = import_string(settings.MOTCUA_SIGNING_SERVICE)()
    return made


def make_trial_key(holder: str, *, name: str, at: datetime) -> None:
    """
    Make a holder a key and a certificate that it signs itself, for trying out; one that is there stays.

    :param name: whose it is, in words: a post or an office.
    """
    place = _place(holder)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.MOTCUA_SIGNING_PASSWORD and not (beside := _folder() / "password").exists():
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(32), encoding="ascii")
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TRIAL),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(name)),
        ]
    )
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + TRIAL_LASTS)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    closed = serialization.BestAvailableEncryption(_password())
    place.write_bytes(pkcs12.serialize_key_and_certificates(holder.encode(), key, certificate, None, closed))
    place.chmod(0o600)


def _cut(name: str) -> str:
    """Cut a name to what a certificate holds, 64 bytes, between letters."""
    return name.encode()[:LONGEST_NAME].decode(errors="ignore").strip()


def _place(holder: str) -> Path:
    name = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in holder)
    return _folder() / f"{name}.p12"


def _folder() -> Path:
    return Path(settings.MOTCUA_HOME) / "keys" / "signing"


def _password() -> bytes:
    """Give the password of the files: as set, or the one that was made with the trial keys and lies beside them."""
    given: str = settings.MOTCUA_SIGNING_PASSWORD
    beside = _folder() / "password"
    return given.encode() if given or not beside.exists() else beside.read_bytes()


def _opened(holder: str) -> tuple[ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, x509.Certificate]:
    place = _place(holder)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(place.read_bytes(), _password())
    except FileNotFoundError:
        raise NoCertificate(
            gettext_noop("no certificate is on file to sign with"),
            field="holder",
            value=holder,
            expected=gettext_noop("the administrator puts %(file)s into keys/signing of the home"),
            params={"file": place.name},
        ) from None
    except ValueError:
        raise NoCertificate(
            gettext_noop("the certificate's file cannot be opened with the password that is set"),
            field="holder",
            value=holder,
            expected=gettext_noop("the administrator checks MOTCUA_SIGNING_PASSWORD"),
        ) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) or certificate is None:
        raise NoCertificate(
            gettext_noop("the file holds no key that can sign"),
            field="holder",
            value=holder,
            expected=gettext_noop("a PKCS #12 file with an RSA or an elliptic key and its certificate"),
        )
    return key, certificate
