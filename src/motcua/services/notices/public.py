"""Notices to applicants: queued from what the ledger says, sent by what is configured, without a word of a person."""

from motcua.services.notices.actions import (
    UnknownNotice,
    WordedAlready,
    follow,
    lay_down_words,
    reached_at,
    send_again,
    send_due,
    tell_at_once,
)
from motcua.services.notices.adapters import Adapter, Folder, Gateway, Mail, NotDelivered, adapters
from motcua.services.notices.queries import Line, lines_of, notice_of, replay_all, words_of
from motcua.services.notices.rules import (
    PLACES,
    WORDS,
    About,
    At,
    Channel,
    NotWords,
    Standing,
    Words,
    check_words,
    tail,
)

__all__ = [
    "PLACES",
    "WORDS",
    "About",
    "Adapter",
    "At",
    "Channel",
    "Folder",
    "Gateway",
    "Line",
    "Mail",
    "NotDelivered",
    "NotWords",
    "Standing",
    "UnknownNotice",
    "WordedAlready",
    "Words",
    "adapters",
    "check_words",
    "follow",
    "lay_down_words",
    "lines_of",
    "notice_of",
    "reached_at",
    "replay_all",
    "send_again",
    "send_due",
    "tail",
    "tell_at_once",
    "words_of",
]
