"""Honest files of every kind are taken; what is hidden, hostile or broken is refused with its reason."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from files.samples import (
    HONEST,
    TYPES,
    archive,
    chunk,
    compressed,
    jpeg,
    pdf,
    picture,
    png,
    png_of,
    relations,
    word,
    workbook,
)
from motcua.foundation.files.public import (
    Active,
    Bomb,
    Broken,
    Carrier,
    EmptyFile,
    FileRefused,
    Kind,
    Locked,
    LyingName,
    NotYetKept,
    TooLarge,
    TwoInOne,
    UnknownKind,
)
from motcua.foundation.files.rules.recognising import recognise
from motcua.foundation.files.rules.words import LIMITS

LIMIT = LIMITS[0]
SECRETS = (b"SECRET", b"tEXt", b"eXIf", b"GPS")


def take(name: str, content: bytes) -> tuple[Kind, bytes]:
    return recognise(name, content, limits=LIMIT)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken_and_again_when_clean(name: str) -> None:
    kind, clean = take(name, HONEST[name]())
    assert take(name, clean) == (kind, clean)


@pytest.mark.parametrize("name", [name for name in HONEST if name.endswith((".pdf", ".docx", ".xlsx", ".csv", ".txt"))])
def test_a_document_stays_as_it_is(name: str) -> None:
    content = HONEST[name]()
    assert take(name, content)[1] == content


@pytest.mark.parametrize("name", HONEST)
def test_a_name_that_lies_is_refused(name: str) -> None:
    for other in HONEST:
        kinds = {take(one, HONEST[one]())[0] for one in (name, other)}
        if len(kinds) > 1 and kinds != {Kind.CSV, Kind.TEXT}:
            with pytest.raises(LyingName):
                take(other, HONEST[name]())
    for ending in ("", ".exe", ".pdf.exe", ".docm"):
        with pytest.raises(LyingName):
            take(f"tệp{ending}", HONEST[name]())


def test_plain_text_is_a_table_where_its_name_says_so() -> None:
    content = HONEST["sổ.csv"]()
    assert (take("a.csv", content)[0], take("a.txt", content)[0]) == (Kind.CSV, Kind.TEXT)


# ---- pictures ----


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_loses_what_the_camera_wrote_and_keeps_its_points_and_its_turn(
    orientation: int, progressive: bool
) -> None:
    content = jpeg(orientation, progressive=progressive)
    assert b"SECRETPHONE" in content  # the control: it was there
    _, clean = take("a.jpg", content)
    assert not [secret for secret in SECRETS if secret in clean]
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(clean))
    assert before.tobytes() == after.tobytes()
    assert dict(after.getexif()) == ({0x0112: orientation} if orientation > 1 else {})


def test_a_png_loses_its_texts_and_keeps_its_points() -> None:
    content = png()
    assert b"SECRET OWNER" in content
    _, clean = take("a.png", content)
    assert not [secret for secret in SECRETS if secret in clean]
    assert Image.open(BytesIO(clean)).tobytes() == picture().tobytes()


@pytest.mark.parametrize(("name", "content"), [("a.jpg", jpeg()), ("a.png", png())], ids=["jpeg", "png"])
def test_a_picture_with_something_behind_its_end_is_refused(name: str, content: bytes) -> None:
    take(name, content + b"\x00\x00")
    for behind in (b"<script>", archive({"a": "b"}), b"\xff\xd8\xff", b"x"):
        with pytest.raises(TwoInOne):
            take(name, content + behind)


@pytest.mark.parametrize(("name", "content"), [("a.jpg", jpeg()), ("a.png", png())], ids=["jpeg", "png"])
def test_a_picture_that_is_cut_off_anywhere_is_refused(name: str, content: bytes) -> None:
    for length in range(9, len(content), 7):
        with pytest.raises(FileRefused):
            take(name, content[:length])


def test_a_vast_picture_is_refused_before_it_is_drawn() -> None:
    vast = png_of(60_000, 60_000, zlib.compress(b""))
    with pytest.raises(Bomb, match="100 million are the most"):
        take("a.png", vast)
    frame = jpeg()
    at = frame.index(b"\xff\xc0")
    with pytest.raises(Bomb):
        take("a.jpg", frame[: at + 5] + struct.pack(">HH", 65_000, 65_000) + frame[at + 9 :])


def test_a_png_that_unfolds_to_more_than_its_size_is_refused() -> None:
    honest = zlib.compress(b"\x00" * 11 * 10)
    assert take("a.png", png_of(10, 10, honest))[0] is Kind.PNG
    with pytest.raises(Bomb):
        take("a.png", png_of(10, 10, zlib.compress(bytes(50_000_000))))
    with pytest.raises(Broken):
        take("a.png", png_of(10, 11, honest))
    with pytest.raises(Bomb):
        take("a.png", png_of(10, 10, honest + b"more"))


def test_a_png_of_many_points_that_repeat_is_taken() -> None:
    """What unfolds a thousandfold is no bomb where the picture is as large as it says."""
    assert take("a.png", png_of(5_000, 5_000, zlib.compress(bytes(5_000 * 5_001), 9)))[0] is Kind.PNG


def test_a_png_with_a_wrong_sum_is_refused() -> None:
    content = bytearray(png())
    content[45] ^= 1
    with pytest.raises(Broken):
        take("a.png", bytes(content))


def test_heic_is_recognised_and_refused_with_what_to_do() -> None:
    with pytest.raises(NotYetKept, match="most compatible"):
        take("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(64))


# ---- sizes, unknown kinds, text ----


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(EmptyFile):
        take("a.txt", b"")
    small = replace(LIMIT, largest=100)
    assert recognise("a.txt", b"x" * 100, limits=small)[0] is Kind.TEXT
    with pytest.raises(TooLarge):
        recognise("a.txt", b"x" * 101, limits=small)


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00", b"\x7fELF\x02", b"GIF89a\x01\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Rar!\x1a\x07", b"a\x00b"],
    ids=["exe", "elf", "gif", "xls", "rar", "nul"],
)
def test_what_is_not_on_the_list_is_refused(content: bytes) -> None:
    for name in ("a.pdf", "a.txt", "a.xls"):
        with pytest.raises(UnknownKind):
            take(name, content)


@pytest.mark.parametrize("said", ["<svg onload='x'>", "\ufeff <!DOCTYPE html>", "\n<?xml version='1.0'?>", "<script>"])
def test_markup_is_not_text(said: str) -> None:
    with pytest.raises(UnknownKind, match="markup"):
        take("a.txt", said.encode())


def test_text_of_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(Broken) as refused:
        take("a.csv", "một\nhai\n".encode() + "mét".encode("cp1258"))
    assert refused.value.line == 3
    with pytest.raises(UnknownKind):
        take("a.csv", "mã".encode("utf-16"))


def test_a_file_that_another_program_reads_as_another_is_refused() -> None:
    with pytest.raises(TwoInOne):
        take("a.txt", b"Ghi chu\n%PDF-1.7\n")
    with pytest.raises(TwoInOne):
        take("a.docx", b"PK\x03\x04" + b"%PDF-1.7" + word())
    with pytest.raises(TwoInOne):
        take("a.pdf", pdf() + archive({"a": "b"}))
    hidden = archive({"a": "b"}, packing=zipfile.ZIP_STORED)
    with pytest.raises(TwoInOne):
        take("a.pdf", pdf(lambda file: file.make_stream(hidden)).replace(b"%%EOF", b"%" + hidden + b"\n%%EOF"))


# ---- Office ----


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


# ---- PDF ----

Change = Callable[[pikepdf.Pdf], object]


def _acting(action: str, **more: object) -> Change:
    """Let a document act when it is opened."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = file.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), **more))

    return change


