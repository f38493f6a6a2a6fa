"""The ledger, as the store asks for it."""

from motcua.foundation.facts.manifest import NOTHING, Mark
from motcua.foundation.ledger import public as ledger


class Ledger:
    """
    The ledger of this installation. Each question is one SQL query.

    :param most: how many of its events are looked at, in their order; by default all.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most

    def head(self) -> Mark:
        """Give the present state, or that after so many events."""
        size = ledger.head() if self._most is None else min(ledger.head(), self._most)
        return Mark(size, self.last_leaf(size)) if size else NOTHING

    def last_leaf(self, size: int) -> str:
        """Give the last of the first ``size`` leaves, in hexadecimal; empty if there are fewer."""
        leaf = ledger.leaf_at(size - 1)
        return leaf.hex() if leaf else ""
