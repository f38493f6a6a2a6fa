"""``motcua ledger``: how the ledger stands, whether it is whole, proofs from it, and copies for others."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli import start

if TYPE_CHECKING:
    from motcua.foundation.ledger.public import Event, Verification

FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def ledger() -> None:
    """The ledger: its state, its proofs, and its verification."""


@ledger.command()
@FORM
def status(form: str) -> None:
    """Say how many events are sealed, how many wait, and what was signed last."""
    _start()
    from django.utils.translation import gettext as _

    from motcua.foundation.ledger.public import status

    found = status()
    size = found.checkpoint.size if found.checkpoint else 0
    root = found.checkpoint.root.hex() if found.checkpoint else None
    if form == "json":
        said = {"sealed": found.sealed, "pending": found.pending, "signed": size, "root": root}
        checkpoint = found.checkpoint.text if found.checkpoint else None
        _print(said | {"verifier_key": found.verifier_key or None, "checkpoint": checkpoint})
        return
    rows = {
        _("events sealed"): f"{found.sealed:,}",
        _("events waiting"): f"{found.pending:,}",
        _("events signed"): f"{size:,}",
        _("root"): root or "-",
        _("key"): found.verifier_key or "-",
    }
    width = max(map(len, rows))
    for name, value in rows.items():
        click.echo(f"{name:<{width}}  {value}")


@ledger.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--checkpoint", "files", multiple=True, type=FILE, help="One kept elsewhere; may be repeated.")
@click.option("--key", type=FILE, help="The verifier key that an export must be signed with.")
@FORM
def verify(folder: Path | None, files: tuple[Path, ...], key: Path | None, form: str) -> None:
    """Look at all of the ledger, or at the export in FOLDER. Exit 1 with the place of each damage."""
    if folder is None and key is not None:
        raise click.UsageError("--key goes with FOLDER")
    start()
    from django.utils.translation import gettext as _

    from motcua.config.home import ensure_usable
    from motcua.foundation.ledger.public import VerifierKey, split_checkpoints, verify, verify_export

    known = [(str(file), text) for file in files for text in split_checkpoints(_text(file))]
    if folder is None:
        ensure_usable()
        verification = verify(known=known, told=_tell)
    else:
        expected = VerifierKey.read(_text(key)) if key is not None else None
        verification = verify_export(folder, key=expected, known=known, told=_tell)
        if key is None and verification.good:
            click.echo(
                _("checked with the key that is in the export; compare it with the one you were given:"), err=True
            )
            click.echo(_text(folder / "vkey").strip(), err=True)
    _tell(None)
    _print_verification(verification, form)
    if not verification.good:
        sys.exit(1)


def _print_verification(verification: "Verification", form: str) -> None:
    from django.utils.translation import gettext as _

    if form == "json":
        _print(
            {
                "good": verification.good,
                "complete": verification.complete,
                "events": verification.events,
                "pending": verification.pending,
                "checkpoints": verification.checkpoints,
                "findings": [
                    {
                        "message": finding.message(_),
                        "file": finding.file or None,
                        "offset": finding.offset,
                        "table": finding.table or None,
                        "position": finding.position,
                        "until": finding.until,
                        "stream": finding.stream or None,
                        "number": finding.number,
                    }
                    for finding in verification.findings
                ],
            }
        )
        return
    for finding in verification.findings:
        click.echo(finding.message(_))
    if not verification.complete:
        click.echo(_("There is more; the search ended here."), err=True)
    counts = {
        "events": f"{verification.events:,}",
        "pending": f"{verification.pending:,}",
        "checkpoints": f"{verification.checkpoints:,}",
    }
    if verification.good:
        said = _("All is as it was written: %(events)s events, %(pending)s waiting, %(checkpoints)s checkpoints.")
        click.echo(said % counts)


@ledger.command()
@click.argument("code", required=False)
@click.option("--since", type=FILE, help="Prove instead that the ledger only grew since this checkpoint.")
@FORM
def prove(code: str | None, since: Path | None, form: str) -> None:
    """Prove the events of CODE: a dossier's code, the first digits of a leaf, or the name of a stream."""
    if (code is None) == (since is None):
        raise click.UsageError("give either CODE or --since")
    _start()
    from django.utils.translation import gettext as _

    from motcua.foundation.ledger.public import check_proof, prove, prove_consistency, split_checkpoints

    if since is not None:
        shown = prove_consistency(split_checkpoints(_text(since))[-1])
        if form == "json":
            click.echo(shown.as_file().decode(), nl=False)
        else:
            sizes = {"later": f"{shown.later.size:,}", "earlier": f"{shown.earlier.size:,}"}
            click.echo(_("The ledger of %(later)s events begins with the %(earlier)s of this checkpoint.") % sizes)
        return
    events = _events(code or "")
    proofs = [prove(event.id) for event in events]
    for proof in proofs:
        check_proof(proof)
    if form == "json":
        made = [json.loads(proof.as_file()) for proof in proofs]
        _print(made[0] if len(made) == 1 else made)
        return
    for event, proof in zip(events, proofs, strict=True):
        click.echo(
            f"{proof.index:>9}  {event.stream} {event.number:>3}  {event.kind:<28}"
            f"{event.recorded_at:%Y-%m-%d %H:%M:%S}Z  {event.leaf.hex()}"
        )
    said = _("Each stands under the checkpoint of %(size)s events with the root %(root)s.")
    checkpoint = proofs[0].checkpoint
    click.echo(said % {"size": f"{checkpoint.size:,}", "root": checkpoint.root.hex()}, err=True)


