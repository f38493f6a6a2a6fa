"""The address of the display bar."""

from django.urls import path

from motcua.sites.look import pages

urlpatterns = [path("hien-thi/", pages.choose_display, name="display")]
