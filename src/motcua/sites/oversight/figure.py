"""An indicator of a unit as pages show it: written, each of its numbers a door, its law beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from motcua.reform.indicators.public import By, Computed, Indicator, Measure
from motcua.sites.look.public import asking, saying
from motcua.sites.oversight import doors


@dataclass(frozen=True, slots=True)
class Number:
    """A numerator or a denominator: how many of what, and where its rows are."""

    count: int
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A figure of a question, or of one line of its breakdown.

    :param said: how it is written; empty where there is no data, which is not zero.
    :param whole: None for a figure that is no share.
    :param url: its page.
    """

    name: str
    said: str
    part: Number
    whole: Number | None
    url: str
    computed: Computed

    @property
    def indicator(self) -> Indicator:
        """Give what it is a figure of."""
        return self.computed.indicator

    @property
    def exactly(self) -> str:
        """Write it unrounded."""
        return saying.exactly(self.computed)

    @property
    def rest(self) -> int | None:
        """Count what of the population is not counted, where it is a share of rows."""
        if self.whole is None or self.indicator.measure is not Measure.PERCENT:
            return None
        return self.whole.count - self.part.count

    @property
    def sure(self) -> str:
        """Say how well its source says so."""
        return str(saying.SURE[self.indicator.sure])

    @property
    def better(self) -> str:
        """Say where it should go."""
        return str(saying.BETTER[self.indicator.better])

    @property
    def nothing(self) -> str:
        """Say why there is no data."""
        if self.computed.declared is False:
            return gettext("No figures yet: the register has not been declared complete for the period.")
        return gettext("No figures yet: nothing in the period is of its population.")


def figure(
    computed: Computed, question: asking.Question, *, name: str = "", group: tuple[By, str] | None = None
) -> Figure:
    """
    Make the figure of a question.

    :param group: of which line of the breakdown it is.
    """
    one = computed.indicator
    whole = None
    if computed.denominator is not None:
        whole = Number(
            computed.denominator, saying.titles(one.population), doors.rows_url(one.code, question, "population", group)
        )
    return Figure(
        name=name or gettext(one.title),
        said=saying.said(computed),
        part=Number(computed.numerator, saying.titles(one.counts), doors.rows_url(one.code, question, "counts", group)),
        whole=whole,
        url=doors.indicator_url(one.code, question),
        computed=computed,
    )
