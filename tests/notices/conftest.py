"""The office of the tests of casework, from which people are told."""

from casework.conftest import office

__all__ = ["office"]
