"""Whatever is wrong with a row is said with its line, its column, its value and what would be right."""

from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.desk import HEADER, Desk, counts, on_record, one_life, rows
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.exchange import staging
from motcua.services.dossiers.exchange.checking import MOST_EVENTS
from motcua.services.dossiers.exchange.importing import LISTED
from motcua.services.dossiers.rules.words import EXCHANGED

FIRST = "A-1,received,2022-03-01T08:30,12472,1.004222,counter,,,"
EVENTS = ", ".join(EXCHANGED)

WRONG = [
    # events, columns of words
    ("A-1,recieved,2022-03-01,12472,1.004222,counter,,,",
     "line 2, event, “recieved”: this event is not known; write one of: received; or give a map that says what it"
     " means"),
    ("A-1,,2022-03-01,12472,1.004222,counter,,,",
     f"line 2, event, “”: the event is missing; write one of: {EVENTS}; or give a map that says what it means"),
    ("A-1,received,2022-03-01,12472,1.004222,on line,,,",
     "line 2, channel, “on line”: this channel is not known; write one of: online; or give a map that says"
     " what it means"),
    ("A-1,received,2022-03-01,12473,1.004222,counter,,,",
     "line 2, unit, “12473”: no unit bears this code on 2022-03-01; near it are 12472 (Xã Mẫu)"),
    ("A-1,received,2019-03-01,12472,1.004222,counter,,,",
     "line 2, unit, “12472”: no unit bears this code on 2019-03-01; it is that of Xã Mẫu from 2020-01-01 on;"
     " write 12472@2020-01-01 for that one"),
    ("A-1,received,2022-03-01,12472,1.00422,counter,,,",
     "line 2, procedure, “1.00422”: there is no procedure of this code; near it are 1.004222"),
    (f"A-1,received,2022-03-01,{'9' * 65},1.004222,counter,,,",
     f"line 2, unit, “{'9' * 65}”: this cannot be a code; give one of 1 to 64 characters that can be seen"),
    # codes
    (",received,2022-03-01,12472,1.004222,counter,,,", "line 2, code: the code is empty; give the dossier's code"),
    (f"{'A' * 65},received,2022-03-01,12472,1.004222,counter,,,",
     f"line 2, code, “{'A' * 65}”: the code is longer than 64 characters; give one of 1 to 64"),
    ("A\u200b1,received,2022-03-01,12472,1.004222,counter,,,",
     r"line 2, code, “'A\u200b1'”: the code holds a character that cannot be seen; take it out"),
    ("A\x00,received,2022-03-01,12472,1.004222,counter,,,", "looks like UTF-16"),
    # times
    ("A-1,received,01/03/2022,12472,1.004222,counter,,,",
     "line 2, at, “01/03/2022”: this is not a time of the calendar; write it as 2022-10-14T09:30 or 2022-10-14, or give"
     " a map with its pattern"),
    ("A-1,received,2022-02-30,12472,1.004222,counter,,,",
     "line 2, at, “2022-02-30”: this is not a time of the calendar"),
    ("A-1,received,,12472,1.004222,counter,,,", "line 2, at, “”: the time is missing; write it as"),
    ("A-1,received,0022-03-01,12472,1.004222,counter,,,",
     "line 2, at, “0022-03-01”: this year cannot be meant; give a year from 1900 to 2199"),
    ("A-1,received,2026-11-24T10:01,12472,1.004222,counter,,,",
     "line 2, at, “2026-11-24T10:01”: this time has not come yet; give a time not after 2026-11-24T10:00:00+07:00"),
    ("A-1,received,2022-03-01,12472,1.004222,counter,soon,,",
     "line 2, due, “soon”: this is not a time of the calendar"),
    ("A-1,received,2022-03-01,12472,1.004222,counter,9999-12-31,,",
     "line 2, due, “9999-12-31”: this year cannot be meant"),
    # the first row
    ("A-1,received,2022-03-01,,1.004222,counter,,,",
     "line 2, unit: the first row of a dossier names its unit; fill it in on this row, which is the first by its time"),
    ("A-1,received,2022-03-01,12472,,counter,,,", "line 2, procedure: the first row of a dossier names its procedure"),
    ("A-1,received,2022-03-01,12472,1.004222,,,,", "line 2, channel: the first row of a dossier names its channel"),
    ("A-1,received,2022-03-01,12472,1.999999,counter,,,",
     "line 2, due: procedure 1.999999 has no term, so its due time cannot be reckoned; give the due time, or the"
     " procedure its term"),
    # texts
    (f"A-1,received,2022-03-01,12472,1.004222,counter,,{'n' * 201},",
     "the text is longer than 200 characters, or holds a zero character; shorten it"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_a_wrong_row_is_refused_with_its_place(desk: Desk, row: str, said: str) -> None:
    if "\x00" in row:
        with pytest.raises(Refused, match=said):
            desk.take(rows(row))
        return
    (message,) = desk.refused(rows(row))
    assert said in message


ORDER = [
    (["returned,2022-03-02"], "line 3, event, “returned”: “returned” cannot happen to a dossier that is “accepted”"),
    (["resumed,2022-03-02"], "“resumed” cannot happen to a dossier that is “accepted”"),
    (["supplemented,2022-03-02"], "“supplemented” cannot happen to a dossier that is “accepted”"),
    (["received,2022-03-02"], "“received” cannot happen to a dossier that is “accepted”"),
    (["submitted,2022-03-02"], "“submitted” cannot happen to a dossier that is “accepted”"),
    (["finished,2022-03-02", "forwarded,2022-03-03"],
     "line 4, event, “forwarded”: “forwarded” cannot happen to a dossier that is “ready”"),
    (["withdrawn,2022-03-02", "finished,2022-03-03"], "“finished” cannot happen to a dossier that is “withdrawn”"),
    (["supplement_requested,2022-03-02", "resumed,2022-03-03"],
     "“resumed” cannot happen to a dossier that is “waiting_citizen”"),
    (["finished,2022-03-02", "returned,2022-03-03", "returned,2022-03-04"], "line 5, event, “returned”"),
]  # fmt: skip


@pytest.mark.parametrize(("after", "said"), ORDER)
def test_an_order_that_cannot_be_is_refused_with_what_may_follow(desk: Desk, after: list[str], said: str) -> None:
    (message,) = desk.refused(rows(FIRST, *(f"A-1,{row},,,,,," for row in after)))
    assert said in message
    assert "what may follow is: " in message


def test_an_end_before_the_beginning_is_named_as_such(desk: Desk) -> None:
    (message,) = desk.refused(rows(FIRST, "A-1,finished,2022-02-28T16:00,,,,,,"))
    assert message == (
        "line 3, at, “2022-02-28T16:00:00+07:00”: “finished” comes before the dossier was received, at"
        " 2022-03-01T08:30:00+07:00; give a time not before that, or put the receipt right"
    )


def test_a_dossier_that_was_never_received_is_refused(desk: Desk) -> None:
    (message,) = desk.refused(rows("A-1,finished,2022-03-01,12472,1.004222,counter,,,"))
    assert "“finished” cannot be the first that happens to a dossier; “received” must come before it" in message


def test_a_row_that_stands_twice_is_refused(desk: Desk) -> None:
    (message,) = desk.refused(rows(FIRST, *one_life("A-2"), FIRST))
    assert message == "line 7, code, “A-1”: this row says the same as line 2; take one of them out"


def test_a_due_time_where_none_can_stand_is_refused(desk: Desk) -> None:
    (message,) = desk.refused(rows(FIRST, "A-1,forwarded,2022-03-02,00338,,,2022-03-09,,"))
    assert message == (
        "line 3, due, “2022-03-09”: a due time cannot stand on “forwarded”; leave it empty; it may stand on: extended,"
        " received, resumed, supplemented"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A-1,forwarded,2022-03-02,00338,1.999999,,,,",
         "line 3, procedure, “1.999999”: the first row of this dossier names another procedure; write “1.004222”, or"
         " leave it empty"),
        ("A-1,forwarded,2022-03-02,00338,,post,,,",
         "channel, “post”: the first row of this dossier names another channel"),
        ("A-1,forwarded,2022-03-02,0338,,,,,", "line 3, unit, “0338”: no unit bears this code on 2022-03-02"),
    ],
)  # fmt: skip
def test_a_later_row_that_contradicts_the_first_is_refused(desk: Desk, row: str, said: str) -> None:
    assert said in desk.refused(rows(FIRST, row))[0]


