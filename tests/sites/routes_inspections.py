"""The addresses of inspections: who may open each, object by object."""

from django.urls import reverse

from sites.route import Route
from sites.town import Town

ROUTES: tuple[Route, ...] = ()


def address(route: Route, town: Town) -> str:
    """Give the address that a route is asked at."""
    return reverse(route.name) + route.asked
