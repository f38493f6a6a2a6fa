"""An export is whole or is not there; and whatever is changed in it is found, and where."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.bits import flipped
from ledger.conftest import MORNING, Owner, Record
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.keys import signing_key
from motcua.foundation.ledger.public import Checkpoint, Finding, VerifierKey
from motcua.foundation.ledger.rules import bundle
from motcua.foundation.ledger.rules.bundle import Listed, Manifest
from motcua.foundation.ledger.rules.checkpoint import sign, sign_note
from motcua.foundation.ledger.rules.entry import leaf_of
from motcua.foundation.ledger.rules.tree import Frontier

pytestmark = pytest.mark.django_db
BUNDLE = 50
MODULES = ("rules.bundle", "actions.export", "queries.checking")


@pytest.fixture(autouse=True)
def _small_bundles(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.ensure_keys()
    for module in MODULES:
        monkeypatch.setattr(f"motcua.foundation.ledger.{module}.BUNDLE", BUNDLE)


@pytest.fixture
def older(record: Record) -> Checkpoint:
    record(15)
    checkpoint = ledger.seal(at=MORNING)
    assert checkpoint is not None
    return checkpoint


@pytest.fixture
def folder(older: Checkpoint, record: Record, tmp_path: Path) -> Path:
    """120 events in three bundles, under two checkpoints."""
    record(25, 16)
    return ledger.export(tmp_path / "export", at=MORNING).folder


def found(folder: Path, **also: object) -> list[Finding]:
    return list(ledger.verify_export(folder, **also).findings)  # type: ignore[arg-type]  # passed on as given


def test_what_is_exported_is_sealed_first_and_good(folder: Path, older: Checkpoint) -> None:
    assert ledger.pending() == 0
    told: list[int] = []
    verification = ledger.verify_export(
        folder, key=ledger.verifier_key(), known=[("kept", older.text)], told=told.append
    )
    assert verification.good
    assert (verification.events, verification.checkpoints) == (120, 2 + 1), "none was signed within the second bundle"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "checkpoints",
        *(f"entries/{first:012d}" for first in (0, 50, 100)),
        *(f"leaves/{first:012d}" for first in (0, 50, 100)),
        "manifest",
        "vkey",
    ]


def test_the_same_ledger_gives_the_same_bytes_and_a_longer_one_the_same_bundles(
    folder: Path, record: Record, tmp_path: Path
) -> None:
    again = ledger.export(tmp_path / "again", at=MORNING).folder
    for file in folder.rglob("*"):
        assert file.is_dir() or file.read_bytes() == (again / file.relative_to(folder)).read_bytes()
    record(5, 500)
    longer = ledger.export(tmp_path / "longer", at=MORNING).folder
    for name in ("entries/000000000000", "entries/000000000050", "leaves/000000000050"):
        assert (folder / name).read_bytes() == (longer / name).read_bytes()


def test_nothing_is_exported_from_nothing(tmp_path: Path) -> None:
    with pytest.raises(ledger.NothingToExport):
        ledger.export(tmp_path / "export", at=MORNING)
    assert list(tmp_path.glob("*export*")) == []


def test_a_folder_in_use_is_left_alone(folder: Path) -> None:
    before = (folder / "manifest").read_bytes()
    with pytest.raises(ledger.FolderInUse, match="not empty"):
        ledger.export(folder, at=MORNING)
    assert (folder / "manifest").read_bytes() == before
    with pytest.raises(ledger.FolderInUse):
        ledger.export(folder / "manifest", at=MORNING)


def test_an_empty_folder_will_do(older: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert ledger.verify_export(ledger.export(tmp_path / "empty", at=MORNING).folder).good


@pytest.mark.parametrize("fault", range(1, 9))
def test_a_fault_at_any_file_leaves_nothing(
    older: Checkpoint, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    calls = 0

    def failing(_handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == fault:
            raise OSError(28, "No space left on device")

    record(25, 16)
    ledger.seal(at=MORNING)
    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", failing)
        with pytest.raises(OSError, match="No space"):
            ledger.export(tmp_path / "out" / "export", at=MORNING)
    assert list((tmp_path / "out").iterdir()) == []
    assert ledger.verify_export(ledger.export(tmp_path / "out" / "export", at=MORNING).folder).good


def test_a_damaged_ledger_is_not_exported(older: Checkpoint, owner: Owner, tmp_path: Path) -> None:
    owner.say(("UPDATE ledger_event SET entry = %s WHERE stream = 'dossier/2' AND number = 2", [b"{}"]))
    with pytest.raises(ledger.BadLeaf, match="event 2 of dossier/2"):
        ledger.export(tmp_path / "export", at=MORNING)
    assert list(tmp_path.glob("*export*")) == []


def test_a_ledger_that_is_not_what_was_signed_is_not_exported(older: Checkpoint, owner: Owner, tmp_path: Path) -> None:
    owner.say(("UPDATE ledger_event SET entry = %s, leaf = %s WHERE stream = 'dossier/2'", [b"{}", leaf_of(b"{}")]))
    with pytest.raises(ledger.NotConsistent, match="nothing is exported"):
        ledger.export(tmp_path / "export", at=MORNING)
    assert list(tmp_path.glob("*export*")) == []


def entries_of(file: Path) -> list[bytes]:
    content, found = file.read_bytes(), []
    while content:
        length = int.from_bytes(content[:4], "big")
        found.append(content[4 : 4 + length])
        content = content[4 + length :]
    return found


def test_every_single_bit_flip_is_found_and_located(older: Checkpoint, tmp_path: Path) -> None:
    folder = ledger.export(tmp_path / "export", at=MORNING).folder
    entries = folder / "entries" / f"{0:012d}"
    kept = entries_of(entries)[:2]
    small = forge(tmp_path / "small", kept)
    ends = [4 + len(kept[0]), 8 + len(kept[0]) + len(kept[1])]
    flips = 0
    for file in sorted(path for path in small.rglob("*") if path.is_file()):
        name, content = file.relative_to(small).as_posix(), file.read_bytes()
        for bit, turned in enumerate(flipped(content)):
            file.write_bytes(turned)
            finding = found(small)[0]
            assert finding.file == name, (name, bit)
            if name.startswith("entries/"):
                assert finding.position == (0 if bit // 8 < ends[0] else 1)
                assert finding.offset == (0 if bit // 8 < ends[0] else ends[0])
            if name.startswith("leaves/"):
                assert (finding.position, finding.offset) == (bit // 256, bit // 256 * 32)
            flips += 1
        file.write_bytes(content)
    assert flips == 8 * sum(path.stat().st_size for path in small.rglob("*") if path.is_file())
    assert ledger.verify_export(small).good


def test_a_lenient_check_misses_flips(folder: Path) -> None:
    """The control: who compares what the entries say, and not their bytes, misses some."""
    content = (folder / "entries" / f"{0:012d}").read_bytes()[: 4 + 330]
    says = json.loads(entries_of(folder / "entries" / f"{0:012d}")[0])
    missed = 0
    for turned in flipped(content):
        text = turned[4:].decode("utf-8", "ignore")
        match = re.match(r"\{.*\}", text)
        try:
            missed += match is not None and json.loads(match[0]) == says
        except ValueError:
            continue
    assert missed > 0


def forge(folder: Path, entries: list[bytes], *, at: int = 0) -> Path:
    """Make an export of any entries, signed with the installation's key."""
    folder.mkdir()
    for name in ("entries", "leaves"):
        (folder / name).mkdir()
    grown, key = Frontier(), ledger.verifier_key()
    for entry in entries:
        grown.push(leaf_of(entry))
    files = {"vkey": f"{key}\n".encode()}
    files["checkpoints"] = sign(key.name, len(entries) + at, grown.root(), signing_key()).text.encode()
    for first in range(0, len(entries), BUNDLE):
        some = entries[first : first + BUNDLE]
        files[f"entries/{first:012d}"] = b"".join(map(bundle.framed, some))
        files[f"leaves/{first:012d}"] = b"".join(map(leaf_of, some))
    write(folder, files, len(entries))
    return folder


