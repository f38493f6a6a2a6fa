"""The addresses of rules."""

from django.urls import path

from motcua.sites.desk.pages.rules import listing, one

urlpatterns = [
    path("quan-tri/quy-dinh/", listing.rule_sets, name="rule-sets"),
    path("quan-tri/quy-dinh/<str:code>/", one.rule_set, name="rule-set"),
    path("quan-tri/quy-dinh/<str:code>/de-nghi/<int:place>/", one.answer, name="rule-answer"),
]