def test_a_pause_that_waits_for_papers_is_refused(desk: Desk) -> None:
    assert "a pause does not wait for papers" in desk.refused(rows(FIRST, "A-1,paused,2022-03-02,,,,,,papers"))[0]


def test_a_code_that_is_none_is_refused_without_filling_the_memory(desk: Desk) -> None:
    (message,) = desk.refused(rows(*(f"A,forwarded,2022-03-01T00:00:00.{n:06d},,,,,," for n in range(MOST_EVENTS + 1))))
    assert message == (
        "line 2, code, “A”: 5001 rows have this code, more than a dossier can have events; give each dossier a code of"
        " its own"
    )


def test_only_the_first_of_many_are_told_in_the_order_of_the_file(desk: Desk) -> None:
    imported = desk.take(rows(*(f"Z-{99 - n},no,2022-03-01,,,,,," for n in range(50))))
    assert [(code, refusal.line) for code, refusal in imported.wrong] == [(f"Z-{99 - n}", 2 + n) for n in range(LISTED)]
    assert (imported.wrong_in_all, imported.dossiers_refused) == (50, 50)


# What is on record is not rewritten


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A-1,forwarded,2022-03-03,00338,,,,,",
         "line 2, at, “2022-03-03T00:00:00+07:00”: “forwarded” is not on record for this dossier, which already has"
         " later events; only events not before 2022-03-07T09:00:00+07:00 can be added"),
        ("A-1,received,2022-03-01T08:30,00338,1.004222,counter,,,",
         "line 2, unit, “00338”: “received” is on record otherwise; it stands there as “12472@2020-01-01”, and what was"
         " recorded is not rewritten"),
        ("A-1,received,2022-03-01T08:30,12472,1.999999,counter,,,",
         "procedure, “1.999999”: “received” is on record otherwise"),
        ("A-1,received,2022-03-01T08:30,12472,1.004222,post,,,", "channel, “post”: “received” is on record otherwise"),
        ("A-1,received,2022-03-01T08:30,12472,1.004222,counter,2022-03-20,,",
         "due, “2022-03-20”: “received” is on record"),
        ("A-1,forwarded,2022-03-02T09:00,12472,,,,,", "unit, “12472”: “forwarded” is on record otherwise"),
        ("A-1,finished,2022-03-04T16:00,,,,,,another text",
         "detail, “another text”: “finished” is on record otherwise"),
    ],
)  # fmt: skip
def test_what_is_on_record_is_not_rewritten(desk: Desk, row: str, said: str) -> None:
    life = list(one_life())
    life[2] = "A-1,finished,2022-03-04T16:00,,,,,,a text"
    desk.take(rows(*life))
    assert said in desk.refused(rows(row))[0]


