"""What the program exports and proves, the stand-alone verifier accepts; what it refuses, the program refuses too."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from verifier import motcua_verify as verifier

from ledger import prover
from ledger.prover import Owner
from motcua.foundation.ledger import public as ledger

NOON = datetime(2026, 8, 28, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _recorded(committing_db: object) -> None:
    """Eleven events of three dossiers, sealed in three goes."""
    ledger.ensure_keys()
    record(1, 5)
    ledger.seal(at=NOON)
    record(6, 6)
    ledger.seal(at=NOON + timedelta(days=1))
    record(7, 11)
    ledger.seal(at=NOON + timedelta(days=2))


def record(first: int, last: int) -> None:
    for count in range(first, last + 1):
        event = ledger.NewEvent(
            stream=f"dossier/{count % 3}",
            number=1 + (count - 1 - (count - 1) % 3) // 3,
            kind="dossier.received",
            version=1,
            occurred_at=NOON,
            actor="post/7",
            unit="338@1890-03-21",
            payload={"code": f"000.00.00.H54-260828-{count:04d}", "note": "đất ở"},
        )
        ledger.append(event, recorded_at=NOON + timedelta(seconds=count))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    ledger.export(tmp_path / "export", at=NOON)
    return tmp_path / "export"


def key() -> verifier.Key:
    return verifier.Key.read(str(ledger.verifier_key()))


def test_an_export_of_the_program_is_good_to_the_verifier(export: Path, home: Path) -> None:
    sent = sorted((home / "ledger" / "checkpoints").iterdir())
    assert len(sent) == 3
    brought = [(file.name, file.read_bytes()) for file in sent]
    verdict = verifier.Export(export, key(), brought).verify()
    assert (verdict.findings, verdict.entries) == ([], 11)
    assert verdict.root == ledger.latest_checkpoint().root  # type: ignore[union-attr]  # it was sealed


def test_an_export_of_the_prover_is_good_to_the_program(tmp_path: Path) -> None:
    owner = Owner()
    entries = [prover.entry(number) for number in range(1, 8)]
    key = ledger.VerifierKey.read(owner.vkey)
    found = ledger.verify_export(owner.export(tmp_path / "export", entries, (7,)), key=key)
    assert (found.findings, found.events) == ((), 7)


def test_every_proof_of_the_program_is_good_to_the_verifier() -> None:
    for event in ledger.events_after(0):
        [proven] = verifier.check_proofs(ledger.prove(event.id).as_file(), key())
        assert (proven.index, proven.entry) == (event.position, event.entry)
        verifier.check_code(proven.entry, event.payload["code"])


def test_every_proof_of_consistency_of_the_program_is_good_to_the_verifier(home: Path) -> None:
    for file in (home / "ledger" / "checkpoints").iterdir():
        proof = ledger.prove_consistency(file.read_text(encoding="utf-8"))
        old, new, _ = verifier.check_consistency_file(proof.as_file(), key())
        assert (old.size, new.size) == (proof.earlier.size, 11)


def test_both_find_the_same_damage_in_the_same_place(export: Path) -> None:
    """Flip one bit in each byte of every file: both say no, and where both name an entry it is the same one."""
    own = ledger.verifier_key()
    for file in sorted(path for path in export.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for byte in range(0, len(content), 3):
            changed = bytearray(content)
            changed[byte] ^= 1 << byte % 8
            file.write_bytes(changed)
            theirs = verifier.Export(export, key(), []).verify().findings
            ours = ledger.verify_export(export, key=own).findings
            assert ours, (file, byte)
            assert theirs[0].file == ours[0].file == file.relative_to(export).as_posix(), byte
            if ours[0].position is not None:
                assert theirs[0].position == ours[0].position, (file, byte)
        file.write_bytes(content)


@pytest.mark.parametrize("size", range(1, 12))
def test_roots_and_paths_are_those_of_the_definition(size: int) -> None:
    """The program, the verifier and the recursive definition agree on every tree up to eleven leaves."""
    entries: Sequence[bytes] = [event.entry for event in ledger.events_after(0)][:size]
    leaves = [prover.leaf(entry) for entry in entries]
    tree = verifier.Growing()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == prover.root(leaves)
    for index in range(size):
        assert verifier.root_of_inclusion(leaves[index], index, size, prover.inclusion(index, leaves)) == tree.root()


def test_the_program_hands_out_the_very_verifier() -> None:
    assert ledger.verifier_source() == Path(verifier.__file__).read_bytes()
