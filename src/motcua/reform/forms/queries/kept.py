"""The sheets that are kept: one, those of a unit, and what the units below have sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.models import KeptSheet, Reason
from motcua.reform.forms.queries.declared import forms, presets
from motcua.reform.forms.queries.making import governments_below
from motcua.reform.forms.rules.declaring import Form, UnknownForm
from motcua.reform.forms.rules.life import Standing
from motcua.reform.forms.rules.sheets import Sheet, content_of_bytes, read_content


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A kept sheet with where it stands.

    :param latest: no later edition of it is kept.
    :param reasons: the free texts of its events, by the number of the event.
    :param sent_to: the id of the unit above that it was sent to.
    """

    id: int
    unit_id: int
    form: Form
    sheet: Sheet
    edition: int
    latest: bool
    digest: str
    flagged: int
    standing: Standing
    kept_at: datetime
    sent_to: int | None
    sent_at: datetime | None
    received_at: datetime | None
    reasons: dict[int, str]


class UnknownSheet(Refused):
    """No sheet of this number is kept."""


class FormChanged(Refused):
    """The form that a sheet was made by is declared with other columns now."""


def kept(sheet_id: int) -> Kept:
    """Give a kept sheet. Five SQL queries. :raises UnknownSheet: :raises FormChanged:"""
    row = KeptSheet.objects.select_related("shelf").filter(pk=sheet_id).first()
    if row is None:
        raise UnknownSheet(gettext_noop("no sheet of this number is kept"), field="sheet", value=sheet_id)
    (found,) = _told([row])
    return found


def kept_of(unit_id: int, *, form: str = "", year: int | None = None) -> list[Kept]:
    """Give the sheets that a unit keeps, the latest period first, its latest edition first. Four SQL queries."""
    rows = KeptSheet.objects.select_related("shelf").filter(shelf__unit=unit_id)
    if form:
        rows = rows.filter(shelf__form=form)
    if year:
        rows = rows.filter(last__year=year)
    return _told(rows.order_by("-last", "-first", "shelf__form", "-edition"))


def latest(unit_id: int, *, form: str, preset: str, period: Period) -> Kept | None:
    """Give the latest edition of a sheet. Four SQL queries."""
    rows = KeptSheet.objects.select_related("shelf").filter(
        shelf__unit=unit_id, shelf__form=form, shelf__preset=preset, first=period.first, last=period.last
    )
    return next(iter(_told(rows.order_by("-edition")[:1])), None)


def before(unit_id: int, *, form: str, preset: str, first: date) -> Sheet | None:
    """Give the sheet of the period that ends where one begins. One SQL query."""
    row = (
        KeptSheet.objects.filter(
            shelf__unit=unit_id, shelf__form=form, shelf__preset=preset, last=first - timedelta(days=1)
        )
        .exclude(standing=Standing.SENT_BACK)
        .order_by("-edition")
        .first()
    )
    return read_content(content_of_bytes(bytes(row.content))) if row else None


@dataclass(frozen=True, slots=True)
class Expected:
    """
    A unit below whose sheet is expected: the sheet that is kept, if there is one, and whether it is late.

    ``late`` is said of what was not sent by the day on which it was to be with the unit above.
    """

    unit: units.Unit
    kept: Kept | None
    due_on: date
    late: bool

    @property
    def word(self) -> str:
        """Name where it stands: ``missing`` or a standing."""
        return self.kept.standing.value if self.kept else "missing"


def expected(unit: units.Unit, *, form: Form, preset: str, period: Period, today: date) -> list[Expected]:
    """Give the units right below one with the sheet of each for a period. Five SQL queries."""
    structure = units.structure(period.last)
    below = governments_below(structure, unit)
    rows = KeptSheet.objects.select_related("shelf").filter(
        shelf__unit__in=[one.id for one in below],
        shelf__form__in={form.code, form.gathers} - {""},
        shelf__preset=preset,
        first=period.first,
        last=period.last,
    )
    found: dict[int, Kept] = {}
    for one in _told(rows.order_by("edition")):
        standing = found.get(one.unit_id)
        if standing is None or one.form.code == form.code or standing.form.code != form.code:
            found[one.unit_id] = one  # a sum of its own goes before a sheet of its shop alone
    within = next((one.send_within for one in presets() if one.code == preset), presets()[0].send_within)
    due_on, zone = period.last + timedelta(days=within), ZoneInfo(settings.TIME_ZONE)

    def late(sheet: Kept | None) -> bool:
        sent_on = sheet.sent_at.astimezone(zone).date() if sheet and sheet.sent_at else today
        return sent_on > due_on

    return [Expected(one, found.get(one.id), due_on, late(found.get(one.id))) for one in below]


def _told(rows: Iterable[KeptSheet]) -> list[Kept]:
    listed = list(rows)
    known = forms()
    reasons: dict[int, dict[int, str]] = {}
    for sheet_id, number, text in Reason.objects.filter(sheet__in=[row.pk for row in listed]).values_list(
        "sheet_id", "number", "text"
    ):
        reasons.setdefault(sheet_id, {})[number] = text
    later = {
        (shelf, first, last): edition
        for shelf, first, last, edition in KeptSheet.objects.filter(
            shelf__in={row.shelf_id for row in listed}
        ).order_by("edition").values_list("shelf_id", "first", "last", "edition")
    }  # fmt: skip
    found = []
    for row in listed:
        sheet = read_content(content_of_bytes(bytes(row.content)))
        form = form_of(sheet, known.in_force(sheet.version))
        found.append(
            Kept(
                id=row.pk,
                unit_id=row.shelf.unit_id,
                form=form,
                sheet=sheet,
                edition=row.edition,
                latest=later[row.shelf_id, row.first, row.last] == row.edition,
                digest=row.digest,
                flagged=row.flagged,
                standing=Standing(row.standing),
                kept_at=row.kept_at,
                sent_to=row.sent_to_id,
                sent_at=row.sent_at,
                received_at=row.received_at,
                reasons=reasons.get(row.pk, {}),
            )
        )
    return found


def form_of(sheet: Sheet, known: Iterable[Form]) -> Form:
    """Give the form that a sheet was made by. :raises UnknownForm: :raises FormChanged:"""
    form = next((one for one in known if one.code == sheet.form), None)
    if form is None:
        raise UnknownForm(
            gettext_noop("the form of this sheet is no longer declared"),
            field="form",
            value=sheet.form,
            expected=gettext_noop("put its file back into the folder “forms”"),
        )
    if tuple(column.number for column in form.columns) != sheet.columns:
        raise FormChanged(
            gettext_noop("the form has other columns than when this sheet was made"),
            field="form",
            value=sheet.form,
            expected=gettext_noop("give the new form another code, and put the old file back"),
        )
    return form
