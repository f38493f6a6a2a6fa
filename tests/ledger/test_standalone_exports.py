"""Exports that were damaged, cut, mixed up or written anew: the stand-alone verifier finds all of it, and the place."""

import ast
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from verifier import flip_every_bit as flips
from verifier import motcua_verify as verifier

from ledger import prover
from ledger.prover import Owner, framed

OWNER = Owner()
ENTRIES = [prover.entry(number) for number in range(1, 8)]
LEAVES = [prover.leaf(entry) for entry in ENTRIES]
SIZES = (3, 5, 7)
LEAVES_FILE = "leaves/000000000000"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return OWNER.export(tmp_path / "export", ENTRIES, SIZES)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A checkpoint of five entries that left the machine in time."""
    file = tmp_path / "2022-03-01"
    file.write_text(OWNER.checkpoint(LEAVES[:5]), encoding="utf-8")
    return file


def findings(folder: Path, *witnesses: Path, key: str = OWNER.vkey) -> list[verifier.Damage]:
    brought = [(file.name, file.read_bytes()) for file in witnesses]
    return verifier.Export(folder, verifier.Key.read(key), brought).verify().findings


def told(folder: Path, *witnesses: Path) -> list[str]:
    return [finding.told() for finding in findings(folder, *witnesses)]


def offset(position: int) -> int:
    """The byte at which an entry begins in the file of entries."""
    return sum(len(framed(entry)) for entry in ENTRIES[:position])


def test_a_true_export_is_good(export: Path, witness: Path) -> None:
    verdict = verifier.Export(export, None, [("w", witness.read_bytes())]).verify()
    assert (verdict.findings, verdict.entries, verdict.checkpoints) == ([], 7, 3)
    assert verdict.root == prover.root(LEAVES)


def test_every_single_bit_flip_is_found_and_located(tmp_path: Path) -> None:
    export = OWNER.export(tmp_path / "small", ENTRIES[:3], (2, 3))
    tally = flips.flip_all(export)
    assert tally.trials == 8 * sum(file.stat().st_size for file in export.rglob("*") if file.is_file())
    assert (tally.undetected, tally.misplaced) == ([], [])


def test_a_lenient_verifier_misses_flips(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: who trusts the length in the manifest instead of the hash, and reads entries as JSON, sees less."""

    def lenient(self: verifier.Export, name: str) -> verifier.Listed:
        manifest = (self.folder / "manifest").read_text(encoding="utf-8", errors="replace")
        size = (self.folder / name).stat().st_size
        digest = next((line[:64] for line in manifest.split("\n") if line.endswith(f" {name}")), "")
        return verifier.Listed(name, size, digest)

    def by_meaning(entry: bytes) -> bytes:
        try:
            said = json.loads(entry)
        except ValueError:
            said = None
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).lower()
        original = next((one for one in ENTRIES if one.decode().lower() == again), entry)
        return hashlib.sha256(b"\x00" + original).digest()

    monkeypatch.setattr(verifier.Export, "_measure", lenient)
    monkeypatch.setattr(verifier, "leaf_hash", by_meaning)
    monkeypatch.setattr(verifier, "read_entry", json.loads)
    assert flips.flip_all(export, every=5).undetected


def rewritten(folder: Path, entries: list[bytes], sizes: tuple[int, ...], *, listed: bool = True) -> Path:
    """Write an export anew with the private key; ``listed=False`` leaves the leaves and checkpoints of before."""
    kept = {name: (folder / name).read_bytes() for name in (LEAVES_FILE, "checkpoints")}
    shutil.rmtree(folder)
    OWNER.export(folder, entries, sizes)
    if not listed:
        for name, content in kept.items():
            (folder / name).write_bytes(content)
        OWNER.sign_export(folder, len(entries))
    return folder


def acts() -> list[tuple[str, int, list[bytes]]]:
    """Every deletion, duplication and swap of events, with the first position that it touches."""
    made = []
    for at in range(len(ENTRIES)):
        made.append((f"delete {at}", at, ENTRIES[:at] + ENTRIES[at + 1 :]))
        made.append((f"double {at}", at + 1, ENTRIES[: at + 1] + ENTRIES[at:]))
        made.append((f"insert at {at}", at, [*ENTRIES[:at], prover.entry(99), *ENTRIES[at:]]))
        for other in range(at + 1, len(ENTRIES)):
            swapped = list(ENTRIES)
            swapped[at], swapped[other] = swapped[other], swapped[at]
            made.append((f"swap {at} and {other}", at, swapped))
    made += [(f"cut to {size}", size, ENTRIES[:size]) for size in range(1, len(ENTRIES))]
    return made


