"""Honest files of every kind, ways to spoil them, and the taking of them."""

import base64
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import pikepdf
import xlsxwriter
from PIL import Image
from PIL.Image import Exif

from motcua.foundation.files.public import Kind
from motcua.foundation.files.rules.recognising import recognise
from motcua.foundation.files.rules.words import LIMITS

LIMIT = LIMITS[0]
TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAANwACAAEAAAAAAAAA"
    "AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAA"
    "ALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQED"
    "cAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlz"
    "cGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGlt"
    "ZwACAAEAAQAAAD9tZGF0AAAAMygBrxmA94RJf/CzCNPPdAzV4r7CgA+xDyF9rLnwX4nQhwUD+w7A8f8tibT2d/r2uFpnoA=="
)
"""A picture of 64 × 48 points, blue at its upper left and red elsewhere, as a telephone's program writes it."""


def take(name: str, content: bytes) -> tuple[Kind, bytes]:
    """Recognise a file within the limits of the program."""
    return recognise(name, content, limits=LIMIT)


def picture(width: int = 40, height: int = 30) -> Image.Image:
    """Draw a picture in which no two neighbouring points are the same."""
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 6 % 256, y * 8 % 256, (x + y) * 3 % 256) for y in range(height) for x in range(width)])
    return image


def camera(orientation: int = 6) -> Exif:
    """Write what a phone writes: its maker, where it was, how it was held."""
    exif = Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = orientation, "SECRETPHONE", "SECRET OWNER"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (20.0, 39.0, 12.0)
    return exif


def jpeg(orientation: int = 6, *, progressive: bool = False) -> bytes:
    held = BytesIO()
    picture().save(
        held, "JPEG", exif=camera(orientation), comment=b"SECRET COMMENT", progressive=progressive, quality=90
    )
    return held.getvalue()


def png(*, interlaced: bool = False) -> bytes:
    """Give a picture with a text; Pillow writes no interlaced ones, so that is one grey point a pass by hand."""
    if interlaced:
        return png_of(1, 1, zlib.compress(b"\x00\x7f"), interlaced=1)
    held = BytesIO()
    picture().save(held, "PNG", exif=camera())
    whole = held.getvalue()
    return whole[:33] + chunk(b"tEXt", b"Author\x00SECRET OWNER") + whole[33:]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, data: bytes, *, depth: int = 8, colour: int = 0, interlaced: int = 0) -> bytes:
    """Give a picture of one's own making."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda file: None, **save: object) -> bytes:
    """Give a document of one page; ``change`` does something to it first."""
    file, held = pikepdf.new(), BytesIO()
    file.add_blank_page()
    change(file)
    file.save(held, deterministic_id="encryption" not in save, **save)  # type: ignore[arg-type]  # words of the library
    return held.getvalue()


def compressed(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Give a document whose objects stand in compressed tables, where no search for words finds them."""
    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def archive(entries: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", packing) as file:
        for name, body in entries.items():
            file.writestr(name, body)
    return held.getvalue()


def word(more: Mapping[str, bytes | str] | None = None, *, kind: str = WORD, body: str = "Kế hoạch") -> bytes:
    """Give a Word document, with more entries in it."""
    return archive(
        {
            TYPES: f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
            "word/document.xml": f'<w:document xmlns:w="w"><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:document>',
            **(more or {}),
        }
    )


def relations(*ones: tuple[str, str, str]) -> str:
    """Write relations: kind, target, mode."""
    said = (
        f'<Relationship Id="r" Type="{RELATIONS}/{kind}" Target="{to}" TargetMode="{mode}"/>' for kind, to, mode in ones
    )
    return f"<Relationships>{''.join(said)}</Relationships>"


def workbook() -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Sổ")
    sheet.write_string(0, 0, "Mã")
    sheet.write_formula(1, 0, "=SUM(B1:B9)")
    sheet.write_url(2, 0, "https://motcua.localhost/")
    sheet.insert_image(3, 0, "a.png", {"image_data": BytesIO(png())})
    book.close()
    return held.getvalue()


HONEST: Mapping[str, Callable[[], bytes]] = {
    "kế hoạch.pdf": pdf,
    "compressed.pdf": lambda: compressed(lambda file: None),
    "ảnh.JPG": jpeg,
    "progressive.jpeg": lambda: jpeg(progressive=True),
    "ảnh.png": png,
    "interlaced.png": lambda: png(interlaced=True),
    "văn bản.docx": word,
    "sổ.xlsx": workbook,
    "sổ.csv": lambda: "\ufeffmã;tên\r\n001;Kế hoạch\r\n".encode(),
    "ghi chú.txt": lambda: "Ghi chú: 5 < 7\n".encode(),
}
"""Honest files by name."""
