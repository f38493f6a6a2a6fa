"""Each checkpoint also becomes a file, so that it can leave the machine: a witness against who owns the database."""

import os
from pathlib import Path

from django.conf import settings

from motcua.foundation.ledger.rules.checkpoint import Checkpoint


def checkpoint_folder() -> Path:
    """Name the folder of checkpoint files; copy it elsewhere as often as you like."""
    return Path(settings.MOTCUA_HOME) / "ledger" / "checkpoints"


def send_out(checkpoint: Checkpoint) -> Path:
    """Write a checkpoint into the folder, whole or not at all."""
    folder = checkpoint_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{checkpoint.size:012d}"
    written = file.with_suffix(".part")
    with written.open("w", encoding="utf-8") as opened:
        opened.write(checkpoint.text)
        opened.flush()
        os.fsync(opened.fileno())
    return written.replace(file)
