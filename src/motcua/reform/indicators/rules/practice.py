"""Where the law is silent and reports must still choose: dated settings, each printed beside the figures it shapes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from motcua.kernel.refusals import gettext_noop


class Setting(StrEnum):
    """What a practice settles; a figure names those that shape it."""

    ASSISTED = "assisted"
    INTERLINKED = "interlinked"
    ENDED_OTHERWISE = "ended_otherwise"
    EXTENSIONS = "extensions"
    WORKING_DAY = "working_day"


OF_FORM = frozenset({Setting.ASSISTED, Setting.INTERLINKED, Setting.ENDED_OTHERWISE, Setting.EXTENSIONS})
"""What shapes form II.06."""


@dataclass(frozen=True, slots=True)
class Practice:
    """
    How form II.06 is filled in and the figures beside it are made, from a day on.

    :param assisted: where a dossier stands that an officer filed online for a citizen at the counter.
    :param ended_otherwise: where a withdrawn or stopped dossier stands among the resolved: by its closing time as any
        other, or always on time.
    :param working_day: how many working minutes a figure in days calls a day.
    :param source: what it rests on; ``sure`` says how well.
    """

    code: str
    valid_from: date
    assisted: Literal["online", "direct"]
    ended_otherwise: Literal["by closing time", "on time"]
    working_day: Literal[480]
    source: str
    sure: str

    def statements(self, about: Collection[Setting] = OF_FORM) -> tuple[str, ...]:
        """Give the sentences that stand beside the figures, in English, marked for translation."""
        said = {
            Setting.ASSISTED: _ASSISTED[self.assisted],
            Setting.INTERLINKED: _INTERLINKED,
            Setting.ENDED_OTHERWISE: _ENDED_OTHERWISE[self.ended_otherwise],
            Setting.EXTENSIONS: _EXTENSIONS,
            Setting.WORKING_DAY: _WORKING_DAY[self.working_day],
        }
        return tuple(sentence for setting, sentence in said.items() if setting in about)


_ASSISTED = {
    "online": gettext_noop("Dossiers that an officer filed online for a citizen count as online."),
    "direct": gettext_noop("Dossiers that an officer filed online for a citizen count as direct."),
}
_INTERLINKED = gettext_noop("Interlinked dossiers count by the channel they first came by, else as direct.")
_ENDED_OTHERWISE = {
    "by closing time": gettext_noop(
        "Withdrawn and stopped dossiers count as resolved, by the time at which they closed."
    ),
    "on time": gettext_noop("Withdrawn and stopped dossiers count as resolved on time."),
}
_EXTENSIONS = gettext_noop("Pauses and restarts move the due time that is judged by; extensions do not.")
_WORKING_DAY = {480: gettext_noop("A day is a working day of 480 minutes.")}

PRACTICES = (
    Practice(
        code="II.06.1",
        valid_from=date.min,
        assisted="online",
        ended_otherwise="by closing time",
        working_day=480,
        source="form II.06 of TT 01/2020/TT-VPCP is silent; the identities printed on it hold this way",
        sure="reading",
    ),
)


def practice_on(day: date) -> Practice:
    """Give the setting in force on a day."""
    return max((one for one in PRACTICES if one.valid_from <= day), key=lambda one: one.valid_from)
