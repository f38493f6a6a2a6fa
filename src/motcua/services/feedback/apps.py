from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.services.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = ("motcua.services.feedback.rule_sets.TERMS", "motcua.services.feedback.rule_sets.PHRASES")
