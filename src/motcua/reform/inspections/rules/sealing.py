"""What a signed conclusion is: one JSON document whose digest stands in the ledger and on the paper."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.kernel.periods import Period
from motcua.reform.inspections.rules.conclusion import ConclusionState, Statement, StatementKind
from motcua.reform.inspections.rules.drafting import written_out
from motcua.reform.inspections.rules.figures import FigureRef, FixedFigure
from motcua.reform.inspections.rules.supports import Support, support_payload

VERSION = 1

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """
    Who concludes on what: all that stands above the statements.

    :param number: of the paper, as ``1750/TB-SNV``; empty for a draft.
    :param unit: key, code and name of the unit that inspects; ``above`` is the name of the one that it belongs to.
    :param signer: the title of the post that signs; empty for a draft.
    :param places: id, key, code, name and day of the visit of each unit that was looked at.
    :param team: title, agency and part of each member; :param plan: number and day of the plan, if it rests on one.
    """

    inspection: int
    title: str
    number: str
    on: date
    signed_at: datetime | None
    unit: Mapping[str, str]
    above: str
    signer: str
    period: Period
    places: Sequence[Mapping[str, Any]]
    team: Sequence[Mapping[str, str]]
    plan: tuple[str, date] | None
    decision: tuple[str, date] | None


@dataclass(frozen=True, slots=True)
class Fixings:
    """
    What the statements call: their texts, their figures as they were fixed and written, their supports by name.

    :param made: of each figure the codes of the counts that make its denominator, and of those that make its numerator.
    """

    texts: Mapping[int, str]
    figures: Mapping[FigureRef, FixedFigure]
    said: Mapping[FigureRef, str]
    titles: Mapping[FigureRef, str]
    made: Mapping[FigureRef, tuple[tuple[str, ...], tuple[str, ...]]]
    labels: Mapping[Support, str]


def content_of(head: Head, state: ConclusionState, fixings: Fixings) -> Content:
    """Give the content of a conclusion: what is signed, printed, published and checked, and nothing else."""
    return {
        "version": VERSION,
        "inspection": head.inspection,
        "title": head.title,
        "number": head.number,
        "on": head.on.isoformat(),
        "signed_at": head.signed_at.isoformat() if head.signed_at else None,
        "unit": dict(head.unit),
        "above": head.above,
        "signer": head.signer,
        "period": [head.period.first.isoformat(), head.period.last.isoformat()],
        "places": [dict(one) for one in head.places],
        "team": [dict(one) for one in head.team],
        "plan": _numbered(head.plan),
        "decision": _numbered(head.decision),
        "groups": [{"number": one.number, "title": one.title, "places": list(one.places)} for one in state.groups],
        "statements": [_statement(label, one, fixings) for label, one in labelled(state)],
    }


def labelled(state: ConclusionState) -> list[tuple[str, Statement]]:
    """Give the statements as they stand on paper, each with its number: ``2.3`` is the third of the second part."""
    placed = state.placed()
    parts = [kind for kind in StatementKind if any(one.kind is kind for one in placed)]
    counted: dict[StatementKind, int] = {}
    found = []
    for one in placed:
        counted[one.kind] = counted.get(one.kind, 0) + 1
        found.append((f"{parts.index(one.kind) + 1}.{counted[one.kind]}", one))
    return found


def canonical(content: Mapping[str, Any]) -> bytes:
    """Give the bytes whose SHA-256 is the digest of a conclusion: JSON with sorted keys and no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode()


def digest_of(content: Mapping[str, Any]) -> str:
    """Give the digest of a conclusion, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _statement(label: str, one: Statement, fixings: Fixings) -> Content:
    said = {name: fixings.said[ref] for name, ref in one.figures.items()}
    text = fixings.texts[one.number]
    return {
        "key": one.key,
        "label": label,
        "group": one.group,
        "kind": one.kind.value,
        "field": one.field.value,
        "text": text,
        "said": written_out(text, said),
        "figures": {
            name: {
                **fixings.figures[ref].to_payload(),
                "said": said[name],
                "title": fixings.titles[ref],
                "population": list(fixings.made[ref][0]),
                "counts": list(fixings.made[ref][1]),
            }
            for name, ref in sorted(one.figures.items())
        },
        "supports": [{**support_payload(each), "label": fixings.labels[each]} for each in one.supports],
        "own_word": one.own_word,
        "mending": one.mending.to_payload() if one.mending else None,
    }


def _numbered(paper: tuple[str, date] | None) -> Content | None:
    return {"number": paper[0], "on": paper[1].isoformat()} if paper else None
