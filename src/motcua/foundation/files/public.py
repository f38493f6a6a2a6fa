"""Files: kept under the digest of their content, never under their name; what is kept was recognised and cleaned."""

from motcua.foundation.files.actions import keep
from motcua.foundation.files.queries import kept, limits
from motcua.foundation.files.rules.jpeg import turned
from motcua.foundation.files.rules.recognising import check_size
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

__all__ = [
    "ENDINGS",
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
    "check_size",
    "keep",
    "kept",
    "limits",
    "read",
    "turned",
]
