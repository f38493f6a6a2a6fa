"""A file of forms, written by hand: what it holds, and on which line of it a thing stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.form.bodies import read_form
from motcua.services.procedures.rules.form.checking import flaws_of_form
from motcua.services.procedures.rules.form.words import Form


@dataclass(frozen=True, slots=True)
class FiledForm:
    """A form of a file: of which procedure it is, and of which of its cases."""

    procedure: str
    case: str
    form: Form


@dataclass(frozen=True, slots=True)
class FormsFile:
    """What a file of forms holds: so many, those that hold together, and what is wrong with the others."""

    number: int
    forms: tuple[FiledForm, ...]
    refusals: tuple[Refused, ...]
    text: str

    def line_of(self, procedure: str, code: str) -> int | None:
        """Give the line on which a code is given within the form of a procedure; else that of the procedure, if any."""
        return _line(self.text, procedure, code)


def read_forms_file(body: object, text: str) -> FormsFile:
    """
    Read a file whose ``form`` is a list of tables, each with ``procedure``, ``case`` and what a form holds.

    :param text: the file as it is written, for the lines.
    :raises Refused: if it is no such file.
    """
    listed = body.get("form") if isinstance(body, Mapping) else None
    if not isinstance(listed, list) or not listed or not isinstance(body, Mapping) or body.keys() - {"form"}:
        raise Refused(
            gettext_noop("the file holds no forms"),
            expected=gettext_noop("write each under “form”, with procedure and pages"),
        )
    forms: list[FiledForm] = []
    refusals: list[Refused] = []
    seen: set[tuple[str, str]] = set()
    for one in listed:
        procedure, case = (one.get("procedure"), one.get("case", "")) if isinstance(one, Mapping) else (None, "")
        if not isinstance(procedure, str) or not procedure or not isinstance(case, str) or (procedure, case) in seen:
            reason = gettext_noop("each form names its procedure, and no two the same one and the same case")
            refusals.append(_at(text, str(procedure or ""), Refused(reason, field="procedure", value=procedure)))
            continue
        seen.add((procedure, case))
        try:
            form = read_form({name: value for name, value in one.items() if name not in {"procedure", "case"}})
        except Refused as refusal:
            refusals.append(_at(text, procedure, refusal))
            continue
        refusals += [_at(text, procedure, flaw) for flaw in flaws_of_form(form)]
        forms.append(FiledForm(procedure, case, form))
    return FormsFile(len(listed), () if refusals else tuple(forms), tuple(refusals), text)


def _at(text: str, procedure: str, refusal: Refused) -> Refused:
    line = _line(text, procedure, refusal.field)
    return refusal if line is None else refusal.at_line(line)


def _line(text: str, procedure: str, code: str) -> int | None:
    begun = _place(text, "procedure", procedure, 0)
    found = _place(text, "code", code, begun or 0)
    place = begun if found is None else found
    return None if place is None else text.count("\n", 0, place) + 1


def _place(text: str, name: str, value: str, begin: int) -> int | None:
    """Find where a name is given a value, as TOML and JSON write it."""
    written = rf"""\b{name}["']?\s*[=:]\s*["']{re.escape(value)}["']"""
    found = re.compile(written).search(text, begin)
    return found.start() if found and value else None
