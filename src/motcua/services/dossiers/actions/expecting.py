"""Two people act on one dossier: the second is told what happened since the page was opened."""

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.rows import stream_name
from motcua.services.dossiers.rules.state import PREFIX


class ChangedMeanwhile(Refused):
    """Something happened to the dossier since it was looked at."""


def expect(*, code: str, seen: int) -> None:
    """
    Lock a dossier until the transaction ends, and make sure that nothing happened to it since it was looked at.

    One SQL query; two more where something did.

    :param seen: the number of its last event that was seen.
    :raises ChangedMeanwhile: saying what happened last, and which post did it.
    """
    row = Dossier.objects.select_for_update().filter(code=code).first()
    if row is None or row.number == seen:
        return
    last = ledger.read(stream_name(row.pk))[-1]
    title = accounts.titles_of({last.actor}).get(last.actor, last.actor)
    raise ChangedMeanwhile(
        gettext_noop("since this page was opened, “%(kind)s” was recorded by %(who)s"),
        field="da-xem",
        value=seen,
        expected=gettext_noop("look at what happened, then decide again"),
        params={"kind": last.kind.removeprefix(PREFIX), "who": title},
    )
