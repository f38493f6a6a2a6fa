"""Plain text and tables of text: UTF-8, nothing that a browser would run."""

import re

from motcua.foundation.files.rules.words import Broken, Kind, Limits, UnknownKind
from motcua.kernel.refusals import gettext_noop

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read(content: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """Take plain text as it is. :raises UnknownKind: if it is none, or markup. :raises Broken: if it is not UTF-8."""
    if b"\x00" in content or _CONTROLS.search(content[:4096].decode("latin-1")):
        raise _unknown()
    try:
        said = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Broken(
            gettext_noop("the text is not UTF-8"),
            expected=gettext_noop("save it as “CSV UTF-8” or as UTF-8 text"),
            line=content[: error.start].count(b"\n") + 1,
        ) from None
    if _CONTROLS.search(said):
        raise _unknown()
    if said.lstrip().startswith("<"):
        raise UnknownKind(
            gettext_noop("this is markup (HTML, SVG, XML), which a browser would run"),
            expected=gettext_noop("print the page to PDF and send that"),
        )
    return Kind.TEXT, content


def _unknown() -> UnknownKind:
    return UnknownKind(
        gettext_noop("the file is of no kind that is kept"),
        expected=gettext_noop("send PDF, JPEG, PNG, DOCX, XLSX, CSV or plain text"),
    )
