"""Finding a procedure by a few letters: without diacritics, by its code, or by the first letters of its words."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from motcua.kernel.vietnamese import fold
from motcua.services.procedures.rules.words import Procedure

NAMED_SO = "thu tuc "
"""What many names begin with and nobody types."""

HOWS = ("code", "name", "words", "letters", "within", "near")
"""How a procedure was found, the best first: by its code, how its name begins, the beginnings of its words, their first
letters (``dkks``), somewhere within it, or in spite of a slip of the fingers."""


@dataclass(frozen=True, slots=True)
class Match:
    """A procedure that was found, and how."""

    code: str
    name: str
    field_name: str
    how: str


@dataclass(frozen=True, slots=True)
class _Entry:
    procedure: Procedure
    code: str
    folded: str
    words: tuple[str, ...]
    letters: str
    joined: str


class Index:
    """The procedures of a day as they are searched. Immutable."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._entries = [self._entry(one) for one in procedures]
        self._with_word: dict[str, set[int]] = {}
        for place, entry in enumerate(self._entries):
            for word in entry.words:
                self._with_word.setdefault(word, set()).add(place)

    @staticmethod
    def _entry(one: Procedure) -> _Entry:
        folded = fold(one.name)
        words = tuple("".join(letter if letter.isalnum() else " " for letter in folded).split())
        letters = "".join(word[0] for word in words)
        return _Entry(one, one.code.lower(), folded.removeprefix(NAMED_SO), words, letters, "".join(words))

    def search(self, text: str, *, limit: int, among: Container[str] | None = None) -> list[Match]:
        """Give the procedures that a text finds, best first; of equal rank what says it in one go, then short."""
        sought = fold(text)[:100].removeprefix(NAMED_SO)
        if not sought:
            return []
        parts, together = sought.split(), sought.replace(" ", "")
        found = []
        entries = [one for one in self._entries if among is None or one.procedure.code in among]
        for entry in entries:
            how = _how(entry, sought, parts, together)
            if how is not None:
                found.append((how, _loosely(entry, sought, together), len(entry.folded), entry))
        if not found and len(together) > 3:
            near = self._near(parts)
            found = [(5, False, len(one.folded), one) for one in near if among is None or one.procedure.code in among]
        found.sort(key=lambda one: (*one[:3], one[3].code))
        return [
            Match(entry.procedure.code, entry.procedure.name, entry.procedure.field_name, HOWS[how])
            for how, _, _, entry in found[:limit]
        ]

    def _near(self, parts: list[str]) -> Iterator[_Entry]:
        """
        Give the entries of which each part of some length is one slip away from the beginning of a word.

        Names share their words, so each part is compared with each word once and not with each name.
        """
        long = [part for part in parts if len(part) > 2]
        places = set(range(len(self._entries))) if long else set()
        for part in long:
            words = (known for word, known in self._with_word.items() if _one_slip(part, word))
            places &= set().union(*words)
        yield from (self._entries[place] for place in sorted(places))


def _how(entry: _Entry, sought: str, parts: list[str], together: str) -> int | None:
    if entry.code.startswith(together):
        return 0
    if entry.folded.startswith(sought):
        return 1
    if _in_order(entry.words, parts):
        return 2
    if len(together) > 1 and (together in entry.letters or _in_order(entry.words, parts, entry.letters)):
        return 3
    if sought in entry.folded or (
        all(part in entry.folded for part in parts if len(part) > 2) and any(len(part) > 2 for part in parts)
    ):
        return 4
    if len(together) > 4 and together in entry.joined:
        return 4
    return None


def _loosely(entry: _Entry, sought: str, together: str) -> bool:
    """Say whether a name says what is sought with something in between."""
    return f" {sought}" not in f" {entry.folded}" and together not in entry.letters


def _in_order(words: tuple[str, ...], parts: list[str], letters: str = "") -> bool:
    """Say whether the parts begin words, in their order; with letters, whether each does or is those of some words."""
    place = 0
    for part in parts:
        begun = next((at for at in range(place, len(words)) if words[at].startswith(part)), -1)
        short = letters.find(part, place) if len(part) > 1 else -1
        if begun < 0 and short < 0:
            return False
        place = short + len(part) if begun < 0 or 0 <= short < begun else begun + 1
    return True


def _one_slip(part: str, word: str) -> bool:
    """Say whether one letter too many, too few, another, or two exchanged part a text from how a word begins."""
    if word.startswith(part):
        return True
    place = next((at for at, (a, b) in enumerate(zip(part, word, strict=False)) if a != b), min(len(part), len(word)))
    rest, left = part[place:], word[place:]
    return (
        (left.startswith(rest[1:]) and (len(rest) > 1 or len(part) > 3))
        or left[1:].startswith(rest[1:])
        or left[1:].startswith(rest)
        or (
            len(rest) > 1
            and len(left) > 1
            and rest[0] == left[1]
            and rest[1] == left[0]
            and left[2:].startswith(rest[2:])
        )
    )
