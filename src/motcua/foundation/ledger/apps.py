from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "motcua.foundation.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
