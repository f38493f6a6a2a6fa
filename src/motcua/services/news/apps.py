from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "motcua.services.news"
    label = "news"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = ("motcua.services.news.rule_sets.READING", "motcua.services.news.rule_sets.SECTIONS")
