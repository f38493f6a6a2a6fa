"""Single values of a TOML file: each is read, or what is wrong with it gathered and something harmless given."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.scorecards.rules.lines import Path
from motcua.reform.scorecards.rules.points import rounded

Table = Mapping[str, Any]
_MISSING = {True: gettext_noop("this is missing"), False: gettext_noop("this cannot stand here")}


@dataclass(slots=True)
class Values:
    """Reads values of tables; ``faults`` is what was wrong, each with the path at which it stands."""

    faults: list[tuple[Path, Refused]] = field(default_factory=list)

    def fault(self, path: Path, text: str, *, value: object = None, expected: str = "", **params: object) -> None:
        """Gather a fault; ``text`` and ``expected`` are marked for translation where they are written."""
        refusal = Refused(text, field=_written(path), value=value, expected=expected, params=params)
        self.faults.append((path, refusal))

    def known(self, said: Table, path: Path, keys: Collection[str]) -> None:
        """Check that nothing else is said in a table."""
        for key in said:
            if key not in keys:
                near = ", ".join(get_close_matches(key, keys, n=1)) or ", ".join(keys)
                self.fault(
                    (*path, key),
                    gettext_noop("this is not known here"),
                    expected=gettext_noop("perhaps %(near)s is meant"),
                    near=near,
                )

    def tables(self, said: Table, path: Path, key: str, *, needed: bool = False) -> Iterator[tuple[Path, Table]]:
        """Give the tables of a list, each with its path."""
        value = said.get(key, [])
        if (needed and not value) or not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(
                (*path, key),
                gettext_noop("a list of tables is needed here"),
                expected=gettext_noop("write [[%(name)s]]"),
                name=key,
            )
            return
        for place, one in enumerate(value):
            yield (*path, key, place), one

    def text(self, said: Table, path: Path, key: str, default: str | None = None) -> str:
        value = said.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(
                (*path, key), _MISSING[value is None], value=value, expected=gettext_noop("write a text in quotes")
            )
            return default or ""
        return value.strip()

    def number(
        self, said: Table, path: Path, key: str, default: Decimal | None = None, *, negative: bool = False
    ) -> Fraction:
        value = said.get(key, default)
        fits = isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()
        if not fits or (value < 0 and not negative):
            self.fault(
                (*path, key), _MISSING[value is None], value=value, expected=gettext_noop("write a number, as 0.8")
            )
            return Fraction(0)
        return Fraction(value)

    def points(self, said: Table, path: Path, key: str) -> Decimal:
        exact = self.number(said, path, key)
        if exact != Fraction(rounded(exact)):
            self.fault(
                (*path, key),
                gettext_noop("points have two decimals at the most"),
                value=said[key],
                expected=gettext_noop("write a number, as 0.25"),
            )
        return rounded(exact)

    def day(self, said: Table, path: Path, key: str, *, needed: bool = True) -> date | None:
        value = said.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(
                (*path, key),
                _MISSING[value is None],
                value=value,
                expected=gettext_noop("write a day without quotes, as 2022-08-01"),
            )
            return None
        return value

    def yes(self, said: Table, path: Path, key: str) -> bool:
        value = said.get(key, False)
        if not isinstance(value, bool):
            self.fault((*path, key), _MISSING[False], value=value, expected=gettext_noop("write true or false"))
        return value is True

    def word(self, said: Table, path: Path, key: str, words: Any, default: Any = None) -> Any:
        """Read one of some words; none if it is another."""
        value = said.get(key, default)
        if value in [*words]:
            return words(value)
        self.fault(
            (*path, key),
            _MISSING[value is None],
            value=value,
            expected=gettext_noop("write one of %(words)s"),
            words=", ".join(words),
        )
        return None


def _written(path: Path) -> str:
    """Write a path as people count: ``groups[2].components[1].max``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
