"""The look is kept whole: every style is used, every class has one, nothing is inline, one text has one translation."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import motcua.sites
from motcua.sites.look import charts

ROOT = Path(motcua.sites.__file__).parent
TEMPLATES = sorted(ROOT.rglob("*.html"))
ACCOUNTS = sorted((ROOT.parent / "foundation" / "accounts").rglob("*.html"))
SITES = ("look", "portal", "desk", "oversight", "demo")
CSS = ROOT / "look" / "static" / "look"
MADE_BY_CODE = {
    *(f"tag--{look}" for look in ("early", "ontime", "late", "wait", "open", "ok")),
    *(f"plain-{look}" for look in ("early", "ontime", "late", "wait", "open", "ok", "not")),
    *(f"f-{fill}" for fill in (*charts.FILLS, "gap")),
    *("rec--doing", "rec--closed", "rec--todo"),
    *("k-office", "k-other", "k-citizen", "k-left", "k-late", "k-none", "k0", "k1", "k2", "k3", "k4", "k5"),
    *("target", "tag", "ic", "fig", "num", "desk", "oversight", "account", "tall"),
}


def classes_used() -> set[str]:
    """Give the names in every class of every template; one that ends in a dash is completed by code."""
    used = set(MADE_BY_CODE)
    for template in (*TEMPLATES, *ACCOUNTS):
        for written in re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8")):
            used |= set(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", written).split())
    return {name for name in used if not name.endswith("-")}


def classes_styled() -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", (CSS / "motcua.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return {name for rule in re.findall(r"([^{}]+)\{", text) for name in re.findall(r"\.([a-zA-Z][\w-]*)", rule)}


def test_every_class_that_is_styled_is_used() -> None:
    assert classes_styled() - classes_used() == set()


def test_every_class_that_is_used_is_styled() -> None:
    names_only = {"line__what", "columns", "plain-open"}  # they name a part, and need no style of their own
    assert classes_used() - classes_styled() - names_only == set()


def test_values_stand_in_the_tokens_alone() -> None:
    """Colours are named in one file; the control is that file itself."""
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(")
    print_alone = {"#fff", "#000"}
    found = set(colour.findall((CSS / "motcua.css").read_text(encoding="utf-8"))) - print_alone
    assert found == set()
    assert len(colour.findall((CSS / "tokens.css").read_text(encoding="utf-8"))) > 100


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_runs_a_script_or_brings_its_own_style(template: Path) -> None:
    """A page may name a file of scripts of ours, a module; nothing else."""
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"""<script type="module" src="\{% static '[\w/-]+\.js' %\}"></script>""", "", text)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_are_short(template: Path) -> None:
    assert len(template.read_text(encoding="utf-8").splitlines()) <= 45


@pytest.mark.parametrize("site", SITES)
def test_a_translation_keeps_the_places_of_the_values(site: str) -> None:
    folder = ROOT / site / "locale" / "vi" / "LC_MESSAGES"
    for message in read_po(io.BytesIO((folder / "django.po").read_bytes()), locale="vi"):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = Counter(re.findall(r"%\(\w+\)s", ids[-1]))
        assert all(Counter(re.findall(r"%\(\w+\)s", text)) == wanted for text in strings), ids


def test_one_text_has_one_translation_in_all_sites() -> None:
    """Catalogues are merged when they are loaded: a second translation of a text would never be seen."""
    seen: dict[tuple[str | None, str], str] = {}
    for site in SITES:
        folder = ROOT / site / "locale" / "vi" / "LC_MESSAGES"
        for message in read_po(io.BytesIO((folder / "django.po").read_bytes()), locale="vi"):
            if message.id:
                key = (message.context, str(message.id))
                assert seen.setdefault(key, str(message.string)) == str(message.string)


def test_the_copies_of_a_palette_are_alike() -> None:
    """Dark and more contrast can be chosen or wished for; each way to a palette has its own copy of the values."""
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8").split("@media print")[0]
    palettes: dict[tuple[bool, bool], set[str]] = {}
    found = re.findall(r"(@media ([^{]+) \{\s*)?(:root[^{]*) \{([^}]+)\}", tokens)
    for _, wish, chosen, values in found[1:]:
        dark = "scheme: dark" in wish or '="dark"' in chosen
        more = "contrast: more" in wish or '="more"' in chosen
        palettes.setdefault((dark, more), set()).add(" ".join(values.split()))
    assert {name: len(copies) for name, copies in palettes.items()} == {
        (True, False): 1, (False, True): 1, (True, True): 1,
    }  # fmt: skip
    assert len(found) == 1 + 2 + 2 + 4
