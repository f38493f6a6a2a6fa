"""The addresses of inspections: who may open each, object by object."""

from django.urls import reverse

from sites.route import SIGN_IN, Route
from sites.town import Town

SIDES = ("lanh-dao", "cchc", "thanh-tra")
"""Who of the cast has to do with inspections: the district that inspects its communes."""

ROUTES: tuple[Route, ...] = (
    Route("inspections", open_to=SIDES, visitor=SIGN_IN),
    Route("inspection", "told", open_to=SIDES, visitor=SIGN_IN),
)


def address(route: Route, town: Town) -> str:
    """Give the address that a route is asked at: of an inspection, a plan or a place by its name in the town."""
    if hasattr(town.inspected, route.asked):
        return reverse(route.name, args=[getattr(town.inspected, route.asked)])
    return reverse(route.name) + route.asked
