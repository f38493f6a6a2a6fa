"""What applicants ask about their dossiers, by slip or at the counter, and how officers answer."""

from motcua.services.requests.actions import accept, ask, decline, forget, take_back
from motcua.services.requests.queries import Line, count_waiting, replay_all, requests_of, waiting_in
from motcua.services.requests.rules import CITIZEN, NotAsked, Standing, What

__all__ = [
    "CITIZEN",
    "Line",
    "NotAsked",
    "Standing",
    "What",
    "accept",
    "ask",
    "count_waiting",
    "decline",
    "forget",
    "replay_all",
    "requests_of",
    "take_back",
    "waiting_in",
]
