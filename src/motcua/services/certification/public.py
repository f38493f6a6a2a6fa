"""The same-day lane: copies and signatures that are certified while the citizen waits, with their register."""

from motcua.services.certification.actions import Certified, certify, forget
from motcua.services.certification.queries import Entry, register_of, replay_all
from motcua.services.certification.rules import Line, NotCertifiable, fee_of

__all__ = [
    "Certified",
    "Entry",
    "Line",
    "NotCertifiable",
    "certify",
    "fee_of",
    "forget",
    "register_of",
    "replay_all",
]
