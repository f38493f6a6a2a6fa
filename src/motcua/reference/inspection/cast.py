"""Who plays in the inspection of the source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.foundation.units.public import Unit

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the case: its units by their codes, and its posts, by id, by the names in ``posts.toml``."""

    units: Mapping[str, Unit]
    posts: Mapping[str, int]

    def acts(self, told: Told) -> dict[str, Any]:
        """Give who does something, and when, as actions take it."""
        return {"by": f"post/{self.posts[told['by']]}", "at": told["at"]}
