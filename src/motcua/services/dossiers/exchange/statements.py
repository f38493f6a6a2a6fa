"""Rows as statements: what a row says happened to a dossier, each word of it understood or refused with its place."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.cells import DUE_RANKS, RECEIVED, Words, WrongTime
from motcua.services.dossiers.exchange.maps import REJECTS_COLUMNS, Map, Shape, near
from motcua.services.dossiers.exchange.readers.eventlog import OF_TRACE
from motcua.services.dossiers.exchange.readers.tables import MOST_ROWS, Row, Table, Unreadable
from motcua.services.dossiers.rules.words import EXCHANGED


class Statement(NamedTuple):
    """
    What a row says happened to a dossier.

    ``rank`` is the place of the event in ``EXCHANGED``; ``at`` and ``due`` are ISO 8601 in UTC, a bare due day is not.
    Rows are counted by ``row``: several may stand on one line of an event log, and one may make several statements.
    ``refusal`` is what is wrong with the row, as :func:`written`; ``kept`` the row as it stood, if that is kept.
    """

    code: str
    at: str
    rank: int
    line: int
    row: int
    unit: str
    procedure: str
    channel: str
    due: str
    actor: str
    detail: str
    refusal: str | None
    kept: str | None


IN_EVENT_LOGS = {"code": "case:concept:name", "event": "concept:name", "at": "time:timestamp", "actor": "org:resource"}
IN_TRACES = {"code": "concept:name"}
"""Where the standard attributes of an event log stand, unless a map says otherwise."""

_LONGEST_VALUE = 100


class WrongHeader(Refused):
    """The columns of the file are not those that are needed, or not known."""


@dataclass(slots=True)
class Tally:
    """How many rows have been read, and how many the map leaves out."""

    read: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """
    How a file is read.

    :param columns: the file's column by the exchange's, as :func:`wanted` gives them.
    :param now: the latest time that a row may name.
    :param keep_rows: whether rows are kept as they stood.
    """

    columns: Mapping[str, str]
    now: datetime
    keep_rows: bool
    tally: Tally


def wanted(mapping: Map, *, event_log: bool) -> dict[str, str]:
    """Name the file's column for each of the exchange's columns that may be in it."""
    usual = {name: name for name in mapping.shape.columns if name not in mapping.constants}
    if event_log:
        usual |= IN_TRACES if mapping.shape is Shape.DOSSIER else IN_EVENT_LOGS
    return {**usual, **mapping.columns}


def statements(table: Table, mapping: Map, file: File) -> Iterator[Statement]:
    """
    Read each row of a table.

    :raises WrongHeader: if a column that is needed is missing, or one is not known.
    """
    places = _places(table, mapping, file.columns)
    words = Words(mapping, file.columns, file.now)
    read = _events if mapping.shape is Shape.EVENT else _dossiers
    return read(table, mapping, places, words, file)


def written(refusal: Refused) -> str:
    """Write a refusal as JSON, to be kept."""
    value = None if refusal.value is None else str(refusal.value)[:_LONGEST_VALUE]
    return json.dumps(
        [refusal.text, refusal.field, value, refusal.expected, refusal.line, refusal.params],
        default=str,
    )


def read_back(text: str) -> Refused:
    """Give a refusal that was :func:`written`."""
    said, field, value, expected, line, params = json.loads(text)
    return Refused(said, field=field, value=value, expected=expected, line=line, params=params)


def _places(table: Table, mapping: Map, columns: Mapping[str, str]) -> dict[str, int]:
    """Find where each of the exchange's columns stands in a row."""
    header = table.columns
    for place, name in enumerate(header):
        if not name:
            raise WrongHeader(
                gettext_noop("column %(number)s has no name"),
                expected=gettext_noop("name it or take it out"),
                params={"number": place + 1},
            )
        if header.index(name) != place:
            raise WrongHeader(
                gettext_noop("two columns have the same name"), value=name, expected=gettext_noop("rename one of them")
            )
    places = {ours: header.index(name) for ours, name in columns.items() if name in header}
    for ours in (*_needed(mapping), *mapping.columns):
        if ours not in places:
            raise _missing(ours, columns[ours], header, mapping)
    if mapping.shape is Shape.DOSSIER and not {"received_at", "submitted_at"} & places.keys():
        raise _missing("received_at", columns["received_at"], header, mapping)
    known = {name: ours for ours, name in columns.items()}
    if not table.open_ended and not mapping.ignore_other_columns:
        for name in header:
            if name not in known and name not in REJECTS_COLUMNS and name not in mapping.columns.values():
                raise WrongHeader(
                    gettext_noop("this column is not known"),
                    value=name,
                    expected=gettext_noop("it may be meant for: %(names)s; or give a map that names it"),
                    params={"names": near(name, list(known))},
                )
    return places


def _needed(mapping: Map) -> Sequence[str]:
    return ("code", "event", "at") if mapping.shape is Shape.EVENT else ("code",)


def _missing(ours: str, name: str, header: Sequence[str], mapping: Map) -> WrongHeader:
    looks_like_dossiers = mapping.shape is Shape.EVENT and "received_at" in header
    return WrongHeader(
        gettext_noop("the column “%(name)s” is missing"),
        field=ours,
        expected=gettext_noop('this looks like one dossier a row: give a map with shape = "dossier"')
        if looks_like_dossiers
        else gettext_noop("name it in the header, or in a map; the file has: %(header)s"),
        params={"name": name, "header": ", ".join(header)},
    )


