"""Honest files of every kind are taken; a name that lies, and what is no such file, are refused."""

import zipfile
from dataclasses import replace

import pytest

from files.samples import (
    HONEST,
    LIMIT,
    archive,
    pdf,
    take,
    word,
)
from motcua.foundation.files.public import (
    Broken,
    EmptyFile,
    Kind,
    LyingName,
    TooLarge,
    TwoInOne,
    UnknownKind,
)
from motcua.foundation.files.rules.recognising import recognise


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
