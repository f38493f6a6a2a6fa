"""The town and its visitors."""

from sites.stage import built_town, changing_town, signed_in, today, town, visitor

__all__ = ["built_town", "changing_town", "signed_in", "today", "town", "visitor"]
