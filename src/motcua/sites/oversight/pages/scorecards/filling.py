"""Reading a form component by component: what was entered stays, and what is wrong is told above and beside."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext

from motcua.foundation.files import public as files
from motcua.foundation.units.public import Unit
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.scorecards import public as scorecards
from motcua.reform.scorecards.public import Entry, Figure, Verdict
from motcua.sites.oversight.scoring import Row

LONGEST_TEXT = 4000
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(slots=True)
class Filling:
    """
    A form as it was sent.

    :param problems: by field what is wrong with it, in the order of the page.
    """

    request: HttpRequest
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give the text of a field; lines stay, other control characters do not."""
        given = self.request.POST.get(name, "")[:LONGEST_TEXT]
        return "".join(letter for letter in given if letter.isprintable() or letter == "\n").strip()

    def told(self, name: str, title: str, refusal: Refused) -> None:
        """Gather what is wrong with a field."""
        self.problems.setdefault(name, f"{title}: {refusal.reason(gettext)}")

    def points(self, name: str, title: str) -> Decimal | None:
        """Give the points of a field; none where it is empty or wrong."""
        given = self.text(name)
        try:
            return scorecards.read_points(given, field=name) if given else None
        except Refused as refusal:
            self.told(name, title, refusal)
            return None

    def count(self, name: str, title: str) -> int | None:
        """Give the whole number of a field; none where it is empty or wrong."""
        given = self.text(name)
        if not given:
            return None
        if given.isascii() and given.isdecimal() and len(given) < 16:
            return int(given)
        self.told(
            name,
            title,
            Refused(gettext_noop("this is not a whole number"), expected=gettext_noop("write digits only, as 184513")),
        )
        return None

    def refused(self, refusal: Refused, rows: Iterable[Row], prefix: str) -> None:
        """Tell what an act refused, at the component that it names."""
        row = next((row for row in rows if row.component.code == refusal.field), None)
        self.told(f"{prefix}-{row.number}" if row else "", row.title if row else gettext("Score"), refusal)


def entries(filling: Filling, rows: Iterable[Row], *, unit: Unit, by: str, at: datetime) -> dict[str, Entry]:
    """Read what a unit gives itself; only what differs from what stands is told. Files are kept as they are read."""
    said = {}
    for row in rows:
        number, line = row.number, row.line
        points = filling.points(f"diem-{number}", row.title)
        kept = [one for one in line.evidence if one in filling.request.POST.getlist(f"giu-{number}")]
        record = filling.text(f"so-{number}")
        evidence = (*kept, *([f"record/{record}"] if record else []), *_file(filling, row, unit=unit, by=by, at=at))
        note = filling.text(f"ghi-chu-{number}")
        noted = note if note != last_remark(row, "scored") else ""
        if points != line.own or evidence != line.evidence or noted:
            figure = row.figure if points is not None else Figure()
            said[row.component.code] = Entry(points, Figure(figure.numerator, figure.denominator), noted, evidence)
    return said


def verdicts(filling: Filling, rows: Iterable[Row]) -> dict[str, Verdict]:
    """Read what is accepted and adjusted; only what differs from what stands is told."""
    said = {}
    for row in rows:
        points = filling.points(f"diem-{row.number}", row.title)
        reason = filling.text(f"ly-do-{row.number}")
        new_reason = reason != last_remark(row, "verified")
        if points is not None and (points != row.line.verified or new_reason):
            said[row.component.code] = Verdict(points, reason)
    return said


def surveys(filling: Filling, rows: Iterable[Row]) -> dict[str, Figure]:
    """Read what surveys found; only what differs from what stands is told."""
    said = {}
    for row in rows:
        satisfied = filling.count(f"hai-long-{row.number}", row.title)
        answered = filling.count(f"tra-loi-{row.number}", row.title)
        figure = Figure(satisfied, answered)
        if figure not in (Figure(), row.line.survey):
            said[row.component.code] = figure
    return said


def answers(filling: Filling, rows: Iterable[Row]) -> dict[str, str]:
    """Read the answers that are new."""
    given = {row.component.code: (filling.text(f"tra-loi-{row.number}"), row) for row in rows}
    return {code: text for code, (text, row) in given.items() if text and text != last_remark(row, "answered")}


def last_remark(row: Row, about: str) -> str:
    """Give what was written last about a component, as a note, a reason or an answer."""
    return next((one.said.text for one in reversed(row.remarks) if one.said.about == about), "")


def read_day(given: Mapping[str, str], name: str) -> date:
    """Read a day as people write it. :raises Refused:"""
    written = _DAY.fullmatch(given[name])
    try:
        return date(*map(int, written.groups()[::-1])) if written else date.fromisoformat(given[name])
    except ValueError:
        raise Refused(
            gettext_noop("this is not a day of the calendar"),
            field=name,
            value=given[name],
            expected=gettext_noop("write it as 14/10/2022"),
        ) from None


def _file(filling: Filling, row: Row, *, unit: Unit, by: str, at: datetime) -> list[str]:
    """Keep a file that was handed in for a component, and give its reference."""
    name = f"tep-{row.number}"
    sent = filling.request.FILES.get(name)
    if not isinstance(sent, UploadedFile):
        return []
    try:
        files.check_size(sent.size or 0, limits=files.limits(at))
        content = sent.read()
        kept = files.keep(name=sent.name or "", content=content, unit=unit, purpose="scorecards", by=by, at=at)
    except Refused as refusal:
        filling.told(name, row.title, refusal)
        return []
    return [f"file/{kept.digest}"]
