"""
The heads and ends of official papers: which body issues, where, under what number, and who signs.

Papers are Vietnamese whatever language a page is read in, so their words stand here as they are printed.
"""

from collections.abc import Iterable
from datetime import date

from motcua.foundation.papers.rules.documents import Signature
from motcua.foundation.units import public as units

PREFIXES = ("Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Xã ", "Phường ", "Thị trấn ", "Đặc khu ")
CHIEFS = ("Giám đốc", "Chủ tịch", "Trưởng phòng", "Chi cục trưởng", "Chánh Văn phòng", "Chánh Thanh tra")
"""The heads of bodies; a deputy's title is ``Phó`` and the same words."""


def body(unit: units.Unit) -> str:
    """Name the body that issues papers for a unit: a department itself, else the committee of the government."""
    if unit.level is units.Level.DEPARTMENT or unit.name.startswith(("UBND", "Ủy ban")):
        return unit.name
    return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"


def above(unit: units.Unit, *, on: date) -> str:
    """Name the body that a unit belongs to, as heads shorten it; a government's paper bears its own head alone."""
    structure = units.structure(on)
    if unit.level is not units.Level.DEPARTMENT or unit.id not in structure.units:
        return ""
    higher = structure.above(unit.id)
    return body(higher[0]).replace("Ủy ban nhân dân", "UBND") if higher else ""


def locality(unit: units.Unit, *, on: date) -> str:
    """Name the place that a paper is dated at: the government's, without the word for its level."""
    structure = units.structure(on)
    line = (unit, *(structure.above(unit.id) if unit.id in structure.units else ()))
    name = next((one for one in line if one.level is not units.Level.DEPARTMENT), line[-1]).name
    return next((name.removeprefix(word) for word in PREFIXES if name.startswith(word)), name)


def abbreviation(unit: units.Unit) -> str:
    """Shorten a body as the sign of its papers has it: ``SNV``, ``STTTT``; ``UBND`` for a committee."""
    if unit.level is not units.Level.DEPARTMENT:
        return "UBND"
    words = (word for word in unit.name.split() if word.lower() not in {"và", "-"})
    return "".join(word[0] for word in words if word[0].isalpha()).upper()


def numbered(number: str, sign: str) -> tuple[str, str]:
    """Split ``1296/KH-SNV`` into the number and the sign; what does not begin with a digit is a sign alone."""
    if not number[:1].isdigit():
        return "", number or sign
    given, slash, rest = number.partition("/")
    return given.strip(), rest.strip() if slash else sign


def enumerated(items: Iterable[str]) -> tuple[str, ...]:
    """End each item of a list with a semicolon, and the last with a full stop."""
    *some, last = [item.rstrip(".; ") for item in items] or [""]
    return (*(f"{item};" for item in some), f"{last}.") if last else ()


def ended(text: str) -> str:
    """End a sentence with a full stop, if nothing ends it."""
    return text if text.rstrip().endswith((".", ";", "?", "!", ":")) else f"{text.rstrip()}."


def signed(title: str, unit: units.Unit) -> Signature:
    """
    Set who signs by the title of the post: a deputy signs for the head, who signs for the committee.

    :param title: empty while nobody has signed.
    """
    committee = (f"TM. {body(unit).upper()}",) if unit.level is not units.Level.DEPARTMENT else ()
    for chief in CHIEFS:
        deputy = f"Phó {chief[:1].lower()}{chief[1:]}"
        for said, authority in ((f"Phó {chief}", True), (deputy, True), (chief, False)):
            if title.startswith(said):
                return Signature(said, authority=(*committee, *((f"KT. {chief.upper()}",) if authority else ())))
    return Signature(title or "Thủ trưởng cơ quan", authority=committee)
