"""The words of results: where one stands, what it is made of, what happens to it. The values are stored and stay."""

from enum import StrEnum

PREFIX = "result."


class Stage(StrEnum):
    """Where a result stands on its way to the citizen."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"  # with the leader
    SIGNED = "signed"  # with the clerk
    ISSUED = "issued"
    ANNULLED = "annulled"


class Medium(StrEnum):
    """What a result is."""

    ELECTRONIC = "electronic"  # signed and sealed inside the file
    PAPER = "paper"  # signed by hand and stamped; the program prints it and keeps its number


class Kind(StrEnum):
    """What happens to a result."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    ISSUED = "issued"
    ANNULLED = "annulled"
