from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "motcua.services.numbering"
    label = "numbering"
    default_auto_field = "django.db.models.BigAutoField"
