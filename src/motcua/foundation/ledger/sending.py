"""
Each checkpoint also becomes a file, so that it can leave the machine: a witness against who owns the database.

There is one file a day, named after it (UTC), with the checkpoint signed last on that day: it speaks for all before it.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from motcua.foundation.ledger.rules.checkpoint import Checkpoint


def checkpoint_folder() -> Path:
    """Name the folder of checkpoint files; copy it elsewhere as often as you like."""
    return Path(settings.MOTCUA_HOME) / "ledger" / "checkpoints"


def send_out(checkpoint: Checkpoint, *, at: datetime) -> Path:
    """Write a checkpoint as that of its day, whole or not at all."""
    folder = checkpoint_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{at.astimezone(UTC):%Y-%m-%d}"
    written = file.with_name(f".{file.name}.{os.getpid()}")
    with written.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(checkpoint.text)
        opened.flush()
        os.fsync(opened.fileno())
    return written.replace(file)


def sent_out() -> Iterator[tuple[Path, str]]:
    """Give the checkpoint files and their texts, the last day's first."""
    folder = checkpoint_folder()
    if folder.is_dir():
        for file in sorted(folder.glob("[0-9]*"), reverse=True):
            yield file, file.read_text(encoding="utf-8", errors="replace")
