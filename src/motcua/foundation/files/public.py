"""Files: kept under the digest of their content, never under their name; what is kept was recognised and cleaned."""

from motcua.foundation.files.actions import keep, let_go
from motcua.foundation.files.queries import kept, limits
from motcua.foundation.files.rules.jpeg import turned
from motcua.foundation.files.rules.pages import MOST as MOST_PAGES
from motcua.foundation.files.rules.pages import as_pdf
from motcua.foundation.files.rules.recognising import check_size
from motcua.foundation.files.rules.shown import as_shown
from motcua.foundation.files.rules.words import (
    ENDINGS,
    Active,
    Bomb,
    Broken,
    Carrier,
    EmptyFile,
    FileRefused,
    Kept,
    Kind,
    Limits,
    Locked,
    LyingName,
    NotYetKept,
    TooLarge,
    TwoInOne,
    UnknownKind,
)
from motcua.foundation.files.storage import AlteredOnDisk, UnknownFile, read
from motcua.foundation.files.storage import write as store_made

__all__ = [
    "ENDINGS",
    "MOST_PAGES",
    "Active",
    "AlteredOnDisk",
    "Bomb",
    "Broken",
    "Carrier",
    "EmptyFile",
    "FileRefused",
    "Kept",
    "Kind",
    "Limits",
    "Locked",
    "LyingName",
    "NotYetKept",
    "TooLarge",
    "TwoInOne",
    "UnknownFile",
    "UnknownKind",
    "as_pdf",
    "as_shown",
    "check_size",
    "keep",
    "kept",
    "let_go",
    "limits",
    "read",
    "store_made",
    "turned",
]
