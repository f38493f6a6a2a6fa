"""Files are kept under the digest of their clean bytes, named beside it, read back only as they were kept."""

import hashlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from PIL import Image

from files.conftest import AT
from files.samples import jpeg, pdf
from motcua.foundation.files import public as files
from motcua.foundation.files.models import File, Naming
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units


def keep(unit: units.Unit, name: str = "ảnh.jpg", content: bytes | None = None) -> files.Kept:
    return files.keep(
        name=name, content=content or jpeg(), unit=unit, purpose="registers", by="post/1", at=AT + timedelta(minutes=1)
    )


def place(home: Path, digest: str) -> Path:
    return home / "files" / digest[:2] / digest


def events(digest: str) -> list[ledger.Event]:
    return [*ledger.read(f"file/{digest}")]


def test_clean_bytes_are_what_is_hashed_and_kept(unit: units.Unit, home: Path) -> None:
    kept = keep(unit)
    content = files.read(kept.digest)
    assert hashlib.sha256(content).hexdigest() == kept.digest
    assert (kept.kind, kept.size, kept.media_type) == (files.Kind.JPEG, len(content), "image/jpeg")
    assert b"SECRET" not in content
    assert Image.open(BytesIO(content)).size == (40, 30)
    assert place(home, kept.digest).read_bytes() == content
    assert [one.name for one in place(home, kept.digest).parent.iterdir()] == [kept.digest]


def test_the_event_tells_what_and_never_how_it_is_called(unit: units.Unit) -> None:
    kept = keep(unit, "Đơn của Nguyễn Văn A.pdf", pdf())
    (event,) = events(kept.digest)
    naming = Naming.objects.get()
    assert event.kind == "file.kept"
    assert (event.actor, event.unit) == ("post/1", unit.key)
    assert dict(event.payload) == {
        "digest": kept.digest,
        "size": kept.size,
        "kind": "pdf",
        "purpose": "registers",
        "name": ledger.commitment("Đơn của Nguyễn Văn A.pdf", bytes(naming.salt)),
    }


def test_the_same_content_is_one_file_whoever_brings_it(unit: units.Unit, neighbour: units.Unit, home: Path) -> None:
    first, again, other = keep(unit, "a.pdf", pdf()), keep(unit, "b.pdf", pdf()), keep(neighbour, "c.pdf", pdf())
    assert first.digest == again.digest == other.digest
    assert File.objects.count() == 1
    assert len([one for one in (home / "files").rglob("*") if one.is_file()]) == 1
    assert [event.unit for event in events(first.digest)] == [unit.key, unit.key, neighbour.key]


def test_what_is_brought_again_under_the_same_name_leaves_no_event(unit: units.Unit) -> None:
    assert keep(unit) == keep(unit)
    assert len(events(keep(unit).digest)) == 1


def test_a_unit_is_told_its_own_names_and_no_others(unit: units.Unit, neighbour: units.Unit) -> None:
    digest = keep(unit, "của một.pdf", pdf()).digest
    keep(neighbour, "của hai.pdf", pdf())
    keep(unit, "của một, mới.pdf", pdf())
    assert files.kept([digest, "0" * 64], unit_id=unit.id)[digest].name == "của một, mới.pdf"
    assert files.kept([digest], unit_id=neighbour.id)[digest].name == "của hai.pdf"
    assert files.kept([digest])[digest].name == ""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        files.kept([digest], unit_id=unit.id)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("C:\\Users\\x\\kế hoạch.pdf", "kế hoạch.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ("a\x00\n\u202eb.pdf", "a b.pdf"),
        ("ke\u0302\u0301 hoạch.pdf", "kế hoạch.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_loses_folders_and_what_no_name_has(unit: units.Unit, written: str, called: str) -> None:
    assert keep(unit, written, pdf()).name == called.replace("a b", "ab")


def test_what_is_refused_leaves_nothing(unit: units.Unit, home: Path) -> None:
    with pytest.raises(files.LyingName):
        keep(unit, "a.docx", pdf())
    assert not (home / "files").exists()
    assert not File.objects.exists()


def test_what_was_altered_on_disk_is_refused(unit: units.Unit, home: Path) -> None:
    kept = keep(unit)
    assert files.read(kept.digest)  # the control
    path = place(home, kept.digest)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(files.AlteredOnDisk, match="evidence file altered on disk"):
        files.read(kept.digest)
    with pytest.raises(files.AlteredOnDisk):
        keep(unit, "again.jpg")


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../keys/secret", "A" * 64])
def test_what_is_not_there_is_refused(home: Path, digest: str) -> None:
    with pytest.raises(files.UnknownFile):
        files.read(digest)


def test_a_write_that_fails_leaves_no_half(unit: units.Unit, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("motcua.foundation.files.storage.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        keep(unit)
    assert [one for one in (home / "files").rglob("*") if one.is_file()] == []
    assert not File.objects.exists()


def test_the_installation_may_set_the_largest_size(unit: units.Unit) -> None:
    assert files.limits(AT).largest == 25_000_000
    with override_settings(MOTCUA_LARGEST_FILE=1):
        keep(unit, "a.txt", b"x" * 1_000_000)
        with pytest.raises(files.TooLarge, match="1 MB is the most"):
            keep(unit, "a.txt", b"x" * 1_000_001)


def test_the_database_holds_no_unknown_kind(unit: units.Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(digest="0" * 64, kind="exe", size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(digest="0" * 64, kind="pdf", size=0)
