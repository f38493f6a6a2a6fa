"""Feedback and proposals: every change is one recorded act, what is published names nobody, a replay gives the rows."""

from motcua.services.feedback.actions.answering import (
    NothingToCheck,
    answer,
    close,
    erase_sender,
    judge,
    publish,
    reopen,
)
from motcua.services.feedback.actions.coming import ask_sender, classify, forward, receive, take_information
from motcua.services.feedback.actions.recording import Recorded, UnknownCase
from motcua.services.feedback.actions.taking_over import take_over
from motcua.services.feedback.clocks import policies
from motcua.services.feedback.facts import CASES, FACTS
from motcua.services.feedback.queries.lists import PublishedAnswer, WorkPage, WorkRow, published, worklist
from motcua.services.feedback.queries.replay import replay_all
from motcua.services.feedback.queries.status import CaseView, EventLine, case_view
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import OutOfOrder, Step, Unnamed, WindowOpen, WindowOver
from motcua.services.feedback.rules.sender import NamesTheSender, Sender
from motcua.services.feedback.rules.words import About, Channel, Classification, Kind, State, Verdict

__all__ = [
    "CASES",
    "FACTS",
    "About",
    "CaseState",
    "CaseView",
    "Channel",
    "Classification",
    "EventLine",
    "Kind",
    "NamesTheSender",
    "NothingToCheck",
    "OutOfOrder",
    "PublishedAnswer",
    "Recorded",
    "Sender",
    "State",
    "Step",
    "UnknownCase",
    "Unnamed",
    "Verdict",
    "WindowOpen",
    "WindowOver",
    "WorkPage",
    "WorkRow",
    "answer",
    "ask_sender",
    "case_view",
    "classify",
    "close",
    "erase_sender",
    "forward",
    "judge",
    "policies",
    "publish",
    "published",
    "receive",
    "reopen",
    "replay_all",
    "take_information",
    "take_over",
    "worklist",
]
