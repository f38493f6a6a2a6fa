"""What is published of a procedure for citizens: its steps, ways, papers, results, conditions and law."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.asking import Asked, plain
from motcua.services.procedures.rules.words import Procedure

LONGEST = 60_000
"""No part of a guide is longer, in letters: the longest seen in the national portal has some 40,000."""


class Mode(StrEnum):
    """How a dossier is handed in (hình thức nộp)."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Tier(StrEnum):
    """Who deals with it (cấp thực hiện)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of handing in, with its time and what it costs, both as they were published."""

    mode: Mode
    term: str = ""
    cost: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GuidePaper:
    """A paper as it was published; ``group`` is the case it is asked for in, ``form`` the file to fill in."""

    name: str
    group: str = ""
    form: str = ""
    originals: int | None = None
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text of law that a procedure rests on."""

    number: str
    title: str
    issued: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """
    All that is published of a procedure beside its name, field and term, from one day to another.

    :param papers_text: the papers in one piece, where no table of them could be read; likewise the others that end so.
    :param results: what one gets (kết quả thực hiện).
    :param unread: the parts that stand here as they came in, since they could not be told apart.
    """

    valid_from: date
    valid_to: date | None = None
    tiers: tuple[Tier, ...] = ()
    steps: str = ""
    ways: tuple[Way, ...] = ()
    ways_text: str = ""
    papers: tuple[GuidePaper, ...] = ()
    papers_text: str = ""
    sets: int | None = None
    who: str = ""
    office: str = ""
    competent: str = ""
    partners: str = ""
    place: str = ""
    results: tuple[str, ...] = ()
    conditions: str = ""
    basis: tuple[LegalText, ...] = ()
    basis_text: str = ""
    keywords: str = ""
    summary: str = ""
    source: str = ""
    unread: tuple[str, ...] = ()


TEXTS = ("steps", "ways_text", "papers_text", "who", "office", "competent", "partners", "place", "conditions",
         "basis_text", "keywords", "summary", "source")  # fmt: skip
"""The parts of a guide that are one text."""


def flaws_of_guide(guide: Guide) -> Iterator[Refused]:
    """Give everything that keeps a guide from being published."""
    for name in TEXTS:
        value = getattr(guide, name)
        if len(value) > LONGEST or "\x00" in value:
            yield Refused(gettext_noop("this text is too long"), field=name, value=value[:60])
    if guide.sets is not None and not 1 <= guide.sets <= 20:
        yield Refused(gettext_noop("a dossier is handed in in 1 to 20 sets"), field="sets", value=guide.sets)
    for paper in guide.papers:
        if not paper.name.strip():
            yield Refused(gettext_noop("a paper has a name"), field="papers", value=paper.group)
    for text in guide.basis:
        if not text.number.strip() and not text.title.strip():
            yield Refused(gettext_noop("a text of law has a number or a title"), field="basis", value=text.issuer)


def body_of_guide(guide: Guide) -> dict[str, Any]:
    """Give what is stored and recorded of a guide, the days apart: plain words, lists and numbers."""
    body = asdict(guide)
    del body["valid_from"], body["valid_to"]
    return {name: plain(value) for name, value in body.items() if value not in ("", (), None)}


def digest_of_guide(body: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a guide's text as the ledger holds it, in hexadecimal digits."""
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_guide(body: Mapping[str, Any], *, valid_from: date, valid_to: date | None) -> Guide:
    """Give back what :func:`body_of_guide` wrote."""
    told = dict(body)
    told["tiers"] = tuple(Tier(one) for one in told.get("tiers", ()))
    told["ways"] = tuple(Way(**{**one, "mode": Mode(one["mode"])}) for one in told.get("ways", ()))
    told["papers"] = tuple(GuidePaper(**one) for one in told.get("papers", ()))
    told["basis"] = tuple(LegalText(**one) for one in told.get("basis", ()))
    for name in ("results", "unread"):
        told[name] = tuple(told.get(name, ()))
    return Guide(valid_from, valid_to, **told)


def said_parts(procedure: Procedure, guide: Guide | None, asked: Asked | None) -> frozenset[str]:
    """Give the codes of the parts of a posting (``rules.posting``) of which something is on file."""
    guide, asked = guide or Guide(procedure.valid_from), asked or Asked(procedure.valid_from)
    has_forms = any(one.form for one in guide.papers) or any(one.form for one in asked.papers)
    said = {
        "name": procedure.name,
        "steps": guide.steps,
        "ways": guide.ways or guide.ways_text,
        "papers": asked.papers or guide.papers or guide.papers_text,
        "term": procedure.term or guide.ways or guide.ways_text,
        "who": guide.who,
        "office": guide.office or guide.competent,
        "result": asked.result_name or guide.results,
        "forms": has_forms,
        "result_form": "",
        "conditions": guide.conditions,
        "fees": asked.tariffs or any(way.cost for way in guide.ways),
        "basis": (guide.basis or guide.basis_text or asked.legal_basis) and procedure.decision,
    }
    return frozenset(code for code, value in said.items() if value)


def is_said(guide: Guide, names: Collection[str]) -> bool:
    """Say whether any of some fields of a guide holds something."""
    known = {one.name for one in fields(guide)}
    return any(getattr(guide, name) for name in names if name in known)
