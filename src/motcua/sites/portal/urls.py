"""The addresses of the public's pages."""

from django.urls import path

from motcua.sites.portal.pages import check, count, figures, home, inspections, news, slip, text, track

urlpatterns = [
    path("", home.home, name="home"),
    path("ho-so/", track.search, name="track"),
    path("ho-so/<code:code>/", track.dossier, name="dossier"),
    path("so-lieu/", figures.figures, name="figures"),
    path("so-lieu/dem/", count.count, name="count"),
    path("so-lieu/bieu.csv", figures.as_csv, name="figures-csv"),
    path("tin-tuc/", news.articles, name="news"),
    path("tin-tuc/nguon.atom", news.feed, name="news-feed"),
    path("tin-tuc/<slug:slug>/", news.article, name="news-article"),
    path("tin-tuc/<slug:slug>/danh-gia/", news.rate, name="news-rate"),
    path("tin-tuc/<slug:slug>/anh/<int:place>/", news.photograph, name="news-photograph"),
    path("van-ban/", news.documents, name="news-documents"),
    path("van-ban/<int:document>/tep/", news.document_file, name="news-document-file"),
    path("kiem-tra/", inspections.listed, name="inspections-published"),
    path("kiem-tra/<int:inspection>/", inspections.conclusion, name="about-inspection"),
    path("kiem-tra/<int:inspection>/doi-chieu/", inspections.check, name="inspection-check"),
    path("kiem-tra/<int:inspection>/ket-luan.<str:kind>", inspections.file, name="about-inspection-file"),
    path(
        "kiem-tra/<int:inspection>/so-lieu/<str:statement>/<str:name>/",
        inspections.figure,
        name="about-inspection-figure",
    ),
    path("doi-chieu/", check.check, name="check"),
    path("giay-hen/", slip.slip, name="slip-check"),
    path("doi-chieu/bang-chung/<trace:leaf>.json", check.proof, name="proof"),
    path("doi-chieu/chuong-trinh-kiem-chung", check.verifier, name="verifier"),
    path("gioi-thieu/", text.text, {"template": "about"}, name="about"),
    path("kha-nang-tiep-can/", text.text, {"template": "accessibility"}, name="accessibility"),
    path("du-lieu-ca-nhan/", text.text, {"template": "personal_data"}, name="personal-data"),
]
