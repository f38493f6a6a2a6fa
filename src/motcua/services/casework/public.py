"""The work on an accepted dossier: its process, who has it, consultations, opinions, consents, who stands in."""

from motcua.services.casework.actions.asking import (
    TooSoon,
    answer_agency,
    ask_agency,
    ask_for_completion,
    asked_for,
    consent,
    decline_consent,
)
from motcua.services.casework.actions.expecting import expect
from motcua.services.casework.actions.moving import WrongPlace, move, open_case, pass_on, take_back, unit_of_step
from motcua.services.casework.actions.recording import NotOpened
from motcua.services.casework.actions.seats import (
    NotAnAbsence,
    NotAPost,
    assign,
    delegate,
    end_delegation,
    opine,
    release,
)
from motcua.services.casework.queries.absence import StandIn, delegations, stood_in_for
from motcua.services.casework.queries.cases import CaseView, Seated, Turn, case_of, in_hand, replay_all
from motcua.services.casework.rules.deciding import NoConsent, NoSuchStep, NotTakenBack, NotYourCase
from motcua.services.casework.rules.state import Asking, CaseState
from motcua.services.casework.rules.words import Kind, Part

__all__ = [
    "Asking",
    "CaseState",
    "CaseView",
    "Kind",
    "NoConsent",
    "NoSuchStep",
    "NotAPost",
    "NotAnAbsence",
    "NotOpened",
    "NotTakenBack",
    "NotYourCase",
    "Part",
    "Seated",
    "StandIn",
    "TooSoon",
    "Turn",
    "WrongPlace",
    "answer_agency",
    "ask_agency",
    "ask_for_completion",
    "asked_for",
    "assign",
    "case_of",
    "consent",
    "decline_consent",
    "delegate",
    "delegations",
    "end_delegation",
    "expect",
    "in_hand",
    "move",
    "open_case",
    "opine",
    "pass_on",
    "release",
    "replay_all",
    "stood_in_for",
    "take_back",
    "unit_of_step",
]