ACTS = acts()


@pytest.mark.parametrize(("at", "entries"), [pytest.param(at, entries, id=name) for name, at, entries in ACTS])
def test_who_changes_only_the_entries_is_found_where_it_was_done(export: Path, at: int, entries: list[bytes]) -> None:
    bundle = export / "entries" / "000000000000"
    bundle.write_bytes(b"".join(map(framed, entries)))
    first = findings(export)[0]
    assert (first.file, first.position) == ("entries/000000000000", at)
    assert first.offset in {None, offset(at) if at < len(ENTRIES) else bundle.stat().st_size - len(framed(entries[-1]))}


@pytest.mark.parametrize(("at", "entries"), [pytest.param(at, entries, id=name) for name, at, entries in ACTS])
def test_who_writes_all_anew_with_the_key_is_found_by_one_older_checkpoint(
    export: Path, witness: Path, at: int, entries: list[bytes]
) -> None:
    """The export is whole and signed; only the five entries of the witness are bound. What came later is not."""
    rewritten(export, entries, (len(entries),))
    assert told(export) == []  # the control: without a witness from earlier, nobody can tell
    found = told(export, witness)
    if at >= 5:
        assert found == []
    elif len(entries) < 5:
        assert found == [f"file {witness.name}: the ledger has {len(entries)} entries, but 5 were signed before"]
    else:
        what = "what stands here is not what the checkpoint of 5 entries signed"
        assert found == [f"file {witness.name}, positions 0 to 4: {what}"]


def test_two_witnesses_close_in_on_the_place(export: Path, tmp_path: Path) -> None:
    for size in (2, 4, 6):
        (tmp_path / str(size)).write_text(OWNER.checkpoint(LEAVES[:size]), encoding="utf-8")
    altered = [*ENTRIES[:3], prover.entry(4, note="đổi"), *ENTRIES[4:]]
    rewritten(export, altered, (7,))
    first = findings(export, *(tmp_path / size for size in ("2", "4", "6")))[0]
    assert (first.file, first.position, first.until) == ("4", 2, 3)


def test_who_lacks_the_key_cannot_hide_behind_new_hashes(export: Path) -> None:
    """All hashes anew, but signed by a stranger: the owner's key says no."""
    stranger = Owner(b"a stranger")
    altered = [*ENTRIES[:3], prover.entry(4, note="đổi"), *ENTRIES[4:]]
    shutil.rmtree(export)
    stranger.export(export, altered, SIZES)
    assert findings(export)[0].file == "vkey"
    (export / "vkey").write_text(f"{OWNER.vkey}\n")
    assert {finding.file for finding in findings(export)} == {"manifest", "checkpoints"}


def test_who_keeps_the_old_checkpoints_is_found_between_two_of_them(export: Path) -> None:
    altered = [*ENTRIES[:3], prover.entry(4, note="đổi"), *ENTRIES[4:]]
    rewritten(export, altered, SIZES, listed=False)
    first = findings(export)[0]
    assert (first.file, first.position, first.offset) == ("entries/000000000000", 3, offset(3))
    (export / LEAVES_FILE).write_bytes(b"".join(map(prover.leaf, altered)))
    OWNER.sign_export(export, 7)
    first = findings(export)[0]
    assert (first.file, first.position, first.until) == ("checkpoints", 3, 4)


def test_an_older_export_names_the_first_entry_that_differs(export: Path, tmp_path: Path) -> None:
    older = shutil.copytree(export, tmp_path / "older")
    more = [*ENTRIES, prover.entry(8)]
    newer = OWNER.export(tmp_path / "newer", more, (*SIZES, 8))
    assert verifier.main(["compare", str(older), str(newer)]) == 0
    altered = [*ENTRIES[:3], prover.entry(4, note="đổi"), *more[4:]]
    shutil.rmtree(newer)
    OWNER.export(newer, altered, (8,))
    verdict = verifier.compare_command(verifier.commands().parse_args(["compare", str(older), str(newer)]))
    assert [finding.position for finding in verdict.findings] == [3]
    assert verifier.main(["compare", str(newer), str(older)]) == 1


def misplace(folder: Path) -> None:
    (folder / "notes.txt").write_text("hello")


def nest(folder: Path) -> None:
    (folder / "entries" / "more").mkdir()


def link(folder: Path) -> None:
    (folder / "entries" / "000000065536").symlink_to("000000000000")


