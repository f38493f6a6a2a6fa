from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "motcua.services.filing"
    label = "filing"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = ("motcua.services.filing.rule_sets.OWN_PORTAL", "motcua.services.filing.rule_sets.LIMITS")
