"""The addresses of the oversight."""

from django.urls import path

from motcua.sites.oversight.pages import figures

urlpatterns = [path("", figures.figures, name="oversight")]
