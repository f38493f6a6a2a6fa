from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.services.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
