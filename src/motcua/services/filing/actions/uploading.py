"""A file comes piece by piece and goes on where it broke off; only whole, recognised and cleaned it is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.filing import incoming
from motcua.services.filing.actions.filling import bring, content_of, line_of, taking
from motcua.services.filing.models import Incoming

KEPT = timedelta(days=2)
"""So long a file waits for its rest."""
MOST_AT_ONCE = 20
"""So many files of one application may be on their way; of more, the oldest are forgotten."""


class UnknownUpload(Refused):
    """No such file is on its way."""


class OutOfStep(Refused):
    """A piece does not begin where the last one ended."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """How much of a file came: of which application and paper, what it is called, in bytes."""

    token: str
    application: int
    paper: str
    name: str
    size: int
    received: int

    @property
    def whole(self) -> bool:
        """Say whether all of it came."""
        return self.received == self.size


def begin(*, application: int, paper: str, name: str, size: int, at: datetime) -> Arrived:
    """
    Announce a file of a paper, with its size in bytes; of what was sent, while the office asks for more.

    :raises EmptyFile: :raises TooLarge: before a byte of it came. :raises UnknownApplication: :raises AlreadySent:
    """
    with transaction.atomic():
        row = taking(application)
        line_of(content_of(row), paper)
        files.check_size(size, limits=files.limits(at))
        under_way = list(Incoming.objects.filter(application=row).order_by("-begun_at"))
        for old in under_way[MOST_AT_ONCE - 1 :]:
            _forget(old)
        made = Incoming.objects.create(
            token=secrets.token_hex(16), application=row, paper=paper, name=name[:200], size=size, begun_at=at
        )
    return _arrived(made)


def arrived(token: str) -> Arrived | None:
    """Give how much of a file came; None if no such file is on its way. One SQL query."""
    row = Incoming.objects.filter(token=token).first()
    return _arrived(row) if row else None


def append(*, token: str, offset: int, content: bytes) -> Arrived:
    """
    Put a piece after those that came.

    :param offset: where the piece begins.
    :raises OutOfStep: if that is not where the last one ended, or it goes too far. :raises UnknownUpload:
    """
    with transaction.atomic():
        row = Incoming.objects.select_for_update().filter(token=token).first()
        if row is None:
            raise UnknownUpload(gettext_noop("no such file is on its way"), field="file")
        came = incoming.received(token)
        if offset != came or came + len(content) > row.size:
            raise OutOfStep(
                gettext_noop("the piece does not follow what came"),
                field="file",
                value=offset,
                expected=gettext_noop("go on at %(came)s"),
                params={"came": came},
            )
        incoming.append(token, content)
        return _arrived(row)


def finish(*, token: str, at: datetime) -> tuple[files.Kept, str]:
    """
    Keep a file that came whole with its paper; give what is kept, and the SHA-256 of what came, to compare.

    Whatever is refused is gone, so that it is not sent again. :raises FileRefused: :raises OutOfStep:
    :raises UnknownUpload: :raises UnknownApplication: :raises AlreadySent: :raises TooManyFiles:
    """
    row = Incoming.objects.filter(token=token).first()
    if row is None:
        raise UnknownUpload(gettext_noop("no such file is on its way"), field="file")
    content = incoming.read(token)
    if len(content) != row.size:
        raise OutOfStep(gettext_noop("not all of the file came yet"), field="file", value=len(content))
    try:
        kept = bring(application=row.application_id, paper=row.paper, name=row.name, content=content, at=at)
    finally:
        _forget(row)
    return kept, hashlib.sha256(content).hexdigest()


def forget_broken_off(*, at: datetime) -> int:
    """Forget files of which the rest did not come within two days; give how many it was."""
    rows = list(Incoming.objects.filter(begun_at__lt=at - KEPT)[:500])
    for row in rows:
        _forget(row)
    return len(rows)


def _forget(row: Incoming) -> None:
    row.delete()
    incoming.remove(row.token)


def _arrived(row: Incoming) -> Arrived:
    return Arrived(row.token, row.application_id, row.paper, row.name, row.size, incoming.received(row.token))
