"""Results: signed, numbered, sealed, issued, handed over, and checked in public by their own code."""

__all__ = []
