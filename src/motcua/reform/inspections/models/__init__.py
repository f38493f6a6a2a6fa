"""Tables of inspections. The events in the ledger are the truth; a replay gives them again."""

from motcua.reform.inspections.models.conclusion import Conclusion, StatementText
from motcua.reform.inspections.models.inspection import Inspection, InspectionRemark, Member, Place
from motcua.reform.inspections.models.minutes import MinutesSignature, VisitMinutes
from motcua.reform.inspections.models.plan import Plan
from motcua.reform.inspections.models.recommendation import Recommendation, RecommendationRemark
from motcua.reform.inspections.models.sample import DossierCheck, VisitSample
from motcua.reform.inspections.models.self_report import SelfReport, SelfReportText
from motcua.reform.inspections.models.visit import (
    DeviceNote,
    Finding,
    LineAnswer,
    Photograph,
    Remark,
    Visit,
    VisitText,
)

__all__ = [
    "Conclusion",
    "DeviceNote",
    "DossierCheck",
    "Finding",
    "Inspection",
    "InspectionRemark",
    "LineAnswer",
    "Member",
    "MinutesSignature",
    "Photograph",
    "Place",
    "Plan",
    "Recommendation",
    "RecommendationRemark",
    "Remark",
    "SelfReport",
    "SelfReportText",
    "StatementText",
    "Visit",
    "VisitMinutes",
    "VisitSample",
    "VisitText",
]
