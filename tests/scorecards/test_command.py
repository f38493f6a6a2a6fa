"""The command: figures from elsewhere and figures of one's own become points, in the shape that others read."""

import csv
import io
import json
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from conftest import Installation
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures
from scorecards import phu_tho

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def test_figures_from_elsewhere_are_scored_in_every_format(committing_db: Installation) -> None:
    path = committing_db.home / "figures.csv"
    path.write_text(phu_tho.as_csv("025") + phu_tho.as_csv("019").partition("\n")[2], encoding="utf-8")
    asked = ("scorecard", "evaluate", "qd766", "--figures", path)
    said = json.loads(committing_db.motcua(*asked, "--format", "json").stdout)
    assert list(said) == ["scorecard", "units"]
    first, second = said["units"]
    assert (said["scorecard"], first["unit"], second["unit"]) == ("qd766", "025", "019")
    assert list(first) == ["unit", "total", "groups"]
    assert first["total"] == float(phu_tho.TOTAL)
    assert {group["code"]: group["score"] for group in first["groups"]} == {
        code: float(score) for code, score in phu_tho.GROUPS.items()
    }
    transparency = first["groups"][0]
    assert list(transparency) == ["code", "score", "max", "components"]
    assert transparency["components"][0] == {
        "code": "PUBLISH_ON_TIME", "numerator": 0, "denominator": 0, "score": None, "max": 6.0,
    }  # fmt: skip
    assert transparency["components"][2]["score"] == 1.96
    rows = list(csv.DictReader(io.StringIO(committing_db.motcua(*asked, "--format", "csv").stdout)))
    assert len(rows) == 2 * len(phu_tho.PUBLISHED)
    assert rows[0] == {
        "unit": "025", "group": "transparency", "code": "PUBLISH_ON_TIME", "numerator": "0", "denominator": "0",
        "score": "", "max": "6.00",
    }  # fmt: skip
    table = committing_db.motcua(*asked, MOTCUA_LANGUAGE="vi").stdout
    assert "025: 59,91 trên 100,00 điểm, Trung bình" in table
    assert "cách tính quan sát được, không phải văn bản pháp luật" in table


def test_a_workbook_holds_totals_and_components(committing_db: Installation) -> None:
    path = committing_db.home / "figures.csv"
    path.write_text(phu_tho.as_csv("=1+1"), encoding="utf-8")
    out = committing_db.home / "out.xlsx"
    command = [sys.executable, "-c", "from motcua.cli import main; main()", "scorecard", "evaluate", "qd766"]
    with out.open("wb") as file:
        subprocess.run(
            [*command, "--figures", path, "--format", "xlsx"], env=committing_db.environment, stdout=file, check=True
        )
    totals, components = openpyxl.load_workbook(out).worksheets
    assert [cell.value for cell in totals[5]] == ["=1+1", 7.96, 15.68, 8.83, 6.25, 8.22, 12.97, 59.91]
    assert totals["A5"].data_type == "s"
    assert components.max_row == len(phu_tho.PUBLISHED) + 1
    assert components["F2"].value is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,code,numerator\n25,ONTIME,1\n", "line 1: the file has no column denominator"),
        (
            "unit,code,numerator,denominator\n25,ONTIME,5,1\n25,X,1,1\n",
            "line 2, numerator, “5”: the numerator is above",
        ),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_place(committing_db: Installation, text: str, said: str) -> None:
    path = committing_db.home / "figures.csv"
    path.write_text(text, encoding="utf-8")
    ran = committing_db.motcua("scorecard", "evaluate", "qd766", "--figures", path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr


def test_a_unit_is_scored_from_what_is_recorded(committing_db: Installation) -> None:
    at = datetime(2022, 9, 1, 8, tzinfo=ZONE)
    unit = units.found(
        code="338", name="Huyện Mẫu", level=units.Level.DISTRICT, on=date(2010, 1, 1), by="post/1", at=at
    )
    procedures.publish(
        code="1.004222", name="Đăng ký", field_code="CT", field_name="Cư trú", term=Term(5, Measure.WORKING_DAYS),
        on=date(2010, 1, 1), by="post/1", at=at,
    )  # fmt: skip
    for place in range(4):
        filing = dossiers.Filing(procedure="1.004222", unit=unit.key, channel=dossiers.Channel.COUNTER)
        code = dossiers.receive(filing=filing, by="post/1", at=at.replace(minute=place)).state.code
        if place:
            dossiers.finish(code=str(code), by="post/1", at=datetime(2022, 9, 6, 9, tzinfo=ZONE))
    ledger.seal(at=datetime(2022, 9, 7, tzinfo=ZONE))
    asked = ("--unit", "338", "--from", "2022-09-01", "--to", "2022-09-30", "--format", "json")
    ran = committing_db.motcua("scorecard", "score", "qd766", *asked)
    (scored,) = json.loads(ran.stdout)["units"]
    components = {one["code"]: one for group in scored["groups"] for one in group["components"]}
    assert components["ONTIME"] == {
        "code": "ONTIME", "numerator": 3, "denominator": 4, "score": 15.0, "max": 20.0,
        "indicator": "dossiers.on_time_of_received",
        "rows": "/giam-sat/chi-tieu/dossiers.on_time_of_received/"
        "?don-vi=338&tu=2022-09-01&den=2022-09-30&gom=ca-cap-duoi",
    }  # fmt: skip
    assert components["DOSSIER_SYNC"]["score"] is None
    assert components["DOSSIER_SYNC"]["rows"] is None
    early = committing_db.motcua("scorecard", "score", "qd766", *asked[:3], "2022-01-01", "--to", "2022-06-30")
    assert (early.returncode, "it is from 2022-08-01" in early.stderr) == (1, True)


def test_the_shelf_is_listed_and_shown(committing_db: Installation) -> None:
    folder = committing_db.home / "scorecards"
    folder.mkdir()
    (folder / "own.toml").write_text('code = "own"\n', encoding="utf-8")
    listed = committing_db.motcua("scorecard", "list")
    assert (listed.returncode, listed.stdout.count("\n")) == (1, 12)
    assert listed.stderr.startswith("own.toml:\nline 1, ")
    shown = committing_db.motcua("scorecard", "show", "qd766").stdout
    assert "REUSED_DIGITIZED_DATA: Dossiers that reuse digitised data, 2.00" in shown
    assert "in proportion, all points at 80%; nothing to count: no data; indicator papers.reused" in shown
