"""The dossiers that a sample is drawn from, and the sample as it stands."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections.models import DossierCheck, Place, VisitSample, VisitText
from motcua.reform.inspections.rules.sampling import Candidate, Checked, Draw, Drawn, Sample, Stratum
from motcua.services.procedures import public as procedures

LATE = frozenset({"resolved.overdue", "pending.overdue"})


@dataclass(frozen=True, slots=True)
class SampleView:
    """
    The sample of a visit.

    :param sample: none while it is announced only.
    :param checks: what was found, by code; ``notes`` what was written beside.
    """

    draw: Draw
    sample: Sample | None
    checks: dict[str, Checked]
    notes: dict[str, str]

    @property
    def right(self) -> int:
        """Count the dossiers that are as they should be."""
        return sum(one.right for one in self.checks.values())


def candidates(place: Place, *, now: datetime) -> list[Candidate]:
    """
    Give the dossiers of a place's own one-stop shop in the period of the inspection, late or not at its end.

    Reads the facts; two SQL queries while the tree of offices is unchanged, one more for the procedures.
    """
    period = Period(place.inspection.first, place.inspection.last)
    rows = indicators.dossiers_behind(
        indicators.up_to_date(at=now),
        counted_as="received.total",
        unit=units.structure(period.last).units[place.unit_id].code,
        period=period,
        now=now,
        own=True,
    )
    known = procedures.by_id({row.procedure for row in rows})
    return [
        Candidate(row.code, known[row.procedure].field_code if row.procedure in known else "", _late(row))
        for row in rows
    ]


def sample_view(place_id: int) -> SampleView | None:
    """Give the sample of a visit; none while it is not announced. Three SQL queries."""
    row = VisitSample.objects.filter(visit__place=place_id).first()
    if row is None:
        return None
    checks = {one.code: check_of(one) for one in DossierCheck.objects.filter(visit=row.visit_id)}
    numbers = {one.number: code for code, one in checks.items()}
    texts = VisitText.objects.filter(visit=row.visit_id, name="dossier", number__in=numbers)
    notes = {numbers[number]: text for number, text in texts.values_list("number", "text")}
    return SampleView(draw_of(row), sample_of(row), checks, notes)


def draw_of(row: VisitSample) -> Draw:
    """Give the announcement that a row holds."""
    return Draw(row.announced, row.asked, row.announced_at)


def sample_of(row: VisitSample) -> Sample | None:
    """Give the sample that a row holds."""
    if row.number is None or row.size is None or row.population is None or row.at is None:
        return None
    return Sample(
        number=row.number,
        seed=row.seed,
        size=row.size,
        root=row.root,
        population=row.population,
        digest=row.digest,
        strata=tuple(Stratum(**one) for one in row.strata),
        dossiers=tuple(Drawn(**one) for one in row.dossiers),
        at=row.at,
        by=row.by,
    )


def check_of(row: DossierCheck) -> Checked:
    """Give what a row holds."""
    return Checked(row.number, row.right, row.at, row.by)


def _late(row: indicators.Row) -> bool:
    return not LATE.isdisjoint(row.counted_as)
