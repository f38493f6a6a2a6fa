from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    name = "motcua.services.succession"
    label = "succession"
    default_auto_field = "django.db.models.BigAutoField"
