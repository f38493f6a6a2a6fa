"""The checkpoints that were signed, set against the tree as it grows anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge

from motcua.foundation.ledger.queries import stored
from motcua.foundation.ledger.queries.growing import Grown
from motcua.foundation.ledger.rules import checkpoint as checkpoints
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, VerifierKey
from motcua.foundation.ledger.rules.findings import Finding
from motcua.kernel.refusals import gettext_noop

CHECKPOINT = "ledger_signedcheckpoint"


@dataclass(frozen=True, slots=True)
class _Claim:
    """That the first ``size`` entries have this root. ``file`` is empty for what the database itself keeps."""

    size: int
    root: bytes
    file: str


class Signed:
    """
    Checkpoints in the order of their size, each looked at when the tree has grown to it.

    Those of the database are set apart from those of outside: who owns the database can have signed the former anew,
    so they do not narrow down where a difference from the latter lies.
    """

    def __init__(self, key: VerifierKey, largest: int, known: Iterable[tuple[str, str]]) -> None:
        self.seen = 0
        self._key = key
        self._known = sorted(known)
        self._largest = largest
        self._found: list[Finding] = []
        outside = sorted(self._outside(), key=lambda claim: claim.size)
        self._coming = merge(self._inside(), outside, key=lambda claim: claim.size)
        self._next = next(self._coming, None)
        self._agreed = {True: 0, False: 0}
        self._differed = {True: False, False: False}
        self._lost = False

    def at(self, grown: Grown) -> Iterator[Finding]:
        """Look at the checkpoints of the tree's size, and at those it has passed where positions are missing."""
        while self._next is not None and self._next.size <= grown.size:
            claim, self._next = self._next, next(self._coming, None)
            yield from self._told()
            if grown.lost_at is not None and grown.lost_at < claim.size:
                if not self._lost:
                    self._lost = True
                    yield Finding(
                        gettext_noop("no checkpoint that comes after this place could be compared"),
                        position=grown.lost_at,
                    )
            elif claim.size == grown.size:
                yield from self._compared(claim, grown.root())

    def beyond(self, size: int) -> Iterator[Finding]:
        """Look at the checkpoints that speak of more than there is."""
        while self._next is not None:
            claim, self._next = self._next, next(self._coming, None)
            yield from self._told()
            yield Finding(
                gettext_noop("%(signed)s entries were signed, and there are %(size)s"),
                table="" if claim.file else CHECKPOINT,
                file=claim.file,
                position=size,
                until=claim.size - 1,
                params={"signed": claim.size, "size": size},
            )
        yield from self._told()

    def _compared(self, claim: _Claim, root: bytes) -> Iterator[Finding]:
        inside = not claim.file
        if claim.root == root:
            self._agreed[inside] = claim.size
        elif not self._differed[inside]:
            self._differed[inside] = True
            yield Finding(
                gettext_noop("these are not the entries that were signed as the first %(signed)s"),
                table=CHECKPOINT if inside else "",
                file=claim.file,
                position=self._agreed[inside],
                until=claim.size - 1,
                params={"signed": claim.size},
            )

    def _told(self) -> Iterator[Finding]:
        """Tell what was found while checkpoints were read ahead."""
        found, self._found = self._found, []
        yield from found

    def _inside(self) -> Iterator[_Claim]:
        for size, root, text in stored.checkpoints(self._largest):
            if self._readable(text, size, root, "") is not None:
                yield _Claim(size, root, "")

    def _outside(self) -> Iterator[_Claim]:
        for file, text in self._known:
            claim = self._readable(text, None, None, file)
            if claim is not None:
                yield claim

    def _readable(self, text: str, size: int | None, root: bytes | None, file: str) -> _Claim | None:
        """Check a checkpoint's form, signature and the columns beside it; give what it says, if it says anything."""
        self.seen += 1

        def found(text: str, **params: object) -> None:
            position = None if size is None else max(size - 1, 0)
            table = "" if file else CHECKPOINT
            self._found.append(Finding(text, table=table, file=file, position=position, params=params))

        try:
            read = checkpoints.read(str(text))
        except BadCheckpoint as damage:
            found(damage.text, **damage.params)
            return None
        try:
            checkpoints.check(read, self._key)
        except BadCheckpoint as damage:
            found(damage.text, **damage.params)
        if size is not None and (size, root) != (read.size, read.root):
            found(gettext_noop("the columns do not say what the signed text says"))
        return _Claim(read.size, read.root, file)
