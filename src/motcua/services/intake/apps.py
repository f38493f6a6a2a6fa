from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "motcua.services.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
