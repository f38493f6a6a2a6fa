"""Results that are taken home as files: by whom, with which code, and that it was noted."""

from motcua.services.collecting.actions import check_code, collect, send_code
from motcua.services.collecting.queries import Line, Standing, downloads_of, replay_all, standing_of
from motcua.services.collecting.rules import NothingToCollect, Way, is_theirs

__all__ = [
    "Line",
    "NothingToCollect",
    "Standing",
    "Way",
    "check_code",
    "collect",
    "downloads_of",
    "is_theirs",
    "replay_all",
    "send_code",
    "standing_of",
]
