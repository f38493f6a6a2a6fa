from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "motcua.reform.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
    publishes = (
        "motcua.reform.inspections.facts.INSPECTION_FACTS",
        "motcua.reform.inspections.facts.RECOMMENDATION_FACTS",
        "motcua.reform.inspections.facts.UNITS_BELOW_FACTS",
    )
    """What is measured of inspections; ``reform.indicators``, which stands below, finds it by these names."""
    rule_sets = ("motcua.reform.inspections.rule_sets.SETTINGS",)
