"""What the cells of a row may hold, and what is refused."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from unicodedata import normalize

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.exchange.maps import Map, near
from motcua.services.dossiers.rules.words import EXCHANGED, Channel, Kind

LONGEST_CODE = 64
LONGEST_ACTOR = 200
LONGEST_DETAIL = 2000
FIRST_YEAR, LAST_YEAR = 1900, 2199
MAY_HAVE_DUE = frozenset({Kind.RECEIVED, Kind.SUPPLEMENTED, Kind.RESUMED, Kind.EXTENDED})
RECEIVED = EXCHANGED.index(Kind.RECEIVED)
DUE_RANKS = frozenset(rank for rank, kind in enumerate(EXCHANGED) if kind in MAY_HAVE_DUE)

_RANK = {kind.value: rank for rank, kind in enumerate(EXCHANGED)}
_CHANNELS = {channel.value: channel.value for channel in Channel}
_BARE_DAY = 10  # characters of the longest day without a time


class UnknownWord(Refused):
    """A cell holds a word that is not known."""


class WrongTime(Refused):
    """A cell holds no time, or one that cannot be meant."""


class WrongText(Refused):
    """A cell is empty, too long, or holds what cannot be stored."""


class Words:
    """What the cells of a row may hold, for one file."""

    def __init__(self, mapping: Map, columns: Mapping[str, str], now: datetime) -> None:
        self.names = columns
        self.zone = mapping.zone
        self.times = mapping.times
        self.now = now
        self.units = mapping.words.get("unit", {})
        self.procedures = mapping.words.get("procedure", {})
        self.channels = {**_CHANNELS, **mapping.words.get("channel", {})}
        self.ranks = _RANK | {theirs: _RANK[ours] for theirs, ours in mapping.words.get("event", {}).items()}

    def code(self, text: str) -> str:
        code = text if text.isascii() else normalize("NFC", text)
        if not code:
            raise WrongText(
                gettext_noop("the code is empty"),
                field=self.names["code"],
                expected=gettext_noop("give the dossier's code"),
            )
        if len(code) > LONGEST_CODE:
            raise WrongText(
                gettext_noop("the code is longer than %(most)s characters"),
                field=self.names["code"],
                value=code,
                expected=gettext_noop("give one of 1 to %(most)s"),
                params={"most": LONGEST_CODE},
            )
        if not code.isprintable():
            raise WrongText(
                gettext_noop("the code holds a character that cannot be seen"),
                field=self.names["code"],
                value=ascii(code),
                expected=gettext_noop("take it out"),
            )
        return code

    def unknown_event(self, text: str) -> UnknownWord:
        return UnknownWord(
            gettext_noop("this event is not known") if text else gettext_noop("the event is missing"),
            field=self.names["event"],
            value=text,
            expected=gettext_noop("write one of: %(words)s; or give a map that says what it means"),
            params={"words": near(text, list(_RANK))},
        )

    def misplaced_due(self, text: str, name: str, rank: int) -> WrongTime:
        return WrongTime(
            gettext_noop("a due time cannot stand on “%(event)s”"),
            field=name,
            value=text,
            expected=gettext_noop("leave it empty; it may stand on: %(events)s"),
            params={"event": EXCHANGED[rank].value, "events": ", ".join(sorted(MAY_HAVE_DUE))},
        )

    def channel(self, text: str) -> str:
        channel = self.channels.get(text)
        if channel is None:
            raise UnknownWord(
                gettext_noop("this channel is not known"),
                field=self.names.get("channel", "channel"),
                value=text,
                expected=gettext_noop("write one of: %(words)s; or give a map that says what it means"),
                params={"words": near(text, list(_CHANNELS))},
            )
        return channel

    def instant(self, text: str, name: str) -> datetime:
        """Read a time; a bare day is its first instant."""
        told = self._told(text, name)
        at = datetime.combine(told, time.min, self.zone) if not isinstance(told, datetime) else told
        return (at if at.tzinfo else at.replace(tzinfo=self.zone)).astimezone(UTC)

    def happened(self, text: str, name: str) -> str:
        """Read a time that has come."""
        at = self.instant(text, name)
        if at > self.now:
            raise WrongTime(
                gettext_noop("this time has not come yet"),
                field=name,
                value=text,
                expected=gettext_noop("give a time not after %(now)s"),
                params={"now": self.now.astimezone(self.zone).isoformat(timespec="seconds")},
            )
        return at.isoformat()

    def due(self, text: str, name: str) -> str:
        """Read a due time; a bare day stays one."""
        told = self._told(text, name)
        if not isinstance(told, datetime):
            return told.isoformat()
        return (told if told.tzinfo else told.replace(tzinfo=self.zone)).astimezone(UTC).isoformat()

    def _told(self, text: str, name: str) -> datetime | date:
        told: datetime | date | None = None
        try:
            told = datetime.fromisoformat(text) if len(text) > _BARE_DAY else date.fromisoformat(text)
        except ValueError:
            told = self._told_otherwise(text)
        if told is None:
            raise WrongTime(
                gettext_noop("this is not a time of the calendar") if text else gettext_noop("the time is missing"),
                field=name,
                value=text,
                expected=gettext_noop("write it as 2022-10-14T09:30 or 2022-10-14, or give a map with its pattern"),
            )
        if not FIRST_YEAR <= told.year <= LAST_YEAR:
            raise WrongTime(
                gettext_noop("this year cannot be meant"),
                field=name,
                value=text,
                expected=gettext_noop("give a year from %(first)s to %(last)s"),
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return told

    def _told_otherwise(self, text: str) -> datetime | date | None:
        for pattern in self.times:
            try:
                told = datetime.strptime(text, pattern)  # noqa: DTZ007 - the caller gives it its zone
            except ValueError:
                continue
            return told if "%H" in pattern or "%I" in pattern else told.date()
        return None

    def office(self, text: str, name: str) -> None:
        """Check the code of a unit or a procedure; whether there is one is asked later."""
        if len(text) > LONGEST_CODE or not text.isprintable():
            raise WrongText(
                gettext_noop("this cannot be a code"),
                field=self.names.get(name, name),
                value=text if text.isprintable() else ascii(text),
                expected=gettext_noop("give one of 1 to %(most)s characters that can be seen"),
                params={"most": LONGEST_CODE},
            )

    def remark(self, actor: str, detail: str) -> None:
        for name, text, most in (("actor", actor, LONGEST_ACTOR), ("detail", detail, LONGEST_DETAIL)):
            if len(text) > most or "\x00" in text:
                raise WrongText(
                    gettext_noop("the text is longer than %(most)s characters, or holds a zero character"),
                    field=self.names.get(name, name),
                    value=text,
                    expected=gettext_noop("shorten it"),
                    params={"most": most},
                )
