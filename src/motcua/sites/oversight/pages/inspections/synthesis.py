"""The yearly report of inspections: as a page, as a paper and as a workbook."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.public import Act, Actor, home, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import CAUSE_TITLES, Synthesis
from motcua.reform.registers.public import FIELD_TITLES
from motcua.sites.look.public import asking, charts, staff
from motcua.sites.oversight.pages.inspections import files
from motcua.sites.oversight.pages.inspections.access import frame, today

YEAR, UNIT = "nam", "don-vi"
EARLIEST = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@staff(Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
def year(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a year of inspections by a unit and those below it. Eighteen SQL queries, however many there are."""
    found = _asked(request, actor)
    context = frame(actor) | {
        "one": found,
        "fields": [(gettext(FIELD_TITLES[field]), tally) for field, tally in found.fields],
        "causes": [
            charts.Part(_capital(gettext(CAUSE_TITLES[cause])), number, "late") for cause, number in found.causes
        ],
        "share": found.coverage.visited(found.year),
        "all": len(found.coverage.units),
        "enough": found.coverage.enough(found.year),
        "years": range(max(found.year - 1, EARLIEST), min(found.year + 1, today().year) + 1),
        "kinds": (*files.TYPES, "xlsx"),
        "query": request.GET.urlencode(),
    }
    return render(request, "oversight/inspections/year.html", context)


@require_safe
@staff(Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)
def file(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """Give the report as PDF, DOCX or XLSX."""
    found = _asked(request, actor)
    name = f"kiem-tra-{found.unit.code}-{found.year}"
    if kind != "xlsx":
        return files.paper(inspections.synthesis_paper(found), kind, name, on=found.on)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    return HttpResponse(
        inspections.synthesis_xlsx(found), content_type=XLSX, headers={"Content-Disposition": str(header)}
    )


def _asked(request: HttpRequest, actor: Actor) -> Synthesis:
    """Read which year and whose is asked; by default this year's of one's own. :raises Refused: for what is none."""
    on = today()
    given = asking.clean(request.GET.get(YEAR, "")) or str(on.year)
    if not (given.isascii() and given.isdecimal() and EARLIEST <= int(given[:9]) <= on.year):
        raise Refused(
            gettext_noop("there are no inspections of this year"),
            field=YEAR,
            value=given,
            expected=gettext_noop("give a year from %(first)s to %(last)s"),
            params={"first": EARLIEST, "last": on.year},
        )
    code = asking.clean(request.GET.get(UNIT, ""))
    own = Act.PLAN_INSPECTIONS if may(actor, Act.PLAN_INSPECTIONS) else Act.SIGN_INSPECTIONS
    unit_id = units.find(code, on=on).id if code else home(actor, own)
    if not any(may(actor, act, units=[unit_id]) for act in (Act.PLAN_INSPECTIONS, Act.SIGN_INSPECTIONS)):
        raise PermissionDenied(gettext("The inspections of this unit are not open to your post."))
    if unit_id not in units.structure(on).units:
        raise Http404
    return inspections.synthesis(unit_id, year=int(given), on=on)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
