"""A case comes in that its sender can follow: by its number, and a secret that is made from the form's key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.feedback.actions.bringing import SentBefore
from motcua.services.feedback.actions.coming import receive
from motcua.services.feedback.actions.recording import stated
from motcua.services.feedback.following import digest_of, secret_of, sending_of
from motcua.services.feedback.models import Attachment, Following, Words
from motcua.services.feedback.rules.sender import Sender, check_mail, check_sender
from motcua.services.feedback.rules.words import About, Channel


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form made: the case, and the secret by which its sender follows it. It is told once and kept nowhere."""

    case_id: int
    secret: str


def flaws(*, text: str, sender: Sender, dossier: str, at: datetime) -> Iterator[Refused]:
    """
    Give everything that is wrong with what somebody is about to send.

    A code is wrong where anyone would be told so: of an unknown dossier, or of one that is not accepted yet.
    """
    checks: list[Callable[[], object]] = [lambda: stated(text, field="text")]
    checks += [partial(check_sender, Sender(**{name: getattr(sender, name)})) for name in ("name", "phone", "address")]
    checks += [lambda: check_mail(sender.email)]
    for check in checks:
        try:
            check()
        except Refused as flaw:
            yield flaw
    if dossier and dossiers.public_status(dossier, at=at) is None:
        yield dossiers.UnknownDossier(gettext_noop("there is no dossier of this code"), field="dossier", value=dossier)


def sent(key: str) -> Sent | None:
    """Give what a form made; None if it was not sent. One SQL query."""
    case = Following.objects.filter(sending=sending_of(key)).values_list("case", flat=True).first()
    return Sent(case, secret_of(key)) if case is not None else None


def send(
    *,
    key: str,
    unit: str,
    channel: Channel,
    about: About,
    text: str,
    by: str,
    at: datetime,
    came_at: datetime | None = None,
    ended_at: datetime | None = None,
    sender: Sender | None = None,
    dossier: str | None = None,
    procedure: str = "",
    outside: str = "",
) -> Sent:
    """
    Take in a case with the files of its form, as :func:`receive` does, and let its sender follow it.

    The same form sent again, or twice at the same time, is the same case with the same secret.

    :param key: the form's, at random; whoever has it has the secret.
    :raises SentBefore: if the form was sent with another text. Raises what :func:`receive` raises.
    """
    sending = sending_of(key)
    try:
        with transaction.atomic():
            if known := Following.objects.filter(sending=sending).first():
                return _again(known, key, text)
            brought = Attachment.objects.filter(sending=sending, case=None).order_by("pk")
            case = receive(
                unit=unit,
                channel=channel,
                about=about,
                text=text,
                by=by,
                at=at,
                came_at=came_at,
                ended_at=ended_at,
                sender=sender,
                dossier=dossier,
                procedure=procedure,
                outside=outside,
                files=tuple(brought.values_list("digest", flat=True)),
            ).case_id
            secret = secret_of(key)
            Following.objects.create(case_id=case, sending=sending, digest=digest_of(case, secret))
            brought.update(case=case)
    except IntegrityError:
        known = Following.objects.filter(sending=sending).first()
        if known is None:
            raise
        return _again(known, key, text)
    return Sent(case, secret)


def _again(known: Following, key: str, text: str) -> Sent:
    first = Words.objects.filter(case=known.case_id, number=1, part="text").values_list("text", flat=True).first()
    if first is not None and first != text.strip():
        raise SentBefore(
            gettext_noop("this form was sent already, as PA-%(case)s, with other words"),
            field="text",
            expected=gettext_noop("open the form anew to send something else"),
            params={"case": known.case_id},
        )
    return Sent(known.case_id, secret_of(key))
