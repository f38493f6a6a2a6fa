"""What a result says: the text of a template with its places, what a draft holds, and how two drafts differ."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.results.rules.words import Medium

LONGEST = 20_000
"""No text of a result is longer, in letters."""
_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")
KNOWN = ("mã hồ sơ", "ngày tiếp nhận", "tên thủ tục", "họ tên", "số định danh", "địa chỉ", "cơ quan")
"""The places that are filled in from what is on record; every other one is for who drafts."""


class NotAResult(Refused):
    """A draft that cannot become a result."""


@dataclass(frozen=True, slots=True)
class Content:
    """
    What a draft holds. ``kind`` is that of the paper, as ``Quyết định``; ``sign`` what stands behind its number.

    :param grants: false where it decides against the citizen.
    :param valid_until: the last day on which it holds; None without end.
    """

    kind: str
    sign: str
    about: str
    text: str
    medium: Medium = Medium.ELECTRONIC
    grants: bool = True
    valid_until: date | None = None
    receivers: str = ""


def told(content: Content) -> dict[str, Any]:
    """Give a draft as plain words."""
    until = content.valid_until
    return asdict(content) | {"medium": content.medium.value, "valid_until": until.isoformat() if until else None}


def read(body: Mapping[str, Any]) -> Content:
    """Give back what :func:`told` gave."""
    until = body["valid_until"]
    return Content(
        **{**body, "medium": Medium(body["medium"]), "valid_until": date.fromisoformat(until) if until else None}
    )


def places_in(text: str) -> list[str]:
    """Give the places that a text leaves open, each once, in order: ``{Diện tích}`` leaves ``Diện tích``."""
    return list(dict.fromkeys(_PLACE.findall(text)))


def filled(text: str, known: Mapping[str, str]) -> str:
    """Fill in the places that are known; the others stay."""
    return _PLACE.sub(lambda found: known.get(found[1]) or found[0], text)


def check(content: Content) -> None:
    """Check that a draft says what a result says. :raises NotAResult: naming the first field that does not."""
    for field in ("kind", "sign", "about", "text"):
        if not getattr(content, field).strip():
            raise NotAResult(gettext_noop("this is missing"), field=field, value="")
    if len(content.text) > LONGEST:
        raise NotAResult(
            gettext_noop("the text is too long"),
            field="text",
            value=len(content.text),
            expected=gettext_noop("at most %(most)s letters"),
            params={"most": LONGEST},
        )
    for field in ("about", "text"):
        if left := places_in(getattr(content, field)):
            raise NotAResult(
                gettext_noop("places are still open"),
                field=field,
                value=", ".join(left),
                expected=gettext_noop("write what belongs there instead of the braces"),
            )


class Mark(StrEnum):
    """How a line of two drafts compares."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def changes(before: str, after: str) -> list[tuple[Mark, str]]:
    """Give the lines of two texts in order, each said to be the same, gone or new; without a change, none."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    if old == new:
        return []
    found: list[tuple[Mark, str]] = []
    for what, left, left_end, right, right_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [(Mark.SAME, line) for line in old[left:left_end]]
        else:
            found += [(Mark.GONE, line) for line in old[left:left_end]]
            found += [(Mark.NEW, line) for line in new[right:right_end]]
    return found
