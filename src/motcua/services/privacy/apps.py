from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "motcua.services.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = ("motcua.services.privacy.rule_sets.TERMS",)
