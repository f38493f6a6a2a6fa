"""The stand-alone verifier against a prover that lies: it accepts nothing false, and nothing makes it stumble."""

import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from verifier import motcua_verify as verifier

from ledger import prover
from ledger.prover import Owner

OWNER = Owner()
ENTRIES = [prover.entry(number) for number in range(1, 34)]
LEAVES = [prover.leaf(entry) for entry in ENTRIES]


def raw(said: Any) -> bytes:
    return json.dumps(said).encode()


def key(owner: Owner) -> verifier.Key:
    return verifier.Key.read(owner.vkey)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_true_proof_of_inclusion_is_accepted(size: int) -> None:
    for index in range(size):
        proven = verifier.check_proofs(raw(OWNER.proof(ENTRIES[:size], index)), key(OWNER))[0]
        assert (proven.entry, proven.index, proven.checkpoint.size) == (ENTRIES[index], index, size)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_true_proof_of_consistency_is_accepted(size: int) -> None:
    for first in range(size + 1):
        old, new, _ = verifier.check_consistency_file(raw(OWNER.consistency_proof(ENTRIES[:size], first)), key(OWNER))
        assert (old.size, new.size) == (first, size)


@given(size=some.integers(1, 33), data=some.data())
def test_a_path_to_the_root_proves_one_entry_at_one_place(size: int, data: some.DataObject) -> None:
    """Whatever is wrong of leaf, index, size or path, the root is not reached."""
    index = data.draw(some.integers(0, size - 1))
    path = prover.inclusion(index, LEAVES[:size])
    wrong = data.draw(some.sampled_from(["leaf", "index", "size", "longer", "shorter", "swapped", "flipped"]))
    leaf, at, of = LEAVES[index], index, size
    if wrong == "leaf":
        leaf = data.draw(some.sampled_from([one for one in LEAVES if one != leaf] + path))
    elif wrong == "index":
        at = data.draw(some.integers(-3, 70).filter(lambda other: other != index))
    elif wrong == "size":
        of = data.draw(some.integers(-3, 70).filter(lambda other: shape(index, other) != shape(index, size)))
    elif wrong == "longer":
        path = [*path, data.draw(some.sampled_from(LEAVES))]
    elif wrong == "shorter" and path:
        path.pop(data.draw(some.integers(0, len(path) - 1)))
    elif wrong == "swapped" and len(path) > 1:
        path[0], path[1] = path[1], path[0]
    elif wrong == "flipped" and path:
        place = data.draw(some.integers(0, len(path) - 1))
        path[place] = flip(path[place], data.draw(some.integers(0, 255)))
    else:
        return
    try:
        found = verifier.root_of_inclusion(leaf, at, of, path)
    except verifier.Damage:
        return
    assert found != prover.root(LEAVES[:size])


def shape(index: int, size: int) -> object:
    """Give the sides on which a proof's siblings stand: sizes of one shape share their roots' form, not their roots."""
    if not 0 <= index < size:
        return None
    sides, span = [], (0, size)
    while span[1] > 1:
        half = prover.split(span[1])
        sides.append(index - span[0] < half)
        span = (span[0], half) if index - span[0] < half else (span[0] + half, span[1] - half)
    return tuple(sides)


def test_two_sizes_of_one_shape_are_told_apart_by_the_checkpoint() -> None:
    """The path of an entry may fit trees of two sizes; the signed size then decides."""
    assert shape(0, 5) == shape(0, 6)
    said = OWNER.proof(ENTRIES[:5], 0)
    with pytest.raises(verifier.Damage) as refused:
        verifier.check_proofs(raw(said | {"size": 6}), key(OWNER))
    assert refused.value.told() == "the proof speaks of 6 entries, its checkpoint of 5"


@given(size=some.integers(2, 33), data=some.data())
def test_no_path_makes_two_ledgers_consistent(size: int, data: some.DataObject) -> None:
    """One entry of the older ledger is another: no path of hashes of either tree joins the two."""
    first = data.draw(some.integers(1, size))
    altered = list(LEAVES[:size])
    altered[data.draw(some.integers(0, first - 1))] = prover.leaf(b"another")
    old = verifier.Checkpoint(prover.ORIGIN, first, prover.root(LEAVES[:first]))
    new = verifier.Checkpoint(prover.ORIGIN, size, prover.root(altered))
    for leaves in (LEAVES[:size], altered):
        with pytest.raises(verifier.Damage):
            verifier.check_consistency(old, new, prover.consistency(first, leaves))


def test_a_ledger_does_not_shrink() -> None:
    said = OWNER.consistency_proof(ENTRIES[:9], 4)
    with pytest.raises(verifier.Damage) as refused:
        verifier.check_consistency_file(raw(said | {"earlier": said["later"], "later": said["earlier"]}), key(OWNER))
    assert refused.value.told() == "the ledger has 4 entries, but 9 were signed before"


def test_each_bit_of_a_proof_counts() -> None:
    """Every single-bit flip of the file of a proof is refused, but in white space that says nothing."""
    file = json.dumps(OWNER.proof(ENTRIES[:5], 3), separators=(",", ":")).encode()
    verifier.check_proofs(file, key(OWNER))
    accepted = [bit for bit in range(len(file) * 8) if holds(flip(file, bit))]
    assert accepted == []


