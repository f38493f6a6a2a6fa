"""The addresses of recommendations."""

from django.urls import path

from motcua.sites.oversight.pages.inspections.recommendations import listing, page

urlpatterns = [
    path("", listing.listed, name="inspection-recommendations"),
    path("theo-doi/", listing.watches, name="inspection-watches"),
    path("<int:recommendation_id>/", page.page, name="inspection-recommendation"),
    path("<int:recommendation_id>/tep/<str:digest>/", page.evidence, name="inspection-recommendation-file"),
    path("<int:recommendation_id>/<slug:word>/", page.act, name="inspection-recommendation-act"),
]