def test_a_code_of_another_history_is_refused(desk: Desk) -> None:
    desk.take(rows(*one_life()))
    assert "is not on record for this dossier" in desk.refused(rows(FIRST.replace("2022-03-01T08:30", "2022-01-01")))[0]


# Rejects


def test_the_good_are_taken_and_the_rows_of_the_bad_are_handed_back(desk: Desk, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    file = rows(*one_life(), "B-1,received,2022-03-01,12472,1.004222,counter,,,", "B-1,no,2022-03-02,,,,,,x;y")
    imported = desk.take(file.replace(",", ";").replace("x;y", '"x;y"'), rejects=rejects)
    assert counts(imported) == (6, 4, 0, 2)
    assert not imported.whole_refused
    assert list(on_record()) == ["A-1"]
    header, first, second = rejects.read_text().splitlines()
    assert header == HEADER.replace(",", ";") + ";line;reason"
    said = '6;"refused with line 7 of the same dossier: event, “no”: this event is not known;'
    assert first.startswith("B-1;received;2022-03-01;12472;1.004222;counter;;;;" + said)
    assert second.startswith('B-1;no;2022-03-02;;;;;;"x;y";7;"event, “no”: this event is not known;')


def test_rejects_that_were_put_right_are_taken_as_they_are(desk: Desk, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    desk.take(rows(*one_life(), *(line.replace("finished", "finishd") for line in one_life("B-1"))), rejects=rejects)
    again = tmp_path / "again.csv"
    assert counts(desk.take(rejects, rejects=again)) == (4, 0, 0, 4)
    assert again.read_text().splitlines()[0] == HEADER + ",line,reason"
    rejects.write_text(rejects.read_text().replace("finishd", "finished"))
    assert counts(desk.take(rejects)) == (4, 4, 0, 0)
    assert set(on_record()) == {"A-1", "B-1"}


def test_rejects_keep_mark_line_ends_and_every_letter_of_the_input(desk: Desk, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    row = ' =1+1 ,no,2022-03-01,,,,,Đỗ,"hai\r\ndòng"'
    desk.take(("\ufeff" + rows(row)).replace("\n", "\r\n").replace("\r\r", "\r"), rejects=rejects)
    assert rejects.read_bytes().startswith("\ufeffcode,".encode())
    assert rejects.read_bytes().split(b"\r\n", 1)[1].startswith(row.encode())


def test_rejects_without_any_are_a_header_and_the_file_of_an_earlier_run_goes(desk: Desk, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    rejects.write_text("of an earlier run")
    assert counts(desk.take(rows(*one_life()), rejects=rejects)) == (4, 4, 0, 0)
    assert rejects.read_text() == HEADER + ",line,reason\n"


def test_rejects_of_an_event_log_are_its_attributes(desk: Desk, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    log = (
        '<log><trace>\n<string key="concept:name" value="A-1"/><string key="x" value="y"/>\n<event>'
        '<string key="concept:name" value="no"/></event></trace></log>'
    )
    assert counts(desk.take(log, rejects=rejects)) == (1, 0, 0, 1)
    assert rejects.read_text().splitlines()[0] == "case:concept:name,concept:name,case:x,line,reason"
    assert rejects.read_text().splitlines()[1].startswith('A-1,no,y,3,"concept:name, “no”: this event is not known')


def test_rejects_cannot_overwrite_their_input_or_stand_where_nothing_can(desk: Desk, tmp_path: Path) -> None:
    file = desk.write(rows(FIRST))
    with pytest.raises(Refused, match="the rejects would overwrite the file they come from"):
        desk.take(file, rejects=tmp_path / "." / "events.csv")
    with pytest.raises(Refused, match="the file of rejects cannot be written: No such file or directory"):
        desk.take(file, rejects=tmp_path / "no" / "rejects.csv")
    assert not on_record()


def test_nothing_is_left_behind_in_the_home(desk: Desk, home: Path, tmp_path: Path) -> None:
    desk.take(rows(*one_life()), rejects=tmp_path / "rejects.csv")
    with pytest.raises(Refused):
        desk.take(rows('"'), rejects=tmp_path / "others.csv")
    assert not list((home / "tmp").iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"home", "events.csv", "rejects.csv"}


def test_refusals_speak_vietnamese(desk: Desk) -> None:
    ((_, refusal),) = desk.take(rows("A-1,no,2022-03-01,,,,,,")).wrong
    with override("vi"):
        assert refusal.message(gettext).endswith("hoặc kèm tệp ánh xạ cho biết ý nghĩa của giá trị")
        assert "this event" not in refusal.message(gettext)


# Headers


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "code,event,at,units",
            "“units”: this column is not known; it may be meant for: unit; or give a map that names it",
        ),
        ("code,event,at,at", "“at”: two columns have the same name; rename one of them"),
        ("code,,event,at", "column 2 has no name; name it or take it out"),
        (
            "code,event,unit",
            "at: the column “at” is missing; name it in the header, or in a map; the file has: code, event, unit",
        ),
        ("code,received_at,finished_at", 'give a map with shape = "dossier"'),
    ],
)
def test_a_wrong_header_is_refused(desk: Desk, header: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.take(header + "\n")
    assert said in refused.value.message()


# Whatever is given


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    cells=st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(["A-1", "received", "2022-03-01", "12472", "1.004222", "post", "", "finished", "-1e9"]),
                st.text(max_size=12),
            ),
            min_size=9,
            max_size=9,
        ),
        max_size=5,
    )
)
def test_whatever_a_file_says_it_is_taken_or_refused_in_words(desk: Desk, cells: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells)
    try:
        imported = desk.take(HEADER + "\n" + text)
    except Refused:
        assert not on_record()
        return
    told = imported.rows
    assert all(refusal.line and refusal.message() for _, refusal in imported.wrong)
    assert imported.whole_refused is bool(told.refused)
    assert told.read >= told.taken + told.unchanged + told.refused


def test_a_full_disk_is_said_and_nothing_is_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_PRAGMAS", staging._PRAGMAS + "PRAGMA max_page_count=8;")
    with pytest.raises(
        Refused, match="the rows cannot be put in order on disk: database or disk is full; make room there"
    ):
        desk.take(rows(*(line for number in range(500) for line in one_life(f"A-{number}"))))
    assert not on_record()
