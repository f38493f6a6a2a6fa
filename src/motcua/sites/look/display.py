"""How a reader wants the pages shown: letters, contrast, ground, language. Kept in one cookie of the reader's."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "motcua_display"
YEAR = 365 * 24 * 3600

CHOICES = {
    "size": ("normal", "small", "large", "larger"),
    "contrast": ("", "more", "normal"),
    "theme": ("", "light", "dark"),
    "language": ("", *(code for code, _ in settings.LANGUAGES)),
}
"""What may be chosen; the first of each is what holds until one chooses. Empty follows the system, or the settings."""


@dataclass(frozen=True, slots=True)
class Display:
    """One reader's choices, each a word of :data:`CHOICES`."""

    size: str = "normal"
    contrast: str = ""
    theme: str = ""
    language: str = ""

    @property
    def larger(self) -> str:
        """Give the size that A+ leads to."""
        return "larger" if self.size in {"large", "larger"} else "large"

    @property
    def spoken(self) -> str:
        """Give the code of the language that the pages speak."""
        return self.language or settings.LANGUAGE_CODE

    def chosen(self, name: str, value: str) -> "Display":
        """Give the display after one choice; a choice that there is not changes nothing."""
        return replace(self, **{name: value}) if value in CHOICES.get(name, ()) else self

    def __str__(self) -> str:
        return ".".join(getattr(self, name) or "-" for name in CHOICES)


def read(request: HttpRequest) -> Display:
    """Read a reader's choices; whatever the cookie holds that is no choice is left out."""
    display = Display()
    for name, value in zip(CHOICES, request.COOKIES.get(COOKIE, "").split("."), strict=False):
        display = display.chosen(name, "" if value == "-" else value)
    return display


def keep(response: HttpResponse, display: Display) -> None:
    """Keep a reader's choices for a year. The cookie says nothing else about the reader."""
    response.set_cookie(
        COOKIE, str(display), max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
