"""
The texts to translate: gather them from the code and the templates, keep each module's Vietnamese, compile it.

English stands in the code as the msgid, so only Vietnamese has catalogs. A module's texts are in its own ``locale``;
those of the kernel, the command line and the reference case are in the configuration's.

    python -m tools.messages            write the .po and .mo files
    python -m tools.messages --check    exit 1, saying which, if a text has no translation or a .mo is not of its .po
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "motcua"
SHARED = PACKAGE / "config"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "N_"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def owner(path: Path) -> Path:
    """Give the folder of the module whose catalog holds the texts of a file."""
    for folder in path.parents:
        if (folder / "apps.py").is_file():
            return folder
        if folder == PACKAGE:
            break
    return SHARED


def texts(path: Path) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Give the texts to translate of one file, each with its context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = templatize(source, origin=str(path))
    for _line, name, given, _comments in extract_python(io.BytesIO(source.encode()), list(KEYWORDS), [], {}):
        arguments = given if isinstance(given, tuple) else (given,)
        context, found = None, []
        for spec in KEYWORDS[name]:
            place = spec[0] if isinstance(spec, tuple) else spec
            argument = arguments[place - 1] if place <= len(arguments) else None
            if isinstance(spec, tuple):
                context = argument
            else:
                found.append(argument)
        if all(found):
            yield context, found[0] if len(found) == 1 else (found[0], found[1])


def gathered() -> dict[Path, Catalog]:
    """Give the catalog of the texts of each module, by its folder, without translations."""
    catalogs: dict[Path, Catalog] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        for context, text in texts(path):
            catalogs.setdefault(owner(path), Catalog(locale="vi")).add(text, context=context)
    return catalogs


def po(folder: Path) -> Path:
    """Name the file of a module's Vietnamese."""
    return folder / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def stored(folder: Path) -> Catalog:
    """Read a module's Vietnamese; none is an empty catalog."""
    if not po(folder).is_file():
        return Catalog(locale="vi", project="Motcua")
    with po(folder).open("rb") as file:
        return read_po(file, locale="vi")


def placeholders(text: str) -> set[str]:
    """Give the named places of a text."""
    return {*re.findall(r"%\((\w+)\)", text), *re.findall(r"\{(\w+)\}", text)}


def fault(message: Message | None) -> str:
    """Say what is wrong with a translation, nothing if it is right."""
    if message is None or not message.string or not all(forms(message.string)):
        return "no translation"
    if message.fuzzy:
        return "marked fuzzy"
    wanted = set().union(*map(placeholders, forms(message.id)))
    if any(placeholders(form) - wanted for form in forms(message.string)):
        return "another place than the text has"
    return ""


def forms(text: object) -> tuple[str, ...]:
    """Give the forms of a text, singular and plural."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def compiled(catalog: Catalog) -> bytes:
    """Give the bytes of a catalog's .mo."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def read_all(mo: bytes) -> dict[object, object]:
    """Give the translations that a .mo holds."""
    return {(message.context, str(message.id)): message.string for message in read_mo(io.BytesIO(mo)) if message.id}


def faults() -> Iterator[str]:
    """Say what is incomplete or stale."""
    for folder, wanted in gathered().items():
        have, name = stored(folder), po(folder).relative_to(ROOT)
        for message in wanted:
            if message.id and (said := fault(have.get(message.id, context=message.context))):
                yield f"{name}: {said}: {forms(message.id)[0]!r}"
        mo = po(folder).with_suffix(".mo")
        if not mo.is_file() or read_all(mo.read_bytes()) != read_all(compiled(have)):
            yield f"{mo.relative_to(ROOT)}: not compiled from its .po"


def write() -> None:
    """Bring every .po up to the code, keeping the translations, and compile it."""
    for folder, wanted in gathered().items():
        have = stored(folder)
        have.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        po(folder).parent.mkdir(parents=True, exist_ok=True)
        with po(folder).open("wb") as file:
            write_po(file, have, width=120, no_location=True, ignore_obsolete=True)
        po(folder).with_suffix(".mo").write_bytes(compiled(have))


def main(words: list[str]) -> int:
    """Run the command."""
    if words != ["--check"]:
        write()
        return 0
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
