"""The ledger, as the store asks for it."""

from motcua.foundation.facts.manifest import NOTHING, Mark
from motcua.foundation.ledger import public as ledger


class Ledger:
    """The ledger of this installation. Each question is one SQL query."""

    def head(self) -> Mark:
        """Give the present state."""
        position = ledger.head()
        return Mark(position, self.leaf(position)) if position else NOTHING

    def leaf(self, position: int) -> str:
        """Give the leaf at a position, in hexadecimal; empty if there is none."""
        found = ledger.events_after(position - 1, limit=1)
        return found[0].leaf.hex() if found else ""
