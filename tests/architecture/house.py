"""The house as the tests of its architecture see it: its files, its modules in their order, its syntax trees."""

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "motcua"
GENERATED = {"migrations", "locale"}


def sources(*, package: Path = PACKAGE) -> Iterator[Path]:
    """Give the Python files that people write, in order."""
    for path in sorted(package.rglob("*.py")):
        if not GENERATED & {*path.relative_to(package).parts}:
            yield path


def tree(path: Path) -> ast.Module:
    """Give the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layers(contract: str) -> list[list[str]]:
    """Give the layers of a contract of ``.importlinter`` from the lowest up; names on one line are siblings."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
    names = [[name.strip() for name in line.split("|")] for line in lines if line.strip()]
    return names[::-1]


def rank(module: str) -> tuple[int, int]:
    """Give the height of a module of the program, as ``motcua.foundation.units``: its storey, then within it."""
    _, storey, *inner = module.split(".")
    heights = {name: height for height, line in enumerate(layers("storeys")) for name in line}
    if storey not in {"foundation", "services", "reform", "sites"} or not inner:
        return heights[storey], 0
    within = {name: height for height, line in enumerate(layers(storey)) for name in line}
    return heights[storey], within[inner[0]]


def modules(*, package: Path = PACKAGE) -> list[Path]:
    """Give the folders of the modules: the children of the storeys that have such, and the reference case."""
    storeys = [package / name for name in ("foundation", "services", "reform", "sites")]
    folders = [path.parent for storey in storeys for path in sorted(storey.glob("*/__init__.py"))]
    return [*folders, package / "reference"]
