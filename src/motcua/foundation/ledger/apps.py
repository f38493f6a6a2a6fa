from django.apps import AppConfig
from django.core.checks import Tags, register


class LedgerConfig(AppConfig):
    name = "motcua.foundation.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.foundation.ledger.checks import check_guards

        register(check_guards, Tags.database)
