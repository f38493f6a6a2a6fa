from django.apps import AppConfig


class PaperworkConfig(AppConfig):
    name = "motcua.services.paperwork"
    label = "paperwork"
    default_auto_field = "django.db.models.BigAutoField"
