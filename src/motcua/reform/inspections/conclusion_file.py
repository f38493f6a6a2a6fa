"""A conclusion as a file that anyone can check without asking us: what was signed, its digest, and its proof."""

import json
from collections.abc import Mapping
from typing import Any

from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections.queries.conclusions import Sealed
from motcua.reform.inspections.rules.sealing import digest_of

FORMAT = "motcua-conclusion/1"


def conclusion_file(content: Mapping[str, Any], sealed: Sealed | None) -> bytes:
    """
    Write a conclusion as JSON, UTF-8: the content, its digest, and the proof of its signing.

    :param sealed: None for a draft, which has neither leaf nor proof; the proof is empty until the ledger is sealed.
    """
    said = {
        "format": FORMAT,
        "signed": sealed is not None,
        "conclusion": content,
        "digest": digest_of(content),
        "leaf": sealed.leaf if sealed else None,
        "proof": proof_of(sealed) if sealed else None,
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def proof_of(sealed: Sealed) -> dict[str, Any] | None:
    """Give the proof that a signing stands in the ledger; None until it is sealed. About twenty SQL queries."""
    event = ledger.find(sealed.leaf)
    if event is None:
        return None
    try:
        proof: dict[str, Any] = json.loads(ledger.prove(event.id).as_file())
    except ledger.NotSealed:
        return None
    return proof
