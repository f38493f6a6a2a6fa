"""Tables: foreign keys point down and protect; models hold fields and constraints, and no behaviour."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Field, Model

from architecture.house import rank, sources, tree

OURS = [config for config in apps.get_app_configs() if config.name.startswith("motcua.")]
MODELS = [model for config in OURS for model in config.get_models(include_auto_created=True)]
RELATIONS = [
    field
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey) and not field.auto_created
]
FORBIDDEN = {"save", "delete", "clean", "full_clean", "__init__"}
SIGNALS = {"receiver", "Signal", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}


def height(model: type[Model]) -> tuple[int, int] | None:
    """Give the height of a model's module; None for one of the framework, on which everything may stand."""
    name = apps.get_app_config(model._meta.app_label).name
    return rank(name) if name.startswith("motcua.") else None


def faults(field: "Field[object, object]") -> list[str]:
    """Say what is wrong with a relation."""
    source, target = height(field.model), height(field.related_model)  # type: ignore[arg-type]  # a model, once ready
    said = []
    if source is not None and target is not None and target > source:
        said.append("it points up")
    if not field.remote_field.hidden:
        said.append('it has a way back; write related_name="+"')
    if field.remote_field.on_delete is not models.PROTECT:
        said.append("it does not protect what it points to")
    return said


def behaviour(path: Path) -> list[str]:
    """Name the methods of a models file that change what saving or deleting does, and the orders it hides."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name in FORBIDDEN:
            found.append(f"{path.name}:{node.lineno} {node.name}")
        if isinstance(node, ast.ClassDef) and node.name == "Meta":
            names = [target.id for line in node.body if isinstance(line, ast.Assign) for target in line.targets]  # type: ignore[attr-defined]  # names only
            found += [f"{path.name}:{node.lineno} Meta.ordering" for name in names if name == "ordering"]
    return found


def signals(path: Path) -> list[str]:
    """Name the signals that a file uses."""
    named = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    return [f"{path}: {name}" for name in sorted(named & SIGNALS)]


def test_there_are_relations_to_judge() -> None:
    assert len(RELATIONS) > 10


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_foreign_keys_point_down_and_protect(field: "Field[object, object]") -> None:
    assert faults(field) == []


def test_a_foreign_key_that_points_up_is_caught() -> None:
    class Upward(models.Model):  # a table of the units that knows dossiers
        dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE)

        class Meta:
            app_label = "units"

    try:
        assert len(faults(Upward._meta.get_field("dossier"))) == 3  # type: ignore[arg-type]  # a field, not a relation
    finally:
        del apps.all_models["units"]["upward"]
        apps.clear_cache()


def test_models_hold_no_behaviour() -> None:
    files = [path for path in sources() if path.name == "models.py" or path.parent.name == "models"]
    assert files
    assert [fault for path in files for fault in behaviour(path)] == []


def test_no_signals() -> None:
    assert [fault for path in sources() for fault in signals(path)] == []


def test_behaviour_and_signals_are_caught(tmp_path: Path) -> None:
    path = tmp_path / "models.py"
    path.write_text(
        "class A:\n    class Meta:\n        ordering = ['x']\n    def save(self): ...\n"
        "@receiver(post_save)\ndef f(): ...\n",
        encoding="utf-8",
    )
    assert len(behaviour(path)) == 2
    assert len(signals(path)) == 2
