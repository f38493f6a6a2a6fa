"""The checkpoints that were signed, set against the tree as it grows anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from typing import Protocol

from motcua.foundation.ledger.rules import checkpoint as checkpoints
from motcua.foundation.ledger.rules.checkpoint import BadCheckpoint, VerifierKey
from motcua.foundation.ledger.rules.findings import Finding
from motcua.kernel.refusals import gettext_noop


class Growing(Protocol):
    """A tree that grows. ``lost_at`` is the position from which on it is not known, if there is one."""

    size: int
    lost_at: int | None

    def root(self) -> bytes:
        """Give the root over what has been added."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint as it is kept: its text, and the size and root that columns beside it tell, where there are any."""

    text: str
    size: int | None = None
    root: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    """That the first ``size`` entries have this root. ``file`` is empty for what is kept with the entries."""

    size: int
    root: bytes
    file: str


class Signed:
    """
    Checkpoints in the order of their size, each looked at when the tree has grown to it.

    Those kept with the entries are set apart from those of outside: who can change the entries can have signed the
    former anew, so they do not narrow down where a difference from the latter lies.

    :param inside: what is kept with the entries, in the order of size.
    :param place: where that is, as fields of a finding.
    :param known: checkpoints from outside, each with where it is from and its text.
    :param every: whether every checkpoint that was signed must be among those kept with the entries.
    """

    def __init__(
        self,
        key: VerifierKey,
        inside: Iterable[Kept],
        place: Finding,
        known: Iterable[tuple[str, str]],
        *,
        every: bool,
    ) -> None:
        self.seen = 0
        self._key = key
        self._place = place
        self._found: list[Finding] = []
        outside = [claim for file, text in sorted(known) if (claim := self._readable(Kept(text), file)) is not None]
        outside.sort(key=lambda claim: claim.size)
        kept = (claim for one in inside if (claim := self._readable(one, "")) is not None)
        self._coming = merge(kept, outside, key=lambda claim: claim.size)
        self._next = next(self._coming, None)
        self._agreed = {True: 0, False: 0}
        self._differed = {True: False, False: False}
        self._lost = False
        self._every = every
        self._kept = 0

    def at(self, grown: Growing) -> Iterator[Finding]:
        """Look at the checkpoints of the tree's size, and at those it has passed where positions are missing."""
        while self._next is not None and self._next.size <= grown.size:
            claim, self._next = self._next, next(self._coming, None)
            yield from self._told()
            yield from self._among_the_kept(claim)
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
            yield replace(
                self._at(claim.file),
                text=gettext_noop("%(signed)s entries were signed, and there are %(size)s"),
                position=size,
                until=claim.size - 1,
                params={"signed": claim.size, "size": size},
            )
        yield from self._told()

    def _among_the_kept(self, claim: _Claim) -> Iterator[Finding]:
        if not claim.file:
            self._kept = claim.size
        elif self._every and self._kept != claim.size:
            yield Finding(
                gettext_noop("the checkpoint of %(signed)s entries is not kept with the ledger"),
                file=claim.file,
                position=claim.size - 1,
                params={"signed": claim.size},
            )

    def _compared(self, claim: _Claim, root: bytes) -> Iterator[Finding]:
        inside = not claim.file
        if claim.root == root:
            self._agreed[inside] = claim.size
        elif not self._differed[inside]:
            self._differed[inside] = True
            yield replace(
                self._at(claim.file),
                text=gettext_noop("these are not the entries that were signed as the first %(signed)s"),
                position=self._agreed[inside],
                until=claim.size - 1,
                params={"signed": claim.size},
            )

    def _told(self) -> Iterator[Finding]:
        """Tell what was found while checkpoints were read ahead."""
        found, self._found = self._found, []
        yield from found

    def _at(self, file: str) -> Finding:
        return Finding("", file=file) if file else self._place

    def _readable(self, kept: Kept, file: str) -> _Claim | None:
        """Check a checkpoint's form, signature and the columns beside it; give what it says, if it says anything."""
        self.seen += 1

        def found(text: str, **params: object) -> None:
            position = None if kept.size is None else max(kept.size - 1, 0)
            self._found.append(replace(self._at(file), text=text, position=position, params=params))

        try:
            read = checkpoints.read(kept.text)
        except BadCheckpoint as damage:
            found(damage.text, **damage.params)
            return None if kept.size is None or kept.root is None else _Claim(kept.size, kept.root, file)
        try:
            checkpoints.check(read, self._key)
        except BadCheckpoint as damage:
            found(damage.text, **damage.params)
            if file:
                return None  # what nobody has signed is no witness
        if kept.size is not None and (kept.size, kept.root) != (read.size, read.root):
            found(gettext_noop("the columns do not say what the signed text says"))
            return _Claim(kept.size, read.root, file)
        return _Claim(read.size, read.root, file)
