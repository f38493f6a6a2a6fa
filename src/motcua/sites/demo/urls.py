"""The address of the demo's door. ``config.urls`` takes it in where the demo is served, and nowhere else."""

from django.urls import path

from motcua.sites.demo import pages

urlpatterns = [
    path("", pages.door, name="demo-door"),
    path("nguoi-nop/", pages.identity, name="demo-identity"),
    path("thu-di/", pages.outbox, name="demo-outbox"),
]
