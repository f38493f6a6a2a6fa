"""A paper is signed, numbered and sealed one after the other, and whoever changes it afterwards is found out."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.foundation.papers.public import Check, Document, Paragraph, Signature, open_pdf
from motcua.foundation.signing import public as signing
from motcua.foundation.signing.public import Later, Mark
from motcua.kernel.refusals import Refused

DAY = date(2022, 10, 10)
AT = datetime(2022, 10, 10, 10, 52, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MARK = Mark(("Ký bởi: Chủ tịch", "10:52, 10/10/2022"), "blue")


@pytest.fixture
def keys(home: Path) -> Path:
    """Give the home in which a leader and the office have keys."""
    signing.make_trial_key("post/2", name="Chủ tịch UBND xã Mẫu", at=AT)
    signing.make_trial_key("unit/3", name="UBND xã Mẫu", at=AT)
    return home


def laid_out() -> bytes:
    document = Document(
        issuer="Ủy ban nhân dân xã Mẫu", sign="QĐ-UBND", place="Xã Mẫu", kind="Quyết định", about="Về việc thử",
        blocks=(Paragraph("Điều 1. Thử."),), signatures=(Signature("Chủ tịch"),), open=True,
        check=Check("https://motcua.vn/ket-qua/", "AAAAA-BBBBB"),
    )  # fmt: skip
    pdf, places = open_pdf(document, on=DAY)
    return signing.lay_out(
        pdf,
        entries={name: places[name] for name in ("number", "day")},
        signatures={name: places[name] for name in ("signature", "seal")},
    )


def signed(pdf: bytes, place: str = "signature", holder: str = "post/2") -> bytes:
    return signing.sign(
        pdf, place=place, holder=holder, mark=MARK, reason="Ký ban hành", service=signing.FileKeys(), at=AT, on=DAY
    )


def issued() -> bytes:
    numbered = signing.fill(signed(laid_out()), {"number": "12/QĐ-UBND", "day": "ngày 10 tháng 10 năm 2022"}, on=DAY)
    return signed(numbered, "seal", "unit/3")


@pytest.mark.usefixtures("keys")
def test_a_paper_is_signed_then_numbered_then_sealed_and_both_signatures_hold() -> None:
    leader, office = signing.signatures_in(issued())
    assert (leader.name, leader.intact, leader.later, leader.at) == (
        "Chủ tịch UBND xã Mẫu",
        True,
        Later.FILLED,
        AT,
    )
    assert (office.name, office.place, office.intact, office.later) == ("UBND xã Mẫu", "seal", True, Later.NOTHING)
    assert not leader.trusted
    assert leader.organisation == "Chữ ký dùng thử"


def test_a_certificate_that_the_installation_trusts_is_said_to_be(keys: Path) -> None:
    trusted = keys / "keys" / "trusted"
    trusted.mkdir()
    der = signing.FileKeys().certificate("post/2")
    (trusted / "leader.pem").write_bytes(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM))
    leader, office = signing.signatures_in(issued())
    assert (leader.trusted, office.trusted) == (True, False)


def holds(pdf: bytes) -> bool:
    """Say whether a file is signed, every signature is intact, and nothing but open places was changed."""
    found = signing.signatures_in(pdf)
    return bool(found) and all(one.intact and one.later is not Later.CHANGED for one in found)


@pytest.mark.usefixtures("keys")
def test_it_signs_and_checks_where_a_loop_runs_already() -> None:
    """Some who call have a loop of their own in their thread; a thread apart plays them, for this one may have one."""

    async def called() -> bool:
        return holds(issued())

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(lambda: asyncio.run(called())).result()


@pytest.mark.usefixtures("keys")
def test_what_is_drawn_over_a_signed_paper_is_found_out() -> None:
    pdf, out = signed(laid_out()), io.BytesIO()
    assert holds(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].contents_add(b"BT ET")
        opened.save(out)
    assert not holds(out.getvalue())


@pytest.mark.usefixtures("keys")
def test_text_that_is_put_over_it_as_an_increment_is_found_out() -> None:
    """The control to filling in: the same way of writing, to a place that nobody left open."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(laid_out())))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q Q")))
    out = io.BytesIO()
    writer.write(out)
    assert not holds(out.getvalue())


@pytest.mark.usefixtures("keys")
def test_one_changed_byte_of_what_was_signed_is_found_out() -> None:
    pdf = issued()
    assert holds(pdf)
    for place in range(9, len(laid_out()), 997):
        other = bytearray(pdf)
        other[place] ^= 1
        assert not holds(bytes(other)), place


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda: signed(laid_out(), holder="post/77"), signing.NoCertificate),
        (lambda: signed(laid_out(), place="elsewhere"), signing.NotThere),
        (lambda: signed(signed(laid_out())), signing.NotSigned),
        (lambda: signing.fill(laid_out(), {"colour": "red"}, on=DAY), signing.NotThere),
        (lambda: signing.fill(issued(), {"number": "13/QĐ-UBND"}, on=DAY), signing.NotThere),
    ],
)
def test_what_cannot_be_signed_or_filled_in_is_refused(act: object, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        act()  # type: ignore[operator]  # a function without arguments


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no paper at all"])
def test_what_is_no_paper_has_no_signature(content: bytes) -> None:
    assert signing.signatures_in(content) == []


def test_a_file_of_another_password_says_so(keys: Path) -> None:
    (keys / "keys" / "signing" / "post-2.p12").write_bytes(b"not a key")
    with pytest.raises(signing.NoCertificate):
        signed(laid_out())
