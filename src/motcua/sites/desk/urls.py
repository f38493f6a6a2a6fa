"""The addresses of the desk."""

from django.urls import path

from motcua.sites.desk.pages import dossier, rows, work

urlpatterns = [
    path("", work.work, name="work"),
    path("ho-so/", work.find, name="desk-find"),
    path("ho-so/<code:code>/", dossier.dossier, name="desk-dossier"),
    path("so-lieu/", rows.rows, name="rows"),
]
