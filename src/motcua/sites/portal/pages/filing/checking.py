"""All that was answered is looked over, what is missing is told, and it is sent."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView
from motcua.services.intake import public as intake
from motcua.sites.look.public import clock, filled
from motcua.sites.portal.pages.filing.answering import RETURNS
from motcua.sites.portal.pages.filing.holding import account_of, own
from motcua.sites.portal.pages.filing.steps import asking_of, home, line_of, trail, url_of


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check(request: HttpRequest, view: ApplicationView) -> HttpResponse:
    """Show all answers and what is missing, and send them once nothing is. Some twenty SQL queries, fifty to send."""
    if view.sent_at is not None:
        return HttpResponseRedirect(home(view.id))
    found = asking_of(view)
    missing = filing.trial(found.steps)
    problem = ""
    if request.method == "POST":
        account = account_of(request)
        try:
            if request.POST.get("cam-doan") != "1":
                raise Refused(gettext("say that what you give is true"), field="cam-doan")
            with transaction.atomic():
                identified = account is not None and account.identified
                filing.send(application=view.id, identified=identified, at=clock.now())
        except Refused as refusal:
            problem = refusal.reason(gettext)
        else:
            return HttpResponseRedirect(home(view.id))
    content = found.content
    exempt = {one.code: one.name for tariff in found.asked.tariffs for one in tariff.exemptions}
    owed = intake.owed(found.asked.tariffs_of(content.channel), content)
    context = {
        "section": "procedures",
        "view": view,
        "name": found.name,
        "trail": trail(view, found.name, gettext("Look it over")),
        "office": units.by_id([view.unit_id])[view.unit_id].name,
        "content": content,
        "case": next((one.name for one in found.asked.cases if one.code == content.case), ""),
        "exemption": exempt.get(content.exemption, ""),
        "return_by": RETURNS[content.return_by],
        "urls": {step.kind.value: url_of(view.id, step) for step in found.steps if not step.paper and not step.page},
        "papers": [(step.paper, url_of(view.id, step)) for step in found.steps if step.paper],
        "answers_shown": filled.answers_shown(
            found.form,
            content.answers,
            units={unit.code: unit.name for unit in units.structure(found.on).units.values()},
            change=lambda page: next(url_of(view.id, step) for step in found.steps if step.page == page),
        )
        if found.form
        else [],
        "missing": [line_of(view.id, step) for step in missing],
        "owed": owed,
        "problem": problem,
    }
    return render(request, "portal/filing/check.html", context, status=400 if problem else 200)
