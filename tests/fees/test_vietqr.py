"""The square code of a transfer: as independent generators write it, and readable as drawn."""

import io

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from motcua.services.fees.public import NotAnAccount, memo_of, vietqr
from motcua.services.fees.rules.vietqr import checksum

VECTORS = [
    # subiz/vietqr, README: an example of its generator (memo given with diacritics).
    (
        ("970415", "0011001932418", 120_000, "ủng hộ lũ lụt"),
        "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN"
        "62170813ung ho lu lut6304C15C",
    ),
    # A code that payOS issued, found in a published data set.
    (
        ("970422", "VQRQADAIJ5512", 7_000, "TL89 100"),
        "00020101021238570010A000000727012700069704220113VQRQADAIJ55120208QRIBFTTA5303704540470005802VN"
        "62120808TL89 1006304E346",
    ),
    # An example in the published design of a shop's program.
    (
        ("970436", "1023456789", 1_943_000, "TT000069"),
        "00020101021238540010A00000072701240006970436011010234567890208QRIBFTTA5303704540719430005802VN"
        "62120808TT0000696304A8E5",
    ),
]


@pytest.mark.parametrize(("asked", "code"), VECTORS)
def test_it_is_written_as_independent_generators_write_it(asked: tuple[str, str, int, str], code: str) -> None:
    bank, account, amount, memo = asked
    assert vietqr(bank=bank, account=account, amount=amount, memo=memo) == code


def test_the_checksum_is_that_of_the_standard() -> None:
    """The check value of CRC-16/CCITT-FALSE that catalogues of such sums give."""
    assert checksum("123456789") == 0x29B1


@given(
    amount=st.integers(1, 10**12), account=st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True), memo=st.text(max_size=60)
)
def test_its_parts_are_read_again(amount: int, account: str, memo: str) -> None:
    code = vietqr(bank="970436", account=account, amount=amount, memo=memo)
    fields = read(code)
    assert fields["54"] == str(amount)
    assert read(read(fields["38"])["01"]) == {"00": "970436", "01": account}
    assert read(fields["62"])["08"] == memo_of(memo)
    assert len(memo_of(memo)) <= 25
    assert f"{checksum(code[:-4]):04X}" == code[-4:]


def read(text: str) -> dict[str, str]:
    found = {}
    while text:
        length = int(text[2:4])
        found[text[:2]] = text[4 : 4 + length]
        text = text[4 + length :]
    return found


def test_it_is_readable_as_it_is_drawn() -> None:
    code = VECTORS[0][1]
    out = io.BytesIO()
    segno.make(code, error="m").save(out, kind="png", scale=4)
    (found,) = zxingcpp.read_barcodes(Image.open(out))
    assert found.text == code


@pytest.mark.parametrize(
    ("bank", "account"),
    [("97041", "1"), ("97041x", "1"), ("970415", ""), ("970415", "1" * 20), ("970415", "12 3"), ("９70415", "1")],
)
def test_what_is_no_account_is_refused(bank: str, account: str) -> None:
    with pytest.raises(NotAnAccount):
        vietqr(bank=bank, account=account, amount=1, memo="")
