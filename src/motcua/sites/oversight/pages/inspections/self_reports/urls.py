"""The addresses of self-reports."""

from django.urls import path

from motcua.sites.oversight.pages.inspections.self_reports import handing, listing, page, writing

urlpatterns = [
    path("", listing.asked, name="inspection-reports"),
    path("<int:place_id>/", page.report, name="inspection-report"),
    path("<int:place_id>/ghi/<slug:part>/", writing.write, name="inspection-report-write"),
    path("<int:place_id>/gui/", handing.send, name="inspection-report-send"),
    path("<int:place_id>/lap-lai/", handing.amend, name="inspection-report-amend"),
    path("<int:place_id>/bao-cao.<slug:kind>", page.paper, name="inspection-report-paper"),
    path("<int:place_id>/tep/<str:digest>/", page.attachment, name="inspection-report-file"),
]
