"""A map says what somebody else's columns and words mean; what it says wrong is named with its place."""

import re
from pathlib import Path

import pytest

from exchange.desk import Desk, counts, on_record, rows
from motcua.kernel.periods import HO_CHI_MINH
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.exchange.maps import read_map

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/">
<trace>
 <string key="concept:name" value="case-1"/>
 <string key="channel" value="Internet"/>
 <date key="startdate" value="2022-03-01T08:30:00.000+07:00"/>
 <date key="enddate_planned" value="2022-03-04T17:00:00.000+07:00"/>
 <date key="enddate" value="2022-03-03T10:00:00.000+07:00"/>
 <event>
  <string key="concept:name" value="Confirmation"/><date key="time:timestamp" value="2022-03-01T08:30:00.000+07:00"/>
 </event>
 <event>
  <string key="concept:name" value="Check"/><date key="time:timestamp" value="2022-03-02T08:30:00.000+07:00"/>
 </event>
 <event>
  <string key="concept:name" value="Close"/><date key="time:timestamp" value="2022-03-03T10:00:00.000+07:00"/>
 </event>
</trace>
<trace>
 <string key="concept:name" value="case-2"/>
 <string key="channel" value="Desk"/>
 <date key="startdate" value="2022-03-02T08:30:00.000+07:00"/>
 <date key="enddate_planned" value="2022-03-04T17:00:00.000+07:00"/>
 <date key="enddate" value="2022-03-01T10:00:00.000+07:00"/>
 <event>
  <string key="concept:name" value="Close"/><date key="time:timestamp" value="2022-03-01T10:00:00.000+07:00"/>
 </event>
 <event>
  <string key="concept:name" value="Confirmation"/><date key="time:timestamp" value="2022-03-02T08:30:00.000+07:00"/>
 </event>
