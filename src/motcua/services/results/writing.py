"""A draft becomes a paper: laid out with places for what comes later, the same bytes for the same draft."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from motcua.foundation.papers.public import Block, Centred, Check, Document, Paragraph, Run, heads, open_pdf
from motcua.foundation.signing import public as signing
from motcua.foundation.units import public as units
from motcua.services.results.rules.content import Content

ENTRIES, SIGNATURES = ("number", "day"), ("signature", "seal")
_ARTICLE = re.compile(r"(Điều \d+\.)\s*(.*)")


def written(content: Content, *, signer: str, unit: units.Unit, code: str, address: str, on: date) -> bytes:
    """
    Set a draft as it is signed: number and day come later, the signer is named by the title of the post.

    :param unit: in whose name it is signed. :param code: by which anybody checks it, at the public site's address.
    """
    document = Document(
        above=heads.above(unit, on=on),
        issuer=heads.body(unit),
        sign=content.sign,
        place=heads.locality(unit, on=on),
        kind=content.kind,
        about=content.about,
        blocks=tuple(blocks(content.text)),
        signatures=(heads.signed(signer, unit),),
        receivers=tuple(line.strip() for line in content.receivers.splitlines() if line.strip()),
        check=Check(f"{address}/ket-qua/{code}/", f"Mã kiểm tra kết quả: {code}"),
        open=True,
    )
    pdf, places = open_pdf(document, on=on)
    return signing.lay_out(
        pdf,
        entries={name: places[name] for name in ENTRIES},
        signatures={name: places[name] for name in SIGNATURES},
    )


def blocks(text: str) -> Iterator[Block]:
    """Give a text as it is set: ``QUYẾT ĐỊNH:`` alone in a line stands in the middle, ``Điều 1.`` is bold."""
    for line in (" ".join(one.split()) for one in text.splitlines()):
        if not line:
            continue
        if article := _ARTICLE.fullmatch(line):
            yield Paragraph((Run(article[1] + " ", bold=True), Run(article[2])))
        elif line == line.upper() and line.endswith(":"):
            yield Centred(line)
        else:
            yield Paragraph(line)


def signed_mark(title: str, at: datetime) -> signing.Mark:
    """Say who signed and when, as it stands in the place of the signature."""
    return signing.Mark((f"Ký bởi: {title}", f"Thời gian ký: {at:%H:%M:%S}", f"ngày {at:%d/%m/%Y}"), "blue")


def seal_mark(unit: units.Unit, at: datetime) -> signing.Mark:
    """Say which office sealed and when."""
    return signing.Mark((heads.body(unit).upper(), f"{at:%H:%M:%S}", f"{at:%d/%m/%Y}"), "red")