def test_a_lenient_verifier_would_let_flips_pass() -> None:
    """The control: without the rule that base64 has one right way, flips go by; so the test above can see them."""
    file = json.dumps(OWNER.proof(ENTRIES[:5], 3), separators=(",", ":")).encode()

    def lenient(text: str, what: str) -> bytes:
        try:
            return base64.b64decode(text)
        except ValueError:
            raise verifier.Damage("unreadable") from None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifier, "from_base64", lenient)
        accepted = [bit for bit in range(len(file) * 8) if holds(flip(file, bit))]
    assert accepted


def holds(file: bytes) -> bool:
    try:
        verifier.check_proofs(file, key(OWNER))
    except verifier.Damage:
        return False
    return True


def flip(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(name=some.sampled_from([*OWNER.proof(ENTRIES, 0), "earlier", "later"]), value=JSON)
def test_whatever_stands_in_a_field_is_accepted_or_refused(name: str, value: Any) -> None:
    for said, check in (
        (OWNER.proof(ENTRIES[:7], 2), verifier.check_proofs),
        (OWNER.consistency_proof(ENTRIES[:7], 3), verifier.check_consistency_file),
    ):
        changed = {**said, name: value}
        try:
            check(json.dumps(changed).encode(), key(OWNER))  # type: ignore[operator]  # two functions of one shape
        except verifier.Damage:
            continue
        assert changed == said or name not in said


@given(some.binary(max_size=200))
def test_whatever_bytes_are_no_proof_are_refused(content: bytes) -> None:
    for check in (verifier.check_proofs, verifier.check_consistency_file):
        with pytest.raises(verifier.Damage):
            check(content, None)


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"format":"motcua-proof/1","format":"motcua-proof/1"}', b"1e999", b"NaN"]
)
def test_a_file_made_to_hurt_is_refused(content: bytes) -> None:
    with pytest.raises(verifier.Damage):
        verifier.check_proofs(content, None)


def test_a_random_prover_is_never_believed() -> None:
    """Ten thousand proofs put together at random from true parts: none proves what is not so."""
    chance = random.Random(20220301)  # noqa: S311  a fixed sequence of trials, no secret
    proofs = [OWNER.proof(ENTRIES[:size], index) for size in (1, 7, 8, 33) for index in range(size)]
    fields = list(proofs[0])
    for _ in range(10_000):
        made = {name: chance.choice(proofs)[name] for name in fields}
        if holds(raw(made)):
            assert made in proofs


def test_a_file_may_hold_the_proofs_of_all_events_of_a_dossier() -> None:
    said = [OWNER.proof(ENTRIES, index) for index in range(4)]
    assert [proven.index for proven in verifier.check_proofs(raw(said), key(OWNER))] == [0, 1, 2, 3]
    for bad in ([], [said[0], {**said[1], "index": 7}], [said[0], Owner(b"a stranger").proof(ENTRIES, 1)]):
        with pytest.raises(verifier.Damage):
            verifier.check_proofs(raw(bad), None)


def test_the_key_of_another_is_not_enough() -> None:
    stranger = Owner(b"a stranger")
    said = stranger.proof(ENTRIES, 1)
    verifier.check_proofs(raw(said), None)
    with pytest.raises(verifier.Damage) as refused:
        verifier.check_proofs(raw(said), key(OWNER))
    assert refused.value.told() == f"the file is signed with another key: {stranger.vkey}"
    with pytest.raises(verifier.Damage):
        verifier.check_proofs(raw(said | {"vkey": OWNER.vkey}), key(OWNER))


def test_an_entry_that_two_readers_read_differently_is_refused() -> None:
    twice = ENTRIES[0].replace(b'"number":1', b'"number":1,"number":2')
    with pytest.raises(verifier.Damage) as refused:
        verifier.check_proofs(raw(OWNER.proof([twice], 0)), key(OWNER))
    assert refused.value.told() == "the entry cannot be read"


def test_published_notes_are_read() -> None:
    """The examples that Go's package sumdb/note publishes, and the public checkpoint of its checksum database."""
    neumann = verifier.Key.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    signed = f"{text}\n— PeterNeumann {signature}\n"
    assert verifier.open_note(signed.encode(), neumann, alone=True) == text
    with pytest.raises(verifier.Damage):
        verifier.open_note(signed.replace("answer", "Answer").encode(), neumann, alone=True)
    golang = verifier.Key.read("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    signature = "Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk="
    head = "go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n"
    tree = f"{head}\n— sum.golang.org {signature}\n"
    assert verifier.open_note(tree.encode(), golang, alone=True).splitlines()[1] == "63096908"


def test_a_slip_is_held_against_a_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "proof.json"
    file.write_bytes(raw(OWNER.proof(ENTRIES, 4)))
    code, leaf = "000.00.00.H54-220301-0005", LEAVES[4].hex()
    assert verifier.main(["slip", str(file), code, leaf[:12].upper(), "--key", OWNER.vkey]) == 0
    assert verifier.main(["slip", str(file), code, LEAVES[5].hex(), "--key", OWNER.vkey]) == 1
    assert "the slip bears another leaf" in capsys.readouterr().out
    assert verifier.main(["slip", str(file), "000.00.00.H54-220301-0006", leaf, "--key", OWNER.vkey]) == 1
    assert "the entry of this leaf bears the code 000.00.00.H54-220301-0005" in capsys.readouterr().out
