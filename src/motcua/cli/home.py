"""``motcua migrate`` and ``motcua doctor``: make the installation usable, and say whether it is."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import click

from motcua.cli import start


@click.command()
def migrate() -> None:
    """Make the home usable: keys, tables, calendar, rules. Run it after each upgrade too; it changes nothing twice."""
    start()
    from django.utils.translation import gettext

    from motcua.config.home import make_usable
    from motcua.foundation.accounts.public import nobody_signs_in

    make_usable(at=datetime.now(UTC), told=lambda step: click.echo(gettext(step), err=True))
    if nobody_signs_in():
        said = gettext("nobody can sign in yet; import the units, then run: motcua administrator create STAFF_NAME")
        click.echo(said, err=True)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor says about one part: ``good``, ``warning`` or ``error``."""

    part: str
    state: str
    said: str


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def doctor(form: str) -> None:
    """Look the installation over, part by part. Exit 1 if something is wrong."""
    start()
    found = list(_findings())
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        width = max(len(finding.part) for finding in found)
        for finding in found:
            mark = {"good": "+", "warning": "!", "error": "x"}[finding.state]
            click.echo(f"{mark} {finding.part:<{width}}  {finding.said}")
    if any(finding.state == "error" for finding in found):
        raise SystemExit(1)


def _findings() -> Iterator[Finding]:
    from django.conf import settings
    from django.core.checks import CheckMessage, run_checks
    from django.core.checks.messages import ERROR
    from django.utils.translation import gettext as _

    from motcua.config.checks import INSTALLATION

    def tell(part: str, messages: list[CheckMessage]) -> Iterator[Finding]:
        for message in messages:
            yield Finding(part, "error" if message.level >= ERROR else "warning", f"{message.id}: {message.msg}")
        if not messages:
            yield Finding(part, "good", _("in order"))

    yield from tell(_("settings"), run_checks())
    if settings.HTTPS:
        yield from tell(_("security"), run_checks(tags=["security"], include_deployment_checks=True))
    sound = True
    for part, check in INSTALLATION.items():
        messages = check()
        sound = sound and not any(message.level >= ERROR for message in messages)
        yield from tell(_(part), messages)
    if sound:
        yield from tell(_("guards of the ledger"), run_checks(tags=["database"], databases=["default"]))
        yield from _records()


def _records() -> Iterator[Finding]:
    """Look at the rules in force, at the ledger, and at the facts that follow from it."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from motcua.foundation.facts.public import FactsDamaged, Store
    from motcua.foundation.ledger.public import head, pending
    from motcua.foundation.rulesets.public import is_as_confirmed
    from motcua.reform.indicators.public import SOURCES

    if is_as_confirmed():
        yield Finding(_("rules"), "good", _("the rules of this installation are as they were confirmed"))
    else:
        yield Finding(_("rules"), "error", _("rules.json is not what was confirmed; run: motcua migrate"))
    sealed, waiting = head(), pending()
    counts = {"sealed": f"{sealed:,}", "waiting": f"{waiting:,}"}
    yield Finding(_("ledger"), "good", _("%(sealed)s events sealed, %(waiting)s waiting to be") % counts)
    store = Store(settings.MOTCUA_HOME / "facts", SOURCES, zone=settings.TIME_ZONE)
    try:
        files, snapshot = store.verify(), store.current()
    except FactsDamaged as damage:
        yield Finding(_("facts"), "error", damage.message(_))
        return
    known = snapshot.manifest.mark.size if snapshot else 0
    said = {"files": f"{files:,}", "known": f"{known:,}", "sealed": f"{sealed:,}"}
    yield Finding(_("facts"), "good", _("%(files)s files, from %(known)s of %(sealed)s events") % said)
