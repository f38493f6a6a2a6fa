"""The Merkle tree of RFC 9162: its root, proofs of inclusion and of consistency, and how they are checked."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

WIDTH = 256
"""Hashes in a tile. A layer holds the leaves, or the roots of the full tiles of the layer below."""

_BITS = 8
_NODE = b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()


def node(left: bytes, right: bytes) -> bytes:
    """Join two hashes: SHA-256 over a one byte and both (RFC 9162, 2.1.1)."""
    return hashlib.sha256(_NODE + left + right).digest()


def fold_full(hashes: Sequence[bytes]) -> bytes:
    """Give the root over a power of two of hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node(level[place], level[place + 1]) for place in range(0, len(level), 2)]
    return level[0]


class Layers(Protocol):
    """Where the tree's hashes are kept: layer 0 holds the leaves, layer n the roots over 256 of the layer below."""

    def hashes(self, layer: int, start: int, count: int) -> list[bytes]:
        """Give hashes of a layer in order; those of one tile at most."""
        ...


class Tree:
    """A tree of a certain size over kept hashes. Reads are of one tile each, and there are few."""

    def __init__(self, layers: Layers, size: int) -> None:
        self.layers = layers
        self.size = size

    def root(self, size: int | None = None) -> bytes:
        """Give the root over the first ``size`` leaves."""
        wanted = self.size if size is None else size
        return self._over(0, wanted) if wanted else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Prove that a leaf stands at an index of the tree of a size (RFC 9162, 2.1.3.1)."""
        wanted = self.size if size is None else size
        if not 0 <= index < wanted <= self.size:
            raise ValueError(f"no leaf {index} in a tree of {wanted}")
        return self._path(index, 0, wanted)

    def consistency(self, first: int, second: int | None = None) -> list[bytes]:
        """Prove that the tree of ``second`` leaves begins with that of ``first`` (RFC 9162, 2.1.4.1)."""
        wanted = self.size if second is None else second
        if not 0 < first <= wanted <= self.size:
            raise ValueError(f"no tree of {first} within one of {wanted}")
        return self._subproof(first, 0, wanted, whole=True) if first < wanted else []

    def _path(self, index: int, start: int, count: int) -> list[bytes]:
        if count == 1:
            return []
        split = _split(count)
        if index < split:
            return [*self._path(index, start, split), self._over(start + split, count - split)]
        return [*self._path(index - split, start + split, count - split), self._over(start, split)]

    def _subproof(self, first: int, start: int, count: int, *, whole: bool) -> list[bytes]:
        if first == count:
            return [] if whole else [self._over(start, count)]
        split = _split(count)
        if first <= split:
            return [
                *self._subproof(first, start, split, whole=whole),
                self._over(start + split, count - split),
            ]
        return [
            *self._subproof(first - split, start + split, count - split, whole=False),
            self._over(start, split),
        ]

    def _over(self, start: int, count: int) -> bytes:
        """Give the root over a range as the tree divides it: ``start`` is a multiple of the power of two below it."""
        if count & (count - 1) == 0:
            height = count.bit_length() - 1
            layer, within = divmod(height, _BITS)
            step = 1 << within
            return fold_full(self.layers.hashes(layer, (start >> height) * step, step))
        split = _split(count)
        return node(self._over(start, split), self._over(start + split, count - split))


def _split(count: int) -> int:
    """Give the largest power of two below a count."""
    return 1 << (count - 1).bit_length() - 1


class Frontier:
    """The tree as it grows leaf by leaf: the roots of its full subtrees, at most one of a height, and no more."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def push(self, leaf: bytes) -> None:
        """Add a leaf at the right."""
        found, places = leaf, self.size
        while places & 1:
            found = node(self._peaks.pop(), found)
            places >>= 1
        self._peaks.append(found)
        self.size += 1

    def root(self) -> bytes:
        """Give the root over what has been added."""
        if not self._peaks:
            return EMPTY_ROOT
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node(peak, found)
        return found


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Give the root that a proof of inclusion leads to; None if it is not of the right shape (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    place, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0 or len(sibling) != len(leaf):
            return None
        if place & 1 or place == last:
            found = node(sibling, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node(found, sibling)
        place >>= 1
        last >>= 1
    return found if last == 0 else None


def consistent(first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]) -> bool:
    """Say whether a proof shows that the second tree begins with the first (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second or any(len(sibling) != len(first_root) for sibling in path):
        return False
    if first == second:
        return not path and first_root == second_root
    if not path:
        return False
    steps = list(path) if first & (first - 1) else [first_root, *path]
    place, last = first - 1, second - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node(sibling, old), node(sibling, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = node(new, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and old == first_root and new == second_root
