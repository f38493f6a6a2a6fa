"""What may stand in an address: the code of a dossier, the trace of an event."""

from django.urls import register_converter


class DossierCode:
    """A dossier's code in an address; slashes and spaces are allowed, control characters are not."""

    regex = r"[^\x00-\x1f]{1,64}"

    def to_python(self, value: str) -> str:
        """Take a code. :raises ValueError: if a part of it cannot be printed; the address then leads nowhere."""
        if not value.isprintable():
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        """Write a code."""
        return value


class Trace:
    """The whole trace of an event: 64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Take a trace."""
        return value

    def to_url(self, value: str) -> str:
        """Write a trace."""
        return value


register_converter(DossierCode, "code")
register_converter(Trace, "trace")
