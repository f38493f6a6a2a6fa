"""What may be written into a conclusion, and when: each function checks one act and gives the payload of its event."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections.rules.conclusion import (
    ConclusionSigned,
    ConclusionState,
    Draft,
    Mending,
    StaleStatement,
    StatementKind,
    said_draft,
)

LONGEST = 5_000
"""Letters of a statement."""
_PLACE = re.compile(r"\{([^{}]*)\}")
_PAPER = re.compile(r"[0-9]{1,6}/[^\s/][^\s]{0,40}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

Payload = dict[str, Any]


class NotAStatement(Refused):
    """A statement, a group or an order that cannot be taken as it is written."""


class NothingConcluded(Refused):
    """A conclusion that says nothing, or leaves out what it needs to be signed."""


def grouped(state: ConclusionState, title: str, places: Sequence[int], *, of: Collection[int], group: int) -> Payload:
    """
    Put a heading, or change one.

    :param of: the places of the inspection; :param group: 0 for a new one.
    """
    _unsigned(state)
    if group:
        state.group(group)
    if not title.strip() or len(title) > 200:
        raise NotAStatement(
            gettext_noop("a heading has 1 to 200 letters"),
            field="title",
            value=title,
            expected=gettext_noop("write it as it shall stand on paper"),
        )
    if not places or set(places) - set(of):
        raise NotAStatement(
            gettext_noop("a heading is about places of this inspection"),
            field="places",
            value=", ".join(map(str, places)),
            expected=gettext_noop("choose one place at the least"),
        )
    said = {"title": " ".join(title.split()), "places": sorted(set(places))}
    return said | ({"group": group} if group else {})


def stated(state: ConclusionState, draft: Draft, *, on: date) -> Payload:
    """Write a statement. All but its text, whose commitment the caller adds."""
    _unsigned(state)
    _check(state, draft, on)
    return said_draft(draft) | {"version": 1}


def restated(state: ConclusionState, draft: Draft, *, statement: int, version: int, theirs: str, on: date) -> Payload:
    """
    Write a statement anew.

    :param version: that which the writer had before their eyes; :param theirs: the text that stands.
    :raises StaleStatement: if that is not the one that stands: neither text is lost.
    """
    _unsigned(state)
    before = state.statement(statement)
    if before.version != version:
        refusal = StaleStatement(
            gettext_noop("somebody else has rewritten this statement in the meantime"),
            field="text",
            value=theirs,
            expected=gettext_noop("set both texts beside each other and write one of them"),
        )
        refusal.mine, refusal.theirs, refusal.version = draft.text, theirs, before.version
        raise refusal
    _check(state, draft, on)
    return said_draft(draft) | {"statement": statement, "version": version + 1}


def removed(state: ConclusionState, statement: int) -> Payload:
    """Take a statement out of a draft."""
    _unsigned(state)
    return {"statement": state.statement(statement).number}


def arranged(state: ConclusionState, order: Sequence[int]) -> Payload:
    """Put all statements in an order."""
    _unsigned(state)
    if sorted(order) != sorted(one.number for one in state.statements):
        raise NotAStatement(
            gettext_noop("the order does not name each statement once"),
            field="order",
            expected=gettext_noop("look at the conclusion again: a statement came or went in the meantime"),
        )
    return {"order": list(order)}


def ready(state: ConclusionState) -> None:
    """Let a conclusion be signed. :raises NothingConcluded: :raises ConclusionSigned:"""
    _unsigned(state)
    if not state.statements:
        raise NothingConcluded(
            gettext_noop("the conclusion has no statement"),
            field="statements",
            expected=gettext_noop("write what was found before it is signed"),
        )


def check_paper(number: str) -> None:
    """Let the number of a paper pass. :raises NothingConcluded: if it is none."""
    if not _PAPER.fullmatch(number.strip()):
        raise NothingConcluded(
            gettext_noop("this is not the number of a paper"),
            field="number",
            value=number,
            expected=gettext_noop("write number and sign, as 1750/TB-SNV"),
        )


def every_figure_known(content: Mapping[str, Any]) -> None:
    """Let a content be signed whose sentences lack no figure. :raises NothingConcluded: naming the first that does."""
    for statement in content["statements"]:
        for name in names_in(statement["text"]):
            figure = statement["figures"][name]
            if figure["value"] is None and figure["of"].get("part", "value") == "value":
                raise NothingConcluded(
                    gettext_noop("statement %(label)s calls a figure of which there is no data"),
                    field="text",
                    value="{" + name + "}",
                    expected=gettext_noop("say it without the figure, or have the register declared complete"),
                    params={"label": statement["label"]},
                )


def published(state: ConclusionState, article: int) -> Payload:
    """Say that a signed conclusion was published as an article of the news."""
    if state.content is None:
        raise NothingConcluded(
            gettext_noop("the conclusion has not been signed"),
            field="conclusion",
            expected=gettext_noop("have it signed before it is published"),
        )
    if state.article is not None:
        raise ConclusionSigned(
            gettext_noop("the conclusion was published before"), field="article", value=state.article
        )
    return {"article": article}


def names_in(text: str) -> tuple[str, ...]:
    """Give the names of the figures that a text calls, each once, in order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def written_out(text: str, said: Mapping[str, str]) -> str:
    """Give a text with its figures in their places."""
    return _PLACE.sub(lambda found: said.get(found[1], found[0]), text)


