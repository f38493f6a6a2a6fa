"""Checkpoints: the size and root of the tree, signed, in the text form of C2SP tlog-checkpoint and signed-note."""

import base64
import hashlib
import string
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.kernel.refusals import Refused, gettext_noop

ED25519 = b"\x01"
_DASH = "\u2014 "


class BadCheckpoint(Refused):
    """This is no checkpoint, or not one that this key has signed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the ledger was when it was signed: how many entries, their root, and the signed text."""

    origin: str
    size: int
    root: bytes
    text: str


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name of whose it is, as ``name+hash+key``."""

    name: str
    key: bytes

    @property
    def hash(self) -> bytes:
        """Give the four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{base64.b64encode(ED25519 + self.key).decode()}"

    @classmethod
    def read(cls, text: str) -> "VerifierKey":
        """Read a key from its text. :raises BadCheckpoint: if it is none."""
        try:
            name, named, encoded = text.strip().split("+", 2)  # the key may have plus signs, the name has none
            raw = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise BadCheckpoint(gettext_noop("this is no verifier key"), field="vkey", value=text.strip()) from None
        found = cls(name, raw[1:])
        named_well = name and not set(name) & set(string.whitespace)
        if not named_well or raw[:1] != ED25519 or len(raw) != 33 or found.hash.hex() != named:
            raise BadCheckpoint(gettext_noop("this is no verifier key"), field="vkey", value=text.strip())
        return found


def body(origin: str, size: int, root: bytes) -> str:
    """Give the text that is signed."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def sign_note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """Sign a text, each line of which ends with a newline, and give it with its signature (C2SP signed-note)."""
    named = VerifierKey(name, key.public_key().public_bytes_raw()).hash
    signature = base64.b64encode(named + key.sign(text.encode())).decode()
    return f"{text}\n{_DASH}{name} {signature}\n"


def sign(origin: str, size: int, root: bytes, key: Ed25519PrivateKey) -> Checkpoint:
    """Sign the size and root of a tree."""
    return Checkpoint(origin, size, root, sign_note(body(origin, size, root), origin, key))


def signed_by(note: str, key: VerifierKey) -> bool:
    """
    Say whether a key has signed a note. Signatures of others may stand beside it.

    A signature whose spare bits say something is none, so that no bit of a note with one signature can turn unseen.
    """
    text, found, signatures = note.rpartition("\n\n")
    if not found or not signatures.endswith("\n"):
        return False
    for line in signatures[:-1].split("\n"):
        name, _, encoded = line.removeprefix(_DASH).rpartition(" ")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except ValueError:
            continue
        if (
            line.startswith(_DASH)
            and name == key.name
            and raw[:4] == key.hash
            and base64.b64encode(raw).decode() == encoded
        ):
            try:
                Ed25519PublicKey.from_public_bytes(key.key).verify(raw[4:], f"{text}\n".encode())
            except InvalidSignature:
                continue
            return True
    return False


def read(text: str) -> Checkpoint:
    """Read a checkpoint without asking who signed it. :raises BadCheckpoint: if it is none."""
    note, found, signatures = text.partition("\n\n")
    lines = note.split("\n")
    try:
        origin, size, root = lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError):
        raise BadCheckpoint(gettext_noop("this is no checkpoint"), field="checkpoint") from None
    if (
        not found
        or "\n\n" in signatures
        or not origin
        or len(lines) != 3
        or len(root) != 32
        or body(origin, size, root) != note + "\n"
    ):
        raise BadCheckpoint(gettext_noop("this is no checkpoint"), field="checkpoint")
    return Checkpoint(origin, size, root, text)


def check(checkpoint: Checkpoint, key: VerifierKey) -> None:
    """Check that a key has signed a checkpoint. :raises BadCheckpoint: if it has not."""
    if checkpoint.origin != key.name or not signed_by(checkpoint.text, key) or read(checkpoint.text) != checkpoint:
        raise BadCheckpoint(
            gettext_noop("no good signature of %(name)s is on the checkpoint of %(size)s entries"),
            field="checkpoint",
            params={"name": key.name, "size": checkpoint.size},
        )
