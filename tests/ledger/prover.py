"""
A ledger's owner who may lie: makes exports, checkpoints and proofs of any entries, true or not.

The tree is the recursive definition of RFC 9162, word for word and slow, so that neither the program nor the verifier
is checked against itself.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "motcua.example"
BUNDLE = 65_536


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count: int) -> int:
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = split(len(leaves))
    return node(root(leaves[:half]), root(leaves[half:]))


def inclusion(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return [*inclusion(index, leaves[:half]), root(leaves[half:])]
    return [*inclusion(index - half, leaves[half:]), root(leaves[:half])]


def consistency(first: int, leaves: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """PROOF and SUBPROOF of RFC 9162, 2.1.4.1."""
    if first == len(leaves):
        return [] if whole else [root(leaves)]
    half = split(len(leaves))
    if first <= half:
        return [*consistency(first, leaves[:half], whole=whole), root(leaves[half:])]
    return [*consistency(first - half, leaves[half:], whole=False), root(leaves[:half])]


def entry(number: int, *, stream: str = "dossier/1", **payload: Any) -> bytes:
    """Make the canonical bytes of an entry."""
    said = {
        "stream": stream,
        "number": number,
        "kind": "dossier.received",
        "version": 1,
        "occurred_at": "2022-03-01T01:30:00.000000+00:00",
        "recorded_at": f"2022-03-01T01:30:{number % 60:02d}.000000+00:00",
        "actor": "post/7",
        "unit": "338@1890-03-21",
        "payload": {"code": f"000.00.00.H54-220301-{number:04d}", "note": "đất ở, tờ 12 thửa 338", **payload},
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass
class Owner:
    """Who holds the private key, and with it can sign whatever they like."""

    seed: bytes = b"the owner of the ledger"
    name: str = ORIGIN
    key: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(self.seed).digest())

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def hint(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.hint.hex()}+{base64.b64encode(bytes([1]) + self.public).decode()}"

    def note(self, text: str) -> str:
        signature = base64.b64encode(self.hint + self.key.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"

    def checkpoint(self, leaves: Sequence[bytes]) -> str:
        return self.note(f"{self.name}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n")

    def export(self, folder: Path, entries: Sequence[bytes], sizes: Sequence[int]) -> Path:
        """Write an export of these entries with checkpoints of these sizes; the last is of all."""
        leaves = [leaf(one) for one in entries]
        files = {
            "vkey": f"{self.vkey}\n".encode(),
            "checkpoints": "\n".join(self.checkpoint(leaves[:size]) for size in sizes).encode(),
        }
        for at in range(0, len(entries), BUNDLE):
            files[f"leaves/{at:012d}"] = b"".join(leaves[at : at + BUNDLE])
            files[f"entries/{at:012d}"] = b"".join(map(framed, entries[at : at + BUNDLE]))
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        self.sign_export(folder, len(entries))
        return folder

    def sign_export(self, folder: Path, size: int) -> None:
        """Sign the files of a folder as they are."""
        files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "manifest")
        text = f"motcua-export/1 {self.name}\n{size}\n"
        for file in files:
            content = file.read_bytes()
            text += f"{hashlib.sha256(content).hexdigest()} {len(content)} {file.relative_to(folder).as_posix()}\n"
        (folder / "manifest").write_text(self.note(text), encoding="utf-8")

    def proof(self, entries: Sequence[bytes], index: int) -> dict[str, Any]:
        leaves = [leaf(one) for one in entries]
        return {
            "format": "motcua-proof/1",
            "entry": base64.b64encode(entries[index]).decode(),
            "leaf": leaves[index].hex(),
            "index": index,
            "size": len(entries),
            "path": [sibling.hex() for sibling in inclusion(index, leaves)],
            "checkpoint": self.checkpoint(leaves),
            "vkey": self.vkey,
        }

    def consistency_proof(self, entries: Sequence[bytes], first: int) -> dict[str, Any]:
        leaves = [leaf(one) for one in entries]
        return {
            "format": "motcua-consistency/1",
            "earlier": self.checkpoint(leaves[:first]),
            "later": self.checkpoint(leaves),
            "path": [sibling.hex() for sibling in consistency(first, leaves)] if first else [],
            "vkey": self.vkey,
        }


def framed(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content
