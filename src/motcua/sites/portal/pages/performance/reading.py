"""What an address cites: unit, days, the instant of judgement, how many events were known, the state of the facts."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

from motcua.kernel.periods import Period, read_instant
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.performance import public as performance
from motcua.reform.performance.public import Asked, Performance
from motcua.sites.look.public import asking

AS_OF, EVENTS, FACTS = "luc", "moc", "ma"
LETTERS = 12
"""So many letters of the id of a state of the facts stand in an address."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as an address has it; ``facts`` is how the id of the state of the facts begins."""

    unit: str
    period: Period
    own: bool
    as_of: datetime
    events: int
    facts: str

    @classmethod
    def of(cls, made: Performance) -> "Cited":
        """Cite what is shown."""
        return cls(made.unit, made.period, made.own, made.as_of, made.events, made.facts[:LETTERS])

    def asked(self) -> Asked:
        """Give what is to be made again."""
        return performance.Asked(self.unit, self.period, self.own, self.as_of, self.events)

    def query(self, *, whole: bool = False) -> str:
        """Write the question as the query of an address; ``whole`` with what makes it a citation."""
        said = {
            asking.UNIT: self.unit,
            asking.FIRST: self.period.first.isoformat(),
            asking.LAST: self.period.last.isoformat(),
        }
        if not self.own:
            said[asking.SCOPE] = asking.WITH_BELOW
        if whole:
            said |= {AS_OF: self.as_of.isoformat(), EVENTS: str(self.events), FACTS: self.facts}
        return urlencode(said)


def cited(request: HttpRequest) -> Cited:
    """Read a citation. :raises Refused: if the address is none."""
    given = {name: asking.clean(request.GET.get(name, "")) for name in (asking.UNIT, AS_OF, EVENTS, FACTS)}
    if not all(given.values()) or not re.fullmatch("[0-9]{1,12}", given[EVENTS], re.ASCII):
        raise _none(EVENTS, given[EVENTS])
    if not re.fullmatch("[0-9a-f]{4,32}", given[FACTS]):
        raise _none(FACTS, given[FACTS])
    question = asking.read(request).strictly()
    zone = ZoneInfo(settings.TIME_ZONE)
    as_of = read_instant(given[AS_OF].replace(" ", "+"), field=AS_OF, zone=zone)
    return Cited(question.unit.code, question.period, question.own, as_of, int(given[EVENTS]), given[FACTS][:LETTERS])


def _none(field: str, value: str) -> Refused:
    return Refused(
        gettext_noop("this address cites nothing"),
        field=field,
        value=value,
        expected=gettext_noop("take the address that the page gives to be cited"),
    )
