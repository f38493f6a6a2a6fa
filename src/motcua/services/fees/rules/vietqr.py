"""
The square code that a bank's program reads to transfer a fee: EMVCo's merchant-presented form, as NAPAS uses it.

Source: EMV QR Code Specification for Payment Systems, merchant-presented mode; NAPAS, VietQR (2021), by its published
examples.
"""

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold

NAPAS, TO_ACCOUNT, DONG, VIETNAM = "A000000727", "QRIBFTTA", "704", "VN"
LONGEST_MEMO = 25
LONGEST_ACCOUNT = 19


class NotAnAccount(Refused):
    """No money can be transferred to this account."""


def vietqr(*, bank: str, account: str, amount: int, memo: str) -> str:
    """
    Give the text of the square code for one payment.

    :param bank: the six digits of the bank (BIN). :param account: its number there.
    :param amount: in đồng, above zero.
    :param memo: what the transfer is for; it is folded to letters that every bank passes on, and cut to 25.
    :raises NotAnAccount: :raises ValueError: for an amount that nobody can transfer.
    """
    check_account(bank=bank, account=account)
    if not 0 < amount < 10**13:
        raise ValueError(amount)
    whose = _field("00", NAPAS) + _field("01", _field("00", bank) + _field("01", account)) + _field("02", TO_ACCOUNT)
    text = "".join(
        (
            _field("00", "01"),
            _field("01", "12"),
            _field("38", whose),
            _field("53", DONG),
            _field("54", str(amount)),
            _field("58", VIETNAM),
            _field("62", _field("08", memo_of(memo))),
            "6304",
        )
    )
    return f"{text}{checksum(text):04X}"


def memo_of(text: str) -> str:
    """Give a memo as banks pass it on: without diacritics, letters, figures and spaces alone, at most 25."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(text))
    kept = plain.upper() if text == text.upper() else plain
    return " ".join(kept.split())[:LONGEST_MEMO].strip()


def check_account(*, bank: str, account: str) -> None:
    """Check the digits of a bank and an account number. :raises NotAnAccount:"""
    if not (len(bank) == 6 and bank.isascii() and bank.isdecimal()):
        raise NotAnAccount(
            gettext_noop("this is not the number of a bank"),
            field="bank",
            value=bank,
            expected=gettext_noop("six digits, as 970436"),
        )
    if not (0 < len(account) <= LONGEST_ACCOUNT and account.isascii() and account.isalnum()):
        raise NotAnAccount(
            gettext_noop("this is not the number of an account"),
            field="account",
            value=account,
            expected=gettext_noop("at most 19 letters and digits"),
        )


def checksum(text: str) -> int:
    """Give CRC-16/CCITT-FALSE of a text: polynomial 0x1021, from 0xFFFF."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
            crc &= 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"
