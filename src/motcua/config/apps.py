from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        from motcua.config import checks  # noqa: F401  importing it registers the checks
