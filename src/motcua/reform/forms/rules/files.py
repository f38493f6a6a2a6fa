"""The files in which forms are declared: TOML, held to its shape; what is wrong is told with its line."""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.rules.declaring import SURE, Carry, Column, Form, Identity, Rows, Words

_FORM = (
    *("code", "number", "title", "rows", "scope", "gathers", "valid_from", "valid_to", "source", "sure"),
    "illustrative",
)
_COLUMN = ("number", "title", "block", "count", "sum", "holds")
_IDENTITY = ("code", "whole", "parts", "source", "sure")
_CARRY = ("code", "this", "before", "source", "sure")
HOLDS = ("place", "code", "procedure", "unit", "received", "due", "closed", "note", "nothing")
"""What a column of a list of dossiers may say of each."""


class WrongDeclaration(Refused):
    """A file of forms says what cannot be meant."""


def read_forms(text: str, *, name: str, counts: Collection[str]) -> tuple[Form, ...]:
    """
    Read the forms of a file; they share its columns and identities.

    :param name: of the file, for messages.
    :param counts: the codes of the counts that there are.
    :raises WrongDeclaration: with the line.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise WrongDeclaration(
            gettext_noop("the file is not TOML: %(why)s"),
            value=name,
            expected=gettext_noop("put it right at that place"),
            line=int(line[1]) if line else len(text.splitlines()),
            params={"why": error},
        ) from None
    return _File(text, name, frozenset(counts)).forms(said)


class _File:
    """One file, its tables told by their place in it."""

    def __init__(self, text: str, name: str, counts: frozenset[str]) -> None:
        self.lines = text.splitlines()
        self.name = name
        self.counts = counts

    def forms(self, said: Mapping[str, Any]) -> tuple[Form, ...]:
        self.known(said, ("form", "column", "identity", "carry"), "", 0)
        columns = tuple(self.column(one, place) for place, one in enumerate(self.tables(said, "column")))
        numbers = [column.number for column in columns]
        for place, column in enumerate(columns):
            if column.number in numbers[:place]:
                raise self.wrong("column", place, "number", column.number, gettext_noop("number each column once"))
            if not set(column.sum_of) <= set(numbers) - {column.number}:
                raise self.wrong(
                    "column", place, "sum", column.sum_of, gettext_noop("add up other columns of the form")
                )
        identities = tuple(
            self.identity(one, place, numbers) for place, one in enumerate(self.tables(said, "identity"))
        )
        carry = self.carry(said["carry"], numbers) if "carry" in said else None
        return tuple(
            self.form(one, place, columns, identities, carry) for place, one in enumerate(self.tables(said, "form"))
        )

    def tables(self, said: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
        given = said.get(table, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            raise self.wrong(table, 0, table, given, gettext_noop("write it as tables: [[%(key)s]]"))
        if not given and table in {"form", "column"}:
            raise self.wrong(table, 0, table, "", gettext_noop("write at least one [[%(key)s]]"))
        return given

    def form(
        self,
        said: Mapping[str, Any],
        place: int,
        columns: tuple[Column, ...],
        identities: tuple[Identity, ...],
        carry: Carry | None,
    ) -> Form:
        self.known(said, _FORM, "form", place)
        rows = self.text(said, "rows", "form", place)
        if rows not in set(Rows):
            raise self.wrong("form", place, "rows", rows, gettext_noop("write field, unit or dossier"))
        scope = said.get("scope", "below")
        if scope not in {"own", "below"}:
            raise self.wrong("form", place, "scope", scope, gettext_noop("write own or below"))
        illustrative = said.get("illustrative", False)
        if not isinstance(illustrative, bool):
            raise self.wrong("form", place, "illustrative", illustrative, gettext_noop("write true or false"))
        since, until = said.get("valid_from"), said.get("valid_to")
        if type(since) is not date or not (until is None or (type(until) is date and until >= since)):
            raise self.wrong(
                "form", place, "valid_from", since, gettext_noop("write the days as 2020-10-21, the last not before")
            )
        return Form(
            code=self.text(said, "code", "form", place),
            number=str(said.get("number", "")),
            title=self.words(said, "title", "form", place),
            rows=Rows(rows),
            own=scope == "own",
            gathers=str(said.get("gathers", "")),
            valid_from=since,
            valid_to=until,
            source=self.words(said, "source", "form", place),
            sure=self.sure(said, "form", place),
            illustrative=illustrative,
            columns=columns,
            identities=identities,
            carry=carry,
        )

    def column(self, said: Mapping[str, Any], place: int) -> Column:
        self.known(said, _COLUMN, "column", place)
        count, holds = said.get("count", ""), said.get("holds", "")
        if count and count not in self.counts:
            raise self.wrong(
                "column",
                place,
                "count",
                count,
                gettext_noop("write one of %(codes)s"),
                codes=", ".join(sorted(self.counts)),
            )
        if holds and holds not in HOLDS:
            raise self.wrong(
                "column", place, "holds", holds, gettext_noop("write one of %(codes)s"), codes=", ".join(HOLDS)
            )
        if sum(map(bool, (count, holds, said.get("sum")))) > 1:
            raise self.wrong("column", place, "count", count, gettext_noop("give a column one of count, sum and holds"))
        return Column(
            number=self.number(said, "number", "column", place),
            title=self.words(said, "title", "column", place),
            block=self.words(said, "block", "column", place) if "block" in said else None,
            count=count,
            sum_of=self.numbers(said, "sum", "column", place) if "sum" in said else (),
            holds=holds,
        )

    def identity(self, said: Mapping[str, Any], place: int, numbers: Collection[int]) -> Identity:
        self.known(said, _IDENTITY, "identity", place)
        one = Identity(
            code=self.text(said, "code", "identity", place),
            whole=self.number(said, "whole", "identity", place),
            parts=self.numbers(said, "parts", "identity", place),
            source=self.words(said, "source", "identity", place),
            sure=self.sure(said, "identity", place),
        )
        self.stand_there((one.whole, *one.parts), numbers, "identity", place)
        return one

    def carry(self, said: Any, numbers: Collection[int]) -> Carry:
        if not isinstance(said, dict):
            raise self.wrong("carry", 0, "carry", said, gettext_noop("write it as a table: [%(key)s]"))
        self.known(said, _CARRY, "carry", 0)
        one = Carry(
            code=self.text(said, "code", "carry", 0),
            this=self.number(said, "this", "carry", 0),
            before=self.number(said, "before", "carry", 0),
            source=self.words(said, "source", "carry", 0),
            sure=self.sure(said, "carry", 0),
        )
        self.stand_there((one.this, one.before), numbers, "carry", 0)
        return one

    def stand_there(self, named: Collection[int], numbers: Collection[int], table: str, place: int) -> None:
        for number in named:
            if number not in numbers:
                raise self.wrong(table, place, table, number, gettext_noop("name columns that the form has"))

    def known(self, said: Mapping[str, Any], keys: Collection[str], table: str, place: int) -> None:
        for key in said:
            if key not in keys:
                raise self.wrong(
                    table, place, key, said[key], gettext_noop("write one of %(codes)s"), codes=", ".join(keys)
                )

    def text(self, said: Mapping[str, Any], key: str, table: str, place: int) -> str:
        given = said.get(key)
        if not isinstance(given, str) or not given.strip():
            raise self.wrong(table, place, key, given, gettext_noop("write a text in quotes"))
        return given

    def sure(self, said: Mapping[str, Any], table: str, place: int) -> str:
        given = self.text(said, "sure", table, place)
        if given not in SURE:
            raise self.wrong(table, place, "sure", given, gettext_noop("write one of %(codes)s"), codes=", ".join(SURE))
        return given

    def words(self, said: Mapping[str, Any], key: str, table: str, place: int) -> Words:
        given = said.get(key)
        if not isinstance(given, dict) or set(given) != {"vi", "en"} or not all(given.values()):
            raise self.wrong(table, place, key, given, gettext_noop('write it as { vi = "…", en = "…" }'))
        return Words(str(given["vi"]), str(given["en"]))

    def number(self, said: Mapping[str, Any], key: str, table: str, place: int) -> int:
        given = said.get(key)
        if type(given) is not int or given < 1:
            raise self.wrong(table, place, key, given, gettext_noop("write the number of a column, from 1"))
        return given

    def numbers(self, said: Mapping[str, Any], key: str, table: str, place: int) -> tuple[int, ...]:
        given = said.get(key)
        if not isinstance(given, list) or not given or not all(type(one) is int and one > 0 for one in given):
            raise self.wrong(table, place, key, given, gettext_noop("write the numbers of columns, as [4, 5, 6]"))
        return tuple(given)

    def wrong(
        self, table: str, place: int, key: str, value: object, expected: str, **params: object
    ) -> WrongDeclaration:
        return WrongDeclaration(
            gettext_noop("the declaration of a form says what cannot be"),
            field=f"{table}.{key}" if table else key,
            value=value,
            expected=expected,
            line=self.line_of(table, place, key),
            params={"key": key, **params},
        )

    def line_of(self, table: str, place: int, key: str) -> int:
        """Give the line of a key within the table at a place, else that of the table's head."""
        heads = [at for at, line in enumerate(self.lines) if line.strip() in {f"[[{table}]]", f"[{table}]"}]
        if place >= len(heads):
            return next((at for at, line in enumerate(self.lines, 1) if line.strip().strip("[]").startswith(key)), 1)
        for at in range(heads[place] + 1, len(self.lines)):
            line = self.lines[at].strip()
            if line.startswith("["):
                break
            if re.match(rf"{re.escape(key)}\s*=", line):
                return at + 1
        return heads[place] + 1
