"""How a notice leaves the house: by e-mail, or through a gateway for SMS or Zalo that the settings name."""

import json
import smtplib
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.error import URLError

from django.conf import settings
from django.core.mail import EmailMessage

from motcua.services.notices.rules import Channel

TIMEOUT = 10
"""Seconds."""


class NotDelivered(Exception):
    """The other side did not take it; its message is a code or a word, never an address."""


class Adapter(Protocol):
    """What sends through one channel."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        """Send, and give what the other side answered. The same key twice is one notice. :raises NotDelivered:"""


class Mail:
    """E-mail through the server that the settings name."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        try:
            EmailMessage(subject, text, None, [to], headers={"Message-ID": f"<{key}@motcua>"}).send()
        except (smtplib.SMTPException, OSError) as failure:
            raise NotDelivered(type(failure).__name__) from failure
        return "250"


class Gateway:
    """A gateway by HTTPS: a JSON object ``to, text, key`` is posted with the token."""

    def __init__(self, address: str, token: str) -> None:
        self._address, self._token = address, token

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        body = json.dumps({"to": to, "text": text, "key": key}).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", "Idempotency-Key": key}
        asked = urllib.request.Request(self._address, data=body, headers=headers, method="POST")  # noqa: S310  https, see checks
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310  https, see checks
                return str(answer.status)
        except (URLError, OSError, ValueError) as failure:
            raise NotDelivered(str(getattr(failure, "code", type(failure).__name__))) from failure


class Folder:
    """Files in the home, in place of a gateway: for trying out."""

    def send(self, *, to: str, subject: str, text: str, key: str) -> str:
        folder = Path(settings.MOTCUA_HOME) / "notices"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / f"{key}.txt").write_text(f"{subject}\n\n{text}\n", encoding="utf-8")
        return "file"

    def letters(self, *, most: int) -> list[tuple[datetime, str]]:
        """Give what was written there and when, the latest first."""
        found = sorted((Path(settings.MOTCUA_HOME) / "notices").glob("*.txt"), key=_written_at, reverse=True)
        return [(datetime.fromtimestamp(_written_at(one), UTC), one.read_text("utf-8")) for one in found[:most]]


def _written_at(file: Path) -> float:
    return file.stat().st_mtime


def adapters() -> dict[Channel, Adapter]:
    """Give what is configured; a channel without settings is not there, and nothing is queued for it."""
    if settings.MOTCUA_DEMO:
        return {Channel.SMS: Folder(), Channel.EMAIL: Folder()}
    found: dict[Channel, Adapter] = {}
    if settings.EMAIL_HOST:
        found[Channel.EMAIL] = Mail()
    for channel, address in ((Channel.SMS, settings.MOTCUA_SMS_GATEWAY), (Channel.ZALO, settings.MOTCUA_ZALO_GATEWAY)):
        if address:
            found[channel] = Gateway(address, settings.MOTCUA_GATEWAY_TOKEN)
    return found
