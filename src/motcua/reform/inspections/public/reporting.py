"""Self-reports: what a unit is asked, what it said beside what was computed, and its paper."""

from motcua.reform.inspections.actions.self_reports import amend_report, send_report, write_report
from motcua.reform.inspections.queries.outlines import outline, outline_parts
from motcua.reform.inspections.queries.self_reports import (
    ReportLineView,
    ReportPartView,
    ReportStanding,
    ReportView,
    attached,
    report_standings,
    reports_asked,
    self_report,
)
from motcua.reform.inspections.rules.outline import (
    REPORT_WORDS_TITLES,
    Outline,
    ReportLine,
    ReportLineKind,
    ReportPart,
    ReportWords,
    WrongOutline,
)
from motcua.reform.inspections.rules.reporting import (
    AlreadySent,
    NotAFigure,
    NotAsked,
    NotSent,
    ReasonNeeded,
    ReportEntry,
    TooLong,
    UnknownAttachment,
    UnknownReportLine,
    WrittenMeanwhile,
)
from motcua.reform.inspections.rules.self_report import RegisterState, ReportEdition, ReportStage, SentFigure
from motcua.reform.inspections.self_report_paper import self_report_paper

__all__ = [
    "REPORT_WORDS_TITLES",
    "AlreadySent",
    "NotAFigure",
    "NotAsked",
    "NotSent",
    "Outline",
    "ReasonNeeded",
    "RegisterState",
    "ReportEdition",
    "ReportEntry",
    "ReportLine",
    "ReportLineKind",
    "ReportLineView",
    "ReportPart",
    "ReportPartView",
    "ReportStage",
    "ReportStanding",
    "ReportView",
    "ReportWords",
    "SentFigure",
    "TooLong",
    "UnknownAttachment",
    "UnknownReportLine",
    "WrittenMeanwhile",
    "WrongOutline",
    "amend_report",
    "attached",
    "outline",
    "outline_parts",
    "report_standings",
    "reports_asked",
    "self_report",
    "self_report_paper",
    "send_report",
    "write_report",
]
