"""What a unit's name says about its level."""

from motcua.foundation.units.rules.words import Level
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold

# "Thành phố" is a province at the top of the tree and a district under a province; see guess_level.
_FIRST_WORDS = {
    "tinh": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "quan": Level.DISTRICT,
    "thi xa": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "phuong": Level.COMMUNE,
    "thi tran": Level.COMMUNE,
    "dac khu": Level.COMMUNE,
    "phong": Level.DEPARTMENT,
    "so": Level.DEPARTMENT,
    "ban": Level.DEPARTMENT,
    "van phong": Level.DEPARTMENT,
    "trung tam": Level.DEPARTMENT,
    "bo phan": Level.DEPARTMENT,
    "chi cuc": Level.DEPARTMENT,
    "chi nhanh": Level.DEPARTMENT,
    "thanh tra": Level.DEPARTMENT,
}
_COUNCILS = ("uy ban nhan dan ", "ubnd ")
_LEVEL_WORDS = {"tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "xa": Level.COMMUNE, "phong ban": Level.DEPARTMENT}


def guess_level(name: str, *, under: Level | None) -> Level | None:
    """
    Tell the level of a unit from the first words of its name, as ``Huyện Quỳnh Phụ`` or ``UBND xã An Khê``.

    :param under: the level of its parent, none at the top.
    """
    said = fold(name)
    for council in _COUNCILS:
        said = said.removeprefix(council)
    words = said.split(maxsplit=2)
    if words[:2] == ["thanh", "pho"]:
        return Level.PROVINCE if under is None else Level.DISTRICT
    return _FIRST_WORDS.get(" ".join(words[:2])) or _FIRST_WORDS.get(words[0] if words else "")


def read_level(text: str) -> Level:
    """Read a level, in English as it is stored, or in Vietnamese: tỉnh, huyện, xã, phòng ban. :raises Refused:"""
    said = fold(text)
    if said in _LEVEL_WORDS:
        return _LEVEL_WORDS[said]
    if said in set(Level):
        return Level(said)
    raise Refused(
        gettext_noop("there is no such level"),
        field="level",
        value=text,
        expected=gettext_noop("write province, district, commune or department"),
    )


def level_of(name: str, written: str, *, under: Level | None) -> Level:
    """Give the level that is written, else the one that the name tells. :raises Refused: if neither does."""
    if level := read_level(written) if written else guess_level(name, under=under):
        return level
    raise Refused(
        gettext_noop("the level cannot be told from this name"),
        field="name",
        value=name,
        expected=gettext_noop("add a column level: province, district, commune or department"),
    )
