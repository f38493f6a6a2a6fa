"""Files come with a case: kept while its form is filled in, bound to the case when it is sent, let go of otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback.actions.recording import unit_of
from motcua.services.feedback.following import sending_of
from motcua.services.feedback.models import Attachment, Following
from motcua.services.feedback.rules.words import SENDER

if TYPE_CHECKING:
    from django.db.models import QuerySet

PURPOSE = "feedback"
"""For what the files are brought, as the ledger says."""
MOST_FILES = 5
UNSENT_KEPT = timedelta(days=1)
"""So long a file waits for its form to be sent."""


class SentBefore(Refused):
    """The form was sent already, with other words."""


class TooManyFiles(Refused):
    """More files than a case takes."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that came with a case or a form: under which digest it is kept, and what its sender calls it."""

    digest: str
    name: str


def bring(*, key: str, name: str, content: bytes, unit: str, at: datetime) -> Brought:
    """
    Keep a file that belongs to a form, recognised and cleaned. The same content counts once.

    :param key: the form's. :param unit: the key of the unit that it is for.
    :raises FileRefused: for whatever is not to be kept. :raises TooManyFiles: :raises SentBefore: :raises UnknownUnit:
    """
    sending, office = sending_of(key), unit_of(unit)
    with transaction.atomic():
        if Following.objects.filter(sending=sending).exists():
            raise SentBefore(gettext_noop("this form was sent already"), field="file")
        kept = files.keep(name=name, content=content, unit=office, purpose=PURPOSE, by=SENDER, at=at)
        row, new = Attachment.objects.get_or_create(
            sending=sending, digest=kept.digest, defaults={"unit_id": office.id, "name": kept.name, "at": at}
        )
        if new and Attachment.objects.filter(sending=sending).count() > MOST_FILES:
            raise TooManyFiles(
                gettext_noop("there are more files than may come with one"),
                field="file",
                expected=gettext_noop("choose %(most)s at the most"),
                params={"most": MOST_FILES},
            )
    return Brought(row.digest, row.name)


def brought(key: str) -> tuple[Brought, ...]:
    """Give the files that belong to a form. One SQL query."""
    rows = Attachment.objects.filter(sending=sending_of(key)).order_by("pk")
    return tuple(Brought(row.digest, row.name) for row in rows)


def take_back(*, key: str, digest: str, at: datetime) -> None:
    """Let go of a file that belongs to a form that is not sent yet; nothing happens where there is none."""
    rows = Attachment.objects.filter(sending=sending_of(key), digest=digest, case=None)
    let_files_go(rows, by=SENDER, at=at)


def forget_unsent(*, at: datetime) -> int:
    """Let go of the files of forms that nobody sent within a day; give how many there were."""
    rows = Attachment.objects.filter(case=None, at__lt=at - UNSENT_KEPT)
    return let_files_go(rows, by="worker", at=at)


def let_files_go(rows: "QuerySet[Attachment]", *, by: str, at: datetime) -> int:
    """Let go of files, but for those that another case or form at the same unit needs; give how many rows it was."""
    with transaction.atomic():
        gone = list(rows.select_for_update())
        Attachment.objects.filter(pk__in=[row.pk for row in gone]).delete()
        offices = units.by_id({row.unit_id for row in gone})
        for digest, unit_id in sorted({(row.digest, row.unit_id) for row in gone}):
            if not Attachment.objects.filter(digest=digest, unit=unit_id).exists():
                files.let_go(digest=digest, unit=offices[unit_id], purpose=PURPOSE, by=by, at=at)
    return len(gone)
