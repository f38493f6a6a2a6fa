"""The office of the tests of casework, whose books these tests keep."""

from casework.conftest import office

__all__ = ["office"]