def write(folder: Path, files: dict[str, bytes], size: int) -> None:
    """Write files under a manifest that is signed with the installation's key."""
    listed = [Listed(hashlib.sha256(files[name]).hexdigest(), len(files[name]), name) for name in sorted(files)]
    manifest = Manifest(ledger.verifier_key().name, size, tuple(listed))
    files = files | {"manifest": sign_note(manifest.text(), manifest.origin, signing_key()).encode()}
    for name, content in files.items():
        (folder / name).write_bytes(content)


def changes(entries: list[bytes]) -> Iterator[tuple[str, list[bytes], int]]:
    """Every deletion, every swap of neighbours and some others, every duplication, every truncation, and the place."""
    for at in range(len(entries)):
        yield "deleted", entries[:at] + entries[at + 1 :], at
        yield "doubled", [*entries[: at + 1], *entries[at:]], at + 1
        yield "cut", entries[:at], at
    for first in range(len(entries)):
        for second in {first + 1, first + 7, len(entries) - 1 - first} & {*range(first + 1, len(entries))}:
            swapped = list(entries)
            swapped[first], swapped[second] = entries[second], entries[first]
            yield "swapped", swapped, first


def test_every_deletion_swap_duplication_and_truncation_is_located(folder: Path) -> None:
    file = folder / "entries" / f"{50:012d}"
    entries, content = entries_of(file), file.read_bytes()
    trials = 0
    for act, changed, place in changes(entries):
        file.write_bytes(b"".join(map(bundle.framed, changed)))
        finding = found(folder)[0]
        assert finding.file == "entries/000000000050", act
        if act == "doubled" and place == len(entries):
            assert finding.text == "the file goes on after its last entry"
        else:
            assert (act, finding.position) == (act, 50 + place)
            assert finding.offset == sum(4 + len(entry) for entry in entries[:place])
        trials += 1
    file.write_bytes(content)
    assert trials > 200
    assert ledger.verify_export(folder).good


