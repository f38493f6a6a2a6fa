"""The office of the tests of casework, about whose dossiers applicants ask."""

from casework.conftest import office

__all__ = ["office"]
