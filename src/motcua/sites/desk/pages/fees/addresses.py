"""The addresses of fees."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.fees import keeping, one, till

urlpatterns: list[URLPattern] = [
    path("ho-so/<code:code>/le-phi/", one.bill, name="dossier-fees"),
    path("ho-so/<code:code>/le-phi/<int:number>/bien-lai.pdf", one.receipt, name="dossier-fee-receipt"),
    path("ho-so/<code:code>/le-phi/<int:number>/chung-tu", one.proof, name="dossier-fee-proof"),
    path("thu-phi/", till.till, name="till"),
    path("thu-phi/ngay/<str:day>/", till.day, name="till-day"),
    path("thu-phi/ngay/<str:day>/bang-ke.pdf", till.sheet, name="till-day-sheet"),
    path("thu-phi/so/", keeping.keeping, name="fee-keeping"),
]
