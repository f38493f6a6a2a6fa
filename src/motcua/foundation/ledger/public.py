"""The ledger: what is appended here stays as it was, and anyone can prove it."""

from motcua.foundation.ledger.actions.append import StreamConflict, append, append_all
from motcua.foundation.ledger.actions.export import Exported, FolderInUse, NothingToExport, export
from motcua.foundation.ledger.actions.seal import BadLeaf, NotConsistent, seal
from motcua.foundation.ledger.checks import check_guards
from motcua.foundation.ledger.keys import NoKey, ensure_keys, verifier_key
from motcua.foundation.ledger.layers import head
from motcua.foundation.ledger.queries.checking import NoExport, verify_export
from motcua.foundation.ledger.queries.consistency import Consistency, NotContinued, prove_consistency
from motcua.foundation.ledger.queries.proving import (
    Ambiguous,
    BadProof,
    NotSealed,
    Proof,
    check_proof,
    find,
    prove,
    read_proof,
)
from motcua.foundation.ledger.queries.reading import (
    Event,
    events_after,
    first_checkpoint_over,
    latest_checkpoint,
    leaf_at,
    pending,
    read,
    read_many,
    streams_changed_after,
)
from motcua.foundation.ledger.queries.verifying import Status, status, verify
from motcua.foundation.ledger.rules.bundle import split_checkpoints
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, Checkpoint, VerifierKey
from motcua.foundation.ledger.rules.entry import NewEvent, commitment
from motcua.foundation.ledger.rules.findings import Finding, Verification
from motcua.foundation.ledger.verifier import verifier_source

__all__ = [
    "Ambiguous",
    "BadCheckpoint",
    "BadLeaf",
    "BadProof",
    "Checkpoint",
    "Consistency",
    "Event",
    "Exported",
    "Finding",
    "FolderInUse",
    "NewEvent",
    "NoExport",
    "NoKey",
    "NotConsistent",
    "NotContinued",
    "NotSealed",
    "NothingToExport",
    "Proof",
    "Status",
    "StreamConflict",
    "Verification",
    "VerifierKey",
    "append",
    "append_all",
    "check_guards",
    "check_proof",
    "commitment",
    "ensure_keys",
    "events_after",
    "export",
    "find",
    "first_checkpoint_over",
    "head",
    "latest_checkpoint",
    "leaf_at",
    "pending",
    "prove",
    "prove_consistency",
    "read",
    "read_many",
    "read_proof",
    "seal",
    "split_checkpoints",
    "status",
    "streams_changed_after",
    "verifier_key",
    "verifier_source",
    "verify",
    "verify_export",
]
