"""Conclusions: figures alive and fixed, statements with their supports, signing, files to be checked, publishing."""

from motcua.reform.inspections.actions.concluding import (
    arrange_statements,
    remove_statement,
    write_group,
    write_statement,
)
from motcua.reform.inspections.actions.publishing import (
    NotOfThisInspection,
    Shown,
    about,
    article_body,
    publish_conclusion,
    publish_conclusion_as,
)
from motcua.reform.inspections.actions.signing import ChangedWhileSigning, sign_conclusion
from motcua.reform.inspections.conclusion_file import conclusion_file, proof_of
from motcua.reform.inspections.conclusion_paper import Doors, Picture, conclusion_paper, paper_day
from motcua.reform.inspections.queries.assembling import assembled, titled
from motcua.reform.inspections.queries.changes import Changed, RowsCompared, changes, rows_compared, still_the_same_rows
from motcua.reform.inspections.queries.conclusions import (
    ConclusionLine,
    ConclusionView,
    Sealed,
    SignedFigure,
    StatementView,
    TextVersion,
    conclusion,
    conclusions,
    read_figure,
    unit_of,
    versions,
)
from motcua.reform.inspections.queries.figures import behind, fix, live, rows_csv
from motcua.reform.inspections.queries.suggesting import Suggestion, suggestions
from motcua.reform.inspections.queries.supporting import altered, label, labels, supports_at
from motcua.reform.inspections.rules.article import body_of
from motcua.reform.inspections.rules.conclusion import (
    PART_OF,
    ConclusionSigned,
    Draft,
    Group,
    Mending,
    StaleStatement,
    StatementKind,
    UnknownStatement,
)
from motcua.reform.inspections.rules.drafting import NotAStatement, NothingConcluded, names_in, pieces, written_out
from motcua.reform.inspections.rules.figures import FigureRef, FixedFigure
from motcua.reform.inspections.rules.sealing import canonical, digest_of
from motcua.reform.inspections.rules.supports import Support, WrongSupport, kind_of, read_support, support_payload
from motcua.reform.inspections.telling import said, stated_said

__all__ = [
    "PART_OF",
    "Changed",
    "ChangedWhileSigning",
    "ConclusionLine",
    "ConclusionSigned",
    "ConclusionView",
    "Doors",
    "Draft",
    "FigureRef",
    "FixedFigure",
    "Group",
    "Mending",
    "NotAStatement",
    "NotOfThisInspection",
    "NothingConcluded",
    "Picture",
    "RowsCompared",
    "Sealed",
    "Shown",
    "SignedFigure",
    "StaleStatement",
    "StatementKind",
    "StatementView",
    "Suggestion",
    "Support",
    "TextVersion",
    "UnknownStatement",
    "WrongSupport",
    "about",
    "altered",
    "arrange_statements",
    "article_body",
    "assembled",
    "behind",
    "body_of",
    "canonical",
    "changes",
    "conclusion",
    "conclusion_file",
    "conclusion_paper",
    "conclusions",
    "digest_of",
    "fix",
    "kind_of",
    "label",
    "labels",
    "live",
    "names_in",
    "paper_day",
    "pieces",
    "proof_of",
    "publish_conclusion",
    "publish_conclusion_as",
    "read_figure",
    "read_support",
    "remove_statement",
    "rows_compared",
    "rows_csv",
    "said",
    "sign_conclusion",
    "stated_said",
    "still_the_same_rows",
    "suggestions",
    "support_payload",
    "supports_at",
    "titled",
    "unit_of",
    "versions",
    "write_group",
    "write_statement",
    "written_out",
]
