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
from motcua.services.feedback.actions.bringing import (
    MOST_FILES,
    Brought,
    SentBefore,
    TooManyFiles,
    bring,
    brought,
    forget_unsent,
    take_back,
)
from motcua.services.feedback.actions.calling import (
    Said,
    UnknownCall,
    drop_call,
    forget_calls,
    keep_call,
    open_call,
    take_call,
)
from motcua.services.feedback.actions.coming import (
    EnteredBefore,
    ask_sender,
    classify,
    forward,
    receive,
    take_information,
)
from motcua.services.feedback.actions.joining import unjoin
from motcua.services.feedback.actions.recording import MovedOn, Recorded, UnknownCase
from motcua.services.feedback.actions.sending import Sent, flaws, send, sent
from motcua.services.feedback.actions.taking_in import NEEDED as CASES_NEEDED
from motcua.services.feedback.actions.taking_in import TAKEN as CASES_KNOWN
from motcua.services.feedback.actions.taking_in import take_cases
from motcua.services.feedback.actions.taking_over import take_over
from motcua.services.feedback.clocks import phrases, policies
from motcua.services.feedback.facts import CASES, FACTS
from motcua.services.feedback.queries.calls import CallView, call_of, calls_of
from motcua.services.feedback.queries.doubles import Double, likely_doubles
from motcua.services.feedback.queries.figures import Tally, tally
from motcua.services.feedback.queries.following import SenderView, Turn, case_of_secret, sender_view
from motcua.services.feedback.queries.lists import WorkPage, WorkRow, earlier_calls, worklist
from motcua.services.feedback.queries.published import PublishedAnswer, PublishedPage, published, published_answer
from motcua.services.feedback.queries.replay import replay_all
from motcua.services.feedback.queries.status import CaseView, EventLine, case_view
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import OutOfOrder, Step, Unnamed, WindowOpen, WindowOver
from motcua.services.feedback.rules.phrases import Phrase, Use
from motcua.services.feedback.rules.sender import NamesTheSender, Sender, check_sender
from motcua.services.feedback.rules.words import SENDER, About, Channel, Classification, Kind, Outcome, State, Verdict

__all__ = [
    "CASES",
    "CASES_KNOWN",
    "CASES_NEEDED",
    "FACTS",
    "MOST_FILES",
    "SENDER",
    "About",
    "Brought",
    "CallView",
    "CaseState",
    "CaseView",
    "Channel",
    "Classification",
    "Double",
    "EnteredBefore",
    "EventLine",
    "Kind",
    "MovedOn",
    "NamesTheSender",
    "NothingToCheck",
    "OutOfOrder",
    "Outcome",
    "Phrase",
    "PublishedAnswer",
    "PublishedPage",
    "Recorded",
    "Said",
    "Sender",
    "SenderView",
    "Sent",
    "SentBefore",
    "State",
    "Step",
    "Tally",
    "TooManyFiles",
    "Turn",
    "UnknownCall",
    "UnknownCase",
    "Unnamed",
    "Use",
    "Verdict",
    "WindowOpen",
    "WindowOver",
    "WorkPage",
    "WorkRow",
    "answer",
    "ask_sender",
    "bring",
    "brought",
    "call_of",
    "calls_of",
    "case_of_secret",
    "case_view",
    "check_sender",
    "classify",
    "close",
    "drop_call",
    "earlier_calls",
    "erase_sender",
    "flaws",
    "forget_calls",
    "forget_unsent",
    "forward",
    "judge",
    "keep_call",
    "likely_doubles",
    "open_call",
    "phrases",
    "policies",
    "publish",
    "published",
    "published_answer",
    "receive",
    "reopen",
    "replay_all",
    "send",
    "sender_view",
    "sent",
    "take_back",
    "take_call",
    "take_cases",
    "take_information",
    "take_over",
    "tally",
    "unjoin",
    "worklist",
]
