from django.apps import AppConfig


class RulesetsConfig(AppConfig):
    name = "motcua.foundation.rulesets"
    label = "rulesets"
    default_auto_field = "django.db.models.BigAutoField"
