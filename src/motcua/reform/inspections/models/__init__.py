"""Tables of inspections. The events in the ledger are the truth; a replay gives them again."""

from motcua.reform.inspections.models.inspection import Inspection, Member, Place
from motcua.reform.inspections.models.recommendation import Recommendation, RecommendationRemark

__all__ = ["Inspection", "Member", "Place", "Recommendation", "RecommendationRemark"]
