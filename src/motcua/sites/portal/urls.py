"""The addresses of the public's pages."""

from django.urls import path

from motcua.sites.portal.pages import check, count, figures, home, text, track

urlpatterns = [
    path("", home.home, name="home"),
    path("ho-so/", track.search, name="track"),
    path("ho-so/<code:code>/", track.dossier, name="dossier"),
    path("so-lieu/", figures.figures, name="figures"),
    path("so-lieu/dem/", count.count, name="count"),
    path("so-lieu/bieu.csv", figures.as_csv, name="figures-csv"),
    path("doi-chieu/", check.check, name="check"),
    path("doi-chieu/bang-chung/<trace:leaf>.json", check.proof, name="proof"),
    path("doi-chieu/chuong-trinh-kiem-chung", check.verifier, name="verifier"),
    path("gioi-thieu/", text.text, {"template": "about"}, name="about"),
    path("kha-nang-tiep-can/", text.text, {"template": "accessibility"}, name="accessibility"),
    path("du-lieu-ca-nhan/", text.text, {"template": "personal_data"}, name="personal-data"),
]
