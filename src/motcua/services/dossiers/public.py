"""Dossiers, from receipt to returned result: every change is one recorded act, and a replay gives the same rows."""

from motcua.services.dossiers.actions.agencies import name_agency
from motcua.services.dossiers.actions.end import erase_applicant, finish, refuse, return_result, stop, withdraw
from motcua.services.dossiers.actions.expecting import ChangedMeanwhile, expect
from motcua.services.dossiers.actions.noting import WrongPapers, WrongPayment, note_papers, pay
from motcua.services.dossiers.actions.process import answer, consult, forward, name_competent, sign_decision
from motcua.services.dossiers.actions.putting_off import NotExtendable, apologise, extend
from motcua.services.dossiers.actions.receive import (
    AlreadyFiled,
    Filing,
    Person,
    accept,
    decline,
    receive,
    refuse_intake,
    submit,
)
from motcua.services.dossiers.actions.recording import Backdating, NotBackdated, Recorded, UnknownDossier
from motcua.services.dossiers.actions.wait import (
    Defect,
    NotAllAtOnce,
    check_defect,
    pause,
    request_supplement,
    resume,
    take_supplement,
)
from motcua.services.dossiers.exchange.exporting import Exported, NoPlaceForLog, export_event_log
from motcua.services.dossiers.exchange.importing import Import, Imported, Phase, Progress, import_events
from motcua.services.dossiers.facts.source import FACTS
from motcua.services.dossiers.facts.tables import COMPETENCES, DOSSIERS, NOTES, SPANS
from motcua.services.dossiers.queries.brief import Brief, Whose, brief, filed_under, known_person, whose
from motcua.services.dossiers.queries.lists import Line, WorkPage, WorkRow, last_day, lines, worklist
from motcua.services.dossiers.queries.replay import Replay, replay_all, stream_of
from motcua.services.dossiers.queries.status import (
    DueChange,
    EventLine,
    Holder,
    PublicStatus,
    StaffView,
    Used,
    public_status,
    staff_view,
    units_of,
)
from motcua.services.dossiers.rules.clock import ClockDay, Hand
from motcua.services.dossiers.rules.deciding import OutOfOrder
from motcua.services.dossiers.rules.words import Channel, Kind, Outcome, State, Timeliness, WaitsFor

__all__ = [
    "COMPETENCES",
    "DOSSIERS",
    "FACTS",
    "NOTES",
    "SPANS",
    "AlreadyFiled",
    "Backdating",
    "Brief",
    "ChangedMeanwhile",
    "Channel",
    "ClockDay",
    "Defect",
    "DueChange",
    "EventLine",
    "Exported",
    "Filing",
    "Hand",
    "Holder",
    "Import",
    "Imported",
    "Kind",
    "Line",
    "NoPlaceForLog",
    "NotAllAtOnce",
    "NotBackdated",
    "NotExtendable",
    "OutOfOrder",
    "Outcome",
    "Person",
    "Phase",
    "Progress",
    "PublicStatus",
    "Recorded",
    "Replay",
    "StaffView",
    "State",
    "Timeliness",
    "UnknownDossier",
    "Used",
    "WaitsFor",
    "Whose",
    "WorkPage",
    "WorkRow",
    "WrongPapers",
    "WrongPayment",
    "accept",
    "answer",
    "apologise",
    "brief",
    "check_defect",
    "consult",
    "decline",
    "erase_applicant",
    "expect",
    "export_event_log",
    "extend",
    "filed_under",
    "finish",
    "forward",
    "import_events",
    "known_person",
    "last_day",
    "lines",
    "name_agency",
    "name_competent",
    "note_papers",
    "pause",
    "pay",
    "public_status",
    "receive",
    "refuse",
    "refuse_intake",
    "replay_all",
    "request_supplement",
    "resume",
    "return_result",
    "sign_decision",
    "staff_view",
    "stop",
    "stream_of",
    "submit",
    "take_supplement",
    "units_of",
    "whose",
    "withdraw",
    "worklist",
]
