from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "motcua.sites.look"
    label = "look"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what may stand in an address."""
        from motcua.sites.look import converters  # noqa: F401  importing it registers them
