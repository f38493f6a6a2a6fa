"""What the sites share: the language of the pages, and of the questions that are asked on them."""

from motcua.sites.look import (
    answering,
    asking,
    charts,
    clock,
    concluding,
    ii06,
    leafing,
    listing,
    looking,
    phrases,
    telling,
    words,
)
from motcua.sites.look.guard import staff
from motcua.sites.look.limits import Limit, address
from motcua.sites.look.once import once

__all__ = [
    "Limit",
    "address",
    "answering",
    "asking",
    "charts",
    "clock",
    "concluding",
    "ii06",
    "leafing",
    "listing",
    "looking",
    "once",
    "phrases",
    "staff",
    "telling",
    "words",
]
