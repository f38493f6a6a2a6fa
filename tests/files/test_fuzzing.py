"""Whatever bytes come: a file is taken or refused, and nothing else happens."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.samples import HONEST, compressed, pdf
from motcua.foundation.files.public import FileRefused, Kind
from motcua.foundation.files.rules.recognising import recognise
from motcua.foundation.files.rules.words import LIMITS

SIGNATURES = (b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x00\x00\x00\x18ftypheic")
ENDINGS = ("a.pdf", "a.png", "a.jpg", "a.docx", "a.xlsx", "a.csv", "a.txt", "a")
WHOLE = {name: make() for name, make in HONEST.items()} | {
    "acting.pdf": pdf(lambda file: file.Root.__setattr__("OpenAction", file.pages[0].obj)),
    "tables.pdf": compressed(lambda file: file.make_stream(b"x" * 900)),
}


def taken(name: str, content: bytes) -> bool:
    """Say whether a file was taken; what is taken is taken again as it then is."""
    try:
        kind, clean = recognise(name, content, limits=LIMITS[0])
    except FileRefused:
        return False
    assert recognise(name, clean, limits=LIMITS[0]) == (kind, clean)
    assert isinstance(kind, Kind)
    return True


@given(st.sampled_from(SIGNATURES), st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_bytes_by_chance(signature: bytes, more: bytes, name: str) -> None:
    taken(name, signature + more)


@pytest.mark.parametrize("name", WHOLE)
def test_honest_files_with_some_bytes_changed(name: str) -> None:
    """Two hundred spoilings each; the honest file itself is the control."""
    chance, whole = random.Random(name), WHOLE[name]  # noqa: S311  the same spoilings on every run
    assert taken(name, whole)
    for _ in range(200):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(len(content))
            match chance.randrange(4):
                case 0:
                    content[at] ^= 1 << chance.randrange(8)
                case 1:
                    del content[at : at + chance.randrange(1, 20)]
                case 2:
                    content[at:at] = chance.randbytes(chance.randrange(1, 20))
                case _:
                    content[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
            if not content:
                break
        taken(name, bytes(content))
