"""What a person asks about their own data: a copy or its erasure: recorded, due, answered, done in each module."""

from motcua.services.privacy.actions import ask, decline, erase, hand_over
from motcua.services.privacy.queries import Line, Section, kept_about, replay_all, requests_about, waiting_in
from motcua.services.privacy.rules import NotDone, Rule, Standing, What, kept_until
from motcua.services.privacy.terms import retention_on, term_on

__all__ = [
    "Line",
    "NotDone",
    "Rule",
    "Section",
    "Standing",
    "What",
    "ask",
    "decline",
    "erase",
    "hand_over",
    "kept_about",
    "kept_until",
    "replay_all",
    "requests_about",
    "retention_on",
    "term_on",
    "waiting_in",
]
