"""Word and Excel files that unfold, run, call or carry something are refused; plain ones are taken."""

import struct
import zipfile
from io import BytesIO

import pytest

from files.samples import (
    TYPES,
    archive,
    pdf,
    relations,
    take,
    word,
    workbook,
)
from motcua.foundation.files.public import (
    Active,
    Bomb,
    Broken,
    Carrier,
    FileRefused,
    Kind,
    Locked,
    LyingName,
    TwoInOne,
    UnknownKind,
)


def test_archives_that_are_no_office_files_are_refused() -> None:
    for content in (archive({"a.txt": "a"}), archive({TYPES: "<Types/>"})):
        with pytest.raises(UnknownKind):
            take("a.docx", content)


def test_an_archive_with_something_around_it_is_refused() -> None:
    for content in (b"PK\x03\x04" + bytes(60) + word(), word() + b"x", word() + bytes(4)):
        with pytest.raises(FileRefused):
            take("a.docx", content)
    with pytest.raises(TwoInOne):
        take("a.docx", _commented(word()))


def _commented(content: bytes) -> bytes:
    held = BytesIO(content)
    with zipfile.ZipFile(held, "a") as file:
        file.comment = b"%PDF-"
    return held.getvalue()


@pytest.mark.parametrize(
    "bomb",
    [
        {"word/media/a.bin": bytes(2_000_000)},
        {f"word/{place}.xml": "" for place in range(2_100)},
        {f"word/media/{place}.bin": b"ab" * 40 for place in range(3)} | {"word/large.bin": bytes(range(256)) * 400_000},
    ],
    ids=["ratio", "entries", "whole"],
)
def test_an_archive_that_unfolds_to_too_much_is_refused(bomb: dict[str, bytes]) -> None:
    with pytest.raises(Bomb):
        take("a.docx", word(bomb))


def test_an_entry_that_says_less_than_it_holds_is_not_read_past_what_it_says() -> None:
    content = word({"word/media/a.bin": bytes(900_000)})
    real, said = struct.pack("<I", 900_000), struct.pack("<I", 10)
    assert content.count(real) == 2
    with pytest.raises(Broken):
        take("a.docx", content.replace(real, said))


def test_entries_that_share_their_bytes_are_refused() -> None:
    content = word({"word/a.bin": "x", "word/b.bin": "x"})
    directory = content.rindex(b"word/b.bin")
    at = content.index(b"word/b.bin") - 30
    first = content.index(b"word/a.bin") - 30
    assert content[directory - 4 : directory] == struct.pack("<I", at)
    with pytest.raises(FileRefused):
        take("a.docx", content[: directory - 4] + struct.pack("<I", first) + content[directory:])


@pytest.mark.parametrize("inside", [archive({"a": "b"}), pdf(), b"MZ\x90", b"\xd0\xcf\x11\xe0"])
def test_a_file_within_the_file_is_refused(inside: bytes) -> None:
    take("a.docx", word({"word/media/a.bin": b"plain"}))
    with pytest.raises(Carrier):
        take("a.docx", word({"word/media/a.bin": inside}))


@pytest.mark.parametrize(
    "more",
    [
        {"word/vbaProject.bin": "x"},
        {"word/activeX/activeX1.xml": "<a/>"},
        {"word/_rels/document.xml.rels": relations(("vbaProject", "x.bin", ""))},
        {"word/_rels/document.xml.rels": relations(("attachedTemplate", "https://elsewhere/a.dotm", "External"))},
        {"word/_rels/document.xml.rels": relations(("image", "file:///server/a.png", "External"))},
        {"word/_rels/document.xml.rels": relations(("hyperlink", "file:///server/a.exe", "External"))},
        {"xl/externalLinks/externalLink1.xml": "<externalLink/>"},
        {"xl/worksheets/sheet9.xml": "<c><f>cmd|'/c calc'!A1</f></c>"},
        {"word/f.xml": '<w:p xmlns:w="w"><w:r><w:instrText> DDEAUTO c:\\cmd </w:instrText></w:r></w:p>'},
        {
            "word/f.xml": '<w:p xmlns:w="w"><w:r><w:instrText> DD</w:instrText></w:r>'
            "<w:r><w:instrText>E x y</w:instrText></w:r></w:p>"
        },
        {"word/f.xml": '<w:fldSimple xmlns:w="w" w:instr="&#68;DE x y"/>'},
    ],
)
def test_an_office_file_that_runs_or_calls_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(Active):
        take("a.docx", word(more))


def test_macros_are_known_by_what_the_file_says_of_itself() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    for name in ("a.docx", "a.docm"):
        with pytest.raises(Active):
            take(name, word(kind=kind))


def test_what_looks_like_it_and_is_harmless_is_taken() -> None:
    fields = '<w:p xmlns:w="w"><w:instrText> PAGE </w:instrText><w:t>DDE là gì</w:t></w:p>'
    links = relations(("hyperlink", "https://motcua.localhost/", "External"), ("image", "media/a.png", ""))
    assert take("a.docx", word({"word/f.xml": fields, "word/_rels/document.xml.rels": links}))[0] is Kind.DOCX


def test_an_office_file_with_a_password_is_refused() -> None:
    content = bytearray(word())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(sign)
        content[at + flags] |= 1
    with pytest.raises(Locked):
        take("a.docx", bytes(content))


@pytest.mark.parametrize(
    "body", ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', "<a", "<a/>".encode("utf-16").decode("latin-1")]
)
def test_entities_and_broken_xml_are_refused(body: str) -> None:
    with pytest.raises(Broken):
        take("a.docx", word({"word/_rels/document.xml.rels": body.encode("latin-1")}))


def test_a_workbook_is_known_by_its_parts_and_not_by_its_name() -> None:
    assert take("a.xlsx", workbook())[0] is Kind.XLSX
    with pytest.raises(LyingName):
        take("a.docx", workbook())
