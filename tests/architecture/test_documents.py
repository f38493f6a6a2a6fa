"""Pages that speak of the code say what is there: glossary, settings, decisions, commands, translations."""

import importlib
import re
from pathlib import Path

import pytest
from tools import messages, reference

from architecture.house import ROOT, sources

DOCS = ROOT / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
SETTINGS = re.compile(r"\b(MOTCUA_[A-Z_]+|DATABASE_URL)\b")
INSIDE = {"MOTCUA_DEMO", "MOTCUA_DEMO_STANDS_AT"}  # set by the home itself, not by the environment
PUBLISHED_ENUMS = re.findall(r"^## .*: `([\w.]+)`$", GLOSSARY, re.MULTILINE)


def found(path: str) -> object:
    """Give what a dotted path below the package names. :raises LookupError: if there is no such thing."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            thing: object = importlib.import_module(".".join(["motcua", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            thing = getattr(thing, name, None)
            if thing is None:
                break
        else:
            return thing
    raise LookupError(path)


def section(text: str, path: str) -> set[str]:
    """Give the values that the glossary lists for a class."""
    after = text.split(f": `{path}`\n", 1)[1].split("\n## ", 1)[0]
    return {*re.findall(r"^\| `(\w+)` \|", after, re.MULTILINE)}


def read_in_code(text: str) -> set[str]:
    """Name the settings that a text reads from the environment."""
    return {*re.findall(r"""environ\w*(?:\.\w+)?[(\[](?:self, )?["'](MOTCUA_[A-Z_]+|DATABASE_URL)["']""", text)} | {
        *re.findall(r"""environment\.\w+\(\s*["'](\w+)["']""", text)
    }


@pytest.mark.parametrize("path", re.findall(r"\| `([a-z][\w.]+)` \|$", GLOSSARY, re.MULTILINE))
def test_what_the_glossary_says_is_in_the_code(path: str) -> None:
    assert found(path) is not None


@pytest.mark.parametrize("path", PUBLISHED_ENUMS)
def test_the_glossary_lists_every_value(path: str) -> None:
    assert section(GLOSSARY, path) == {str(member.value) for member in found(path)}  # type: ignore[attr-defined]  # an enum


def test_a_stale_glossary_is_caught() -> None:
    with pytest.raises(LookupError):
        found("services.dossiers.rules.words.Colour")
    assert section("## X: `a.B`\n\n| `one` | x | y |\n\n## Y\n\n| `two` | x | y |\n", "a.B") == {"one"}


def test_settings_are_those_of_the_page() -> None:
    page = {*SETTINGS.findall((DOCS / "how-to/configure.md").read_text(encoding="utf-8"))}
    code = set().union(*(read_in_code(path.read_text(encoding="utf-8")) for path in sources()))
    assert code - page == set(), "not on the page"
    assert page - code == set(), "not in the code"


def test_a_setting_that_is_read_is_seen() -> None:
    assert read_in_code('environment.text("MOTCUA_X", "")\nos.environ.get("MOTCUA_Y")') == {"MOTCUA_X", "MOTCUA_Y"}


@pytest.mark.parametrize("decision", sorted((DOCS / "decisions").glob("[0-9]*.md")), ids=lambda path: path.name)
def test_a_decision_has_its_number_its_title_and_its_day(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    number = re.match(r"# (\d+)\.? \w", text)
    assert number
    assert int(number[1]) == int(decision.name[:4])
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", text)
    assert len([*decision.parent.glob(f"{decision.name[:4]}-*.md")]) == 1


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")]), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    links += re.findall(r'src="(?!https?:)([^"]+)"', page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", reference.pages(), ids=lambda page: page.name)
def test_reference_pages_are_what_the_code_says(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == reference.pages()[page], "run: make reference"


def test_every_text_has_its_vietnamese_and_is_compiled() -> None:
    assert list(messages.faults()) == []


def test_a_text_without_vietnamese_is_caught() -> None:
    catalog = messages.Catalog(locale="vi")
    assert messages.fault(catalog.get("read")) == "no translation"
    catalog.add("%(count)s rows", "%(number)s dòng")
    assert messages.fault(catalog.get("%(count)s rows")) == "another place than the text has"
    catalog.add("row", "dòng")
    assert messages.fault(catalog.get("row")) == ""


def test_texts_of_code_and_templates_are_gathered(tmp_path: Path) -> None:
    code, template = tmp_path / "a.py", tmp_path / "a.html"
    code.write_text('gettext_noop("one")\nngettext("two", "many", 2)\npgettext("day", "three")\n', encoding="utf-8")
    template.write_text(
        '{% translate "four" %}{% blocktranslate %}five {{ x }}{% endblocktranslate %}', encoding="utf-8"
    )
    assert [*messages.texts(code)] == [(None, "one"), (None, ("two", "many")), ("day", "three")]
    assert [text for _, text in messages.texts(template)] == ["four", "five %(x)s"]
