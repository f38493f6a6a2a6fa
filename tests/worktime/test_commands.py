"""``motcua due`` and ``motcua calendar``, as a person at the command line has them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from motcua import cli
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
RECEIVED = ("due", "--received", "2026-08-28T09:30")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Motcua = Callable[..., Answer]


@pytest.fixture
def motcua(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Motcua:
    """Run the command line in this process, at an installation whose calendar is seeded for 2024 to 2027."""
    worktime.seed_calendar(first_year=2024, last_year=2027, at=AT)

    def run(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["motcua", *words])
        capsys.readouterr()
        code: Any = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


def test_due_gives_the_day_and_its_working(motcua: Motcua) -> None:
    answer = motcua(*RECEIVED, "--days", "3", "--format", "json")

    assert (answer.code, answer.err) == (0, "")
    told = answer.json
    assert (told["received"], told["due"], told["days"]) == ("2026-08-28T09:30:00+07:00", "2026-09-07", 3)
    assert told["term"] == {"amount": 3, "measure": "working_days"}
    assert told["due_at"] == "2026-09-07T17:00:00+07:00"
    assert told["judged_until"] == "2026-09-07T23:59:59.999999+07:00"
    assert [step["kind"] for step in told["steps"]] == [
        "received",
        "rest_day",
        "rest_day",
        "swapped_off",
        "holiday",
        "holiday",
        "counted",
        "counted",
        "rest_day",
        "rest_day",
        "counted",
        "due",
    ]
    assert told["steps"][4] == {
        "at": "2026-09-01",
        "kind": "holiday",
        "name": "Quốc khánh",
        "ordinal": None,
        "minutes": None,
        "source": told["steps"][5]["source"],
    }


@pytest.mark.parametrize(
    ("term", "due", "days"),
    [
        (["--hours", "8"], "2026-09-03T09:30:00+07:00", None),
        (["--calendar-days", "3"], "2026-09-03", 3),
        (["--months", "1"], "2026-09-28", None),
        (["--same-day"], "2026-08-28T17:00:00+07:00", None),
        (["--days", "3", "--style", "exact_hours"], "2026-09-07T09:30:00+07:00", 3),
    ],
)
def test_due_in_every_measure(motcua: Motcua, term: list[str], due: str, days: int | None) -> None:
    told = motcua(*RECEIVED, *term, "--format", "json").json
    assert (told["due"], told["days"]) == (due, days)


def test_due_of_an_instant_elsewhere_is_told_in_the_zone_of_the_installation(motcua: Motcua) -> None:
    told = motcua("due", "--received", "2026-08-28T02:30Z", "--days", "3", "--format", "json").json
    assert (told["received"], told["due"]) == ("2026-08-28T09:30:00+07:00", "2026-09-07")


def test_due_is_readable(motcua: Motcua) -> None:
    lines = motcua(*RECEIVED, "--days", "1").out.splitlines()
    assert lines[0] == "Due Thursday 03 Sep 2026, 17:00 (1 working day); done on that day is in time"
    assert lines[1] == "  Friday 28 Aug 2026, 09:30: received; counting begins after this"
    assert lines[-1] == "  Thursday 03 Sep 2026, 17:00: this is the due time"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--days", "0"], "--days, “0”: this is not a term; give a whole number from 1 to 36500"),
        (["--days", "-3"], "--days, “-3”: this is not a term"),
        (["--calendar-days", "1000000000"], "--calendar-days, “1000000000”: this is not a term"),
        (["--days", "3000"], "the calendar has no year 2028: it covers 2024 to 2027; add the year"),
        (["--days", "3", "--unit", "338"], "unit, “338”: no unit bears this code on 2026-08-28"),
    ],
)
def test_due_refuses_what_cannot_be_reckoned(motcua: Motcua, words: list[str], message: str) -> None:
    answer = motcua(*RECEIVED, *words)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(message)


@pytest.mark.parametrize(
    ("received", "message"),
    [
        ("2026-02-30", "--received, “2026-02-30”: this is not a time of the calendar; write it as"),
        ("tomorrow", "--received, “tomorrow”: this is not a time"),
        ("1998-05-04", "the calendar has no year 1998"),
        ("0001-01-01T00:00+14:00", "the calendar has no year 1:"),
        ("9999-12-31T23:59-12:00", "the calendar has no year 9999"),
    ],
)
def test_due_refuses_what_is_no_time_of_the_calendar(motcua: Motcua, received: str, message: str) -> None:
    answer = motcua("due", "--received", received, "--days", "3")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(message)


@pytest.mark.parametrize(
    "words", [[], ["--days", "3", "--hours", "2"], ["--days", "x"], ["--days", "3", "--style", "z"]]
)
def test_due_used_wrongly(motcua: Motcua, words: list[str]) -> None:
    answer = motcua(*RECEIVED, *words)
    assert (answer.code, answer.out) == (2, "")
    assert "Error" in answer.err


def test_due_follows_the_calendar_of_the_unit(motcua: Motcua) -> None:
    units.found(code="12472", name="Xã Mẫu", level=units.Level.COMMUNE, on=date(2025, 7, 1), by="test", at=AT)
    edit = ["--name", "Nghỉ", "--source", "Quyết định 1", "--unit", "12472"]
    assert motcua("calendar", "day", "2026-09-03", "off", *edit).code == 0

    ours = motcua(*RECEIVED, "--days", "3", "--unit", "12472", "--format", "json").json
    assert ours["due"] == "2026-09-08"
    assert motcua(*RECEIVED, "--days", "3", "--format", "json").json["due"] == "2026-09-07"


def without_installation(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-c", "from motcua.cli import main; main()", *words],
        env=environment | {"MOTCUA_HOME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_due_needs_no_installation_and_makes_none(tmp_path: Path) -> None:
    answer = without_installation(tmp_path, *RECEIVED, "--days", "3", "--format", "json")

    assert answer.returncode == 0
    assert json.loads(answer.stdout)["due"] == "2026-09-07"
    assert "illustrative hours" in answer.stderr
    assert not (tmp_path / "none").exists()


def test_due_knows_no_unit_without_an_installation(tmp_path: Path) -> None:
    answer = without_installation(tmp_path, *RECEIVED, "--days", "3", "--unit", "338")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "--unit, “338”: no unit is known where nothing is installed; run: motcua migrate\n"


def test_calendar_is_listed_with_its_sources(motcua: Motcua) -> None:
    listed = {row["day"]: row for row in motcua("calendar", "show", "--year", "2026", "--format", "json").json}
    assert listed["2026-01-10"] == {
        "day": "2026-01-10",
        "kind": "worked",
        "name": "Ngày làm bù cho 02/01/2026",
        "hours": None,
        "swapped_with": "2026-01-02",
        "source": "Thông báo 9441/TB-BNV; the day itself from memory: verify",
        "sure": "medium",
    }
    table = motcua("calendar", "show", "--year", "2026").out
    assert "2026-11-24  off     Ngày Văn hóa Việt Nam  [high: Nghị quyết 28/2026/QH16" in table
    lines = motcua("calendar", "show", "--year", "2026", "--format", "csv").out.splitlines()
    assert lines[0] == "day,kind,name,hours,swapped_with,source,sure"
    assert len(lines) == len(listed) + 1


def test_calendar_takes_edits_with_their_source(motcua: Motcua) -> None:
    ground = ["--source", "Quyết định 1", "--sure", "high"]
    for words in (
        ["swap", "--off", "2026-11-23", "--worked", "2026-11-28", *ground],
        ["day", "2026-12-01", "worked", "--name", "Nửa ngày", "--hours", "07:30-11:30", *ground],
        ["day", "2026-11-24", "none", *ground],
        [
            "hours",
            "6",
            "07:30-11:30",
            "--from",
            "2027-01-01",
            "--season",
            "04-16",
            "10-15",
            "--reception-only",
            *ground,
        ],
        ["hours", "1,5", "closed", "--from", "2027-02-01", "--to", "2027-02-28", *ground],
        ["counting", "--from", "2027-01-01", "--style", "exact_hours", "--cut-off", "16:00", *ground],
        ["seed", "--to", "2028"],
    ):
        answer = motcua("calendar", *words)
        assert (answer.code, answer.out) == (0, ""), answer.err
    assert [event.kind for event in ledger.read("calendar")] == [
        "calendar.seeded",
        "calendar.days_swapped",
        "calendar.day_set",
        "calendar.day_set",
        "calendar.hours_set",
        "calendar.hours_set",
        "calendar.counting_set",
        "calendar.seeded",
    ]
    calendar = worktime.calendar_for(None)
    worked = [date(2026, 11, 28), date(2026, 12, 1), date(2026, 11, 24), date(2027, 2, 2)]
    rested = [date(2026, 11, 23), date(2027, 5, 1), date(2027, 2, 1), date(2028, 1, 1)]
    assert [calendar.is_working_day(day) for day in worked + rested] == [True] * 4 + [False] * 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["swap", "--off", "2026-11-22", "--worked", "2026-11-28"], "off, “2026-11-22”: nobody works on this day"),
        (["day", "2026-13-01", "off", "--name", "x"], "DATE, “2026-13-01”: this is not a day of the calendar"),
        (["day", "2026-12-01", "off"], "name: the day needs a name"),
        (["hours", "1-5", "07:30-11:30", "--from", "2027-01-01"], "WEEKDAYS, “1-5”: these are not days of the week"),
        (["hours", "1", "07:30", "--from", "2027-01-01"], "sessions, “07:30”: these are not hours"),
        (
            ["hours", "1", "closed", "--from", "2027-01-01", "--season", "13-01", "01-01"],
            "season, “13-01”: this is not a day of the year",
        ),
        (
            ["counting", "--from", "2027-01-01", "--style", "exact_hours", "--cut-off", "25:00"],
            "--cut-off, “25:00”: this is not a time of day",
        ),
    ],
)
def test_calendar_refuses_what_it_cannot_take(motcua: Motcua, words: list[str], message: str) -> None:
    answer = motcua("calendar", *words, "--source", "Quyết định 1")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(message)
    assert len(ledger.read("calendar")) == 1


def test_calendar_refuses_years_it_does_not_have(motcua: Motcua) -> None:
    for year in ("1990", "0", "2031"):
        answer = motcua("calendar", "show", "--year", year)
        assert (answer.code, answer.out) == (1, "")
        assert "year" in answer.err
