"""A small scorecard of the tests, written as an office writes one, and what it is read with."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from motcua.reform.scorecards.rules.clauses import Clause, Proportional
from motcua.reform.scorecards.rules.reading import read_scorecard
from motcua.reform.scorecards.rules.scorecard import Component, Scorecard

INDICATORS = ("dossiers.on_time", "dossiers.online", "feedback.in_time", "surveys.satisfied")
REGISTERS = ("discipline",)
DATA = Path(__file__).parents[2] / "src/motcua/reform/scorecards/data"

SMALL = """\
# How the sample commune is scored.
code = "small"
title = "Bộ chỉ số thử"
max = 10
valid_from = 2022-01-01
source = "test"
sure = "made up"

[[grades]]
from = 8
name = "Tốt"

[[groups]]
code = "one"
title = "Nhóm một"
max = 7

[[groups.components]]
code = "ON_TIME"
title = "Đúng hạn"
max = 5
clause = "proportional"
target = 0.9
indicator = "dossiers.on_time"

[[groups.components]]
code = "DISCIPLINE"
title = "Kỷ luật"
max = 2
clause = "penalty"
each = 0.5
register = "discipline"

[[groups]]
code = "two"
title = "Nhóm hai"
max = 3

[[groups.groups]]
code = "two.a"
title = "Nhóm hai a"
max = 3

[[groups.groups.components]]
code = "PLAN"
title = "Kế hoạch"
max = 1
clause = "given"
outside = "Quyết định"

[[groups.groups.components]]
code = "SIPAS"
title = "Hài lòng"
max = 2
clause = "survey"
indicator = "surveys.satisfied"
"""


def read(text: str = SMALL) -> Scorecard:
    """Read a scorecard against the indicators and registers of the tests."""
    return read_scorecard(text, name="small.toml", indicators=INDICATORS, registers=REGISTERS)


def component(clause: Clause | None = None, most: str = "2", **also: object) -> Component:
    """Make a component of a clause, by default half the points at half of what was to be counted."""
    return Component("C", "Thành phần", Decimal(most), clause or Proportional(Fraction(1)), **also)  # type: ignore[arg-type]  # a test's shorthand
