"""The addresses of a visit."""

from django.urls import path

from motcua.sites.oversight.pages.inspections.visits import checklist, findings, minutes, photographs, sample

urlpatterns = [
    path("<int:place_id>/", checklist.visit, name="inspection-visit"),
    path("<int:place_id>/bat-dau/", checklist.begin, name="inspection-visit-begin"),
    path("<int:place_id>/ghi-chu/", checklist.remark, name="inspection-visit-remark"),
    path("<int:place_id>/danh-muc/<slug:field>/", checklist.section, name="inspection-checklist"),
    path("<int:place_id>/danh-muc.<str:kind>", checklist.file, name="inspection-checklist-file"),
    path("<int:place_id>/mau/", sample.sample, name="inspection-sample"),
    path("<int:place_id>/mau/cong-bo/", sample.announce, name="inspection-sample-announce"),
    path("<int:place_id>/mau/rut/", sample.draw, name="inspection-sample-draw"),
    path("<int:place_id>/mau/xem/", sample.check, name="inspection-sample-check"),
    path("<int:place_id>/phat-hien/", findings.listed, name="inspection-findings"),
    path("<int:place_id>/phat-hien/moi/", findings.make, name="inspection-finding-new"),
    path("<int:place_id>/phat-hien/<int:number>/rut/", findings.withdraw, name="inspection-finding-withdraw"),
    path("<int:place_id>/anh/", photographs.listed, name="inspection-photographs"),
    path("<int:place_id>/anh/<int:number>/", photographs.picture, name="inspection-photograph"),
    path("<int:place_id>/anh/<int:number>/rut/", photographs.withdraw, name="inspection-photograph-withdraw"),
    path("<int:place_id>/bien-ban/", minutes.shown, name="inspection-minutes"),
    path("<int:place_id>/bien-ban/soan/", minutes.write, name="inspection-minutes-write"),
    path("<int:place_id>/bien-ban/ky/", minutes.sign, name="inspection-minutes-sign"),
    path("<int:place_id>/bien-ban/ban-giay/", minutes.sign_on_paper, name="inspection-minutes-paper"),
    path("<int:place_id>/bien-ban/khong-ky/", minutes.decline, name="inspection-minutes-decline"),
    path("<int:place_id>/bien-ban/ban-quet/", minutes.scan, name="inspection-minutes-scan"),
    path("<int:place_id>/bien-ban.<str:kind>", minutes.file, name="inspection-minutes-file"),
]
