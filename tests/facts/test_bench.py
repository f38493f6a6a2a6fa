"""What the measurements make up has every column that facts have, so that none of them stops when one is added."""

import importlib.util
import sys
from pathlib import Path

from motcua.services.dossiers.public import DOSSIERS, NOTES, SPANS

REPORT = Path(__file__).parents[2] / "bench" / "report.py"
STRETCH = {"start_at", "end_at"}
"""What a note has beside its dossier; the measurement adds it."""


def test_made_up_dossiers_have_every_column() -> None:
    spec = importlib.util.spec_from_file_location("made_up", REPORT)
    assert spec
    assert spec.loader
    report = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(report)
    assert "report" not in sys.modules
    month = report.a_month(0, 30, 1)
    for table, made in ((DOSSIERS, month), (SPANS, report.stretches(month)), (NOTES, month)):
        assert {column.name for column in table.columns} - STRETCH <= {*made.columns}
