"""A limit on how often one address may ask, so that codes cannot be tried by the thousand."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """So many questions in so many seconds. An office or a house shares one address: be generous."""

    name: str
    most: int
    seconds: int

    def spent(self, request: HttpRequest) -> bool:
        """Count one question, and say whether the address has asked too often. Each process counts for itself."""
        return self.spent_by(address(request))

    def spent_by(self, whom: str) -> bool:
        """Count one question of somebody, or about something, who is named without being told."""
        key = f"limit:{self.name}:{whom}"
        if cache.add(key, 1, self.seconds):
            return False
        try:
            return cache.incr(key) > self.most
        except ValueError:  # it ran out between the two calls
            cache.set(key, 1, self.seconds)
            return False


def address(request: HttpRequest) -> str:
    """
    Give the network address that a request came from.

    Behind ``MOTCUA_PROXIES`` proxies of our own it is what the outermost of them saw; what stands further left in
    ``X-Forwarded-For`` was written by the client and is not believed.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.MOTCUA_PROXIES:
        return nearest
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return seen[-settings.MOTCUA_PROXIES] if len(seen) >= settings.MOTCUA_PROXIES else nearest
