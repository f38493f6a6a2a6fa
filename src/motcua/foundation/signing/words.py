"""What signatures are told in: places and marks, what was found in a file, and what is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.refusals import Refused


class NotThere(Refused):
    """The file has no such place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a place, line by line. :param colour: ``black``, ``blue`` of a signature, ``red`` of a seal."""

    lines: tuple[str, ...]
    colour: str = "black"


class NotSigned(Refused):
    """The file could not be signed there."""


class Later(StrEnum):
    """What was done to a file after a signature."""

    NOTHING = "nothing"
    FILLED = "filled"  # places that were left open for it
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """
    A signature in a file. ``intact`` says that what was signed is what stands there and that the key fits.

    ``at`` is what the signer claims. ``trusted`` says that the certificate led then to one that the installation
    trusts, of those in ``keys/trusted`` of its home.
    """

    place: str
    name: str
    organisation: str
    at: datetime | None
    intact: bool
    later: Later
    trusted: bool
