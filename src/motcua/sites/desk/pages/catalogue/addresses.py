"""The addresses of the catalogue: procedures, what they ask, their processes and forms."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.catalogue import drafting, finding, forming, guiding, processes, reading, versions

HERE = "quan-tri/thu-tuc/"
ONE = f"{HERE}<int:procedure>/"
FORM = f"{ONE}bieu-mau/"

urlpatterns: list[URLPattern] = [
    path(HERE, finding.catalogue, name="catalogue"),
    path(f"{HERE}moi/", versions.publish, name="catalogue-publish"),
    path(ONE, reading.procedure, name="catalogue-procedure"),
    path(f"{ONE}doi/", versions.publish, name="catalogue-change"),
    path(f"{ONE}bai-bo/", versions.abolish, name="catalogue-abolish"),
    path(f"{ONE}cong-bo/", guiding.guide, name="catalogue-guide"),
    path(f"{ONE}du-thao/", drafting.draft, name="catalogue-draft"),
    path(f"{ONE}du-thao/bo/", drafting.drop, name="catalogue-draft-drop"),
    path(f"{ONE}du-thao/chung/", drafting.general, name="catalogue-general"),
    path(f"{ONE}du-thao/<slug:section>/them/", drafting.entry, name="catalogue-entry-add"),
    path(f"{ONE}du-thao/<slug:section>/<str:key>/sua/", drafting.entry, name="catalogue-entry"),
    path(f"{ONE}quy-trinh/", processes.process, name="catalogue-process"),
    path(f"{ONE}quy-trinh/bo/", processes.drop, name="catalogue-process-drop"),
    path(f"{ONE}quy-trinh/thoi-gian/", processes.shares, name="catalogue-shares"),
    path(f"{ONE}quy-trinh/them/", processes.step, name="catalogue-step-add"),
    path(f"{ONE}quy-trinh/<str:key>/sua/", processes.step, name="catalogue-step"),
    path(FORM, forming.form, name="catalogue-form"),
    path(f"{FORM}bo/", forming.drop, name="catalogue-form-drop"),
    path(f"{FORM}chung/", forming.whole, name="catalogue-form-whole"),
    path(f"{FORM}xem/<slug:page>/", forming.preview, name="catalogue-form-preview"),
    path(f"{FORM}trang/them/", forming.page, name="catalogue-form-page-add"),
    path(f"{FORM}trang/<slug:key>/sua/", forming.page, name="catalogue-form-page"),
    path(f"{FORM}nhom/<slug:on>/them/", forming.group, name="catalogue-form-group-add"),
    path(f"{FORM}nhom/<slug:key>/sua/", forming.group, name="catalogue-form-group"),
    path(f"{FORM}cau-hoi/<slug:on>/them/", forming.question, name="catalogue-form-question-add"),
    path(f"{FORM}cau-hoi/<slug:key>/sua/", forming.question, name="catalogue-form-question"),
]
