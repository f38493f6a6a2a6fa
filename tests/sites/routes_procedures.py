"""Procedures and boards in the matrix: anybody reads them."""

from django.urls import reverse

from sites.route import Route
from sites.town import BIRTH, TRANSFER, Town

ROUTES = (
    Route("procedures"),
    Route("procedures", "?tim=khai+sinh"),
    Route("procedures", "?don-vi=khong&linh-vuc=khong&cap=khong&viec=khong&trang=-1"),
    Route("procedure", "birth"),
    Route("procedure", "birth ?ngay=x", ok=400),
    Route("procedure", "none", ok=404),
    Route("boards"),
    Route("office-board", "district"),
    Route("office-board", "none", ok=404),
    Route("office-board-index", "district"),
    Route("office-board-index", "none", ok=404),
    Route("office-board-sheet", "district transfer"),
    Route("office-board-sheet", "district none", ok=404),
)


def address(route: Route, town: Town) -> str:
    """Give the address that a route is asked at."""
    words = route.asked.split()
    query = next((word for word in words if word.startswith("?")), "")
    words = [word for word in words if not word.startswith("?")]
    unit = {"district": town.district.id, "none": 999_999}
    code = {"birth": BIRTH, "transfer": TRANSFER, "none": "9.999999"}
    match route.name, words:
        case "procedure", [which]:
            return reverse("procedure", kwargs={"code": code[which]}) + query
        case "office-board-sheet", [which, paper]:
            return reverse("office-board-sheet", kwargs={"unit": unit[which], "code": code[paper]})
        case name, [which]:
            return reverse(name, kwargs={"unit": unit[which]})
    return reverse(route.name) + query
