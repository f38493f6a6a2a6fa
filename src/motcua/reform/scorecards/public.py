"""Scorecards: trees of criteria that turn figures into points, and the rounds in which units are scored."""

from motcua.reform.scorecards.actions.rounds import NotBelow, close_round, open_round
from motcua.reform.scorecards.actions.scores import OwnScore, answer, score_own, submit, take_survey, verify
from motcua.reform.scorecards.queries.replay import Difference, replay_all
from motcua.reform.scorecards.queries.rounds import (
    Said,
    ScoringRound,
    UnitScore,
    UnknownRound,
    rounds,
    said_of,
    scoring_round,
)
from motcua.reform.scorecards.queries.scoring import computed_figures, score
from motcua.reform.scorecards.queries.shelf import Overlapping, Shelf, Shelved, UnknownScorecard, find, shelf
from motcua.reform.scorecards.rules.deciding import (
    Deadlines,
    Entry,
    NothingSaid,
    NotNow,
    UnknownComponent,
    Verdict,
    own_components,
)
from motcua.reform.scorecards.rules.figures import FIGURES_KNOWN, FIGURES_NEEDED, Figures, WrongFigure, take_figures
from motcua.reform.scorecards.rules.life import Line, ScoreState, Stage
from motcua.reform.scorecards.rules.lines import Path as TomlPath
from motcua.reform.scorecards.rules.lines import line_of_fault, lines_of, why
from motcua.reform.scorecards.rules.points import NotPoints, read_points
from motcua.reform.scorecards.rules.ranking import Ranked, rank
from motcua.reform.scorecards.rules.reading import WrongScorecard
from motcua.reform.scorecards.rules.scorecard import (
    Component,
    Figure,
    Grade,
    Group,
    Result,
    Scorecard,
    Scored,
    ScoredGroup,
    evaluate,
)
from motcua.reform.scorecards.rules.values import Table as TomlTable
from motcua.reform.scorecards.rules.values import Values as TomlValues
from motcua.reform.scorecards.sheets import (
    Door,
    as_csv,
    as_json,
    as_lines,
    as_xlsx,
    basis,
    points,
    titled,
    titled_grade,
)
from motcua.reform.scorecards.telling import basis_said, clause_said, empty_said, tree_lines

__all__ = [
    "FIGURES_KNOWN",
    "FIGURES_NEEDED",
    "Component",
    "Deadlines",
    "Difference",
    "Door",
    "Entry",
    "Figure",
    "Figures",
    "Grade",
    "Group",
    "Line",
    "NotBelow",
    "NotNow",
    "NotPoints",
    "NothingSaid",
    "Overlapping",
    "OwnScore",
    "Ranked",
    "Result",
    "Said",
    "ScoreState",
    "Scorecard",
    "Scored",
    "ScoredGroup",
    "ScoringRound",
    "Shelf",
    "Shelved",
    "Stage",
    "TomlPath",
    "TomlTable",
    "TomlValues",
    "UnitScore",
    "UnknownComponent",
    "UnknownRound",
    "UnknownScorecard",
    "Verdict",
    "WrongFigure",
    "WrongScorecard",
    "answer",
    "as_csv",
    "as_json",
    "as_lines",
    "as_xlsx",
    "basis",
    "basis_said",
    "clause_said",
    "close_round",
    "computed_figures",
    "empty_said",
    "evaluate",
    "find",
    "line_of_fault",
    "lines_of",
    "open_round",
    "own_components",
    "points",
    "rank",
    "read_points",
    "replay_all",
    "rounds",
    "said_of",
    "score",
    "score_own",
    "scoring_round",
    "shelf",
    "submit",
    "take_figures",
    "take_survey",
    "titled",
    "titled_grade",
    "tree_lines",
    "verify",
    "why",
]
