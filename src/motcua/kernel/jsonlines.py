"""Files of JSON, one value a line (.jsonl), packed with gzip or not."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from motcua.kernel.refusals import Refused, gettext_noop

LONGEST = 4_000_000
"""No line is longer, in bytes: a packed file of one endless line would fill the memory."""


def read_json_lines(path: Path) -> Iterator[tuple[int, object]]:
    """
    Give the value of each line that is not empty, with its line from 1; where a line is none, its refusal in its place.

    :raises Refused: if the file is packed and cannot be unpacked.
    """
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path, "rb") if packed else path.open("rb") as opened:
        line = 0
        try:
            while raw := opened.readline(LONGEST + 1):
                line += 1
                if len(raw) > LONGEST:
                    raise Refused(gettext_noop("this line is too long"), line=line)
                if raw.strip():
                    yield line, _value(raw.removeprefix(b"\xef\xbb\xbf"))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Refused(
                gettext_noop("the file cannot be unpacked"),
                value=path.name,
                expected=gettext_noop("pack it with gzip, or give it unpacked"),
                line=line + 1,
            ) from error


def _value(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return Refused(
            gettext_noop("this line is not JSON"),
            value=raw[:40].decode(errors="replace"),
            expected=gettext_noop("give one JSON value a line, in UTF-8"),
        )
