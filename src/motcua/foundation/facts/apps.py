from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "motcua.foundation.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"
