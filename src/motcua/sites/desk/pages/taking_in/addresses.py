"""The addresses of what is taken in from files."""

from django.urls import URLPattern, path

from motcua.sites.desk.pages.taking_in import pages

urlpatterns: list[URLPattern] = [
    path("quan-tri/nap/", pages.kinds, name="taking-in-kinds"),
    path("quan-tri/nap/<slug:word>/", pages.taking, name="taking-in"),
    path("quan-tri/nap/<slug:word>/danh-dau.xlsx", pages.handed_back, name="taking-in-marked"),
]
