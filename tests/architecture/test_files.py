"""Files: short, named for what they know, with a door that lists its promises, a page that says what for."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from architecture.house import PACKAGE, ROOT, modules, sources, tree

LONGEST = 400
NOBODYS_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "services", "managers"}
LATE = ("cli/", "foundation/facts/engines/", "services/dossiers/exchange/importing.py")
ADDRESSES = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|index-url|find-links|https?://[^/\s]*(mirror|simple/)")
PLACES = re.compile(r"(?<![\w.])/(home|Users|root|work)/\w+")


def too_long(path: Path) -> Iterator[str]:
    """A file past the bound becomes a package of the same name."""
    count = len(path.read_text(encoding="utf-8").splitlines())
    if count > LONGEST:
        yield f"{count} lines"


def named_for_nothing(path: Path) -> Iterator[str]:
    """A file is named for what it knows."""
    if {path.stem, path.parent.name} & NOBODYS_NAMES - {
        "services" if path.is_relative_to(PACKAGE / "services") else ""
    }:
        yield "a name that says nothing"


def undocumented(path: Path) -> Iterator[str]:
    """Every public function and class says what it does; a class of a framework's making says it by its name."""
    module = tree(path)
    if not ast.get_docstring(module) and module.body and path.name not in {"apps.py", "urls.py"}:
        yield "the file"
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            framework = isinstance(node, ast.ClassDef) and node.name.endswith("Config")
            if not framework and not ast.get_docstring(node):
                yield f"l.{node.lineno} {node.name}"


def late_imports(path: Path) -> Iterator[str]:
    """Imports stand at the top, but for commands, ``ready``, and what an engine or a file's format alone needs."""
    within = path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else path.name
    if within.startswith(LATE) or path.name == "apps.py":
        return
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"l.{node.lineno}"


def silenced(path: Path) -> Iterator[str]:
    """A check that is silenced says why, after it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.search(r"#\s*(?:noqa: [A-Z\d, ]*\d|type: ignore\[[\w, -]+\]|noqa|type: ignore)(.*)$", line)
        if match and len(match[1].strip(" #-()")) < 8:
            yield f"l.{number} {match[0]}"


Check = Callable[[Path], Iterator[str]]
CHECKS: dict[Check, str] = {
    too_long: "x = 1\n" * (LONGEST + 1),
    undocumented: "def act() -> None: ...\n",
    late_imports: "def act():\n    import os\n",
    silenced: "import os  # noqa: F401\n",
}


@pytest.mark.parametrize("check", [*CHECKS, named_for_nothing], ids=lambda check: check.__name__)
def test_every_file_of_the_program(check: Check) -> None:
    assert [f"{path.relative_to(ROOT)}: {said}" for path in sources() for said in check(path)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_catches_a_breach(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "deed.py"
    path.write_text(CHECKS[check], encoding="utf-8")
    assert list(check(path))


def test_a_name_that_says_nothing_is_caught() -> None:
    assert list(named_for_nothing(PACKAGE / "foundation/units/utils.py"))
    assert list(named_for_nothing(PACKAGE / "foundation/units/helpers/dates.py"))


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.name)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    page = module / "README.md"
    assert page.is_file()
    assert 5 <= len(page.read_text(encoding="utf-8").splitlines()) <= 60


DOORS = sorted([*PACKAGE.rglob("public.py"), *PACKAGE.rglob("public/[a-z]*.py")])
"""The doors, and the parts of one that is a package because it promises much."""


@pytest.mark.parametrize("door", DOORS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_door_lists_what_it_promises(door: Path) -> None:
    module = tree(door)
    assert ast.get_docstring(module)
    listed = [
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["__all__"]
    ]
    assert len(listed) == 1
    assert listed[0] == sorted(listed[0], key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    late = [one for node in module.body if isinstance(node, ast.If) for one in node.body]  # opened when first asked for
    bound = {
        name.asname or name.name
        for node in [*module.body, *late]
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    } | {
        target.id
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert {*listed[0]} <= bound | {
        node.name for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def tracked() -> list[Path]:
    """Give the text files of the tree as git knows them, new ones too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix not in {".mo", ".png", ".gz", ".xlsx", ".parquet"}]


def foreign(text: str) -> list[str]:
    """Name what belongs to one machine or one registry."""
    return [match[0] for pattern in (ADDRESSES, PLACES) for match in pattern.finditer(text)]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a work tree")
def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    own = Path(__file__).parent  # here stand the names that are looked for
    found = {
        str(path.relative_to(ROOT)): said
        for path in tracked()
        if path.parent != own and (said := foreign(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize("text", ["--index-url x", "see /home/lan/motcua", f"https://{'pypi'}.org/simple/"])
def test_such_a_name_is_caught(text: str) -> None:
    assert foreign(text)


def test_two_test_files_may_share_a_name_but_test_folders_mirror_the_modules() -> None:
    named = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    known = {path.name for path in modules()} | {path.stem for path in PACKAGE.iterdir()} | {"architecture"}
    assert named - known <= {"exchange", "journeys", "bench"}