Cell = Callable[[Sequence[str]], str]


def _cell(name: str, places: Mapping[str, int], mapping: Map) -> Cell:
    """Give what reads one of the exchange's columns from a row."""
    place = places.get(name)
    if place is None:
        constant = mapping.constants.get(name, "")
        return lambda cells: constant
    return lambda cells: cells[place].strip()


def _common(
    words: Words, places: Mapping[str, int], mapping: Map
) -> Callable[[Sequence[str]], tuple[str, str, str, str, str]]:
    """Give what reads unit, procedure, channel, actor and detail from a row; they stand alike in both shapes."""
    unit_of, procedure_of, channel_of, actor_of, detail_of = (
        _cell(name, places, mapping) for name in ("unit", "procedure", "channel", "actor", "detail")
    )
    units, procedures, channels = words.units, words.procedures, words.channels

    def read(cells: Sequence[str]) -> tuple[str, str, str, str, str]:
        unit, procedure, channel = unit_of(cells), procedure_of(cells), channel_of(cells)
        actor, detail = actor_of(cells), detail_of(cells)
        if unit:
            unit = units.get(unit, unit)
            words.office(unit, "unit")
        if procedure:
            procedure = procedures.get(procedure, procedure)
            words.office(procedure, "procedure")
        if channel:
            channel = channels.get(channel) or words.channel(channel)
        if actor or detail:
            words.remark(actor, detail)
        return unit, procedure, channel, actor, detail

    return read


def _counted(table: Table, tally: Tally) -> Iterator[Row]:
    for row in table.rows:
        tally.read += 1
        if tally.read > MOST_ROWS:
            raise Unreadable(
                gettext_noop("the file has more than %(most)s rows"),
                expected=gettext_noop("part it into several files"),
                params={"most": MOST_ROWS},
            )
        yield row


def _kept(cells: Sequence[str]) -> str:
    return json.dumps(list(cells), ensure_ascii=False)


def _refused(code: str, line: int, row: int, refusal: Refused, kept: str | None) -> Statement:
    return Statement(code, "", -1, line, row, "", "", "", "", "", "", written(refusal.at_line(line)), kept)


def _events(table: Table, mapping: Map, places: Mapping[str, int], words: Words, file: File) -> Iterator[Statement]:
    code_of, event_of, at_of, due_of = (_cell(name, places, mapping) for name in ("code", "event", "at", "due"))
    common = _common(words, places, mapping)
    at_name, due_name = words.names["at"], words.names["due"]
    due_of_trace = due_name.startswith(OF_TRACE)
    ranks, skip, tally, keep_rows = words.ranks, mapping.skip, file.tally, file.keep_rows
    for line, cells, refusal in _counted(table, tally):
        kept = _kept(cells) if keep_rows else None
        row, code, event = tally.read, code_of(cells), event_of(cells)
        if event in skip:
            tally.read -= 1
            tally.skipped += 1
            continue
        try:
            if refusal is not None:
                raise refusal
            code = words.code(code)
            rank = ranks.get(event)
            if rank is None:
                raise words.unknown_event(event)
            at = words.happened(at_of(cells), at_name)
            due = due_of(cells)
            if due:
                if rank == RECEIVED or (rank in DUE_RANKS and not due_of_trace):
                    due = words.due(due, due_name)
                elif due_of_trace:
                    due = ""
                else:
                    raise words.misplaced_due(due, due_name, rank)
            unit, procedure, channel, actor, detail = common(cells)
        except Refused as found:
            yield _refused(code, line, row, found, kept)
            continue
        yield Statement(code, at, rank, line, row, unit, procedure, channel, due, actor, detail, None, kept)


def _dossiers(table: Table, mapping: Map, places: Mapping[str, int], words: Words, file: File) -> Iterator[Statement]:
    code_of, due_of = (_cell(name, places, mapping) for name in ("code", "due_at"))
    common = _common(words, places, mapping)
    times = [
        (rank, words.names[name], _cell(name, places, mapping))
        for rank, name in enumerate(f"{kind.value}_at" for kind in EXCHANGED)
        if name in places
    ]
    for line, cells, refusal in _counted(table, file.tally):
        kept = _kept(cells) if file.keep_rows else None
        row, code = file.tally.read, code_of(cells)
        try:
            if refusal is not None:
                raise refusal
            code = words.code(code)
            unit, procedure, channel, actor, detail = common(cells)
            due = due_of(cells)
            if due:
                due = words.due(due, words.names["due_at"])
            told = [(rank, words.happened(at, name)) for rank, name, at_of in times if (at := at_of(cells))]
            if not told:
                raise WrongTime(
                    gettext_noop("the row holds no time at all"),
                    field=words.names["received_at"],
                    expected=gettext_noop("give at least the time of receipt"),
                )
        except Refused as found:
            yield _refused(code, line, row, found, kept)
            continue
        for rank, at in told:
            given = due if rank == RECEIVED else ""
            yield Statement(code, at, rank, line, row, unit, procedure, channel, given, actor, detail, None, kept)
            unit = procedure = channel = actor = detail = ""  # they are said once, of the first event
