"""What the sites share: the language of the pages, and of the questions that are asked on them."""

from motcua.sites.look import (
    answering,
    asking,
    cases,
    charts,
    clock,
    concluding,
    declaring,
    filled,
    ii06,
    inventory,
    leafing,
    listing,
    looking,
    phrases,
    published,
    saying,
    surveying,
    tariffs,
    telling,
    told,
    words,
)
from motcua.sites.look.guard import applicant, kept_out, staff
from motcua.sites.look.handing import handed_out, shown_anew
from motcua.sites.look.limits import Limit, address
from motcua.sites.look.once import SENDING, once
from motcua.sites.look.squares import square

__all__ = [
    "SENDING",
    "Limit",
    "address",
    "answering",
    "applicant",
    "asking",
    "cases",
    "charts",
    "clock",
    "concluding",
    "declaring",
    "filled",
    "handed_out",
    "ii06",
    "inventory",
    "kept_out",
    "leafing",
    "listing",
    "looking",
    "once",
    "phrases",
    "published",
    "saying",
    "shown_anew",
    "square",
    "staff",
    "surveying",
    "tariffs",
    "telling",
    "told",
    "words",
]
