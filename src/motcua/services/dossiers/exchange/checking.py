"""Checking each dossier of a file as a whole, one at a time: what is to be recorded of it, or why nothing can be."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.history import Known, known_dossiers
from motcua.services.dossiers.exchange.maps import Shape
from motcua.services.dossiers.exchange.offices import Missing, Offices
from motcua.services.dossiers.exchange.staging import Planned, PlannedEvent, Staged, Staging
from motcua.services.dossiers.exchange.statements import Statement, read_back
from motcua.services.dossiers.rules.deciding import Step, Terms, decide
from motcua.services.dossiers.rules.state import DossierState, apply
from motcua.services.dossiers.rules.words import EXCHANGED, Channel, Kind, WaitsFor

MOST_EVENTS = 5_000
"""No dossier has more; where one seems to, its code is no code."""

_AT_ONCE = 2_000
_OPENING = frozenset({Kind.SUBMITTED, Kind.RECEIVED, Kind.REFUSED_INTAKE})
_WAITS_FOR = {word.value: word for word in WaitsFor}


class SaidTwice(Refused):
    """The same stands in the file twice."""


class TooMany(Refused):
    """More rows have this code than one dossier can have events."""


class NotSaid(Refused):
    """The first row of a dossier lacks what only it can say."""


class SaidOtherwise(Refused):
    """A later row of a dossier says something else than its first."""


class EndsBeforeItBegins(Refused):
    """What happened first to a dossier can only happen to one that was received."""


@dataclass(slots=True)
class Checked:
    """How many rows are to be recorded, how many are on record already, and which planned offices are needed for it."""

    taken: int = 0
    unchanged: int = 0
    units: set[str] = field(default_factory=set)
    procedures: set[str] = field(default_factory=set)

    def note(self, planned: Planned, keys: Mapping[str, str], procedures: Collection[str]) -> None:
        """Note the planned units, whose codes are given by key, and procedures that a dossier names."""
        for _, _, payload, _, _ in planned.events:
            for name in ("receiving_unit", "holder"):
                if payload.get(name) in keys:
                    self.units.add(keys[payload[name]])
            if payload.get("procedure") in procedures:
                self.procedures.add(payload["procedure"])

    @property
    def needed(self) -> Missing:
        """Give the planned units and procedures that are needed."""
        return Missing(frozenset(self.units), frozenset(self.procedures))


@dataclass(frozen=True, slots=True)
class Rules:
    """What a file is checked by: the offices, the zone of its days, its shape, its names of the columns."""

    offices: Offices
    zone: ZoneInfo
    shape: Shape
    columns: Mapping[str, str]

    def day(self, at: datetime) -> date:
        """Give the day of an instant."""
        return at.astimezone(self.zone).date()

    def placed(self, refusal: Refused, statement: Statement) -> Refused:
        """Give a refusal the line and the column of the file that it is about."""
        if refusal.line is None:
            refusal.line = statement.line
        ours = refusal.field
        if self.shape is Shape.DOSSIER:
            its_time = f"{EXCHANGED[statement.rank].value}_at"
            ours = {"at": its_time, "event": its_time, "due": "due_at"}.get(ours, ours)
        refusal.field = self.columns.get(ours, ours)
        return refusal


def check(staging: Staging, rules: Rules, *, told: Callable[[int], None]) -> Checked:
    """
    Check all dossiers of a file. What is to be recorded is planned, what cannot be is refused; nothing is written.

    One SQL query for each two thousand rows, and a few more for those whose dossiers are on record.

    :param told: called with the number of statements checked so far.
    """
    checked = Checked()
    offices = rules.offices
    keys = {unit.key: code for code, unit in offices.planned_units.items()}
    done = 0
    for some in _together(staging.dossiers(MOST_EVENTS)):
        known = known_dossiers([staged.code for staged in some])
        for staged in some:
            try:
                new, unchanged = _parted(staged, known.get(staged.code), rules)
                planned = _planned(new, known.get(staged.code), rules)
            except Refused as refusal:
                staging.refuse(staged.code, refusal)
            else:
                rows = {statement.row for statement in new}
                checked.taken += len(rows)
                checked.unchanged += len(unchanged - rows)
                if planned is not None:
                    staging.plan(planned)
                    if keys or offices.planned_procedures:
                        checked.note(planned, keys, offices.planned_procedures)
            done += staged.count
        told(done)
    return checked


def _together(dossiers: Iterable[Staged]) -> Iterator[list[Staged]]:
    some: list[Staged] = []
    rows = 0
    for staged in dossiers:
        some.append(staged)
        rows += staged.count
        if rows >= _AT_ONCE:
            yield some
            some, rows = [], 0
    if some:
        yield some


def _parted(staged: Staged, known: Known | None, rules: Rules) -> tuple[Sequence[Statement], set[int]]:
    """Refuse what is wrong with the rows as rows, and part the rest into what is new and what is on record."""
    statements = staged.statements
    if statements[0].refusal is not None:  # a row that could not be read has no time, and so comes first
        raise read_back(statements[0].refusal)
    if staged.count > MOST_EVENTS:
        raise TooMany(
            gettext_noop("%(count)s rows have this code, more than a dossier can have events"),
            field=rules.columns["code"],
            value=staged.code,
            line=statements[0].line,
            expected=gettext_noop("give each dossier a code of its own"),
            params={"count": staged.count},
        )
    _refuse_doubles(statements, rules)
    if known is None:
        return statements, set()
    try:
        return known.part(statements, rules.offices, rules.zone)
    except Refused as refusal:
        about = next((one for one in statements if one.line == refusal.line), statements[0])
        raise rules.placed(refusal, about) from None


def _refuse_doubles(statements: Sequence[Statement], rules: Rules) -> None:
    if len(statements) == 1:
        return
    first = statements[0]
    if rules.shape is Shape.DOSSIER:
        for other in statements:
            if other.row != first.row:
                raise SaidTwice(
                    gettext_noop("this code stands on line %(line)s too"),
                    field=rules.columns["code"],
                    value=first.code,
                    line=max(first.line, other.line),
                    expected=gettext_noop("give one row a dossier"),
                    params={"line": min(first.line, other.line)},
                )
        return
    before = first
    for statement in statements[1:]:
        if statement[1:3] == before[1:3] and statement[5:11] == before[5:11]:
            raise SaidTwice(
                gettext_noop("this row says the same as line %(line)s"),
                field=rules.columns["code"],
                value=first.code,
                line=statement.line,
                expected=gettext_noop("take one of them out"),
                params={"line": before.line},
            )
        before = statement


def _planned(new: Sequence[Statement], known: Known | None, rules: Rules) -> Planned | None:
    """Decide on each new statement in turn, and give what is to be recorded; None if nothing is new."""
    if not new:
        return None
    state = known.state if known is not None else None
    terms: Terms | None = None
    events: list[PlannedEvent] = []
    for statement in new:
        kind, at = EXCHANGED[statement.rank], datetime.fromisoformat(statement.at)
        try:
            if state is None:
                _refuse_late_beginning(kind, at, new, rules)
            if terms is None or state is None or state.received_at is None:
                terms = _terms(state, statement, at, rules)
            step = _step(state, statement, kind, at, rules)
            payload = decide(state, step, terms)
        except Refused as refusal:
            raise rules.placed(refusal, statement) from None
        state = apply(state, kind, at, payload)
        detail = "" if step.waits_for else statement.detail
        events.append((kind.value, statement.at, payload, statement.actor, detail))
    return Planned(known.dossier if known else None, known.state.number if known else 0, events)


def _refuse_late_beginning(kind: Kind, at: datetime, new: Sequence[Statement], rules: Rules) -> None:
    if kind in _OPENING:
        return
    for statement in new:
        if EXCHANGED[statement.rank] is Kind.RECEIVED:
            received = datetime.fromisoformat(statement.at).astimezone(rules.zone).isoformat()
            raise EndsBeforeItBegins(
                gettext_noop("“%(event)s” comes before the dossier was received, at %(received)s"),
                field="at",
                value=at.astimezone(rules.zone).isoformat(),
                expected=gettext_noop("give a time not before that, or put the receipt right"),
                params={"event": kind.value, "received": received},
            )


def _terms(state: DossierState | None, statement: Statement, at: datetime, rules: Rules) -> Terms:
    """Give what the dossier is held to: by its procedure as of its receipt, or of its filing while that is to come."""
    if state is not None:
        since = state.received_at or state.submitted_at or at
        return rules.offices.terms(state.procedure, state.receiving_unit, rules.day(since))
    for column in ("unit", "procedure", "channel"):
        if not getattr(statement, column):
            raise NotSaid(
                gettext_noop("the first row of a dossier names its %(column)s"),
                field=column,
                expected=gettext_noop("fill it in on this row, which is the first by its time"),
                params={"column": column},
            )
    day = rules.day(at)
    return rules.offices.terms(statement.procedure, rules.offices.unit(statement.unit, day).key, day)


def _step(state: DossierState | None, statement: Statement, kind: Kind, at: datetime, rules: Rules) -> Step:
    """Give what a row says as a step; the unit of a later row is the new holder if it hands the dossier over."""
    unit = rules.offices.unit(statement.unit, rules.day(at)).key if statement.unit else ""
    if state is not None:
        _refuse_another(state, statement, kind, unit)
    due = statement.due
    return Step(
        kind,
        at,
        unit=unit if state is None or kind is Kind.FORWARDED else "",
        channel=Channel(statement.channel) if state is None else None,
        code=statement.code,
        due=(datetime.fromisoformat(due) if "T" in due else date.fromisoformat(due)) if due else None,
        waits_for=_WAITS_FOR.get(statement.detail) if kind is Kind.PAUSED else None,
        extra={"imported": True, "code": statement.code} if state is None else {"imported": True},
    )


def _refuse_another(state: DossierState, statement: Statement, kind: Kind, unit: str) -> None:
    said = {"procedure": (statement.procedure, state.procedure), "channel": (statement.channel, state.channel.value)}
    if kind is Kind.RECEIVED:
        said["unit"] = (unit, state.receiving_unit)
    for column, (now, first) in said.items():
        if now and now != first:
            raise SaidOtherwise(
                gettext_noop("the first row of this dossier names another %(column)s"),
                field=column,
                value=now,
                expected=gettext_noop("write “%(first)s”, or leave it empty"),
                params={"column": column, "first": first},
            )
