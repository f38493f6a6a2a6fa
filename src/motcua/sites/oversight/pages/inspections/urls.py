"""The addresses of inspections; each part of an inspection lists its own."""

from django.urls import URLPattern, URLResolver, path

from motcua.sites.oversight.pages.inspections import home, listing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.listed, name="inspections"),
    path("<int:inspection_id>/", home.home, name="inspection"),
]
