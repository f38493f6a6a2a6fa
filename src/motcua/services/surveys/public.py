"""Satisfaction: slips as they were issued and what they lack, what people answered, in sums that name nobody."""

from motcua.services.surveys.actions import (
    AlreadyAnswered,
    AlreadyIssued,
    Entered,
    UnknownSlip,
    enter_slip,
    issue_slip,
    withdraw_slip,
)
from motcua.services.surveys.facts import ANSWERS, FACTS, SLIPS
from motcua.services.surveys.lists import compliance_of, one_stop_slip, shown_in_public, sipas_slip
from motcua.services.surveys.queries import Indices, IssuedSlip, QuestionIndex, campaigns, indices, slip_of, unit_of
from motcua.services.surveys.rules.compliance import Compliance, Index, Requirement
from motcua.services.surveys.rules.indices import Tally, WrongAnswer
from motcua.services.surveys.rules.slips import Question, Slip, WrongSlip
from motcua.services.surveys.rules.words import ONE_STOP, AsksCode, Element, Method, MethodRule, Stage

__all__ = [
    "ANSWERS",
    "FACTS",
    "ONE_STOP",
    "SLIPS",
    "AlreadyAnswered",
    "AlreadyIssued",
    "AsksCode",
    "Compliance",
    "Element",
    "Entered",
    "Index",
    "Indices",
    "IssuedSlip",
    "Method",
    "MethodRule",
    "Question",
    "QuestionIndex",
    "Requirement",
    "Slip",
    "Stage",
    "Tally",
    "UnknownSlip",
    "WrongAnswer",
    "WrongSlip",
    "campaigns",
    "compliance_of",
    "enter_slip",
    "indices",
    "issue_slip",
    "one_stop_slip",
    "shown_in_public",
    "sipas_slip",
    "slip_of",
    "unit_of",
    "withdraw_slip",
]
