"""
The catalogue of procedures: what each is called, how long it may take and what its clock does, as of any day; and what
offices offer of it, how far online, and what hangs on their boards.
"""

from motcua.services.procedures.actions.asking import ask, lay_down_process
from motcua.services.procedures.actions.catalogue import abolish, ensure, publish, take_procedures
from motcua.services.procedures.actions.offers import offer, post, publish_entry, take_offers, unpost, withdraw_offer
from motcua.services.procedures.facts import FACTS, OFFERS
from motcua.services.procedures.queries.asking import asked, askings, process_of, processes, search
from motcua.services.procedures.queries.catalogue import by_code, by_id, find, in_force
from motcua.services.procedures.queries.offers import STREAM as OFFER_STREAM
from motcua.services.procedures.queries.offers import board, offered_levels, offers, pairs_of
from motcua.services.procedures.rules.asking import (
    Asked,
    AskedPaper,
    Case,
    Exemption,
    ListedDefect,
    NotAsked,
    Tariff,
)
from motcua.services.procedures.rules.lists import LIST_KNOWN, LIST_NEEDED
from motcua.services.procedures.rules.offer_lists import OFFERS_KNOWN, OFFERS_NEEDED
from motcua.services.procedures.rules.offering import (
    ChangedMeanwhile,
    NotOffered,
    NotPosted,
    NotYet,
    Offer,
    OfferChangedLater,
    OnlineLevel,
    Reach,
    WrongLevel,
)
from motcua.services.procedures.rules.posting import (
    BoardLine,
    Part,
    PostingRule,
    Standing,
    UnknownPart,
    posting_rule,
)
from motcua.services.procedures.rules.process import (
    NotAProcess,
    Process,
    ProcessStep,
    StepAct,
    default_process,
    read_steps,
    steps_of,
)
from motcua.services.procedures.rules.search import Match
from motcua.services.procedures.rules.words import (
    DEFAULT_POLICY,
    UNCLASSIFIED,
    AlreadyChanged,
    ClockPolicy,
    FieldNamed,
    Procedure,
    UnknownProcedure,
    is_official,
)

__all__ = [
    "DEFAULT_POLICY",
    "FACTS",
    "LIST_KNOWN",
    "LIST_NEEDED",
    "OFFERS",
    "OFFERS_KNOWN",
    "OFFERS_NEEDED",
    "OFFER_STREAM",
    "UNCLASSIFIED",
    "AlreadyChanged",
    "Asked",
    "AskedPaper",
    "BoardLine",
    "Case",
    "ChangedMeanwhile",
    "ClockPolicy",
    "Exemption",
    "FieldNamed",
    "ListedDefect",
    "Match",
    "NotAProcess",
    "NotAsked",
    "NotOffered",
    "NotPosted",
    "NotYet",
    "Offer",
    "OfferChangedLater",
    "OnlineLevel",
    "Part",
    "PostingRule",
    "Procedure",
    "Process",
    "ProcessStep",
    "Reach",
    "Standing",
    "StepAct",
    "Tariff",
    "UnknownPart",
    "UnknownProcedure",
    "WrongLevel",
    "abolish",
    "ask",
    "asked",
    "askings",
    "board",
    "by_code",
    "by_id",
    "default_process",
    "ensure",
    "find",
    "in_force",
    "is_official",
    "lay_down_process",
    "offer",
    "offered_levels",
    "offers",
    "pairs_of",
    "post",
    "posting_rule",
    "process_of",
    "processes",
    "publish",
    "publish_entry",
    "read_steps",
    "search",
    "steps_of",
    "take_offers",
    "take_procedures",
    "unpost",
    "withdraw_offer",
]
