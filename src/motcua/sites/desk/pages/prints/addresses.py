"""The addresses of the papers of a dossier."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.prints import papers

urlpatterns: list[URLPattern] = [
    path("giay-to/<code:code>/", papers.papers, name="dossier-papers"),
    path("giay-to/to/<int:paper>.pdf", papers.paper, name="paper"),
    path("giay-to/to/<int:paper>.docx", papers.paper_docx, name="paper-docx"),
]
