"""A scorecard is read from TOML, or refused: everything that is wrong, each with its line and what would be right."""

import pytest

from motcua.reform.scorecards.rules.clauses import Penalty, Survey
from motcua.reform.scorecards.rules.reading import WrongScorecard
from scorecards.cards import SMALL, read


def test_a_tree_is_read_as_it_is_written() -> None:
    card = read()
    assert [one.code for one in card.components()] == ["ON_TIME", "DISCIPLINE", "PLAN", "SIPAS"]
    on_time, discipline, plan, sipas = card.components()
    assert (on_time.indicator, discipline.register, plan.outside) == ("dossiers.on_time", "discipline", "Quyết định")
    assert isinstance(discipline.clause, Penalty)
    assert isinstance(sipas.clause, Survey)
    assert card.groups[1].groups[0].code == "two.a"


def line(text: str) -> int:
    """Give the line of the small scorecard on which a text stands first."""
    return SMALL[: SMALL.index(text)].count("\n") + 1


CHANGED = [
    # what is changed, into what, where it is told, what is told
    ("max = 10", "max = 11", line("max = 10"), "the points do not add up: the parts have 10.00"),
    ("max = 7", "max = 8", line("max = 7"), "the points do not add up: the parts have 7.00"),
    ('"DISCIPLINE"', '"ON_TIME"', line('"DISCIPLINE"'), "this code stands there already"),
    ('code = "PLAN"', 'code = "ON_TIME"', line('"PLAN"'), "this code stands there already"),
    ('"two.a"', '"one"', line('"two.a"'), "this code stands there already"),
    ("dossiers.on_time", "dossiers.on_tim", line("dossiers.on_time"), "near it are dossiers.on_time"),
    ('"discipline"', '"nothing"', line('"discipline"'), "there is no register of this code"),
    ('"penalty"', '"fine"', line('"penalty"'), "write one of proportional, stepwise, yes_no, penalty, given, survey"),
    ("target = 0.9\n", "", line('code = "ON_TIME"') - 1, "this is missing"),
    ("target = 0.9", "target = 0", line("target"), "a target of nothing cannot be missed"),
    ("target = 0.9", "target = -1", line("target"), "this cannot stand here"),
    ("target = 0.9", "target = nan", line("target"), "this cannot stand here"),
    ("target = 0.9", "tarjet = 0.9\ntarget = 0.9", line("target"), "perhaps target is meant"),
    ("target = 0.9", "target = 0.9\neach = 1", line("target") + 1, "this is not known here"),
    ("valid_from = 2022-01-01", 'valid_from = "2022-01-01"', line("valid_from"), "write a day without quotes"),
    ("2022-01-01", "2022-01-01\nvalid_to = 2021-12-31", line("valid_from") + 1, "it ends before it begins"),
    ('source = "test"\n', "", 1, "this is missing"),
    ('title = "Nhóm một"', 'title = ""', line("Nhóm một"), "write a text in quotes"),
    ('outside = "Quyết định"', "", line('code = "PLAN"') - 1, "write one of indicator, register and outside"),
    ('outside = "Quyết định"', 'outside = "x"\nregister = "discipline"', line('code = "PLAN"') - 1, "write one of"),
    ("max = 5", "max = 5.001", line("max = 5"), "points have two decimals at the most"),
    ("each = 0.5", "each = 0.5\nleast = 9", line("each") + 1, "this is more than the max"),
    ("max = 5", 'max = 5\nempty = "none"', line("max = 5") + 1, "write one of no_data, zero, full"),
    ("max = 5", 'max = 5\nbeyond = "yes"', line("max = 5") + 1, "write true or false"),
    ("[[groups.components]]", "[groups.components]", line('"DISCIPLINE"') - 1, "not TOML"),
    ('code = "small"', "code = small", line('"small"'), "not TOML"),
    ('sure = "made up"', 'sure = "made up', line("made up"), "not TOML"),
]


@pytest.mark.parametrize(("old", "new", "where", "said"), CHANGED)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, where: int, said: str) -> None:
    with pytest.raises(WrongScorecard) as refused:
        read(SMALL.replace(old, new, 1))
    told = {refusal.line: refusal.message() for refusal in refused.value.refusals}
    assert said in told[where]
    assert str(refused.value).startswith("small.toml:\nline ")


STEPS = """\
max = 5
clause = "stepwise"
indicator = "dossiers.on_time"
steps = [
  { at_least = 0.8, points = 3 },
  %s,
]
"""


def stepwise(step: str) -> str:
    start, end = SMALL.index("max = 5"), SMALL.index('[[groups.components]]\ncode = "DISCIPLINE"')
    return SMALL[:start] + STEPS % step + "\n" + SMALL[end:]


def test_steps_are_read() -> None:
    first = next(iter(read(stepwise("{ at_least = 0.95, points = 5 }")).components()))
    assert first.clause.kind == "stepwise"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{ at_least = 0.95, points = 2 }", "the steps contradict each other"),
        ("{ at_most = 0.95, points = 5 }", "the steps contradict each other"),
        ("{ at_least = 0.95, points = 6 }", "this is more than the max"),
        ("{ at_least = 0.95 }", "this is missing"),
        ("7", "a list of tables is needed here"),
    ],
)
def test_steps_that_cannot_be_are_told_where_they_begin(step: str, said: str) -> None:
    text = stepwise(step)
    with pytest.raises(WrongScorecard) as refused:
        read(text)
    where = text[: text.index("steps = [")].count("\n") + 1
    assert [(one.line, said in one.message()) for one in refused.value.refusals] == [(where, True)]


@pytest.mark.parametrize(
    "text", ["", "groups = 7", 'groups = ["x"]', "[[groups]]\ngroups = 1\ncomponents = 2", "[[grades]]\n[[groups]]"]
)
def test_whatever_is_written_is_refused_and_not_broken(text: str) -> None:
    with pytest.raises(WrongScorecard):
        read(text)


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_lines() -> None:
    text = SMALL.replace("max = 7", "max = 8").replace("target = 0.9\n", "").replace('"penalty"', '"fine"')
    with pytest.raises(WrongScorecard) as refused:
        read(text)
    lines = [one.line or 0 for one in refused.value.refusals]
    assert lines == sorted(lines)
    assert len(lines) >= 4
