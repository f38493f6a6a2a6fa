"""What may import what. ``.importlinter`` states it; here it is held, and each contract is shown to bite."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.house import PACKAGE, ROOT

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]

BREACHES = [
    ("Storeys stand on those below", "kernel/periods.py", "import motcua.foundation.ledger.public"),
    ("Within the foundation", "foundation/ledger/queries/reading.py", "import motcua.foundation.units.public"),
    ("Within the services", "services/procedures/queries/catalogue.py", "import motcua.services.dossiers.public"),
    ("Within the sites", "sites/portal/urls.py", "import motcua.sites.desk.urls"),
    (
        "Within a module: public > actions > queries > models > rules",
        "foundation/units/models.py",
        "import motcua.foundation.units.actions",
    ),
    (
        "Other modules are entered by their public door",
        "services/procedures/models.py",
        "import motcua.foundation.units.models",
    ),
    ("The kernel is plain Python", "kernel/vietnamese.py", "import django.utils.timezone"),
    ("Rules are plain functions of data", "foundation/units/rules/__init__.py", "import django.utils.timezone"),
    ("Rules are plain functions of data", "foundation/ledger/rules/entry.py", "import motcua.foundation.ledger.keys"),
    ("Few know the engines", "sites/look/charts.py", "import polars"),
]
UNDECLARED = {
    "Storeys stand on those below": "extra",
    "Within the foundation": "foundation/extra",
    "Within the services": "services/extra",
    "Within the reform": "reform/extra",
    "Within the sites": "sites/extra",
}


def lint(path: Path | None = None) -> tuple[dict[str, bool], str]:
    """Judge the program, or the package of that name under ``path``: which contracts are kept, and what is said."""
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    ran = subprocess.run(
        [*LINT, "--no-cache", "--no-logo"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)", ran.stdout, re.MULTILINE)
    assert verdicts, ran.stdout + ran.stderr
    return {name: verdict == "KEPT" for name, verdict in verdicts}, " ".join(ran.stdout.split())


@pytest.fixture
def hollow(tmp_path: Path) -> Path:
    """Give a package with every file of the program, all of them empty."""
    for path in PACKAGE.rglob("*.py"):
        copy = tmp_path / "motcua" / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    engines = tmp_path / "motcua/foundation/facts/engines/__init__.py"
    engines.write_text("import duckdb, narwhals, polars\n", encoding="utf-8")  # so that the graph knows of them
    return tmp_path


def test_every_contract_is_kept() -> None:
    kept, said = lint()
    assert all(kept.values()), said


def test_an_empty_house_breaks_nothing(hollow: Path) -> None:
    kept, said = lint(hollow)
    assert all(kept.values()), said


def test_each_contract_catches_its_breach(hollow: Path) -> None:
    for _, file, line in BREACHES:
        path = hollow / "motcua" / file
        assert path.is_file(), f"{file} is gone; plant the breach elsewhere"
        path.write_text(line + "\n", encoding="utf-8")
    kept, said = lint(hollow)
    assert {name for name, whole in kept.items() if not whole} == {name for name, *_ in BREACHES}
    for _, file, line in BREACHES:
        assert file.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in said
        assert line.removeprefix("import ").split(".")[0] in said


def test_a_module_that_no_contract_names_is_caught(hollow: Path) -> None:
    for name in UNDECLARED.values():
        (hollow / "motcua" / name).mkdir()
        (hollow / "motcua" / name / "__init__.py").touch()
    kept, _ = lint(hollow)
    assert {name for name, whole in kept.items() if not whole} == {*UNDECLARED}


def test_nothing_is_excused() -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    assert "ignore_imports" not in text
    assert "allow_indirect_imports" not in text
    assert text.count("exhaustive = true") == len(UNDECLARED)
