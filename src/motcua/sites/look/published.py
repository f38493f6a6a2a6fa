"""A procedure as citizens read it, on the page and on the paper that hangs on the board: part by part, in one order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.papers import public as papers
from motcua.foundation.units import public as units
from motcua.services.dossiers.public import Channel
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, AskedPaper, Guide, GuidePaper, Mode, Procedure, Tier
from motcua.sites.look import phrases, tariffs, words

MODES: Mapping[Mode, str | Promise] = {
    Mode.DIRECT: gettext_lazy("At the counter"),
    Mode.ONLINE: gettext_lazy("Online"),
    Mode.POST: gettext_lazy("Public post"),
}
TIERS: Mapping[Tier, str | Promise] = {
    Tier.COMMUNE: gettext_lazy("Commune level"),
    Tier.DISTRICT: gettext_lazy("District level"),
    Tier.PROVINCE: gettext_lazy("Province level"),
    Tier.MINISTRY: gettext_lazy("Ministry level"),
    Tier.OTHER: gettext_lazy("Other agencies"),
}
_STEP = re.compile(r"(?<=\S)\s+(?=[-+]?\s*Bước \d+\s*[:.])")
"""Where a text that was run together goes on to its next step."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    A part of what is published: paragraphs, a table, or both.

    :param code: as the rule of postings names it (``procedures.posting_rule``).
    :param rows: a row of one cell is a head for those beneath it.
    :param unread: whether it stands as it came in, since its table could not be told apart.
    """

    code: str
    title: str
    paragraphs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    unread: bool = False


def parts_of(procedure: Procedure, guide: Guide | None, asked: Asked) -> list[Part]:
    """Give the parts of which something is on file, in the order in which they are read."""
    guide = guide or Guide(procedure.valid_from)
    found = (
        _papers(guide, asked),
        _ways(procedure, guide),
        _fees(asked),
        Part("steps", gettext("Steps"), lines_of(guide.steps)),
        Part("result", gettext("What you get"), _results(guide, asked)),
        Part("who", gettext("Who may ask for it"), lines_of(guide.who)),
        Part("conditions", gettext("Conditions"), lines_of(guide.conditions)),
        Part("office", gettext("Who resolves it"), _offices(guide)),
        _basis(procedure, guide, asked),
    )
    return [part for part in found if part.paragraphs or part.rows]


def often_forgotten(asked: Asked) -> list[tuple[str, str]]:
    """Give what dossiers of a procedure often lack, each with the legal basis for asking that it be made good."""
    return [(one.what, one.legal_basis) for one in asked.defects]


def lines_of(text: str) -> tuple[str, ...]:
    """Give a text as paragraphs, one a line; steps that were run together are told apart by their number."""
    return tuple(" ".join(one.split()) for line in text.splitlines() for one in _STEP.split(line) if one.strip())


def offered(unit_id: int, on: date) -> list[Procedure]:
    """Give the procedures that an office offers and that are in force, by field and name. Two SQL queries."""
    codes = procedures.offered_codes(unit_id, on)
    return sorted(
        (one for one in procedures.shelf(on=on).procedures if one.code in codes), key=lambda one: one.field_name
    )


def board(
    office: units.Unit, on: date, *, site: str, listed: Sequence[Procedure] | None = None, sheets: bool = False
) -> papers.Board:
    """
    Give the board of an office as a paper. Five SQL queries, and with sheets one for each procedure.

    :param site: where the public site is.
    :param listed: the procedures that stand on it; by default all that the office offers.
    """
    shown = offered(office.id, on) if listed is None else listed
    contact = units.contacts([office.id], on=on).get(office.id, units.Contact())
    known = (("Địa chỉ", contact.address), ("Đường dây nóng", contact.hotline), ("Thư điện tử", contact.email))
    guides = procedures.guides_of([one.code for one in shown], on=on) if sheets else {}
    return papers.Board(
        office=papers.heads.body(office),
        on=on,
        fields=tuple(
            (name, tuple(papers.IndexLine(one.code, one.name, one.decision) for one in some))
            for name, some in groupby(shown, key=lambda one: one.field_name)
        ),
        feedback=tuple(f"{name}: {value}" for name, value in known if value),
        address=f"{site}{reverse('office-board', kwargs={'unit': office.id})}",
        sheets=tuple(_sheet(one, guides.get(one.code), on, site) for one in shown) if sheets else (),
    )


def _sheet(procedure: Procedure, guide: Guide | None, on: date, site: str) -> papers.PostingSheet:
    return papers.PostingSheet(
        name=procedure.name,
        code=procedure.code,
        field=procedure.field_name,
        decision=procedure.decision,
        parts=tuple(
            papers.PostingPart(
                part.title, part.paragraphs, papers.PostingTable(part.heads, part.rows) if part.rows else None
            )
            for part in parts_of(procedure, guide, procedures.asked(procedure.code, on=on))
        ),
        address=f"{site}{reverse('procedure', kwargs={'code': procedure.code})}",
    )


def _papers(guide: Guide, asked: Asked) -> Part:
    title = gettext("Papers to hand in")
    heads = (gettext("Paper to hand in"), gettext("How many"))
    sets = (gettext("Sets: %(n)s") % {"n": guide.sets},) if guide.sets else ()
    if asked.papers:
        rows: list[tuple[str, ...]] = []
        for case in asked.cases:
            rows += [(case.name,)] + [_asked_row(paper) for paper in asked.papers_of(case.code)]
        rows = rows or [_asked_row(paper) for paper in asked.papers]
        return Part("papers", title, sets, heads, tuple(rows))
    if guide.papers:
        rows = []
        for group, members in groupby(guide.papers, key=lambda paper: paper.group):
            rows += [(group,)] if group else []
            rows += [_guide_row(paper) for paper in members]
        return Part("papers", title, sets, heads, tuple(rows))
    return Part("papers", title, sets + lines_of(guide.papers_text), unread="papers" in guide.unread)


def _asked_row(paper: AskedPaper) -> tuple[str, str]:
    name = paper.name if paper.required else gettext("%(paper)s (if there is one)") % {"paper": paper.name}
    return (f"{name} · {paper.form}" if paper.form else name), _counted(paper.originals, paper.copies)


def _guide_row(paper: GuidePaper) -> tuple[str, str]:
    return f"{paper.name} · {paper.form}" if paper.form else paper.name, _counted(paper.originals, paper.copies)


def _counted(originals: int | None, copies: int | None) -> str:
    said = []
    if originals:
        said.append(gettext("%(n)s original") % {"n": originals})
    if copies:
        said.append(gettext("%(n)s copy") % {"n": copies})
    return ", ".join(said)


def _ways(procedure: Procedure, guide: Guide) -> Part:
    term = phrases.term_said(procedure.term) if procedure.term else ""
    title = gettext("How to hand in, and how long it takes")
    if not guide.ways:
        said = (gettext("Term: %(term)s") % {"term": term},) if term else ()
        return Part("ways", title, said + lines_of(guide.ways_text), unread="ways" in guide.unread)
    notes = {" ".join(way.note.split()) for way in guide.ways}
    shared = tuple(notes) if len(notes) == 1 and "" not in notes else ()
    rows = tuple(
        (str(MODES[way.mode]), _term(way.term) or term or "–", way.cost or "–", " ".join(way.note.split()))
        for way in guide.ways
    )
    heads = (gettext("Way"), gettext("Term"), gettext("Fees as published"), gettext("Note"))
    if len(notes) == 1:
        return Part("ways", title, shared, heads[:3], tuple(row[:3] for row in rows))
    return Part("ways", title, (), heads, rows)


def _term(text: str) -> str:
    """Give a term as it was published; where it does not say what it counts, that is said."""
    return gettext("%(n)s (days or hours: not said)") % {"n": text} if text.isdecimal() else text


def _fees(asked: Asked) -> Part:
    rows = []
    for tariff in asked.tariffs:
        channels = ", ".join(str(phrases.CHANNELS[Channel(one)]) for one in tariff.channels)
        name = f"{tariff.name} ({channels})" if channels else tariff.name
        rows.append((name, tariffs.amount_said(tariff)))
        less = gettext("%(percent)s%% less, by %(basis)s")
        rows += [
            (f"– {one.name}", less % {"percent": one.percent, "basis": one.legal_basis}) for one in tariff.exemptions
        ]
    return Part("fees", gettext("Fees and charges"), (), (gettext("Fee or charge"), gettext("Amount")), tuple(rows))


def _results(guide: Guide, asked: Asked) -> tuple[str, ...]:
    said = (asked.result_name,) if asked.result_name else guide.results
    if asked.result_months:
        said += (gettext("Valid for %(n)s months.") % {"n": asked.result_months},)
    return tuple(line for one in said for line in lines_of(one))


def _offices(guide: Guide) -> tuple[str, ...]:
    known = (
        (gettext("Resolved by: %(office)s"), guide.office),
        (gettext("Decided by: %(office)s"), guide.competent if guide.competent != guide.office else ""),
        (gettext("Together with: %(office)s"), guide.partners),
        (gettext("Handed in at: %(office)s"), guide.place),
    )
    return tuple(said % {"office": " ".join(office.split())} for said, office in known if office)


def _basis(procedure: Procedure, guide: Guide, asked: Asked) -> Part:
    published = gettext("Published by: %(decision)s") % {"decision": procedure.decision}
    said = ((published,) if procedure.decision else ()) + lines_of(asked.legal_basis)
    rows = tuple((f"{one.number} {one.issuer}".strip(), f"{one.title} {one.issued}".strip()) for one in guide.basis)
    if rows:
        return Part("basis", gettext("Legal basis"), said, (gettext("Number"), gettext("Title")), rows)
    return Part("basis", gettext("Legal basis"), said + lines_of(guide.basis_text), unread="basis" in guide.unread)


def level_words(tiers: "frozenset[Tier]") -> str:
    """Name who deals with a procedure, the nearest first."""
    return words.join([str(name) for tier, name in TIERS.items() if tier in tiers])
