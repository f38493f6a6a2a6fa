"""The town and its visitors."""

from sites.stage import signed_in, today, town, visitor

__all__ = ["signed_in", "today", "town", "visitor"]