</trace>
</log>
"""
A_TRACE_IS_A_DOSSIER = """
shape = "dossier"
[columns]
received_at = "startdate"
due_at = "enddate_planned"
finished_at = "enddate"
[constants]
unit = "12472"
procedure = "1.004222"
[channels]
online = ["Internet", "e-mail"]
counter = "Desk"
"""
AN_EVENT_IS_AN_EVENT = """
skip = ["Check"]
[columns]
channel = "case:channel"
due = "case:enddate_planned"
[constants]
unit = "12472"
procedure = "1.004222"
[channels]
online = ["Internet", "e-mail"]
counter = "Desk"
[events]
received = "Confirmation"
finished = "Close"
"""
OUTCOME = ("channel", "state", "timeliness", "received_at", "due_at", "closed_at", "holder_id")


def test_a_trace_may_be_read_as_one_dossier(desk: Desk) -> None:
    refused = desk.refused(LOG, by_map=A_TRACE_IS_A_DOSSIER)
    assert refused == [
        "line 19, enddate, “2022-03-01T10:00:00+07:00”: “finished” comes before the dossier was received, at"
        " 2022-03-02T08:30:00+07:00; give a time not before that, or put the receipt right"
    ]
    imported = desk.take(LOG, by_map=A_TRACE_IS_A_DOSSIER, rejects=desk.folder / "rejects.csv")
    assert counts(imported) == (2, 1, 0, 1)
    assert [event[1] for event in on_record()["case-1"]["events"]] == ["dossier.received", "dossier.finished"]


def test_both_ways_to_read_a_log_give_the_same_dossier(desk: Desk) -> None:
    desk.take(LOG, by_map=A_TRACE_IS_A_DOSSIER, rejects=desk.folder / "rejects.csv")
    by_trace = {name: on_record()["case-1"][name] for name in OUTCOME}
    imported = desk.take(LOG.replace("case-1", "case-3"), by_map=AN_EVENT_IS_AN_EVENT, rejects=desk.folder / "r.csv")
    assert counts(imported) == (4, 2, 0, 2)
    assert imported.skipped == 1
    assert {name: on_record()["case-3"][name] for name in OUTCOME} == by_trace
    assert by_trace["timeliness"] == "early"


DOSSIERS = """Mã hồ sơ;Ngày nhận;Hẹn trả;Ngày xong;Ngày trả;Hình thức;Nơi nhận;Thủ tục;Ghi chú
A-1;01/03/2022 08:30;04/03/2022;03/03/2022 10:00;;Trực tuyến;Xã Mẫu;Khai sinh;x
A-2;02/03/2022 08:30;04/03/2022;;;Trực tiếp;Xã Bên;Khai sinh;y
"""
BY_MAP = """
shape = "dossier"
times = ["%d/%m/%Y %H:%M", "%d/%m/%Y"]
other_columns = "ignore"
[columns]
code = "Mã hồ sơ"
received_at = "Ngày nhận"
due_at = "Hẹn trả"
finished_at = "Ngày xong"
returned_at = "Ngày trả"
channel = "Hình thức"
unit = "Nơi nhận"
procedure = "Thủ tục"
[channels]
online = "Trực tuyến"
counter = "Trực tiếp"
[units]
12472 = "Xã Mẫu"
00338 = "Xã Bên"
[procedures]
"1.004222" = "Khai sinh"
"""


def test_one_dossier_a_row_with_words_and_times_of_an_office(desk: Desk) -> None:
    assert counts(desk.take(DOSSIERS, by_map=BY_MAP)) == (2, 2, 0, 0)
    found = on_record()
    assert {code: row["channel"] for code, row in found.items()} == {"A-1": "online", "A-2": "counter"}
    assert {code: row["state"] for code, row in found.items()} == {"A-1": "ready", "A-2": "accepted"}
    assert found["A-2"]["events"][0][4] == "00338@2020-01-01"
    assert found["A-1"]["due_at"].date().isoformat() == "2022-03-04"
    assert counts(desk.take(DOSSIERS, by_map=BY_MAP)) == (2, 0, 2, 0)


def test_a_dossier_that_went_on_is_taken_further_from_its_row(desk: Desk) -> None:
    desk.take(DOSSIERS, by_map=BY_MAP)
    later = DOSSIERS.replace("04/03/2022;;;Trực tiếp", "04/03/2022;04/03/2022 15:00;;Trực tiếp")
    assert counts(desk.take(later, by_map=BY_MAP)) == (2, 1, 1, 0)
    assert on_record()["A-2"]["timeliness"] == "on_time"


def test_a_code_on_two_rows_of_dossiers_is_refused(desk: Desk) -> None:
    (message,) = desk.refused(DOSSIERS.replace("A-2", "A-1"), by_map=BY_MAP)
    assert message == "line 3, Mã hồ sơ, “A-1”: this code stands on line 2 too; give one row a dossier"


def test_columns_that_nobody_asked_for_are_refused_unless_the_map_ignores_them(desk: Desk) -> None:
    with pytest.raises(Refused, match="“Ghi chú”: this column is not known"):
        desk.take(DOSSIERS, by_map=BY_MAP.replace('other_columns = "ignore"', ""))


def test_refusals_name_the_file_s_own_columns(desk: Desk) -> None:
    messages = desk.refused(DOSSIERS.replace("03/03/2022 10:00", "31/02/2022"), by_map=BY_MAP)
    assert messages[0].startswith("line 2, Ngày xong, “31/02/2022”: this is not a time of the calendar")
    messages = desk.refused(DOSSIERS.replace("04/03/2022", ""), by_map=BY_MAP.replace("1.004222", "1.999999"))
    assert messages[0].startswith("line 2, Hẹn trả: procedure 1.999999 has no term")


def test_a_row_without_any_time_is_refused(desk: Desk) -> None:
    (message,) = desk.refused(DOSSIERS.replace("02/03/2022 08:30", ""), by_map=BY_MAP)
    assert message == "line 3, Ngày nhận: the row holds no time at all; give at least the time of receipt"


def test_naive_times_are_those_of_the_map_s_zone(desk: Desk) -> None:
    desk.take(rows("A-1,received,2022-03-01T08:30,12472,1.004222,post,,,"), by_map='zone = "Europe/Amsterdam"')
    assert on_record()["A-1"]["received_at"].isoformat() == "2022-03-01T07:30:00+00:00"


def test_a_column_that_the_map_names_must_be_there(desk: Desk) -> None:
    with pytest.raises(Refused, match="actor: the column “Ai” is missing"):
        desk.take(rows(), by_map='[columns]\nactor = "Ai"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shape = ", "“map.toml”: the map is not TOML: Invalid value (at end of document); put it right at that place"),
        ("[column]", "“column”: the map says something that is not known; write one of: columns"),
        ('shape = "trace"', "shape, “trace”: the map says what cannot be; write one of: event, dossier"),
        ('zone = "Hanoi"', "zone, “Hanoi”: the map says what cannot be; write a name of the IANA list"),
        ('columns = "x"', "columns, “x”: the map says what cannot be; write it as a table: [columns]"),
        ('[columns]\nevnt = "x"', "columns, “evnt”: the map says something that is not known; write one of: event"),
        ('[columns]\nreceived_at = "x"', "columns, “received_at”: the map says something that is not known"),
        ("[columns]\ncode = 3", "columns.code, “3”: the map says what cannot be; write a text in quotes"),
        ('[columns]\ncode = ""', "columns.code, “”: the map says what cannot be; name the file's column"),
        ('[constants]\nat = "x"', "constants, “at”: the map says something that is not known"),
        (
            '[columns]\nunit = "x"\n[constants]\nunit = "y"',
            "constants.unit, “y”: the map says what cannot be; give a column or a constant for it, not both",
        ),
        ('[channels]\ndesk = "x"', "channels, “desk”: the map says something that is not known"),
        ('[events]\ndone = "x"', "events, “done”: the map says something that is not known"),
        ("[channels]\npost = 1", "channels.post, “1”: the map says what cannot be; write a text in quotes, or a list"),
        (
            '[channels]\npost = "x"\nonline = ["y", "x"]',
            "channels.online, “x”: the map says what cannot be; it already stands for post",
        ),
        (
            'shape = "dossier"\n[events]\nreceived = "x"',
            'leave it out: `shape = "dossier"` has a column for each event',
        ),
        (
            'times = "%d/%m"',
            "times, “%d/%m”: the map says what cannot be; write a pattern with day, month and year, as %d/%m",
        ),
        ("times = 3", "times, “3”: the map says what cannot be; write a text in quotes, or a list of them"),
        ("header_line = 0", "header_line, “0”: the map says what cannot be; write the number of a line, from 1 to 100"),
        ('other_columns = "drop"', "other_columns, “drop”: the map says what cannot be; write one of: refuse, ignore"),
    ],
)
def test_a_wrong_map_is_refused_with_the_place(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.take(rows(), by_map=text)
    assert said in refused.value.message()


def test_a_map_that_is_no_text_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="the map is not UTF-8; save it as UTF-8"):
        desk.take(rows(), by_map=b"shape = \xff")


HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "import-events.md"


@pytest.mark.parametrize("text", re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(), re.DOTALL))
def test_the_maps_of_the_how_to_are_maps(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    assert read_map(path, zone=HO_CHI_MINH)


def test_the_how_to_reads_a_log_as_it_says(desk: Desk) -> None:
    (text,) = re.findall(r"```toml\n([^`]*WABO.*?)```", HOW_TO.read_text(), re.DOTALL)
    rejects = desk.folder / "rejects.csv"
    assert counts(desk.take(LOG, by_map=text, create_missing=True, rejects=rejects)) == (2, 1, 0, 1)
    assert rejects.read_text().splitlines()[1].startswith("case-2,Desk,")
