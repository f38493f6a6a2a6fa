"""Satisfaction: slips as they were issued and what they lack, what people answered, in sums that name nobody."""

from motcua.services.surveys.actions.answering import (
    AlreadyAnswered,
    Entered,
    UnknownSlip,
    answer,
    enter_slip,
    withdraw_slip,
)
from motcua.services.surveys.actions.inviting import Invited, answer_invited, invite
from motcua.services.surveys.actions.issuing import AlreadyIssued, issue_slip
from motcua.services.surveys.facts import ANSWERS, FACTS, SLIPS
from motcua.services.surveys.lists import (
    compliance_of,
    fewest_shown,
    invitations_last,
    known_indices,
    one_stop_slip,
    sipas_slip,
)
from motcua.services.surveys.queries.comments import Heard, comments
from motcua.services.surveys.queries.indices import Indices, QuestionIndex, campaigns, indices
from motcua.services.surveys.queries.invitations import Invitation, by_token
from motcua.services.surveys.queries.published import Published, published
from motcua.services.surveys.queries.slips import IssuedSlip, PaperEntry, by_id, paper_entries, slip_of, unit_of
from motcua.services.surveys.queries.stages import stages_answered, stages_of
from motcua.services.surveys.rules.compliance import Compliance, Index, Requirement
from motcua.services.surveys.rules.indices import Tally, Threshold, WrongAnswer, unanswered
from motcua.services.surveys.rules.invitations import DeadInvitation, Lasting, Standing
from motcua.services.surveys.rules.slips import MOST_QUESTIONS, Question, Slip, WrongSlip, check_slip
from motcua.services.surveys.rules.words import CITIZEN, ONE_STOP, AsksCode, Element, Method, MethodRule, Stage

__all__ = [
    "ANSWERS",
    "CITIZEN",
    "FACTS",
    "MOST_QUESTIONS",
    "ONE_STOP",
    "SLIPS",
    "AlreadyAnswered",
    "AlreadyIssued",
    "AsksCode",
    "Compliance",
    "DeadInvitation",
    "Element",
    "Entered",
    "Heard",
    "Index",
    "Indices",
    "Invitation",
    "Invited",
    "IssuedSlip",
    "Lasting",
    "Method",
    "MethodRule",
    "PaperEntry",
    "Published",
    "Question",
    "QuestionIndex",
    "Requirement",
    "Slip",
    "Stage",
    "Standing",
    "Tally",
    "Threshold",
    "UnknownSlip",
    "WrongAnswer",
    "WrongSlip",
    "answer",
    "answer_invited",
    "by_id",
    "by_token",
    "campaigns",
    "check_slip",
    "comments",
    "compliance_of",
    "enter_slip",
    "fewest_shown",
    "indices",
    "invitations_last",
    "invite",
    "issue_slip",
    "known_indices",
    "one_stop_slip",
    "paper_entries",
    "published",
    "sipas_slip",
    "slip_of",
    "stages_answered",
    "stages_of",
    "unanswered",
    "unit_of",
    "withdraw_slip",
]
