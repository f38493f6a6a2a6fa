"""System checks of the ledger's guards, among those of the database: ``check --database``, ``migrate``, ``doctor``."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext as _

from motcua.foundation.ledger.queries.guarding import missing_triggers, replaces_silently


def check_guards(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Check that the database refuses to change what is in the ledger."""
    if not databases or "default" not in databases:
        return []
    found: list[CheckMessage] = []
    missing = missing_triggers()
    if missing:
        said = _("the database no longer guards the ledger: these triggers are gone, switched off or changed: %s")
        hint = _("look for what was altered with: motcua ledger verify; then restore the triggers from a backup")
        found.append(Error(said % ", ".join(missing), hint=hint, id="ledger.E001"))
    if replaces_silently():
        hint = _("let every connection begin with: PRAGMA recursive_triggers=ON")
        found.append(Error(_("INSERT OR REPLACE passes by the ledger's triggers"), hint=hint, id="ledger.E002"))
    return found
