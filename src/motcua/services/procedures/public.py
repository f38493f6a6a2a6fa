"""
The catalogue of procedures: what each is called, how long it may take and what its clock does, as of any day; and what
offices offer of it, how far online, and what hangs on their boards.
"""

from motcua.services.procedures.actions.catalogue import abolish, ensure, publish, take_procedures
from motcua.services.procedures.actions.offers import offer, post, publish_entry, take_offers, unpost, withdraw_offer
from motcua.services.procedures.facts import FACTS, OFFERS
from motcua.services.procedures.queries.catalogue import by_code, by_id, find, in_force
from motcua.services.procedures.queries.offers import STREAM as OFFER_STREAM
from motcua.services.procedures.queries.offers import board, offered_levels, offers, pairs_of
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
    "BoardLine",
    "ChangedMeanwhile",
    "ClockPolicy",
    "FieldNamed",
    "NotOffered",
    "NotPosted",
    "NotYet",
    "Offer",
    "OfferChangedLater",
    "OnlineLevel",
    "Part",
    "PostingRule",
    "Procedure",
    "Reach",
    "Standing",
    "UnknownPart",
    "UnknownProcedure",
    "WrongLevel",
    "abolish",
    "board",
    "by_code",
    "by_id",
    "ensure",
    "find",
    "in_force",
    "is_official",
    "offer",
    "offered_levels",
    "offers",
    "pairs_of",
    "post",
    "posting_rule",
    "publish",
    "publish_entry",
    "take_offers",
    "take_procedures",
    "unpost",
    "withdraw_offer",
]
