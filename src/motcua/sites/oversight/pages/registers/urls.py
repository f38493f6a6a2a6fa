"""The addresses of the registers."""

from django.urls import path

from motcua.sites.oversight.pages.registers import book, importing, overview, sheet, writing

urlpatterns = [
    path("", overview.registers_of_unit, name="registers"),
    path("ban-ghi/<int:record_id>/", sheet.record, name="record"),
    path("ban-ghi/<int:record_id>/sua/", writing.correct, name="record-correct"),
    path("ban-ghi/<int:record_id>/rut/", writing.withdraw, name="record-withdraw"),
    path("ban-ghi/<int:record_id>/minh-chung/", writing.attach, name="record-attach"),
    path("ban-ghi/<int:record_id>/minh-chung/<trace:digest>/", sheet.evidence, name="record-file"),
    path("ban-ghi/<int:record_id>/minh-chung/<trace:digest>/bo/", writing.detach, name="record-detach"),
    path("<slug:code>/", book.register, name="register"),
    path("<slug:code>/them/", writing.new, name="record-new"),
    path("<slug:code>/nhap/", importing.take_in, name="register-import"),
    path("<slug:code>/nhap/danh-dau/", importing.marked, name="register-marked"),
    path("<slug:code>/mau/", book.blank, name="register-blank"),
    path("<slug:code>/chot/", writing.complete, name="register-complete"),
    path("<slug:code>/xuat/<str:ending>/", book.export, name="register-file"),
]
