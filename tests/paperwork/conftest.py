"""The office of the tests of casework, whose counter hands papers out."""

from casework.conftest import office

__all__ = ["office"]
