"""The form of a statement: what was sent in it, and what it shows before anything was."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators.public import REGISTRY
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    COMPARISON_TITLES,
    PART_OF,
    REMEDY_TITLES,
    Comparison,
    Draft,
    FigureRef,
    InspectionView,
    Mending,
    Remedy,
    StatementKind,
    StatementView,
    Suggestion,
    Support,
    Watch,
)
from motcua.reform.registers.public import FIELD_TITLES, ReformField
from motcua.sites.look.public import asking, words

SPARE = 2
"""How many empty lines for figures a form has beyond those that are filled."""

MOST_FIGURES = 20

FigurePart = Literal["value", "numerator", "denominator", "counts"]
PARTS: tuple[tuple[FigurePart, str | Promise], ...] = (
    ("value", gettext_lazy("the figure")),
    ("numerator", gettext_lazy("its numerator")),
    ("denominator", gettext_lazy("its denominator")),
    ("counts", gettext_lazy("both, as 19/37")),
)

LABELS: dict[str, str | Promise] = {
    "nhom": gettext_lazy("Heading"),
    "loai": gettext_lazy("Kind of statement"),
    "linh-vuc": gettext_lazy("Field"),
    "noi-dung": gettext_lazy("Text"),
    "so-lieu": gettext_lazy("Figures"),
    "can-cu": gettext_lazy("What it rests on"),
    "ban-ghi": gettext_lazy("Records of registers"),
    "tep": gettext_lazy("File"),
    "han": gettext_lazy("To be reported by"),
    "theo-doi": gettext_lazy("Figure that is watched"),
}
"""The fields of the form, and what they are called."""

FIELD_OF = {
    "text": "noi-dung",
    "group": "nhom",
    "statement": "noi-dung",
    "figures": "so-lieu",
    "indicator": "so-lieu",
    "unit": "so-lieu",
    "supports": "can-cu",
    "digest": "can-cu",
    "due_on": "han",
    "target": "theo-doi",
    "file": "tep",
    "name": "tep",
}
"""Which field a refusal is told at."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of the form: a figure with its name in the text; an empty one waits to be filled."""

    number: int
    name: str
    code: str
    unit: str
    own: bool
    part: str
    by: str
    key: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a statement may rest on, and whether it does."""

    token: str
    label: str
    chosen: bool


def token(support: Support) -> str:
    """Write a support so that a form can carry it."""
    return json.dumps(inspections.support_payload(support), ensure_ascii=False, sort_keys=True)


def supports(given: QueryDict) -> tuple[Support, ...]:
    """Read what was chosen to rest on, and records by their numbers. :raises WrongSupport: :raises Refused:"""
    found: list[Support] = []
    for text in given.getlist("can-cu"):
        try:
            said = json.loads(text)
        except ValueError:
            said = {}
        found.append(inspections.read_support(said if isinstance(said, dict) else {}))
    for word in asking.clean(given.get("ban-ghi", "")).replace(",", " ").replace(";", " ").split():
        if not (word.isascii() and word.isdecimal() and len(word) < 16):
            raise Refused(
                gettext_noop("this is not the number of a record"),
                field="ban-ghi",
                value=word,
                expected=gettext_noop("write the numbers that stand on the records' pages, with spaces between"),
            )
        found.append(inspections.read_support({"is": "record", "id": int(word)}))
    return tuple(dict.fromkeys(found))


def figures(given: QueryDict, one: InspectionView) -> dict[str, FigureRef]:
    """Read the figures; a line without an indicator is none. :raises Refused:"""
    found: dict[str, FigureRef] = {}
    for line in _sent(given):
        if not line.code:
            continue
        name = line.name or f"so_{line.number + 1}"
        if name in found:
            raise Refused(
                gettext_noop("two figures bear one name"),
                field="so-lieu",
                value=name,
                expected=gettext_noop("give each its own"),
            )
        found[name] = FigureRef(
            code=line.code,
            unit=line.unit or one.places[0].unit.code,
            first=asking.day(line.first, "so-lieu") if line.first else one.period.first,
            last=asking.day(line.last, "so-lieu") if line.last else one.period.last,
            own=line.own,
            part=next((part for part, _ in PARTS if part == line.part), "value"),
            by="field" if line.key else "",
            key=line.key,
        )
    return found


def draft(given: QueryDict, one: InspectionView, also: Sequence[Support]) -> Draft:
    """Read a statement as it was sent. :param also: what else it rests on: a file that came along. :raises Refused:"""
    kind = _of(StatementKind, given.get("loai", ""), StatementKind.GOOD)
    return Draft(
        group=_number(given.get("nhom", "")),
        kind=kind,
        field=_of(ReformField, given.get("linh-vuc", ""), ReformField.PROCEDURES),
        text=_text(given.get("noi-dung", "")),
        figures=figures(given, one),
        supports=(*supports(given), *also),
        mending=_mending(given, one) if kind is StatementKind.RECOMMENDATION else None,
    )


def kept(upload: "UploadedFile[Any] | None", one: InspectionView, *, by: str, at: datetime) -> tuple[Support, ...]:
    """Keep a file that came with the form. :raises FileRefused:"""
    if not upload:
        return ()
    files.check_size(upload.size or 0, limits=files.limits(at))
    made = files.keep(name=upload.name or "", content=upload.read(), unit=one.unit, purpose="inspections", by=by, at=at)
    return (inspections.read_support({"is": "file", "digest": made.digest, "name": made.name}),)


def shown(
    one: InspectionView,
    *,
    given: QueryDict | None,
    before: StatementView | None,
    suggested: Suggestion | None,
    choices: Sequence[tuple[Support, str]],
) -> dict[str, Any]:
    """Give what the form shows: what was sent, else what stands, else what is suggested."""
    start = given or _start(before, suggested)
    chosen = set(start.getlist("can-cu"))
    known = {token(support): label for support, label in choices}
    return {
        "value": {name.replace("-", "_"): start.get(name, "") for name in (*LABELS, "bien-phap", "so-sanh", "muc")},
        "figures": list(_lines(start)),
        "choices": [Choice(each, label, each in chosen) for each, label in known.items()],
        "asked_places": set(start.getlist("noi")),
        "kinds": [(kind.value, gettext(PART_OF[kind])) for kind in StatementKind],
        "fields": [(field.value, gettext(FIELD_TITLES[field])) for field in ReformField],
        "parts": PARTS,
        "remedies": [(kind.value, gettext(REMEDY_TITLES[kind])) for kind in Remedy],
        "comparisons": [(word.value, gettext(COMPARISON_TITLES[word])) for word in Comparison],
        "indicators": [(each.code, gettext(each.title)) for each in REGISTRY.in_force(one.period.last)],
        "labels": {name.replace("-", "_"): label for name, label in LABELS.items()},
    }


def problem(refusal: Refused) -> tuple[str, str]:
    """Say at which field a refusal is told, and in what words."""
    name = FIELD_OF.get(refusal.field, refusal.field)
    name = name if name in LABELS else "noi-dung"
    value = f"“{refusal.value}” " if refusal.value and name != "noi-dung" else ""
    return name, f"{LABELS[name]}: {value}{refusal.reason(gettext)}"


def _start(before: StatementView | None, suggested: Suggestion | None) -> QueryDict:
    """Give a form as it would have been sent to make what stands, or what is suggested."""
    made = QueryDict(mutable=True)
    source = before or suggested
    if source is None:
        return made
    held = [one for one, _ in before.supports] if before else list(suggested.supports) if suggested else []
    made.update({"loai": source.kind.value, "linh-vuc": source.field.value, "noi-dung": source.text})
    made.setlist("can-cu", [token(one) for one in held])
    for place, (name, ref) in enumerate(source.figures.items()):
        made.update(
            {
                f"ten-{place}": name,
                f"chi-tieu-{place}": ref.code,
                f"don-vi-{place}": ref.unit,
                f"phan-{place}": ref.part,
                f"linh-vuc-ho-so-{place}": ref.key,
                f"tu-{place}": words.day(ref.first),
                f"den-{place}": words.day(ref.last),
            }
        )
        if ref.own:
            made[f"rieng-{place}"] = "1"
    if before:
        made["nhom"] = str(before.group)
        if before.mending:
            _start_mending(made, before.mending)
    return made


def _start_mending(made: QueryDict, mending: Mending) -> None:
    made.update({"bien-phap": mending.kind.value, "han": words.day(mending.due_on)})
    made.setlist("noi", [str(place) for place in mending.places])
    if mending.watch:
        made.update(
            {
                "theo-doi": mending.watch.indicator,
                "so-sanh": mending.watch.comparison.value,
                "muc": str(mending.watch.target),
            }
        )


def _mending(given: QueryDict, one: InspectionView) -> Mending:
    code = asking.clean(given.get("theo-doi", ""))
    watch = None
    if code:
        comparison = _of(Comparison, given.get("so-sanh", ""), Comparison.AT_LEAST)
        watch = Watch(code, comparison, inspections.read_target(asking.clean(given.get("muc", ""))))
    places = {place.id for place in one.places}
    return Mending(
        kind=_of(Remedy, given.get("bien-phap", ""), Remedy.MEND),
        due_on=asking.day(asking.clean(given.get("han", "")), "due_on"),
        places=tuple(sorted(places & {_number(word) for word in given.getlist("noi")})),
        watch=watch,
    )


def _sent(given: QueryDict) -> Iterator[FigureLine]:
    for place in range(MOST_FIGURES):
        if f"chi-tieu-{place}" not in given:
            return
        said = {
            field: asking.clean(given.get(f"{field}-{place}", ""))
            for field in ("ten", "chi-tieu", "don-vi", "phan", "linh-vuc-ho-so", "tu", "den", "rieng")
        }
        yield FigureLine(
            number=place,
            name=said["ten"],
            code=said["chi-tieu"],
            unit=said["don-vi"],
            own=bool(said["rieng"]),
            part=said["phan"],
            by="field" if said["linh-vuc-ho-so"] else "",
            key=said["linh-vuc-ho-so"],
            first=said["tu"],
            last=said["den"],
        )


def _lines(given: QueryDict) -> Iterator[FigureLine]:
    filled = [line for line in _sent(given) if line.code]
    for place, line in enumerate(filled):
        yield FigureLine(place, *_rest(line))
    for place in range(len(filled), min(len(filled) + SPARE, MOST_FIGURES)):
        yield FigureLine(place, "", "", "", own=True, part="value", by="", key="", first="", last="")


def _rest(line: FigureLine) -> tuple[Any, ...]:
    return line.name, line.code, line.unit, line.own, line.part, line.by, line.key, line.first, line.last


def _of(kind: Any, text: str, default: Any) -> Any:
    return kind(text) if text in set(kind) else default


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _text(text: str) -> str:
    """Give a text of several lines without what cannot be seen; its length is judged by the rules."""
    lines = text[:20_000].splitlines()
    return "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines)
