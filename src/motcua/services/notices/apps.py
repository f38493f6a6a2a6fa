from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.services.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
