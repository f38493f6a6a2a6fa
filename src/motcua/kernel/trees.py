"""Small files of nested names and values, TOML or JSON, as people write them."""

import json
import re
import tomllib
from pathlib import Path

from motcua.kernel.refusals import Refused, gettext_noop

MOST = 5_000_000
"""So many bytes such a file may have."""


def read_tree(path: Path) -> tuple[object, str]:
    """
    Read a file by its ending, .toml or .json; give what it holds, and its text.

    :raises Refused: if it is none, with the line where it ends to be one.
    """
    if path.stat().st_size > MOST:
        raise Refused(gettext_noop("the file is too large"), value=path.name, expected=gettext_noop("split it"))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(gettext_noop("the file is not UTF-8"), value=path.name) from None
    try:
        match path.suffix.lower():
            case ".toml":
                return tomllib.loads(text), text
            case ".json":
                return json.loads(text), text
    except json.JSONDecodeError as error:
        raise _broken(error.lineno) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise _broken(int(found[1]) if found else text.count("\n") + 1) from None
    except RecursionError:
        raise _broken(1) from None
    raise Refused(
        gettext_noop("the file is neither TOML nor JSON"),
        value=path.name,
        expected=gettext_noop("let its name end in .toml or .json"),
    )


def _broken(line: int) -> Refused:
    return Refused(
        gettext_noop("the file cannot be read from here on"),
        expected=gettext_noop("look for a quotation mark or a bracket that is missing"),
        line=line,
    )
