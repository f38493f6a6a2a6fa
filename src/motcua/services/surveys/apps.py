from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "motcua.services.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = (
        "motcua.services.surveys.rule_sets.REQUIREMENTS",
        "motcua.services.surveys.rule_sets.THRESHOLDS",
        "motcua.services.surveys.rule_sets.INVITATIONS",
    )
