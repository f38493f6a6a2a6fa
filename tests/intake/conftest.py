"""The office of the tests of casework, whose counter these tests stand at."""

from casework.conftest import office

__all__ = ["office"]
