"""The office of the tests of casework, where a person asks about their data."""

from casework.conftest import office

__all__ = ["office"]
