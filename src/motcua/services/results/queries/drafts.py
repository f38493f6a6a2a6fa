"""What was drafted: the text of a result, version by version."""

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.results.models import Text
from motcua.services.results.rules.content import Content, read


class Erased(Refused):
    """What stood there was erased with the person whom it was about."""


def contents_of(result_id: int) -> list[tuple[int, Content]]:
    """Give the versions of a draft that are kept, the first first, each with the number of its event. One SQL query."""
    rows = Text.objects.filter(result_id=result_id, body__isnull=False).order_by("number")
    return [(row.number, read(row.body)) for row in rows if isinstance(row.body, dict)]


def reasons_of(result_id: int) -> dict[int, str]:
    """Give the reasons that were written with the events of a result, by their number. One SQL query."""
    rows = Text.objects.filter(result_id=result_id, body__isnull=False)
    return {row.number: row.body for row in rows if isinstance(row.body, str)}


def content_of(result_id: int) -> Content:
    """Give the latest version of a draft. One SQL query. :raises Erased: if nothing of it is kept."""
    found = contents_of(result_id)
    if not found:
        raise Erased(gettext_noop("what stood on this result was erased"), field="result", value=result_id)
    return found[-1][1]
