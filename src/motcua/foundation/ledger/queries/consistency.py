"""Proof that the ledger has only grown since an earlier checkpoint, to be checked by anyone without asking us."""

import json
from dataclasses import dataclass

from motcua.foundation.ledger.keys import verifier_key
from motcua.foundation.ledger.layers import StoredLayers
from motcua.foundation.ledger.queries.reading import latest_checkpoint
from motcua.foundation.ledger.rules import checkpoint as checkpoints
from motcua.foundation.ledger.rules.checkpoint import Checkpoint
from motcua.foundation.ledger.rules.tree import Tree, consistent
from motcua.kernel.refusals import Refused, gettext_noop

FORMAT = "motcua-consistency/1"


class NotContinued(Refused):
    """The ledger does not begin with what an earlier checkpoint says."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """Two checkpoints, and the path that shows that the later one begins with the earlier."""

    earlier: Checkpoint
    later: Checkpoint
    path: tuple[bytes, ...]
    verifier_key: str

    def as_file(self) -> bytes:
        """Give the proof as the file that the stand-alone verifier reads: JSON, UTF-8."""
        said = {
            "format": FORMAT,
            "earlier": self.earlier.text,
            "later": self.later.text,
            "path": [node.hex() for node in self.path],
            "vkey": self.verifier_key,
        }
        return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def prove_consistency(earlier: str) -> Consistency:
    """
    Prove that the ledger continues a checkpoint that someone has kept. About forty SQL queries at most.

    :raises BadCheckpoint: if this installation has not signed it.
    :raises NotContinued: if the ledger is shorter, or begins otherwise.
    """
    first = checkpoints.read(earlier)
    checkpoints.check(first, verifier_key())
    later = latest_checkpoint()
    if later is not None and 0 < first.size <= later.size:
        path = Tree(StoredLayers(), later.size).consistency(first.size)
        if consistent(first.size, first.root, later.size, later.root, path):
            return Consistency(first, later, tuple(path), str(verifier_key()))
    raise NotContinued(
        gettext_noop("the ledger does not begin with the %(size)s entries of this checkpoint"),
        field="checkpoint",
        params={"size": first.size},
        expected=gettext_noop("find the damage with: motcua ledger verify"),
    )
