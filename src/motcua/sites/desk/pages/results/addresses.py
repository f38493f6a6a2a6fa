"""The addresses of results."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.results import batches, collecting, drafting, handing, one, templates

urlpatterns: list[URLPattern] = [
    path("ho-so/<code:code>/ket-qua/", one.result, name="dossier-result"),
    path("ho-so/<code:code>/ket-qua/du-thao/", drafting.draft, name="dossier-result-draft"),
    path("ho-so/<code:code>/ket-qua/van-ban.pdf", one.file, name="dossier-result-file"),
    path("ho-so/<code:code>/tra-ket-qua/", handing.hand_over, name="dossier-tra-ket-qua"),
    path("ho-so/<code:code>/tra-ket-qua/phieu.pdf", handing.sheet, name="dossier-hand-over-sheet"),
    path("ho-so/<code:code>/tra-ket-qua/<int:number>/chu-ky", handing.signature, name="dossier-hand-over-signature"),
    path("trinh-ky/", batches.to_sign, name="results-to-sign"),
    path("phat-hanh/", batches.to_issue, name="results-to-issue"),
    path("cho-tra/", collecting.to_collect, name="results-to-collect"),
    path("quan-tri/mau-ket-qua/", templates.templates, name="result-templates"),
    path("quan-tri/mau-ket-qua/moi/", templates.template, name="result-template-add"),
    path("quan-tri/mau-ket-qua/<slug:code>/", templates.template, name="result-template"),
]
