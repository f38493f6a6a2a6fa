"""The addresses of inspecting without a line. The worker answers for what stands below its own address, and no more."""

from django.urls import path

from motcua.sites.oversight.pages.inspections.offline import exchange, shell

urlpatterns = [
    path("", shell.page, name="inspection-offline"),
    path("ung-dung.webmanifest", shell.manifest, name="inspection-offline-manifest"),
    path("truc.js", shell.worker, name="inspection-offline-worker"),
    path("noi/", exchange.offered, name="inspection-offline-places"),
    path("noi/<int:place_id>/", exchange.taken_along, name="inspection-offline-place"),
    path("noi/<int:place_id>/gui/", exchange.take_notes, name="inspection-offline-notes"),
]
