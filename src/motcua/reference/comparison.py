"""The figures that the program computes beside those of the source."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reference.loading import data
from motcua.reference.population import DISTRICT
from motcua.reform.indicators import public as indicators
from motcua.services.dossiers.public import Channel

ONLINE = {Channel.ONLINE, Channel.ONLINE_ASSISTED, Channel.NATIONAL_PORTAL}
COMMUNES = {"xã Đông Hải": "12574", "xã An Khê": "12475"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the source, and what the program made of its rows."""

    unit: str
    figure: str
    source: int
    computed: int

    @property
    def agrees(self) -> bool:
        """Say whether they are the same."""
        return self.source == self.computed


def compare(*, now: datetime) -> list[Compared]:
    """Compute every dossier figure of the source. One report for each of the three offices."""
    return [*_district(now), *_communes(now)]


def _report(unit: str, period: Period, now: datetime) -> indicators.Report:
    facts = indicators.up_to_date(at=now)
    return indicators.report(facts, unit=unit, period=period, now=now, own=True, by=indicators.By.CHANNEL)


def _district(now: datetime) -> Iterator[Compared]:
    said = data("figures.toml")["district"]["dossiers"]
    of = _report(DISTRICT, Period(said["from"], said["to"]), now).figures
    for figure, source, computed in [
        (gettext_noop("received in all"), said["received_total"], of.received.total),
        (gettext_noop("received directly"), said["received_direct"], of.received.direct),
        (gettext_noop("received online"), said["received_online"], of.received.online),
        (gettext_noop("carried over"), said["carried_over"], of.received.carried_over),
        (gettext_noop("resolved in all"), said["resolved_total"], of.resolved.total),
        (
            gettext_noop("resolved early or on time"),
            said["resolved_early_or_on_time"],
            of.resolved.early + of.resolved.on_time,
        ),
        (gettext_noop("resolved overdue"), said["resolved_overdue"], of.resolved.overdue),
        (gettext_noop("pending"), said["pending_total"], of.pending.total),
    ]:
        yield Compared("huyện Quỳnh Phụ", figure, source, computed)


def _communes(now: datetime) -> Iterator[Compared]:
    wanted = data("population.toml")
    period = Period(wanted["from"], wanted["to"])
    for name, said in data("figures.toml")["communes"].items():
        made = _report(COMMUNES[name], period, now)
        of = made.figures
        online = sum(group.figures.resolved.total for group in made.groups if group.key in ONLINE)
        yield Compared(name, gettext_noop("resolved in all"), said["resolved_total"], of.resolved.total)
        yield Compared(name, gettext_noop("resolved, filed online"), said["online_level_3_4_resolved"], online)
        yield Compared(name, gettext_noop("resolved overdue"), said["late"], of.resolved.overdue)
