"""What every page of the desk begins with, and the small things that its forms carry."""

from django.http import HttpRequest

from motcua.foundation.accounts.public import Actor
from motcua.foundation.units import public as units

LONGEST = 9
"""No number that a form carries has more digits."""


def frame(actor: Actor) -> dict[str, object]:
    """Give what the frame of a page shows. One SQL query."""
    return {"section": "work", "actor": actor, "own_unit": units.by_id([actor.unit_id])[actor.unit_id].name}


def carried(request: HttpRequest, name: str) -> int:
    """Read a number that a form carries; what is none is 0, which nothing has."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0
