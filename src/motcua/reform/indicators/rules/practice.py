"""Where the law is silent and reports must still choose: dated settings, each printed beside the figures it shapes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.kernel.refusals import gettext_noop


@dataclass(frozen=True, slots=True)
class Practice:
    """
    How form II.06 is filled in, from a day on.

    :param assisted: where a dossier stands that an officer filed online for a citizen at the counter.
    :param ended_otherwise: where a withdrawn or stopped dossier stands among the resolved: by its closing time as any
        other, or always on time.
    :param source: what it rests on; ``sure`` says how well.
    """

    code: str
    valid_from: date
    assisted: Literal["online", "direct"]
    ended_otherwise: Literal["by closing time", "on time"]
    source: str
    sure: str

    def statements(self) -> tuple[str, ...]:
        """Give the sentences that stand beside the figures, in English, marked for translation."""
        return (_ASSISTED[self.assisted], _INTERLINKED, _ENDED_OTHERWISE[self.ended_otherwise], _EXTENSIONS)


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

PRACTICES = (
    Practice(
        code="II.06.1",
        valid_from=date.min,
        assisted="online",
        ended_otherwise="by closing time",
        source="form II.06 of TT 01/2020/TT-VPCP is silent; the identities printed on it hold this way",
        sure="reading",
    ),
)


def practice_on(day: date) -> Practice:
    """Give the setting in force on a day."""
    return max((one for one in PRACTICES if one.valid_from <= day), key=lambda one: one.valid_from)