def empty_folder(folder: Path) -> None:
    (folder / "tile").mkdir()


@pytest.mark.parametrize("act", [misplace, nest, link, empty_folder])
def test_what_does_not_belong_fails(export: Path, act: Callable[[Path], None]) -> None:
    act(export)
    assert [finding.what for finding in findings(export)] == ["this does not belong to the export"]


@pytest.mark.parametrize("name", ["manifest", "vkey", "checkpoints", "leaves/000000000000", "entries/000000000000"])
def test_what_is_missing_fails(export: Path, name: str) -> None:
    (export / name).unlink()
    assert (name, "the file is missing") in {(finding.file, finding.what) for finding in findings(export)}


@pytest.mark.parametrize("name", ["manifest", "vkey", "checkpoints", "leaves/000000000000", "entries/000000000000"])
def test_every_truncation_fails(tmp_path: Path, name: str) -> None:
    export = OWNER.export(tmp_path / "small", ENTRIES[:3], (2, 3))
    content = (export / name).read_bytes()
    for length in range(len(content)):
        (export / name).write_bytes(content[:length])
        assert name in {finding.file for finding in findings(export)}, length


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return OWNER.export(tmp_path_factory.mktemp("small") / "export", ENTRIES[:3], (2, 3))


@given(data=some.data())
def test_whatever_stands_in_a_file_is_found_and_makes_nothing_stumble(small: Path, data: some.DataObject) -> None:
    """Bytes taken out and others put in anywhere; also what JSON, notes and lengths could trip over."""
    name = data.draw(some.sampled_from(flips.files_of(small)))
    original = (small / name).read_bytes()
    start = data.draw(some.integers(0, len(original)))
    end = data.draw(some.integers(start, len(original)))
    nasty = some.sampled_from([b'{"number":1e999,"stream":"x"}', b"\xff\xff\xff\xff", b"\x1b[2J", b"\n\n", b"[" * 5000])
    put = data.draw(some.binary(max_size=40) | nasty | nasty.map(framed))
    changed = original[:start] + put + original[end:]
    (small / name).write_bytes(changed)
    try:
        found = findings(small)
        assert bool(found) == (changed != original)
        assert all(finding.told().isprintable() for finding in found)
    finally:
        (small / name).write_bytes(original)


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_what_is_no_export_is_said_in_a_sentence(
    tmp_path: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert verifier.main(["export", str(tmp_path / folder)]) == 1
    assert "the file is missing" in capsys.readouterr().out


def test_findings_are_data_on_demand(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verifier.main(["export", str(export), "--format", "json"]) == 0
    good = json.loads(capsys.readouterr().out)
    assert (good["good"], good["entries"], good["findings"]) == (True, 7, [])
    bundle = export / "entries" / "000000000000"
    bundle.write_bytes(bundle.read_bytes().replace(b"dossier/1", b"dossier/2", 1))
    assert verifier.main(["export", str(export), "--format", "json"]) == 1
    damage = json.loads(capsys.readouterr().out)["findings"][0]
    assert (damage["position"], damage["offset"], damage["stream"]) == (0, 0, "dossier/2")


def test_a_slip_is_held_against_an_export(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "000.00.00.H54-220301-0005"
    assert verifier.main(["slip", str(export), code, LEAVES[4].hex()[:16], "--key", OWNER.vkey]) == 0
    rewritten(export, [*ENTRIES[:4], prover.entry(5, note="đổi"), *ENTRIES[5:]], SIZES)
    assert verifier.main(["slip", str(export), code, LEAVES[4].hex()[:16], "--key", OWNER.vkey]) == 1
    assert "no entry of the export has this leaf" in capsys.readouterr().out


def test_it_speaks_vietnamese(
    export: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOTCUA_LANGUAGE", "vi")
    assert verifier.main(["export", str(export), "--key", OWNER.vkey]) == 0
    assert "7 mục và 3 điểm kiểm nguyên như khi ký" in capsys.readouterr().out


def test_every_text_has_its_vietnamese() -> None:
    """Each text keeps its places in translation, and none is missing: ``say`` would stumble over it."""
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    for text, said in verifier.VIETNAMESE.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", said))
    said = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    called = [node for node in said if isinstance(node.func, ast.Name) and node.func.id in {"Damage", "say"}]
    texts = {node.args[0].value for node in called if isinstance(node.args[0], ast.Constant)} - {""}
    assert len(texts) > 40
    assert texts <= verifier.VIETNAMESE.keys()
