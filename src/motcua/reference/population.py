"""Dossiers that, reported, give the figures of the source. Made by chance from one seed, so always the same."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from motcua.foundation.worktime import public as worktime

Ending = Literal["early", "on_time", "overdue", "in_time", "late"]
Origin = Literal["online", "direct", "carried"]
ENDINGS: tuple[Ending, ...] = ("early", "on_time", "overdue", "in_time", "late")
COLUMNS = ("code", "event", "at", "unit", "procedure", "channel", "due", "actor", "detail")
DISTRICT = "338"

_OPENS, _CLOSES = 7 * 60 + 30, 16 * 60 + 30
_LUNCH = range(11 * 60 + 30, 13 * 60)


@dataclass(slots=True)
class Life:
    """One dossier in the making: its events, in order, without its code."""

    procedure: str
    channel: str
    unit: str
    events: list[tuple[datetime, str, dict[str, str]]] = field(default_factory=list)

    def add(self, at: datetime, event: str, **said: str) -> None:
        self.events.append((at, event, said))


class Days:
    """The working days of an office, numbered."""

    def __init__(self, calendar: worktime.Calendar, first: date, last: date) -> None:
        self.calendar = calendar
        self.days = [
            day
            for day in (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
            if worktime.working_days(calendar, day - timedelta(days=1), day)
        ]
        self.place = {day: place for place, day in enumerate(self.days)}

    def between(self, first: date, last: date) -> list[int]:
        """Give the numbers of the working days of a period."""
        return [place for place, day in enumerate(self.days) if first <= day <= last]


class Population:
    """
    All dossiers of the reference case, from the data files ``population.toml`` and ``procedures.toml``.

    :param calendar: the district's calendar; due times are reckoned by it as the program will reckon them.
    """

    def __init__(self, wanted: Mapping[str, Any], catalogue: Mapping[str, Any], calendar: worktime.Calendar) -> None:
        self.wanted = wanted
        self.fields = {one["code"]: one for one in catalogue["field"]}
        self.first: date = wanted["from"]
        self.last: date = wanted["to"]
        self.zone = calendar.zone
        self.days = Days(calendar, wanted["earliest"], self.last + timedelta(days=90))
        self.within = self.days.between(self.first, self.last)
        self.cut = self.within[-1]
        self.quiet = self.days.place[wanted["nothing_due_until"]]
        self.chance = random.Random(wanted["seed"])  # noqa: S311 - nothing secret is made of it

    def rows(self) -> Iterator[dict[str, str]]:
        """Give the events as rows of the event exchange, dossier by dossier, in the order of their receipt."""
        lives = [life for group in self.wanted["district"] for life in self._group(DISTRICT, group)]
        agencies = {DISTRICT: self.wanted["agency"]}
        for group in self.wanted["commune"]:
            agencies[group["unit"]] = group["agency"]
            lives += self._group(group["unit"], {**group, "field": "commune"})
        yield from _coded(lives, agencies)

    def _group(self, unit: str, group: Mapping[str, Any]) -> Iterable[Life]:
        """Give the dossiers of one field of one unit: so many of each ending, so many of each origin."""
        endings = [ending for ending in ENDINGS for _ in range(group.get(ending, 0))]
        settled = [ending for ending in endings if ending in {"early", "on_time", "overdue"}]
        self.chance.shuffle(settled)
        carried = group.get("carried", 0)
        of_the_period: list[Ending] = [*settled[carried:], *endings[len(settled) :]]
        online: list[Origin] = ["online"] * group["online"]
        direct: list[Origin] = ["direct"] * group["direct"]
        origins = online + direct
        self.chance.shuffle(of_the_period)
        self.chance.shuffle(origins)
        procedures = self.fields[group["field"]]["procedure"]
        lives: list[tuple[Ending, Origin]] = [(ending, "carried") for ending in settled[:carried]]
        for ending, origin in [*lives, *zip(of_the_period, origins, strict=True)]:
            (procedure,) = self.chance.choices(procedures, [one["share"] for one in procedures])
            yield self._life(unit, group["field"], procedure, ending, origin)

    def _life(self, unit: str, field_code: str, procedure: Mapping[str, Any], ending: Ending, origin: Origin) -> Life:
        for _ in range(2000):
            channel = self._channel(origin)
            life = Life(procedure["code"], channel, unit)
            made = self._same_day(life) if procedure.get("same_day") else self._longer(
                life, self.fields[field_code], procedure["days"], ending, origin
            )  # fmt: skip
            if made:
                return life
        raise AssertionError(f"no life of {procedure['code']} ends {ending} from {origin}")

    def _channel(self, origin: Origin) -> str:
        if origin == "carried":
            return self.chance.choice(("online", "counter", "counter"))
        return "online" if origin == "online" else self.chance.choices(("counter", "post"), (97, 3))[0]

    def _same_day(self, life: Life) -> bool:
        place = self.chance.choice(self.within)
        received = self._at(place, _OPENS, 14 * 60)
        finished = received + timedelta(minutes=self.chance.randint(10, 55))
        life.add(received, "received")
        life.add(finished, "finished")
        life.add(finished + timedelta(minutes=self.chance.randint(2, 25)), "returned")
        return self._works(finished)

    def _longer(self, life: Life, of: Mapping[str, Any], term: int, ending: Ending, origin: Origin) -> bool:
        """Try one life of so many working days; False if it came out otherwise than wanted."""
        start = self._start(term, ending, origin)
        if start is None:
            return False
        received = self._at(start, _OPENS, _CLOSES - 30)
        life.add(received, "received")
        now, due = self._handed_on(life, of, start, received), start + term
        if ending == "in_time" and due <= self.quiet:
            self._waits(life, now, due)
            return life.events[-1][1] in {"supplement_requested", "paused"}
        if ending in {"early", "on_time", "overdue"} and term >= 5 and self.chance.random() < 0.14:
            due = self._interrupted(life, of, now, due, term)
        if ending == "late":
            return due <= self.cut and self.days.days[due] < self.last
        if ending == "in_time":
            return True
        return self._ended(life, of, due, ending)

    def _start(self, term: int, ending: Ending, origin: Origin) -> int | None:
        """Choose the working day of receipt so that the ending wanted is likely."""
        begin = self.within[0]
        match ending, origin:
            case "overdue", "carried":
                return begin - self.chance.randint(1, term + 8)
            case _, "carried":
                return begin - self.chance.randint(1, term)
            case "in_time", _:
                after_quiet = max(term - (self.quiet - self.cut) - 1, 0)  # falls due when the quiet days are over
                spread = after_quiet if self.chance.random() < 0.85 else term + 25
                return self.cut - self.chance.randint(0, spread)
            case "late", _:
                return self.cut - term - self.chance.randint(1, 24)
        return self.chance.randint(begin, self.cut)

    def _handed_on(self, life: Life, of: Mapping[str, Any], start: int, received: datetime) -> datetime:
        """Hand the dossier to who works on it: the same day, or the next working morning if it came in after three."""
        handler = of["handler"]
        if not handler:
            return received
        late = received.hour >= 15
        at = self._at(start + 1, _OPENS, 9 * 60) if late else received + timedelta(minutes=self.chance.randint(15, 80))
        if self._after_cut(at) or not self._works(at):
            return received
        life.add(at, "forwarded", unit=handler)
        return at

    def _waits(self, life: Life, now: datetime, due: int) -> None:
        """Leave the dossier with the citizen, the clock standing since before its due day."""
        place = self.days.place[now.date()]
        stops = list(range(place + 1, min(due, self.cut + 1)))
        if stops:
            at = self._at(self.chance.choice(stops), _OPENS, _CLOSES)
            if self.chance.random() < 0.6:
                life.add(at, "paused", detail="payment")
            else:
                life.add(at, "supplement_requested", detail="Thiếu giấy tờ chứng minh nguồn gốc sử dụng (tái dựng)")

    def _interrupted(self, life: Life, of: Mapping[str, Any], now: datetime, due: int, term: int) -> int:
        """Let the citizen complete the papers, or pay; give the number of the new due day."""
        place = self.days.place[now.date()]
        if due - place < 4:
            return due
        stop = self.chance.randint(place + 1, min(due - 2, place + 4))
        go = stop + self.chance.randint(1, 6)
        stopped = self._at(stop, 8 * 60, 11 * 60)
        resumed = datetime.combine(self.days.days[go], stopped.time(), tzinfo=self.zone)
        if self.chance.random() < 0.5 and of.get("second"):
            life.add(stopped - timedelta(minutes=20), "forwarded", unit=of["second"])
            life.add(stopped, "paused", detail="payment")
            life.add(resumed, "resumed")
            life.add(resumed + timedelta(minutes=30), "forwarded", unit=of["handler"])
            return due + go - stop
        life.add(stopped, "supplement_requested", detail="Bổ sung bản sao giấy tờ còn thiếu (tái dựng)")
        life.add(resumed, "supplemented")
        return go + term

    def _ended(self, life: Life, of: Mapping[str, Any], due: int, ending: Ending) -> bool:
        last = self.days.place[life.events[-1][0].date()]
        match ending:
            case "early":
                if due - 1 <= last:
                    return False
                place = self.chance.randint(max(last + 1, due - 6), due - 1)
            case "on_time":
                place = due
            case _:
                place = due + min(1 + int(self.chance.expovariate(0.16)), 40)
        if not self.first <= self.days.days[min(place, len(self.days.days) - 1)] <= self.last or place > self.cut:
            return False
        at = self._at(place, 8 * 60, _CLOSES)
        if at <= life.events[-1][0]:
            return False
        if ending == "overdue" and due - 1 > last and self.chance.random() < 0.7:
            causes = self.wanted["causes"].get(of["code"]) or self.wanted["causes"]["other"]
            life.add(
                self._at(due - 1, 14 * 60, 16 * 60),
                "extended",
                due=self.days.days[min(place + self.chance.randint(0, 3), len(self.days.days) - 1)].isoformat(),
                detail=f"{self.chance.choice(causes)} (tái dựng)",
            )
        refused = self.chance.random() < 0.012
        if refused:
            life.add(at, "refused", detail="Không đủ điều kiện theo quy định (tái dựng)")
        else:
            life.add(at, "finished")
            self._returned(life, place, at)
        return True

    def _returned(self, life: Life, place: int, at: datetime) -> None:
        collected = place + int(self.chance.expovariate(0.7))
        if collected > self.cut or self.chance.random() < 0.04:
            return
        taken = self._at(collected, _OPENS, _CLOSES)
        life.add(taken if taken > at else at + timedelta(minutes=self.chance.randint(5, 40)), "returned")

    def _at(self, place: int, earliest: int, latest: int) -> datetime:
        """Choose a working minute of a working day."""
        while (minute := self.chance.randint(earliest, latest)) in _LUNCH:
            pass
        return datetime.combine(self.days.days[place], time(minute // 60, minute % 60), tzinfo=self.zone)

    def _works(self, at: datetime) -> bool:
        return at.hour * 60 + at.minute not in _LUNCH and at.hour < 17

    def _after_cut(self, at: datetime) -> bool:
        return at.date() > self.last


def _coded(lives: Sequence[Life], agencies: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give each life its code, in the order of receipt, and tell its events as rows."""
    serials: dict[tuple[str, date], int] = {}
    for life in sorted(lives, key=lambda one: (one.events[0][0], one.unit, one.procedure, one.channel)):
        day = life.events[0][0].date()
        serials[life.unit, day] = serials.get((life.unit, day), 0) + 1
        code = f"{agencies[life.unit]}-{day:%y%m%d}-{serials[life.unit, day]:04d}"
        first = {"unit": life.unit, "procedure": life.procedure, "channel": life.channel}
        for place, (at, event, said) in enumerate(life.events):
            row = dict.fromkeys(COLUMNS, "") | {"code": code, "event": event, "at": at.isoformat()} | said
            yield row | first if place == 0 else row
