"""
Writing dossiers as an event log of IEEE 1849 (XES), as tools that mine processes read it.

A trace is a dossier, an event what happened to it. Nothing in it is of a person: no applicant, no free text, and who
acted is told by the key of the post. The words of the event exchange stand beside the standard attributes, so that the
file can be imported again; the due time is told where a bare day or an instant says all of it.
"""

import gzip
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.clocks import local_zone
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rows import stream_name
from motcua.services.dossiers.rules.clock import Moment, moments
from motcua.services.dossiers.rules.state import PREFIX, DossierState
from motcua.services.dossiers.rules.words import CITIZEN, Kind
from motcua.services.procedures import public as procedures

AT_ONCE = 1_000
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event">
<string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Event" keys="concept:name"/>
<string key="concept:name" value="motcua"/>
"""
_LEFT_OUT = frozenset({Kind.DRAFTED, Kind.APPLICANT_ERASED})
_WITH_DUE = frozenset({Kind.RECEIVED, Kind.SUPPLEMENTED, Kind.RESUMED, Kind.EXTENDED})


class NoPlaceForLog(Refused):
    """The event log cannot be written there."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    dossiers: int
    events: int


def export_event_log(
    path: Path,
    *,
    unit_ids: Collection[int] | None = None,
    period: Period | None = None,
    told: Callable[[int], None] = lambda dossiers: None,
) -> Exported:
    """
    Write the dossiers that have a code as an event log; packed if the name ends in ``.gz``. It is whole or not there.

    Memory does not grow with their number. Three SQL queries for each thousand dossiers, and one for each procedure and
    each office that is met.

    :param unit_ids: only those that these units received.
    :param period: only those that were received in it, by local days.
    :param told: called with the number of dossiers written so far.
    :raises NoPlaceForLog: if the file cannot be written.
    """
    rows = Dossier.objects.filter(code__isnull=False).order_by("pk")
    if unit_ids is not None:
        rows = rows.filter(receiving_unit__in=unit_ids)
    if period is not None:
        zone = local_zone()
        rows = rows.filter(received_at__gte=period.begins(zone), received_at__lt=period.ends(zone))
    dossiers = events = 0
    found = rows.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)
    telling = _Telling(local_zone())
    with _whole(path) as write:
        write(_HEAD.encode())
        while some := list(islice(found, AT_ONCE)):
            for trace, count in telling.traces(some):
                write(trace.encode())
                dossiers, events = dossiers + 1, events + count
            told(dossiers)
        write(b"</log>\n")
    return Exported(dossiers, events)


class _Telling:
    """What traces are told with: the zone, the tree of offices, the catalogue and the calendars."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._tree = units.history()
        self._calendars: dict[str, worktime.Calendar] = {}
        self._procedures: dict[str, procedures.Procedure] = {}

    def traces(self, dossiers: Collection[int]) -> Iterator[tuple[str, int]]:
        """Give the trace of each dossier in the order asked, and how many events it has."""
        streams = [stream_name(dossier) for dossier in dossiers]
        read = {stream: list(some) for stream, some in groupby(ledger.read_many(streams), key=lambda one: one.stream)}
        for stream in filter(read.__contains__, streams):
            told = moments(read[stream])
            happened = [one for one in told if self._kind(one) not in _LEFT_OUT]
            events = "".join(self._event(one, first=place == 0) for place, one in enumerate(happened))
            yield f"<trace>\n{_attributes(self._of_trace(told[-1].after))}{events}</trace>\n", len(happened)

    def _of_trace(self, now: DossierState) -> Mapping[str, object]:
        if now.procedure not in self._procedures:
            self._procedures |= procedures.by_code([now.procedure])
        known = self._procedures[now.procedure]
        return {
            "concept:name": now.code,
            "procedure": now.procedure,
            "procedure_name": "" if known.sensitive else known.name,
            "field": now.field,
            "channel": now.channel.value,
            "receiving_unit": self._code(now.receiving_unit, now.received_at or now.last_at),
            "competent_unit": self._code(now.competent_unit, now.last_at),
            "outcome": now.outcome,
            "timeliness": now.timeliness,
            "requests": now.requests,
            "extensions": now.extensions,
            "backdated": now.backdated,
        }

    def _event(self, told: Moment, *, first: bool) -> str:
        kind, at, payload, after = self._kind(told), told.event.occurred_at, told.event.payload, told.after
        said: dict[str, object] = {
            "concept:name": kind.value,
            "time:timestamp": at,
            "lifecycle:transition": "complete",
            "org:group": "" if after.holds == CITIZEN else self._code(after.holder, at),
            "state": after.state.value,
        }
        if isinstance(told.event, ledger.Event) and not payload.get("imported"):
            said["org:resource"] = told.event.actor
        if first:
            said |= {
                "unit": self._code(after.receiving_unit, at),
                "procedure": after.procedure,
                "channel": after.channel.value,
            }
        elif kind is Kind.FORWARDED:
            said["unit"] = self._code(after.holder, at)
        if kind is Kind.PAUSED:
            said["detail"] = after.waits_for
        if kind in _WITH_DUE:
            said["due"] = self._due(after, moved_only=kind is Kind.EXTENDED)
        return f"<event>{_attributes(said, apart='')}</event>\n"

    def _due(self, state: DossierState, *, moved_only: bool) -> str:
        """Tell the due time as a bare day or as an instant, whichever means the same; else nothing."""
        if state.due_at is None or state.judged_until is None:
            return ""
        day = state.due_at.astimezone(self._zone).date()
        due_at, judged_until = worktime.due_from_bare_date(self._calendar(state.receiving_unit), day)
        if due_at == state.due_at and (moved_only or judged_until == state.judged_until):
            return day.isoformat()
        return state.due_at.isoformat() if moved_only or state.due_at == state.judged_until else ""

    def _calendar(self, key: str) -> worktime.Calendar:
        if key not in self._calendars:
            self._calendars[key] = worktime.calendar_for(self._tree.id_of(key))
        return self._calendars[key]

    def _code(self, key: str, at: datetime) -> str:
        """Give the code that a unit bore on a day, by which an import finds it."""
        unit_id = self._tree.id_of(key)
        assert unit_id is not None  # noqa: S101 - units are never forgotten
        here: date = at.astimezone(self._zone).date()
        unit = self._tree.structure(here).units.get(unit_id) or self._tree.latest(unit_id)
        return unit.code

    def _kind(self, told: Moment) -> Kind:
        return Kind(told.event.kind.removeprefix(PREFIX))


def _attributes(said: Mapping[str, object], *, apart: str = "\n") -> str:
    """Write attributes by their types; what is empty is left out."""
    return "".join(f"{_attribute(key, value)}{apart}" for key, value in said.items() if value not in {None, ""})


def _attribute(key: str, value: object) -> str:
    match value:
        case bool():
            word, text = "boolean", "true" if value else "false"
        case int():
            word, text = "int", str(value)
        case datetime():
            word, text = "date", value.isoformat()
        case _:
            word, text = "string", str(value)
    return f"<{word} key={quoteattr(key)} value={quoteattr(text)}/>"


@contextmanager
def _whole(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to a file; it takes its name only when all is written, and goes if anything fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as plain:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=plain, mode="wb", mtime=0) as packed:
                    yield packed.write
            else:
                yield plain.write
        part.replace(path)
    except OSError as failure:
        raise NoPlaceForLog(
            gettext_noop("the event log cannot be written: %(why)s"),
            field="FILE",
            value=path,
            expected=gettext_noop("name a file in a folder that you may write to"),
            params={"why": failure.strerror},
        ) from None
    finally:
        part.unlink(missing_ok=True)
