"""One procedure as of a day: what it asks, how it is dealt with, and what was on file when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Actor
from motcua.foundation.units import public as units
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, Procedure, Process, ProcessStep
from motcua.sites.desk.pages.catalogue import words as said
from motcua.sites.desk.pages.catalogue.access import SEEN_BY, UNIT, asked_unit, found, keeps
from motcua.sites.desk.pages.catalogue.drawing import Drawing, drawing, places_of
from motcua.sites.desk.pages.catalogue.entries import Line, Section
from motcua.sites.desk.pages.catalogue.sections import SECTIONS
from motcua.sites.desk.pages.days import asked_day
from motcua.sites.desk.pages.framing import frame
from motcua.sites.look.public import phrases, staff


@dataclass(frozen=True, slots=True)
class Row:
    """
    An entry as a row: by which word it is found again, what it is called, and each cell under its head.

    :param mark: ``new`` or ``changed`` where it is not what holds now.
    """

    key: str
    name: str
    cells: list[tuple[str | Promise, str]]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is asked, with its rows, and the names of those that hold now and are gone from it."""

    section: Section
    rows: list[Row]
    gone: list[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step as a row of the table beneath the picture."""

    step: ProcessStep
    where: str
    role: str | Promise
    acts: tuple[str | Promise, ...]
    following: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A process with its picture and its table."""

    process: Process
    drawing: Drawing
    steps: list[Drawn]


@require_safe
@staff(*SEEN_BY)
def procedure(request: HttpRequest, actor: Actor, procedure: int) -> HttpResponse:
    """Show a procedure as it stands on a day, and the days on which something of it changed."""
    latest = found(procedure)
    on, problem = asked_day(request)
    unit = asked_unit(request, on)
    version = next((one for one in procedures.in_force(on=on) if one.id == procedure), None)
    asked = procedures.asked(latest.code, on=on)
    process = procedures.process_of(latest.code, unit_key=unit.key if unit else "", on=on)
    laid_down = procedures.processes(latest.code)
    context = frame(actor) | {
        "latest": latest,
        "version": version,
        "shown_version": version or latest,
        "on": on,
        "unit": unit,
        "problem": problem,
        "asked": asked,
        "on_file": latest.code in procedures.asked_codes(on=on),
        "parts": parts_of(asked),
        "shown": shown(process, on),
        "of_default": not any(one.steps == process.steps for one in laid_down),
        "owners": _owners(actor, laid_down, on),
        "facts": facts_of(version or latest),
        "term": term_of(version or latest),
        "askings": procedures.askings(latest.code),
        "processes": [(one, _unit_name(one)) for one in laid_down],
        "drafted": latest.code in procedures.drafted_codes(),
        "keeps": keeps(actor, None, on),
        "keeps_process": keeps(actor, unit, on),
        "unit_query": f"?{UNIT}={unit.code}" if unit else "",
    }
    return render(request, "desk/catalogue/procedure.html", context, status=400 if problem else 200)


def parts_of(asked: Asked, *, now: Asked | None = None) -> list[Part]:
    """Give the parts of what is asked with their rows, beside what holds now if that is given. Two SQL queries."""
    return [_part(section, section.lines(asked), section.lines(now) if now else None) for section in SECTIONS]


def _part(section: Section, lines: list[Line], held: list[Line] | None) -> Part:
    known = {line.key: line for line in held or lines}
    rows = [
        Row(
            key=line.key,
            name=line.cells[0],
            cells=list(zip(section.heads, line.cells, strict=True)),
            mark="" if known.get(line.key) == line or held is None else "changed" if line.key in known else "new",
        )
        for line in lines
    ]
    kept = {line.key for line in lines}
    return Part(section, rows, [line.cells[0] for line in held or () if line.key not in kept])


def shown(process: Process, on: date) -> Shown:
    """Give a process with its picture and the rows of its table."""
    structure = units.structure(on)
    places = places_of(process)
    names = {place: said.where_said(place, structure) for place in places.values()}
    named = {step.code: step.name for step in process.steps}
    parts = procedures.by_code([step.part for step in process.steps if step.part])
    steps = [
        Drawn(
            step=step,
            where=said.where_said(step.where, structure),
            role=said.ROLES.get(step.role, step.role),
            acts=tuple(said.ACTS.get(act, act) for act in step.acts),
            following=tuple(named.get(code, code) for code in step.next),
            part=parts[step.part].name if step.part in parts else step.part,
        )
        for step in process.steps
    ]
    return Shown(process, drawing(process, names=names), steps)


def facts_of(version: Procedure) -> Sequence[tuple[str, Any]]:
    """Say what the clock of a version does in each case."""
    return (
        ("supplement", said.MODES[version.policy.supplement]),
        ("pause", said.MODES[version.policy.pause]),
        ("agency", said.MODES[version.policy.agency]),
    )


def term_of(version: Procedure) -> str:
    """Write the term of a version; nothing where it has none."""
    return phrases.term_said(version.term) if version.term else ""


def _owners(actor: Actor, laid_down: Sequence[Process], on: date) -> list[units.Unit]:
    """Give the units that have a process of their own, and the governments for which the post may write one."""
    keys = {one.unit_key for one in laid_down if one.unit_key}
    chosen = [
        one
        for one in units.structure(on).units.values()
        if one.key in keys or (one.level is not units.Level.DEPARTMENT and keeps(actor, one, on))
    ]
    return sorted(chosen, key=lambda one: one.code)


def _unit_name(process: Process) -> str:
    known = units.by_key([process.unit_key]) if process.unit_key else {}
    return known[process.unit_key].name if process.unit_key in known else ""