def all_entries(folder: Path) -> list[bytes]:
    return [entry for file in sorted((folder / "entries").iterdir()) for entry in entries_of(file)]


def test_a_history_made_and_signed_anew_is_found_by_one_older_checkpoint(
    folder: Path, older: Checkpoint, tmp_path: Path
) -> None:
    entries = all_entries(folder)
    entries[7] = entries[7].replace("đủ".encode(), "dư".encode())
    forged = forge(tmp_path / "forged", entries)
    assert ledger.verify_export(forged).good, "the control: with the key a whole history can be made anew"
    (finding,) = found(forged, known=[("kept", older.text)])
    assert (finding.file, finding.position, finding.until) == ("kept", 0, 44)


@pytest.mark.parametrize(("start", "text"), [(0, "numbered one after the other"), (3, "that were signed")])
def test_whatever_else_the_owner_of_the_key_leaves_out_is_found(
    folder: Path, older: Checkpoint, tmp_path: Path, start: int, text: str
) -> None:
    entries = all_entries(folder)
    forged = forge(tmp_path / "forged", entries[:start] + entries[start + (1 if start == 0 else 3) :])
    assert any(text in finding.text for finding in found(forged, known=[("kept", older.text)]))


def test_an_export_of_another_is_told_by_its_key(folder: Path) -> None:
    other = VerifierKey("motcua.other", ledger.verifier_key().key)
    (finding,) = found(folder, key=other)
    assert (finding.file, finding.text) == ("vkey", "this is not the key that was expected")


def test_who_lacks_the_key_cannot_make_a_manifest(folder: Path) -> None:
    text = (folder / "manifest").read_text().replace("\n120\n", "\n119\n")
    (folder / "manifest").write_text(text)
    assert [one.file for one in found(folder)] == ["manifest"]


@pytest.mark.parametrize(
    ("act", "file"),
    [
        (lambda folder: (folder / "extra").write_text(""), "extra"),
        (lambda folder: (folder / "entries" / "000000000001").write_text(""), "entries/000000000001"),
        (lambda folder: (folder / "more").mkdir(), "more"),
        (lambda folder: (folder / "leaves" / "000000000050").unlink(), "leaves/000000000050"),
        (lambda folder: (folder / "checkpoints").unlink(), "checkpoints"),
        (lambda folder: (folder / "vkey").unlink(), "vkey"),
        (lambda folder: shutil.rmtree(folder / "leaves"), "leaves/000000000000"),
        (lambda folder: (folder / "vkey").write_text("x\n"), "vkey"),
        (lambda folder: (folder / "vkey").write_bytes((folder / "vkey").read_bytes() + b"\n"), "vkey"),
        (lambda folder: (folder / "manifest").write_text(""), "manifest"),
        (lambda folder: (folder / "entries" / "000000000100").write_bytes(b""), "entries/000000000100"),
        (lambda folder: (folder / "entries" / "000000000100").write_bytes(b"\xff" * 60), "entries/000000000100"),
        (lambda folder: (folder / "vkey").rename(folder / "k") and (folder / "vkey").symlink_to("k"), "k"),
    ],
)
def test_what_does_not_belong_or_is_missing_is_named(folder: Path, act: Callable[[Path], object], file: str) -> None:
    act(folder)
    assert found(folder)[0].file == file


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_what_is_no_export_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ledger.NoExport, match="no export in this folder"):
        ledger.verify_export(tmp_path / name)


def test_a_manifest_of_nonsense_under_a_good_signature_is_refused(folder: Path) -> None:
    name = ledger.verifier_key().name
    for text in (
        "",
        f"motcua-export/1 {name}\n120\n",
        f"motcua-export/2 {name}\n120\n",
        f"motcua-export/1 {name}\n{10**17}\n",
        f"motcua-export/1 {name}\n-1\n",
        f"motcua-export/1 {name}\nx\n",
        f"motcua-export/1 {name}\n1\nx y ../../etc/passwd\n",
        f"motcua-export/1 {name}\n1\nx 1 ../../etc/passwd\n",
        f"{name}\n120\nAAAA\n",
    ):
        (folder / "manifest").write_text(sign_note(text, name, signing_key()))
        assert [one.file for one in found(folder)] == ["manifest"], text


def test_checkpoints_that_are_not_those_of_the_entries_are_found(folder: Path, tmp_path: Path) -> None:
    entries = all_entries(folder)
    (first, *_) = found(forge(tmp_path / "short", entries, at=5))
    assert first.file == "checkpoints"
