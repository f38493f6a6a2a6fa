"""The figures that the program computes beside those of the source."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.periods import Period
from motcua.kernel.refusals import gettext_noop
from motcua.reference.loading import data
from motcua.reference.population import DISTRICT
from motcua.reform.indicators import public as indicators

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


def _figures(facts: indicators.Facts, unit: str, period: Period, now: datetime) -> indicators.Figures:
    return indicators.report(facts, unit=unit, period=period, now=now, own=True).figures


def _district(now: datetime) -> Iterator[Compared]:
    said = data("figures.toml")["district"]["dossiers"]
    of = _figures(indicators.up_to_date(at=now), DISTRICT, Period(said["from"], said["to"]), now)
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
        facts = indicators.up_to_date(at=now)
        of = _figures(facts, COMMUNES[name], period, now)
        online = indicators.compute(facts, "dossiers.level_3_4", unit=COMMUNES[name], period=period, now=now, own=True)
        yield Compared(name, gettext_noop("resolved in all"), said["resolved_total"], of.resolved.total)
        yield Compared(
            name,
            gettext_noop("resolved, filed online at level 3 or 4"),
            said["online_level_3_4_resolved"],
            online.numerator,
        )
        yield Compared(name, gettext_noop("resolved overdue"), said["late"], of.resolved.overdue)
