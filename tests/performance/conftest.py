"""The district of the forms' tests: five dossiers of the first quarter, counted by hand in ``test_making``."""

from forms.conftest import _english, district

__all__ = ["_english", "district"]
