"""Who signed a paper of the start, and the trace by which anyone can check it."""

from dataclasses import dataclass

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections.queries.inspection_rows import plan_stream, stream_name
from motcua.reform.inspections.rules import life, planning


@dataclass(frozen=True, slots=True)
class Signing:
    """The title of the post that signed a paper, and the leaf of the event in the ledger, in hex."""

    signer: str
    leaf: str


def plan_signed(plan_id: int) -> Signing | None:
    """Give who issued a plan; none while it is a draft. Two SQL queries."""
    return _signed(plan_stream(plan_id), planning.PREFIX + planning.Act.ISSUED.value)


def decision_signed(inspection_id: int) -> Signing | None:
    """Give who decided an inspection; none before that. Two SQL queries."""
    return _signed(stream_name(inspection_id), life.PREFIX + life.Act.DECIDED.value)


def notice_signed(inspection_id: int) -> Signing | None:
    """Give who gave notice of an inspection; none before that. Two SQL queries."""
    return _signed(stream_name(inspection_id), life.PREFIX + life.Act.NOTIFIED.value)


def _signed(stream: str, kind: str) -> Signing | None:
    for event in ledger.read(stream):
        if event.kind == kind:
            return Signing(accounts.titles_of([event.actor]).get(event.actor, ""), event.leaf.hex())
    return None
