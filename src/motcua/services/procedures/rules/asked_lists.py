"""Taking in a list of what procedures ask: each row a paper, a case, a tariff, an exemption, a defect, or the whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Tally
from motcua.services.procedures.rules.asking import (
    Asked,
    AskedPaper,
    Case,
    DueWhen,
    Exemption,
    ListedDefect,
    Per,
    Tariff,
    TariffKind,
    flaws_of,
)
from motcua.services.procedures.rules.drafting import put
from motcua.services.procedures.rules.lists import read_yes

ASKED_NEEDED = ("procedure", "part", "code", "name")
ASKED_KNOWN = (
    "originals",
    "copies",
    "required",
    "digitise",
    "form",
    "result_of",
    "papers",
    "term",
    "measure",
    "kind",
    "amount",
    "per",
    "reduced_from",
    "reduced",
    "at_most",
    "channels",
    "due",
    "tariff",
    "percent",
    "paper",
    "legal_basis",
    "same_day",
    "result_months",
    "soon_days",
    "illustrative",
)
KINDS: dict[str, TariffKind] = {"": "charge", "charge": "charge", "fee": "fee"}
PERS: dict[str, Per] = {"": "dossier", "dossier": "dossier", "copy": "copy", "page": "page"}
DUES: dict[str, DueWhen] = {"": "advance", "advance": "advance", "final": "final"}
FIELDS = {"paper": "papers", "case": "cases", "tariff": "tariffs", "exemption": "tariffs", "defect": "defects"}
"""Which field of the whole a part goes into, as a flaw of it names it."""


@dataclass(slots=True)
class Sheet:
    """What the rows of a list say of one procedure."""

    asked: Asked
    rows: list[Row] = field(default_factory=list)

    def line_of(self, flaw: Refused) -> Row:
        """Give the row that a flaw is about: the one of its code, else that which says its value, else the first."""
        near = [row for row in self.rows if FIELDS.get(row["part"], row["part"]) == flaw.field]
        value = str(flaw.value)
        coded = [row for row in near if row["code"] == value]
        saying = [
            row for row in near if value in {one.strip() for cell in row.cells.values() for one in cell.split(";")}
        ]
        return (*coded, *saying, *near, *self.rows)[0]


def read_asked_list(tally: Tally, rows: Sequence[Row], *, start: date) -> dict[str, Sheet]:
    """Read what a list says of each procedure, by code; what is wrong goes to the tally, each with its line."""
    sheets: dict[str, Sheet] = {}
    for row in sorted(rows, key=lambda one: (one["part"] == "exemption", one.line)):
        with tally.row(row):
            sheet = sheets.setdefault(row["procedure"], Sheet(Asked(valid_from=start)))
            sheet.rows.append(row)
            sheet.asked = _choice(row, "part", PARTS)(sheet.asked, row)
    for sheet in sheets.values():
        for flaw in flaws_of(sheet.asked):
            with tally.row(sheet.line_of(flaw)):
                raise flaw
    return sheets


def _paper(asked: Asked, row: Row) -> Asked:
    paper = AskedPaper(
        code=row["code"],
        name=row["name"],
        originals=_number(row, "originals", 1),
        copies=_number(row, "copies", 0),
        required=read_yes(row["required"] or "yes", field="required"),
        form=row["form"],
        result_of=row["result_of"],
        digitise=read_yes(row["digitise"] or "yes", field="digitise"),
    )
    return replace(asked, papers=put(asked.papers, paper))


def _case(asked: Asked, row: Row) -> Asked:
    measure = _choice(row, "measure", {"": Measure.WORKING_DAYS, **{one.value: one for one in Measure}})
    term = Term(_number(row, "term", 1), measure) if row["term"] or measure is Measure.SAME_DAY else None
    return replace(asked, cases=put(asked.cases, Case(row["code"], row["name"], _codes(row, "papers"), term)))


def _tariff(asked: Asked, row: Row) -> Asked:
    tariff = Tariff(
        code=row["code"],
        name=row["name"],
        kind=_choice(row, "kind", KINDS),
        amount=_number(row, "amount"),
        per=_choice(row, "per", PERS),
        at_most=_number_or_none(row, "at_most"),
        channels=_codes(row, "channels"),
        due=_choice(row, "due", DUES),
        legal_basis=row["legal_basis"],
        reduced_from=_number_or_none(row, "reduced_from"),
        reduced=_number_or_none(row, "reduced"),
    )
    return replace(asked, tariffs=put(asked.tariffs, tariff))


def _exemption(asked: Asked, row: Row) -> Asked:
    one = Exemption(row["code"], row["name"], _number(row, "percent", 100), row["legal_basis"])
    tariff = _choice(row, "tariff", {tariff.code: tariff for tariff in asked.tariffs})
    changed = replace(tariff, exemptions=put(tariff.exemptions, one))
    return replace(asked, tariffs=put(asked.tariffs, changed, instead_of=tariff.code))


def _defect(asked: Asked, row: Row) -> Asked:
    defect = ListedDefect(row["code"], row["name"], row["legal_basis"], row["paper"])
    return replace(asked, defects=put(asked.defects, defect))


def _whole(asked: Asked, row: Row) -> Asked:
    return replace(
        asked,
        result_name=row["name"],
        result_months=_number_or_none(row, "result_months"),
        soon_days=_number(row, "soon_days", 1),
        same_day=read_yes(row["same_day"], field="same_day"),
        illustrative=read_yes(row["illustrative"], field="illustrative"),
        legal_basis=row["legal_basis"],
    )


PARTS: Mapping[str, Callable[[Asked, Row], Asked]] = {
    "paper": _paper,
    "case": _case,
    "tariff": _tariff,
    "exemption": _exemption,
    "defect": _defect,
    "whole": _whole,
}
"""What a row may be; ``whole`` names the result in ``name`` and says what holds of all."""


def _choice(row: Row, column: str, known: Mapping[str, Any]) -> Any:
    if row[column] not in known:
        raise Refused(
            gettext_noop("this is none of what may stand here"),
            field=column,
            value=row[column],
            expected=gettext_noop("write one of %(known)s"),
            params={"known": ", ".join(one for one in known if one)},
        )
    return known[row[column]]


def _codes(row: Row, column: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in row[column].split(";") if code.strip())


def _number_or_none(row: Row, column: str) -> int | None:
    return _number(row, column) if row[column] else None


def _number(row: Row, column: str, default: int | None = None) -> int:
    text = row[column]
    if not text and default is not None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 13):
        raise Refused(
            gettext_noop("this is not a whole number"),
            field=column,
            value=text,
            expected=gettext_noop("write digits alone"),
        )
    return int(text)
