"""The addresses of a conclusion."""

from django.urls import path

from motcua.sites.oversight.pages.inspections.conclusion import figures, page, signing, writing

urlpatterns = [
    path("", page.conclusion, name="inspection-conclusion"),
    path("ket-luan.<str:kind>", page.file, name="inspection-conclusion-file"),
    path("tep/<str:digest>/", page.evidence, name="inspection-conclusion-evidence"),
    path("nhom/", writing.group, {"number": 0}, name="inspection-conclusion-group-new"),
    path("nhom/<int:number>/", writing.group, name="inspection-conclusion-group"),
    path("nhan-dinh/", writing.statement, {"key": ""}, name="inspection-statement-new"),
    path("nhan-dinh/<str:key>/", writing.statement, name="inspection-statement"),
    path("nhan-dinh/<str:key>/bo/", writing.remove, name="inspection-statement-remove"),
    path("nhan-dinh/<str:key>/doi-cho/", writing.move, name="inspection-statement-move"),
    path("so-lieu/<str:key>/<str:name>/", figures.figure, name="inspection-conclusion-figure"),
    path("so-lieu/<str:key>/<str:name>/so-sanh/", figures.compared, name="inspection-conclusion-compared"),
    path("so-lieu/<str:key>/<str:name>/dong.csv", figures.rows, name="inspection-conclusion-rows"),
    path("ky/", signing.sign, name="inspection-conclusion-sign"),
    path("dang/", signing.publish, name="inspection-conclusion-publish"),
]
