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
from motcua.services.casework.actions.branching import (
    answer_branch,
    move_branch,
    name_for_branch,
    pass_on_branch,
    send_outside,
)
from motcua.services.casework.actions.expecting import expect
from motcua.services.casework.actions.forgetting import forget
from motcua.services.casework.actions.keeping import NotKept, drop_list, keep_list, rename_list
from motcua.services.casework.actions.moving import move, open_case, pass_on, take_back
from motcua.services.casework.actions.permitting import permit
from motcua.services.casework.actions.places import WrongPlace, unit_of_step
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
from motcua.services.casework.queries.absence import StandIn, delegations, left_behind, stood_in_for
from motcua.services.casework.queries.branches import (
    BranchView,
    OutRow,
    branches_by_code,
    branches_of,
    out_with,
    units_with_branches,
)
from motcua.services.casework.queries.cases import (
    CaseView,
    Hold,
    Seated,
    Turn,
    case_of,
    holds,
    in_hand,
    replay_all,
    turns_of,
)
from motcua.services.casework.queries.keeping import NOBODY, Hands, Kept, at_work, hands, kept_lists, step_name
from motcua.services.casework.rules.branching import NoSuchBranch
from motcua.services.casework.rules.deciding import (
    NoConsent,
    NoSuchStep,
    NotInThisStep,
    NotTakenBack,
    NotYourCase,
    allows,
)
from motcua.services.casework.rules.state import Asking, Branch, CaseState, Waits
from motcua.services.casework.rules.words import Kind, Part

__all__ = [
    "NOBODY",
    "Asking",
    "Branch",
    "BranchView",
    "CaseState",
    "CaseView",
    "Hands",
    "Hold",
    "Kept",
    "Kind",
    "NoConsent",
    "NoSuchBranch",
    "NoSuchStep",
    "NotAPost",
    "NotAnAbsence",
    "NotInThisStep",
    "NotKept",
    "NotOpened",
    "NotTakenBack",
    "NotYourCase",
    "OutRow",
    "Part",
    "Seated",
    "StandIn",
    "TooSoon",
    "Turn",
    "Waits",
    "WrongPlace",
    "allows",
    "answer_agency",
    "answer_branch",
    "ask_agency",
    "ask_for_completion",
    "asked_for",
    "assign",
    "at_work",
    "branches_by_code",
    "branches_of",
    "case_of",
    "consent",
    "decline_consent",
    "delegate",
    "delegations",
    "drop_list",
    "end_delegation",
    "expect",
    "forget",
    "hands",
    "holds",
    "in_hand",
    "keep_list",
    "kept_lists",
    "left_behind",
    "move",
    "move_branch",
    "name_for_branch",
    "open_case",
    "opine",
    "out_with",
    "pass_on",
    "pass_on_branch",
    "permit",
    "release",
    "rename_list",
    "replay_all",
    "send_outside",
    "step_name",
    "stood_in_for",
    "take_back",
    "turns_of",
    "unit_of_step",
    "units_with_branches",
]
