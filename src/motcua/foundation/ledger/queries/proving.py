"""Proof that one event stands in the ledger, to be checked by anyone without asking us."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from motcua.foundation.ledger.keys import verifier_key
from motcua.foundation.ledger.layers import StoredLayers
from motcua.foundation.ledger.models import Event as EventRow
from motcua.foundation.ledger.queries.reading import Event, event_of, latest_checkpoint
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, Checkpoint
from motcua.foundation.ledger.rules.checkpoint import check as check_checkpoint
from motcua.foundation.ledger.rules.checkpoint import read as read_checkpoint
from motcua.foundation.ledger.rules.entry import leaf_of
from motcua.foundation.ledger.rules.tree import Tree, root_from_inclusion
from motcua.kernel.refusals import Refused, gettext_noop

FORMAT = "motcua-proof/1"


class NotSealed(Refused):
    """The event is recorded and waits for its position; a proof exists within about a second."""


class Ambiguous(Refused):
    """More than one leaf begins so."""


class BadProof(Refused):
    """This is no proof, or it does not prove what it says."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The bytes of an entry, its place, the path to the root, and the checkpoint that signs the root."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    verifier_key: str

    @property
    def leaf(self) -> bytes:
        """Give the leaf of the entry, from its bytes."""
        return leaf_of(self.entry)

    def as_file(self) -> bytes:
        """Give the proof as the file that the stand-alone verifier reads: JSON, UTF-8."""
        return (
            json.dumps(
                {
                    "format": FORMAT,
                    "entry": base64.b64encode(self.entry).decode(),
                    "leaf": self.leaf.hex(),
                    "index": self.index,
                    "size": self.checkpoint.size,
                    "path": [sibling.hex() for sibling in self.path],
                    "checkpoint": self.checkpoint.text,
                    "vkey": self.verifier_key,
                },
                indent=1,
                ensure_ascii=False,
            )
            + "\n"
        ).encode()


def find(leaf_prefix: str) -> Event | None:
    """
    Find the event whose leaf begins with these hex digits; None if there is none. One SQL query.

    :raises Ambiguous: if there is more than one; eight digits are asked for at the least.
    """
    digits = "".join(leaf_prefix.lower().split())
    if not 8 <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
        raise Refused(
            gettext_noop("this is no trace"),
            field="leaf",
            value=leaf_prefix,
            expected=gettext_noop("write 8 to 64 of the digits 0-9 and a-f"),
        )
    low, high = bytes.fromhex(digits.ljust(64, "0")), bytes.fromhex(digits.ljust(64, "f"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, p.position, e.entry, e.leaf FROM ledger_event e"
            " LEFT JOIN ledger_position p ON p.event_id = e.id WHERE e.leaf >= %s AND e.leaf <= %s LIMIT 2",
            [low, high],
        )
        rows = cursor.fetchall()
    if len(rows) > 1:
        raise Ambiguous(
            gettext_noop("more than one trace begins so"),
            field="leaf",
            value=leaf_prefix,
            expected=gettext_noop("write more of its digits"),
        )
    return event_of(rows[0]) if rows else None


def prove(event_id: int) -> Proof:
    """
    Prove that an event stands in the ledger, under the checkpoint signed last. About twenty SQL queries at most.

    :raises NotSealed: if it waits for its position, or none is signed over it yet.
    """
    row = EventRow.objects.filter(pk=event_id).values_list("entry", "leaf").first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM ledger_position WHERE event_id = %s", [event_id])
        placed = cursor.fetchone()
    checkpoint = latest_checkpoint()
    if row is None or placed is None or checkpoint is None or placed[0] >= checkpoint.size:
        raise NotSealed(
            gettext_noop("the event is recorded and not sealed yet"),
            expected=gettext_noop("ask again in a moment, or run: motcua worker"),
        )
    path = Tree(StoredLayers(), checkpoint.size).inclusion(placed[0])
    return Proof(bytes(row[0]), placed[0], tuple(path), checkpoint, str(verifier_key()))


def read_proof(file: bytes) -> Proof:
    """Read a proof from its file. :raises BadProof: if it is none, or says of itself what is not so."""
    try:
        said: dict[str, Any] = json.loads(file)
        proof = Proof(
            entry=base64.b64decode(said["entry"], validate=True),
            index=int(said["index"]),
            path=tuple(bytes.fromhex(sibling) for sibling in said["path"]),
            checkpoint=read_checkpoint(said["checkpoint"]),
            verifier_key=str(said["vkey"]),
        )
        agrees = (
            type(said["index"]) is int
            and said["format"] == FORMAT
            and said["leaf"] == proof.leaf.hex()
            and said["size"] == proof.checkpoint.size
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadCheckpoint) as damage:
        raise BadProof(gettext_noop("this is no proof of a ledger"), field="proof") from damage
    if not agrees:
        raise BadProof(gettext_noop("the proof says of itself what is not so"), field="proof")
    return proof


def check_proof(proof: Proof) -> None:
    """
    Check that a proof proves: its path leads to the root that this installation's key has signed. No SQL query.

    :raises BadProof: if the path leads elsewhere.
    :raises BadCheckpoint: if this installation has not signed its checkpoint.
    """
    root = root_from_inclusion(proof.leaf, proof.index, proof.checkpoint.size, proof.path)
    if root != proof.checkpoint.root:
        raise BadProof(gettext_noop("the proof does not lead to the signed root"), field="proof")
    check_checkpoint(proof.checkpoint, verifier_key())
