"""The addresses of the counter."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.intake import answers, counter, ends, scans

urlpatterns: list[URLPattern] = [
    path("tiep-nhan/", counter.counter, name="counter"),
    path("tiep-nhan/tim/", counter.find, name="counter-find"),
    path("tiep-nhan/<int:draft>/", counter.screen, name="intake"),
    path("tiep-nhan/<int:draft>/luu/", counter.keep, name="intake-keep"),
    path("tiep-nhan/<int:draft>/bo-sung/", ends.ask, name="intake-completion"),
    path("tiep-nhan/<int:draft>/to-khai/", answers.answers, name="intake-answers"),
    path("tiep-nhan/<int:draft>/to-khai/<slug:page>/", answers.page, name="intake-answers-page"),
    path("tiep-nhan/<int:draft>/tu-choi/", ends.refuse, name="intake-refusal"),
    path("tiep-nhan/<int:draft>/ban-chup/<str:digest>", scans.scan, name="intake-scan"),
    path("tiep-nhan/<int:draft>/giay-to/<slug:paper>/", scans.scans, name="intake-scans"),
    path("giay-nop/<code:code>/<slug:digest>", scans.handed_in, name="dossier-scan"),
    path("tiep-nhan/xong/<code:code>/", counter.accepted, name="intake-accepted"),
]