def _events(code: str) -> "list[Event]":
    """Find the events that a person means by a word."""
    from motcua.foundation.ledger.public import find, read
    from motcua.kernel.refusals import Refused, gettext_noop
    from motcua.services.dossiers.public import stream_of

    stream = stream_of(code)
    if stream is not None and (events := read(stream)):
        return events
    if len(code) >= 8 and not set(code.lower()) - set("0123456789abcdef") and (event := find(code)) is not None:
        return [event]
    if events := read(code):
        return events
    raise Refused(
        gettext_noop("nothing of this name is in the ledger"),
        field="CODE",
        value=code,
        expected=gettext_noop("write a dossier's code, at least 8 digits of a leaf, or the name of a stream"),
    )


@ledger.command()
@click.argument("folder", type=click.Path(path_type=Path))
@FORM
def export(folder: Path, form: str) -> None:
    """Seal what waits, and write all that is sealed into FOLDER, for anyone to check."""
    _start()
    from django.utils.translation import gettext as _

    from motcua.foundation.ledger.public import export

    done = export(folder, at=datetime.now(UTC), told=_tell)
    _tell(None)
    if form == "json":
        _print({"folder": str(done.folder), "events": done.entries, "files": done.files, "bytes": done.bytes})
    else:
        counts = {
            "entries": f"{done.entries:,}",
            "files": done.files,
            "bytes": f"{done.bytes:,}",
            "folder": done.folder,
        }
        click.echo(_("%(entries)s events in %(files)s files, %(bytes)s bytes") % counts, err=True)
        click.echo(done.folder)


@ledger.command()
@FORM
def replay(form: str) -> None:
    """Make everything that has a life again from its events, and compare. Exit 1 if something differs."""
    _start()
    from dataclasses import asdict

    from django.utils.translation import gettext as _

    from motcua.services.dossiers.public import replay_all

    done = replay_all()
    others = list(_replayed_beside())
    if form == "json":
        differences = [asdict(difference) for difference in done.differences]
        _print({"dossiers": done.dossiers, "events": done.events, "differences": differences, "others": others})
    else:
        for one in done.differences:
            click.echo(f"{one.code} ({one.dossier_id})  {one.field}: {one.stored} | {one.replayed}")
        for other in others:
            click.echo(other)
        found = len(done.differences) + len(others)
        counts = {"dossiers": f"{done.dossiers:,}", "events": f"{done.events:,}", "found": found}
        click.echo(_("%(dossiers)s dossiers from %(events)s events: %(found)s differences") % counts)
    if done.differences or others:
        sys.exit(1)


def _replayed_beside() -> Iterator[str]:
    """Name what differs of all that has events beside the dossiers themselves."""
    from motcua.foundation.accounts import public as accounts
    from motcua.reform.forms import public as forms
    from motcua.reform.inspections import public as inspections
    from motcua.reform.performance import public as performance
    from motcua.reform.registers import public as registers
    from motcua.reform.scorecards import public as scorecards
    from motcua.services.casework import public as casework
    from motcua.services.certification import public as certification
    from motcua.services.collecting import public as collecting
    from motcua.services.feedback import public as feedback
    from motcua.services.fees import public as fees
    from motcua.services.filing import public as filing
    from motcua.services.intake import public as intake
    from motcua.services.news import public as news
    from motcua.services.notices import public as notices
    from motcua.services.numbering import public as numbering
    from motcua.services.privacy import public as privacy
    from motcua.services.procedures import public as procedures
    from motcua.services.requests import public as requests
    from motcua.services.results import public as results

    yield from accounts.replay_applicants()
    yield from procedures.altered_guides()
    yield from procedures.altered_forms()
    yield from numbering.replay_all()
    yield from fees.replay_all()
    yield from casework.replay_all()
    yield from intake.replay_all()
    yield from results.replay_all()
    yield from certification.replay_all()
    yield from requests.replay_all()
    yield from privacy.replay_all()
    yield from notices.replay_all()
    yield from collecting.replay_all()
    yield from filing.replay_all()
    yield from feedback.replay_all()
    yield from news.replay_all()
    yield from (one.stream for one in registers.replay_all())
    yield from (f"form/{sheet}" for sheet in forms.replay_all())
    yield from (f"performance/{snapshot}" for snapshot in performance.replay_all())
    yield from (f"score/{one.score_id}: {one.field}" for one in scorecards.replay_all())
    yield from (f"{one.stream}: {one.field}" for one in inspections.replay_all())


def _start() -> None:
    start()
    from motcua.config.home import ensure_usable

    ensure_usable()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _tell(done: int | None) -> None:
    """Count on the terminal, on one line; None wipes it."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K" if done is None else f"\r{done:,}", nl=False, err=True)


def _print(said: dict[str, object] | Iterable[object]) -> None:
    click.echo(json.dumps(said, ensure_ascii=False, indent=1))
