"""The moment at which the reference case stands still."""

from datetime import datetime

STANDS_AT = datetime.fromisoformat("2022-10-20T17:00:00+07:00")
"""The close of the day on which the conclusion is signed and published: what the demo's pages take as now."""
