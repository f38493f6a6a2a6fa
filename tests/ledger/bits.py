"""Every single bit, turned."""

from collections.abc import Iterator


def flipped(content: bytes) -> Iterator[bytes]:
    """Give the content again and again, each time with another of its bits turned."""
    for bit in range(8 * len(content)):
        turned = bytearray(content)
        turned[bit // 8] ^= 1 << bit % 8
        yield bytes(turned)
