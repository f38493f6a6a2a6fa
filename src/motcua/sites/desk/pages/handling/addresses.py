"""The addresses of the acts on a dossier."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.handling import absence, acts, completion
from motcua.sites.desk.pages.handling.deeds import DEEDS

urlpatterns: list[URLPattern] = [
    *(path(f"ho-so/<code:code>/{deed.word}/", acts.page(deed), name=deed.address) for deed in DEEDS),
    path("ho-so/<code:code>/yeu-cau-bo-sung/", completion.ask, name="dossier-completion"),
    path("ho-so/<code:code>/chap-thuan/", completion.consent, name="dossier-consent"),
    path("uy-quyen/", absence.absences, name="absences"),
    path("uy-quyen/<int:delegation>/ket-thuc/", absence.end, name="absence-end"),
]
