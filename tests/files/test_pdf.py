"""PDF files that do something, carry something or do not stand as they should are refused; plain ones are taken."""

import zlib
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from files.samples import (
    LIMIT,
    compressed,
    pdf,
    take,
)
from motcua.foundation.files.public import (
    Active,
    Bomb,
    Carrier,
    FileRefused,
    Kind,
    Locked,
)
from motcua.foundation.files.rules.recognising import recognise

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


def continued(content: bytes, body: bytes) -> bytes:
    """Put another object and another table behind a document, as a signature does."""
    before = content.rindex(b"startxref") + 10
    table = content[before : content.index(b"\n", before)]
    at = len(content)
    added = content + b"9 0 obj\n" + body + b"\nendobj\n"
    return (
        added
        + (
            f"xref\n9 1\n{at:010d} 00000 n \ntrailer\n<< /Size 10 /Root 1 0 R /Prev {table.decode()} >>\n"
            f"startxref\n{len(added)}\n%%EOF\n"
        ).encode()
    )


def test_a_continued_document_is_taken_and_what_continues_it_is_looked_through() -> None:
    assert take("a.pdf", continued(pdf(), b"<< /Type /Sig >>"))[0] is Kind.PDF
    with pytest.raises(Active):
        take("a.pdf", continued(pdf(), b"<< /S /JavaScript /JS (x) >>"))
