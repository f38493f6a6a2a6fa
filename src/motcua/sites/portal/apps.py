from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.sites.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
