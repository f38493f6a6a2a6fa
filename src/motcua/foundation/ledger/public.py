"""The ledger: what is appended here stays as it was, and anyone can prove it."""

from motcua.foundation.ledger.actions.append import StreamConflict, append, append_all
from motcua.foundation.ledger.actions.seal import BadLeaf, NotConsistent, seal
from motcua.foundation.ledger.keys import NoKey, ensure_keys, verifier_key
from motcua.foundation.ledger.layers import head
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
    latest_checkpoint,
    pending,
    read,
    read_many,
    streams_changed_after,
)
from motcua.foundation.ledger.queries.verifying import Status, status, verify
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, Checkpoint
from motcua.foundation.ledger.rules.entry import NewEvent, commitment
from motcua.foundation.ledger.rules.findings import Finding, Verification

__all__ = [
    "Ambiguous",
    "BadCheckpoint",
    "BadLeaf",
    "BadProof",
    "Checkpoint",
    "Event",
    "Finding",
    "NewEvent",
    "NoKey",
    "NotConsistent",
    "NotSealed",
    "Proof",
    "Status",
    "StreamConflict",
    "Verification",
    "append",
    "append_all",
    "check_proof",
    "commitment",
    "ensure_keys",
    "events_after",
    "find",
    "head",
    "latest_checkpoint",
    "pending",
    "prove",
    "read",
    "read_many",
    "read_proof",
    "seal",
    "status",
    "streams_changed_after",
    "verifier_key",
    "verify",
]
