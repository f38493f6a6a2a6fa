"""Anyone can be shown that an event stands in the ledger, and nobody can be shown what does not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ledger.bits import flipped
from ledger.conftest import MORNING, Record, event
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.public import BadCheckpoint, BadProof
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(home: object) -> None:
    ledger.ensure_keys()


@pytest.fixture
def first(record: Record) -> ledger.Checkpoint:
    """300 events, sealed."""
    record(100)
    checkpoint = ledger.seal(at=MORNING)
    assert checkpoint is not None
    return checkpoint


def test_each_event_is_proved_under_the_checkpoint_signed_last(first: ledger.Checkpoint, record: Record) -> None:
    record(100, 101)
    later = ledger.seal(at=MORNING)
    for one in (*ledger.events_after(0, limit=3), *ledger.events_after(254, limit=4), *ledger.events_after(597)):
        proof = ledger.prove(one.id)
        ledger.check_proof(proof)
        assert (proof.index, proof.entry, proof.leaf) == (one.position, one.entry, one.leaf)
        assert proof.checkpoint == later
        assert ledger.read_proof(proof.as_file()) == proof


def test_a_proof_takes_few_queries(
    first: ledger.Checkpoint, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(20):
        ledger.prove(ledger.events_after(17, limit=1)[0].id)


def test_what_waits_cannot_be_proved_yet(first: ledger.Checkpoint) -> None:
    ledger.append(event("dossier/900"), recorded_at=MORNING)
    with pytest.raises(ledger.NotSealed, match="not sealed yet"):
        ledger.prove(ledger.read("dossier/900")[0].id)
    with pytest.raises(ledger.NotSealed):
        ledger.prove(10**9)


def test_an_event_is_found_by_the_first_digits_of_its_leaf(first: ledger.Checkpoint) -> None:
    wanted = ledger.read("dossier/7")[1]
    leaf = wanted.leaf.hex()
    for written in (leaf, leaf[:8], leaf[:13], leaf.upper(), " ".join(leaf[at : at + 4] for at in range(0, 64, 4))):
        assert ledger.find(written) == wanted
    assert ledger.find("f" * 64) is None


@pytest.mark.parametrize("leaf", ["", "abc", "g" * 8, "0" * 65, "đđđđđđđđ", "%%%%%%%%"])
def test_what_is_no_leaf_is_refused(leaf: str) -> None:
    with pytest.raises(Refused, match="no trace"):
        ledger.find(leaf)


def test_a_file_of_a_proof_cannot_be_changed_unseen(first: ledger.Checkpoint) -> None:
    proof = ledger.prove(ledger.events_after(0, limit=1)[0].id)
    compact = json.dumps(json.loads(proof.as_file()), separators=(",", ":"), ensure_ascii=False).encode()
    believed = 0
    for turned in flipped(compact):
        try:
            found = ledger.read_proof(turned)
            ledger.check_proof(found)
        except (BadProof, BadCheckpoint):
            continue
        believed += (found.entry, found.index, found.path, found.checkpoint) != (
            proof.entry, proof.index, proof.path, proof.checkpoint,
        )  # fmt: skip
    assert believed == 0


@pytest.mark.parametrize("field", ["entry", "index", "size", "path", "checkpoint", "leaf", "format", "vkey"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    value=some.one_of(
        some.none(),
        some.integers(),
        some.floats(),
        some.text(max_size=90),
        some.lists(some.text("0123456789abcdef", max_size=66), max_size=4),
        some.dictionaries(some.text(max_size=3), some.integers(), max_size=2),
    )
)
def test_a_hostile_prover_is_refused(first: ledger.Checkpoint, field: str, value: object) -> None:
    proof = ledger.prove(ledger.events_after(3, limit=1)[0].id)
    said = json.loads(proof.as_file())
    if said[field] == value or field == "vkey":
        return
    with pytest.raises((BadProof, BadCheckpoint)):
        ledger.check_proof(ledger.read_proof(json.dumps(said | {field: value}).encode()))


@given(content=some.binary(max_size=200))
def test_whatever_bytes_are_no_proof(content: bytes) -> None:
    with pytest.raises(BadProof):
        ledger.read_proof(content)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"null", b"[]", b"7", b'{"format":"motcua-proof/1"}', b"\xff\xfe"])
def test_a_file_made_to_hurt_is_refused(content: bytes) -> None:
    with pytest.raises(BadProof):
        ledger.read_proof(content)


def test_another_installation_cannot_speak_for_this_one(first: ledger.Checkpoint, settings: Any) -> None:
    proof = ledger.prove(ledger.events_after(3, limit=1)[0].id)
    settings.MOTCUA_ORIGIN = "motcua.other"
    with pytest.raises(BadCheckpoint, match="no good signature"):
        ledger.check_proof(proof)


def test_the_ledger_is_shown_to_have_only_grown(first: ledger.Checkpoint, record: Record) -> None:
    for start in (101, 201):
        record(100, start)
        later = ledger.seal(at=MORNING)
        shown = ledger.prove_consistency(first.text)
        assert (shown.earlier, shown.later) == (first, later)
        said = json.loads(shown.as_file())
        assert said["format"] == "motcua-consistency/1"
        assert said["path"] == [node.hex() for node in shown.path]
    assert ledger.prove_consistency(shown.later.text).path == ()


def test_it_is_not_shown_for_what_was_signed_elsewhere(first: ledger.Checkpoint) -> None:
    with pytest.raises(BadCheckpoint):
        ledger.prove_consistency(first.text.replace("\n300\n", "\n299\n"))
    with pytest.raises(BadCheckpoint):
        ledger.prove_consistency("nothing")