def _attached(file: pikepdf.Pdf) -> None:
    file.attachments["a.txt"] = b"x"


def _noted(subtype: str) -> Change:
    def change(file: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{subtype}"), Rect=[0, 0, 9, 9])
        file.pages[0].Annots = pikepdf.Array([note])

    return change


def _form(file: pikepdf.Pdf) -> None:
    file.Root.AcroForm = pikepdf.Dictionary(XFA=file.make_stream(b"<xdp/>"))


ACTIVE: dict[str, Change] = {
    "JavaScript": _acting("JavaScript", JS="app.alert(1)"),
    "Launch": _acting("Launch", F="calc.exe"),
    "SubmitForm": _acting("SubmitForm", F="https://elsewhere"),
    "GoToR": _acting("GoToR", F="a.pdf"),
    "rich media": _noted("RichMedia"),
    "XFA": _form,
}


@pytest.mark.parametrize("how", [pdf, compressed], ids=["plain", "compressed"])
@pytest.mark.parametrize("what", ACTIVE)
def test_a_document_that_does_something_is_refused(what: str, how: Callable[[Change], bytes]) -> None:
    content = how(ACTIVE[what])
    if how is compressed:
        assert b"/JavaScript" not in content
    with pytest.raises(Active):
        take("a.pdf", content)


@pytest.mark.parametrize("how", [pdf, compressed], ids=["plain", "compressed"])
def test_a_document_that_carries_files_is_refused(how: Callable[[Change], bytes]) -> None:
    for change in (_attached, _noted("FileAttachment")):
        with pytest.raises(Carrier):
            take("a.pdf", how(change))


def test_a_word_written_otherwise_is_known() -> None:
    content = pdf(_acting("JavaScript", JS="x    "))
    hidden = content.replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS", b"/J#53").replace(b"x    )", b"x)")
    assert len(hidden) == len(content)
    assert b"/JavaScript" not in hidden
    with pytest.raises(Active):
        take("a.pdf", hidden)


def test_a_document_that_opens_at_a_place_and_links_to_a_page_is_taken() -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = pikepdf.Array([file.pages[0].obj, pikepdf.Name.Fit])
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://motcua.localhost/")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        file.pages[0].Annots = pikepdf.Array([note])

    assert take("a.pdf", pdf(change))[0] is Kind.PDF


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_document_is_refused(password: str) -> None:
    with pytest.raises(Locked):
        take("a.pdf", pdf(encryption=pikepdf.Encryption(owner="owner", user=password)))


def test_tables_that_unfold_to_too_much_are_refused() -> None:
    def change(file: pikepdf.Pdf) -> None:
        for place in range(300):
            file.Root[f"/K{place}"] = file.make_indirect(pikepdf.Dictionary(A=pikepdf.String("x" * 5_000)))

    content = compressed(change)
    assert take("a.pdf", content)[0] is Kind.PDF
    for tight in (replace(LIMIT, tables=100_000), replace(LIMIT, objects=100)):
        with pytest.raises(Bomb):
            recognise("a.pdf", content, limits=tight)


def test_a_table_that_unfolds_past_every_bound_is_not_unfolded() -> None:
    packed = zlib.compress(bytes(200_000_000), 9)
    head = b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[1 1 1]/Filter/FlateDecode/Length " + str(len(packed)).encode()
    content = head + b">>\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    with pytest.raises(FileRefused):
        take("a.pdf", content)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-30],
        lambda content: content + b"\n<script>",
        lambda content: b"\n" + content,
        lambda content: content.replace(b"startxref", b"startxxxx"),
        lambda content: b"%PDF-1.7\n%%EOF",
    ],
    ids=["cut", "behind", "before", "no table", "nothing"],
)
def test_a_document_that_does_not_stand_as_it_should_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FileRefused):
        take("a.pdf", spoil(pdf()))


def test_a_signed_or_continued_document_is_taken() -> None:
    """A second part behind the first, as a signature adds it, belongs to the document."""
    first = pdf()
    assert take("a.pdf", first + b"\n%%EOF\n")[0] is Kind.PDF


def test_a_chunk_of_ones_own_is_left_out_of_a_png() -> None:
    content = png_of(1, 1, zlib.compress(b"\x00\x7f"))
    with_more = content[:33] + chunk(b"prVt", b"<script>SECRET") + content[33:]
    assert take("a.png", with_more)[1] == content
