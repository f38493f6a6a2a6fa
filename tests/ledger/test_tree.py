"""The tree is that of RFC 9162: the published vectors, and the definition written out naively."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ledger import prover
from motcua.foundation.ledger.rules.entry import leaf_of
from motcua.foundation.ledger.rules.tree import (
    EMPTY_ROOT,
    WIDTH,
    Frontier,
    Tree,
    consistent,
    fold_full,
    root_from_inclusion,
)

# The reference tree of certificate-transparency and transparency-dev: eight leaves, and what they give.
REFERENCE = [
    leaf_of(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A, B, C = (
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
)
SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
RIGHT_HALF = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
FIFTH_SIXTH = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"


class Leaves:
    """Hashes kept in memory, layer by layer, as the database keeps them in tiles."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.layers = [leaves]
        while len(self.layers[-1]) >= WIDTH:
            below = self.layers[-1]
            self.layers.append(
                [fold_full(below[at : at + WIDTH]) for at in range(0, len(below) - len(below) % WIDTH, WIDTH)]
            )

    def hashes(self, layer: int, start: int, count: int) -> list[bytes]:
        found = self.layers[layer][start : start + count]
        assert len(found) == count
        assert start // WIDTH == (start + count - 1) // WIDTH, "a read is of one tile"
        return found


def tree_of(leaves: list[bytes]) -> Tree:
    return Tree(Leaves(leaves), len(leaves))


def leaves_of(count: int) -> list[bytes]:
    return [leaf_of(str(number).encode()) for number in range(count)]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree(Leaves([]), 0).root() == EMPTY_ROOT == Frontier().root()
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert tree_of(REFERENCE).root(size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [SECOND, A, RIGHT_HALF]),
        (5, 8, [B, C, ROOTS[3]]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], A, B]),
    ],
)
def test_published_paths_of_inclusion(index: int, size: int, path: list[str]) -> None:
    found = tree_of(REFERENCE).inclusion(index, size)
    assert [node.hex() for node in found] == path
    assert root_from_inclusion(REFERENCE[index], index, size, found) == bytes.fromhex(ROOTS[size - 1])


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        (1, 1, []),
        (1, 8, [SECOND, A, RIGHT_HALF]),
        (6, 8, [FIFTH_SIXTH, C, ROOTS[3]]),
        (2, 5, [A, B]),
    ],
)
def test_published_paths_of_consistency(first: int, second: int, path: list[str]) -> None:
    found = tree_of(REFERENCE).consistency(first, second)
    assert [node.hex() for node in found] == path
    roots = bytes.fromhex(ROOTS[first - 1]), bytes.fromhex(ROOTS[second - 1])
    assert consistent(first, roots[0], second, roots[1], found)


SIZES = some.one_of(some.integers(1, 40), some.sampled_from([255, 256, 257, 511, 512, 513, 700]))


@given(size=SIZES, data=some.data())
def test_it_is_the_tree_of_the_definition(size: int, data: some.DataObject) -> None:
    leaves = leaves_of(size)
    tree, grown = tree_of(leaves), Frontier()
    for leaf in leaves:
        grown.push(leaf)
    assert tree.root() == grown.root() == prover.root(leaves)
    part = data.draw(some.integers(1, size))
    index = data.draw(some.integers(0, part - 1))
    assert tree.inclusion(index, part) == prover.inclusion(index, leaves[:part])
    first = data.draw(some.integers(1, part))
    assert tree.consistency(first, part) == prover.consistency(first, leaves[:part])


def test_the_tree_of_many_tiles_is_that_of_the_definition() -> None:
    leaves = leaves_of(WIDTH * WIDTH + 3 * WIDTH + 7)
    tree = tree_of(leaves)
    root = prover.root(leaves)
    assert tree.root() == root
    for index in (0, 255, 256, WIDTH * WIDTH - 1, WIDTH * WIDTH, len(leaves) - 1):
        path = tree.inclusion(index)
        assert root_from_inclusion(leaves[index], index, len(leaves), path) == root
    for first in (1, 256, 257, WIDTH * WIDTH, WIDTH * WIDTH + 1, len(leaves) - 1):
        path = tree.consistency(first)
        assert consistent(first, prover.root(leaves[:first]), len(leaves), root, path)


@given(size=some.integers(1, 70), data=some.data())
def test_no_other_path_leads_to_the_root(size: int, data: some.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(some.integers(0, size - 1))
    path, root = tree_of(leaves).inclusion(index), prover.root(leaves)
    assert root_from_inclusion(leaves[index], index, size, path) == root
    junk = some.lists(
        some.one_of(some.sampled_from([*leaves, *path]), some.binary(min_size=0, max_size=40)), max_size=9
    )
    forged = data.draw(
        some.one_of(
            junk,
            some.permutations(path),
            some.integers(0, len(path)).map(lambda at: [*path[:at], *path[at + 1 :]]),
            some.integers(0, len(path)).map(lambda at: [*path[:at], leaves[0], *path[at:]]),
        )
    )
    if forged != path:
        assert root_from_inclusion(leaves[index], index, size, forged) != root
    other = data.draw(some.integers(-2, size + 2))
    if other != index:
        assert root_from_inclusion(leaves[index], other, size, path) != root


@given(size=some.integers(1, 70), data=some.data())
def test_no_path_makes_different_trees_consistent(size: int, data: some.DataObject) -> None:
    leaves = leaves_of(size)
    first = data.draw(some.integers(1, size))
    path, root = tree_of(leaves).consistency(first), prover.root(leaves)
    before = prover.root(leaves[:first])
    assert consistent(first, before, size, root, path)
    changed = list(leaves[:first])
    changed[data.draw(some.integers(0, first - 1))] = leaf_of(b"another")
    assert not consistent(first, prover.root(changed), size, root, path)
    forged = data.draw(some.one_of(some.lists(some.sampled_from([*leaves, *path, before]), max_size=9)))
    if forged != path:
        assert not consistent(first, before, size, root, forged)
    sizes = data.draw(some.tuples(some.integers(-1, size + 2), some.integers(-1, size + 2)))
    assert not consistent(sizes[0], prover.root(changed), sizes[1], root, path)


def test_a_verifier_that_takes_any_length_is_deceived() -> None:
    """The control: without the check of the path's shape an inner node passes for a leaf."""

    def lenient(leaf: bytes, index: int, path: list[bytes]) -> bytes:
        for sibling in path:
            leaf = prover.node(sibling, leaf) if index & 1 else prover.node(leaf, sibling)
            index >>= 1
        return leaf

    root = bytes.fromhex(ROOTS[7])
    inner = prover.node(REFERENCE[0], REFERENCE[1])
    path = tree_of(REFERENCE).inclusion(0)[1:]
    assert lenient(inner, 0, path) == root
    assert root_from_inclusion(inner, 0, 8, path) != root


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (0, 9)])
def test_what_is_not_in_the_tree_cannot_be_asked_for(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        tree_of(REFERENCE).inclusion(index, size)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (3, 9)])
def test_no_consistency_with_what_is_no_part(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="no tree"):
        tree_of(REFERENCE).consistency(first, second)
