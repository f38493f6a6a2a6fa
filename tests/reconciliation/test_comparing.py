"""A list and counts of another system set beside what was recorded here."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from dossiers.cast import CLERK, LEADER, Office
from dossiers.plain import on
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.reconciliation import public as reconciliation
from motcua.reform.reconciliation.public import Reconciled, Rule
from motcua.services.dossiers import public as dossiers

MARCH = Period(date(2022, 3, 1), date(2022, 3, 31))
NOW = datetime.fromisoformat("2022-04-05T08:00+07:00")


@pytest.fixture
def codes(office: Office) -> dict[str, str]:
    """Five dossiers of March: plain, extended, assisted, collected late, and one that is filed and not accepted."""
    named = {
        name: str(office.receive(f"03-0{place} 09:00", **also).state.code)
        for place, (name, also) in enumerate(
            {
                "plain": {},
                "extended": {},
                "assisted": {"channel": dossiers.Channel.ONLINE_ASSISTED},
                "collected": {},
            }.items(),
            1,
        )
    }
    dossiers.extend(code=named["extended"], to=date(2022, 3, 25), reason="đo đạc lại", by=LEADER, at=on("03-10 09:00"))
    for name, at in (("plain", "03-10"), ("extended", "03-21"), ("assisted", "03-11"), ("collected", "03-14")):
        dossiers.finish(code=named[name], by=CLERK, at=on(f"{at} 10:00"))
    dossiers.return_result(code=named["collected"], by=CLERK, at=on("03-28 10:00"))
    named["elsewhere"] = str(office.receive("03-07 09:00", unit=office.land_office.key).state.code)
    named["later"] = str(office.receive("04-01 00:00").state.code)
    return named


def found(text: str, tmp_path: Path) -> Reconciled:
    path = tmp_path / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    theirs = reconciliation.read_file(path, zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    facts = indicators.up_to_date(at=NOW)
    return reconciliation.reconcile(facts, theirs, unit="338", period=MARCH, now=NOW)


def listed(codes: dict[str, str]) -> str:
    rows = [
        ("plain", "01/03/2022", "15/03/2022", "10/03/2022", "trực tiếp"),
        ("extended", "02/03/2022", "25/03/2022", "21/03/2022", "trực tiếp"),
        ("assisted", "03/03/2022", "17/03/2022", "11/03/2022", "trực tiếp"),
        ("collected", "04/03/2022", "18/03/2022", "28/03/2022", "trực tiếp"),
        ("elsewhere", "07/03/2022", "21/03/2022", "", "trực tiếp"),
        ("later", "31/03/2022", "14/04/2022", "", "trực tiếp"),
    ]
    lines = [",".join([codes[name], *cells]) for name, *cells in rows]
    return "\n".join(["code,received,due,finished,channel", *lines, "X-1,05/03/2022,19/03/2022,,trực tiếp", ""])


def test_each_difference_is_told_by_dossier_and_rule(codes: dict[str, str], tmp_path: Path) -> None:
    said = found(listed(codes), tmp_path)
    assert {one.code: one.rules for one in said.differences} == {
        codes["extended"]: (Rule.EXTENSION,),
        codes["assisted"]: (Rule.ASSISTED,),
        codes["collected"]: (Rule.COLLECTED,),
        codes["elsewhere"]: (Rule.OTHER_UNIT,),
        codes["later"]: (Rule.BOUNDARY,),
        "X-1": (Rule.ONLY_THERE,),
    }
    assert {(one.code, one.ours, one.theirs) for one in said.figures if one.apart} == {
        ("received.total", 4, 7),
        ("received.online", 1, 0),
        ("received.direct", 3, 7),
        ("pending.total", 0, 3),
        ("pending.overdue", 0, 2),
        ("pending.in_time", 0, 1),
    }


def test_what_their_list_lacks_is_only_here(codes: dict[str, str], tmp_path: Path) -> None:
    said = found(f"code\n{codes['plain']}\n", tmp_path)
    assert {one.rules for one in said.differences} == {(Rule.ONLY_HERE,)}
    assert len(said.differences) == 3
    assert said.by_rule() == [(Rule.ONLY_HERE, 3)]


def test_one_that_is_filed_and_not_accepted_is_told(
    office: Office, codes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dossier gets its code at acceptance here; another system may have given one before."""
    monkeypatch.setattr(dossiers, "units_of", lambda code: frozenset({office.shop.id}) if code == "X-1" else None)
    said = found("code,received\nX-1,05/03/2022\n", tmp_path)
    assert next(one.rules for one in said.differences if one.code == "X-1") == (Rule.NOT_ACCEPTED,)


def test_counts_alone_are_told_by_the_rules_that_would_change_them(codes: dict[str, str], tmp_path: Path) -> None:
    said = found("figure,count\n(3),5\n(4),0\n(10),0\n(7),4\n", tmp_path)
    assert [(one.code, one.apart) for one in said.figures] == [
        ("received.total", 1),
        ("received.online", -1),
        ("resolved.total", 0),
        ("resolved.overdue", -1),
    ]
    assert [(one.figure, one.rule) for one in said.effects if one.closes] == [
        ("received.online", Rule.ASSISTED),
        ("resolved.overdue", Rule.EXTENSION),
    ]


def test_what_was_found_can_be_taken_away(codes: dict[str, str], tmp_path: Path) -> None:
    said = found(listed(codes) + "=1+1,05/03/2022,19/03/2022,,trực tiếp\n", tmp_path)
    rows = list(csv.reader(io.StringIO(reconciliation.as_csv(said))))
    assert rows[0] == ["Dossier", "Line of their file", "Counted here as", "Counted there as", "Why"]
    assert [row[0] for row in rows if "1+1" in row[0]] == ["'=1+1"]
    book = openpyxl.load_workbook(io.BytesIO(reconciliation.as_xlsx(said)))
    assert book.sheetnames == ["Figures", "Differences"]
    assert [cell.value for cell in book["Figures"][2]] == ["(3) Received, in all", 4, 8, 4]
    assert next(cell for (cell,) in book["Differences"]["A2:A10"] if cell.value == "=1+1").data_type == "s"
