"""
The reference pages that follow from the code.

    python -m tools.reference            write them
    python -m tools.reference --check    exit 1, saying which, if one is not what the code says
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from motcua.cli import motcua

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
DECISIONS = ROOT / "docs" / "decisions"
HEAD = "<!-- Written by `make reference` ; do not edit. -->\n\n"


def commands() -> str:
    """Give the page of the commands: each with its use, what it does and its options, as --help says them."""
    parts = [HEAD, "# Commands\n"]
    for path, command in walk(motcua, ("motcua",)):
        context = click.Context(command, info_name=" ".join(path), max_content_width=100, terminal_width=100)
        parts.append(f"\n## {' '.join(path)}\n\n```\n{command.get_help(context)}\n```\n")
    return "".join(parts)


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Give a command and all below it, in order."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from walk(below, (*path, name))


def decisions() -> str:
    """Give the index of the decisions: number, what was decided, when."""
    parts = [
        HEAD,
        "# Decisions\n\n",
        "One decision a file: what was chosen, why, and what was turned down. A decision is not edited when it\n",
        "changes; a new one replaces it and says so.\n\n",
        "| no. | decision | date |\n|---|---|---|\n",
    ]
    for path in sorted(DECISIONS.glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.sub(r"^#\s*\d+\.?\s*", "", text.splitlines()[0])
        day = re.search(r"\d{4}-\d\d-\d\d", text)
        parts.append(f"| [{path.name[:4]}]({path.name}) | {title} | {day[0] if day else ''} |\n")
    return "".join(parts)


def pages() -> dict[Path, str]:
    """Give the text of every page."""
    return {PAGES / "commands.md": commands(), DECISIONS / "README.md": decisions()}


def main(words: list[str]) -> int:
    """Run the command."""
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if words == ["--check"]:
        for path in stale:
            print(f"{path.relative_to(ROOT)}: not what the code says; run: make reference")
        return 1 if stale else 0
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    os.environ["MOTCUA_LANGUAGE"] = "en"
    sys.exit(main(sys.argv[1:]))
