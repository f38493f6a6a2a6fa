"""
XES, the event log of IEEE 1849, element by element with the line it stands on.

A row is an event, or a trace. An event's attributes are columns of their keys; those of its trace, on every event of
it, are columns with ``case:`` before the key, as other tools write them to CSV.
"""

from collections.abc import Sequence
from xml.parsers import expat

from motcua.kernel.refusals import gettext_noop
from motcua.services.dossiers.exchange.readers.sources import Source
from motcua.services.dossiers.exchange.readers.tables import Row, Rows, Table, Unreadable

OF_TRACE = "case:"
MOST_DEPTH = 100
LONGEST_ELEMENT = 4 * 2**20
_AT_ONCE = 2**16
_ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_LOG, _TRACE, _EVENT, _OF_EVENT = 1, 2, 3, 4


def read_event_log(source: Source, *, wanted: Sequence[str], a_row_is_a_trace: bool) -> Table:
    """
    Read an event log as a table, of which ``wanted`` are the first columns.

    :raises Unreadable: if it is no event log, not well-formed, or declares a document type, as attacks do.
    """
    columns = list(dict.fromkeys(wanted))
    return Table(columns, _rows(source, _Reading(columns, a_row_is_a_trace)), open_ended=True)


class _Reading:
    """What has been read of the log: the trace at hand, and the rows that are complete."""

    def __init__(self, columns: list[str], a_row_is_a_trace: bool) -> None:
        self.complete: list[Row] = []
        self._columns = columns
        self._places = {name: place for place, name in enumerate(columns)}
        self._traces = a_row_is_a_trace
        self._depth = 0
        self._in_trace = self._in_event = False
        self._trace_line = self._event_line = 0
        self._trace: dict[int, str] = {}
        self._event: dict[int, str] = {}
        self._events: list[tuple[int, dict[int, str]]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        depth = self._depth
        name = tag.rpartition(":")[2]
        if depth == _LOG:
            if name != "log":
                raise Unreadable(
                    gettext_noop("this is XML, but no event log"),
                    line=self.parser.CurrentLineNumber,
                    value=tag,
                    expected=gettext_noop("the outermost element of XES is `log`"),
                )
        elif depth == _TRACE:
            self._in_trace = name == "trace"
            self._trace_line = self.parser.CurrentLineNumber
        elif depth > MOST_DEPTH:
            raise Unreadable(
                gettext_noop("elements stand in each other more than %(most)s deep"),
                line=self.parser.CurrentLineNumber,
                params={"most": MOST_DEPTH},
            )
        elif self._in_trace:
            if depth == _EVENT:
                if name == "event":
                    self._in_event = True
                    self._event_line = self.parser.CurrentLineNumber
                elif name in _ATTRIBUTES:
                    key = attributes.get("key", "")
                    self._trace[self._place(key if self._traces else OF_TRACE + key)] = attributes.get("value", "")
            elif depth == _OF_EVENT and self._in_event and not self._traces and name in _ATTRIBUTES:
                self._event[self._place(attributes.get("key", ""))] = attributes.get("value", "")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth == _TRACE and self._in_event:
            if not self._traces:
                self._events.append((self._event_line, self._event))
                self._event = {}
            self._in_event = False
        elif self._depth == _LOG and self._in_trace:
            if self._traces:
                self._events.append((self._trace_line, {}))
            for line, event in self._events:
                cells = [""] * len(self._columns)
                for place, value in self._trace.items():
                    cells[place] = value
                for place, value in event.items():
                    cells[place] = value
                self.complete.append((line, cells, None))
            self._trace = {}
            self._events.clear()
            self._in_trace = False

    def _place(self, column: str) -> int:
        place = self._places.get(column)
        if place is None:
            place = self._places[column] = len(self._columns)
            self._columns.append(column)
        return place

    def _refuse_doctype(self, *_: object) -> None:
        raise Unreadable(
            gettext_noop("the event log declares a document type, as attacks do"),
            line=self.parser.CurrentLineNumber,
            expected=gettext_noop("XES needs none: remove the declaration if you trust the file"),
        )


def _rows(source: Source, reading: _Reading) -> Rows:
    parser = reading.parser
    fed = 0
    with source.stream() as stream:
        try:
            while piece := stream.read(_AT_ONCE):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST_ELEMENT:
                    raise Unreadable(
                        gettext_noop("one element is longer than %(most)s bytes"),
                        line=parser.CurrentLineNumber,
                        params={"most": LONGEST_ELEMENT},
                    )
                if reading.complete:
                    yield from reading.complete
                    reading.complete.clear()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable(
                gettext_noop("the event log is not well-formed XML (%(why)s)"),
                line=error.lineno,
                expected=gettext_noop("write it again, or fetch it again if it is cut off"),
                params={"why": expat.ErrorString(error.code)},
            ) from None
