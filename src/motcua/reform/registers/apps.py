from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "motcua.reform.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
    rule_sets = ("motcua.reform.registers.rule_sets.OBLIGATIONS",)