def pieces(text: str) -> list[tuple[str, str]]:
    """Give a text in pieces: words, and the name of the figure that follows them; the last has none."""
    parts = _PLACE.split(text)
    return list(zip(parts[::2], [*parts[1::2], ""], strict=True))


def tidied(text: str) -> str:
    """Give a text as it is kept: its lines without spaces around them, none empty."""
    return "\n".join(line for line in (" ".join(one.split()) for one in text.splitlines()) if line)


def with_text(draft: Draft) -> Draft:
    """Give a draft with its text as it is kept."""
    return replace(draft, text=tidied(draft.text))


def _unsigned(state: ConclusionState) -> None:
    if state.content is not None:
        raise ConclusionSigned(
            gettext_noop("the conclusion is signed and is not changed any more"),
            field="conclusion",
            expected=gettext_noop("what was found out later is said in another paper, or in the next inspection"),
        )


def _check(state: ConclusionState, draft: Draft, on: date) -> None:
    state.group(draft.group)
    if not draft.text.strip() or len(draft.text) > LONGEST:
        raise NotAStatement(
            gettext_noop("a statement has 1 to %(most)s letters"),
            field="text",
            value=draft.text,
            expected=gettext_noop("write what was found, in whole sentences"),
            params={"most": LONGEST},
        )
    for name in draft.figures:
        if not _NAME.fullmatch(name):
            raise NotAStatement(
                gettext_noop("a figure cannot be called so"),
                field="figures",
                value=name,
                expected=gettext_noop("use small letters without marks, digits and _, as so_tiep_nhan"),
            )
    for name in names_in(draft.text):
        if name not in draft.figures:
            near = ", ".join(get_close_matches(name, draft.figures, n=3, cutoff=0.5))
            raise NotAStatement(
                gettext_noop("the text calls a figure that is not there"),
                field="text",
                value="{" + name + "}",
                expected=gettext_noop("near it are: %(near)s")
                if near
                else gettext_noop("add the figure, or take the name out of the text"),
                params={"near": near},
            )
    _check_mending(draft.kind, draft.mending, on)


def _check_mending(kind: StatementKind, mending: Mending | None, on: date) -> None:
    if (kind is StatementKind.RECOMMENDATION) != (mending is not None):
        raise NotAStatement(
            gettext_noop("a recommendation says what is to be done by when, and nothing else does"),
            field="due_on",
            expected=gettext_noop("give a day to a recommendation, and none to other statements"),
        )
    if mending is not None and mending.due_on <= on:
        raise NotAStatement(
            gettext_noop("the day by which it is to be done has come already"),
            field="due_on",
            value=mending.due_on.isoformat(),
            expected=gettext_noop("give a day after %(on)s"),
            params={"on": on.isoformat()},
        )
