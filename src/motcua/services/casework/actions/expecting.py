"""Two people act on one dossier: the second is told what happened since, to the dossier or to the work on it."""

from motcua.kernel.refusals import gettext_noop
from motcua.services.casework.models import Case
from motcua.services.casework.queries.cases import case_of
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, ChangedMeanwhile


def expect(*, dossier: Brief, seen: int, turns: int) -> None:
    """
    Lock a dossier until the transaction ends, and make sure that nothing happened since it was looked at.

    Two SQL queries; more where something did.

    :param seen: how many events of the dossier were seen, and ``turns`` how many of the work; 0 for none.
    :raises ChangedMeanwhile: saying what happened last, and which post did it.
    """
    dossiers.expect(code=dossier.code, seen=seen)
    if not Case.objects.filter(dossier_id=dossier.id).exclude(number=turns).exists():
        return
    case = case_of(dossier.id)
    last = case.turns[-1] if case else None
    raise ChangedMeanwhile(
        gettext_noop("since this page was opened, “%(kind)s” was recorded by %(who)s"),
        field="da-xem",
        value=turns,
        expected=gettext_noop("look at what happened, then decide again"),
        params={"kind": last.kind.value, "who": last.title or last.actor} if last else {"kind": "", "who": ""},
    )
