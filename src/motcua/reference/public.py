"""The reference case: loaded into an empty installation, it gives every dossier figure of the source from its rows."""

from motcua.reference.comparison import Compared, compare
from motcua.reference.loading import Loaded, NotEmpty, load
from motcua.reference.moment import STANDS_AT

__all__ = ["STANDS_AT", "Compared", "Loaded", "NotEmpty", "compare", "load"]
