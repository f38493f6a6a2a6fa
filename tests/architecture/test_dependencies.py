"""What comes from elsewhere: locked with hashes, from no named index, under licences that allow our own."""

import re
import tomllib
from importlib.metadata import distributions, metadata

import pytest

from architecture.house import ROOT

LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General|Unlicense|Zlib|OFL)",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"\b(GPL|General Public License|AGPL)", re.IGNORECASE)
DECISION = (ROOT / "docs/decisions/0001-what-the-program-stands-on.md").read_text(encoding="utf-8")


def normal(name: str) -> str:
    """Write a package's name as locks do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, str]:
    """Give the packages of a lock with their versions."""
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


INSTALLED = {normal(one.metadata["Name"]) for one in distributions()}  # a lock is for every kind of machine


def loose(text: str) -> list[str]:
    """Name the lines of a lock that are not pinned with hashes, or that name where to fetch from."""
    found = [
        line
        for line in text.splitlines()
        if re.match(r"-|.*(://|file:)", line.strip()) and "--hash=sha256:" not in line
    ]
    entries = re.split(r"\n(?=\S)", text.strip())
    return found + [
        entry.split()[0]
        for entry in entries
        if not re.match(r"[\w.-]+==\S+.*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)
    ]


def licence(package: str) -> str:
    """Give what a package that is installed says of its licence."""
    said = metadata(package)
    words = [said.get("License-Expression") or "", *(said.get_all("Classifier") or [])]
    named = " ".join(word for word in words if word and ("License" in word or "::" not in word))
    return named or (said.get("License") or "")[:200]


def fault(said: str) -> str:
    """Say why a licence will not do for the program itself; nothing if it will."""
    if ALLOWED.search(said):
        return ""
    return "copyleft" if COPYLEFT.search(said) else "unknown"


@pytest.mark.parametrize("name", LOCKS)
def test_locks_are_pinned_with_hashes_and_name_no_index(name: str) -> None:
    assert loose(LOCKS[name]) == []


@pytest.mark.parametrize(
    "text", ["--index-url https://example.org\n", "django==5.2.19\n", "django>=5 \\\n    --hash=sha256:00\n"]
)
def test_a_loose_lock_is_caught(text: str) -> None:
    assert loose(text)


def test_locks_hold_all_that_the_project_names() -> None:
    def names(wanted: list[str]) -> set[str]:
        return {normal(re.match(r"[\w.-]+", one)[0]) for one in wanted}  # type: ignore[index]  # each begins with a name

    groups = PROJECT["dependency-groups"]
    assert names(PROJECT["project"]["dependencies"]) | names(groups["build"]) <= {*locked(LOCKS["requirements.lock"])}
    assert names(groups["dev"]) <= {*locked(LOCKS["requirements-dev.lock"])}
    assert locked(LOCKS["requirements.lock"]).items() <= locked(LOCKS["requirements-dev.lock"]).items()


@pytest.mark.parametrize("package", sorted({*locked(LOCKS["requirements.lock"])} & INSTALLED))
def test_licences_allow_use_under_apache(package: str) -> None:
    said = licence(package)
    # psycopg is under the LGPL: used as the library that it is, unchanged and replaceable.
    assert fault(said) == "", said


@pytest.mark.parametrize("said", ["GPL-3.0-only", "GNU Affero General Public License v3", ""])
def test_a_licence_that_will_not_do_is_caught(said: str) -> None:
    assert fault(said)


def test_each_dependency_has_its_reason_in_the_decisions() -> None:
    wanted = [re.match(r"[\w.-]+", one)[0] for one in PROJECT["project"]["dependencies"]]  # type: ignore[index]  # each begins with a name
    assert [name for name in wanted if f"`{name}`" not in DECISION] == []
