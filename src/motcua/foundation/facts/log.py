"""The ledger, as the store asks for it."""

from motcua.foundation.facts.manifest import NOTHING, Mark
from motcua.foundation.ledger import public as ledger


class Ledger:
    """The ledger of this installation. Each question is one SQL query."""

    def head(self) -> Mark:
        """Give the present state."""
        size = ledger.head()
        return Mark(size, self.last_leaf(size)) if size else NOTHING

    def last_leaf(self, size: int) -> str:
        """Give the last of the first ``size`` leaves, in hexadecimal; empty if there are fewer."""
        leaf = ledger.leaf_at(size - 1)
        return leaf.hex() if leaf else ""
