from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "motcua.reform.scorecards"
    label = "scorecards"
    default_auto_field = "django.db.models.BigAutoField"
