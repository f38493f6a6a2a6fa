"""The command ``motcua``: what it offers, and how it speaks. Each command lives in the file named after it."""

import importlib
import os
import sys
from typing import Any, NoReturn

import click

from motcua.kernel.refusals import Refused

COMMANDS = {
    "administrator": "motcua.cli.people:administrator",
    "calendar": "motcua.cli.calendar:calendar",
    "demo": "motcua.cli.demo:demo",
    "due": "motcua.cli.due:due",
    "doctor": "motcua.cli.home:doctor",
    "export": "motcua.cli.export:export",
    "figures": "motcua.cli.figures:figures",
    "import": "motcua.cli.imports:imports",
    "indicators": "motcua.cli.indicators:indicators",
    "inspection": "motcua.cli.inspection:inspection",
    "ledger": "motcua.cli.ledger:ledger",
    "migrate": "motcua.cli.home:migrate",
    "people": "motcua.cli.people:people",
    "reconcile": "motcua.cli.reconcile:reconcile",
    "report": "motcua.cli.report:report",
    "rules": "motcua.cli.rules:rules",
    "scorecard": "motcua.cli.scorecard:scorecard",
    "serve": "motcua.cli.serve:serve",
    "worker": "motcua.cli.serve:worker",
}


class LazyGroup(click.Group):
    """A group that imports a command's file only when the command is called, so that each starts fast."""

    def __init__(self, *args: Any, commands_at: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.commands_at})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_at:
            return super().get_command(ctx, cmd_name)
        module, name = self.commands_at[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def motcua() -> None:
    """Một Cửa: the one-stop shop of a local government, and its supervision."""


def language() -> str:
    """Give the language the command line speaks: ``MOTCUA_LANGUAGE``, else that of the locale, else English."""
    chosen = os.environ.get("MOTCUA_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "vi" if chosen.lower().startswith("vi") else "en"


def start() -> None:
    """Set the program up for a command that reads or writes the installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())


def main() -> None:
    """Run the command line. A refusal ends it with exit code 1 and one clear sentence; wrong use with 2."""
    try:
        motcua(prog_name="motcua")
    except Refused as refusal:
        _end(refusal)
    except Exception as failure:
        _end_if_unusable(failure)
        raise


def _end(refusal: Refused) -> NoReturn:
    from django.conf import settings
    from django.utils.translation import gettext

    click.echo(refusal.message(gettext if settings.configured else str), err=True)
    sys.exit(1)


def _end_if_unusable(failure: Exception) -> None:
    """End with one sentence where a setting or the home is at fault, and not the program."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    if isinstance(failure, ImproperlyConfigured):
        click.echo(str(failure), err=True)
        sys.exit(1)
    if isinstance(failure, OperationalError | ProgrammingError):
        from motcua.config.home import ensure_usable

        try:
            ensure_usable()
        except Refused as refusal:
            _end(refusal)
