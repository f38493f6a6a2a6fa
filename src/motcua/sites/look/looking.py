"""Noting in the reading log what a page shows of personal data; each page does it before it answers."""

from enum import StrEnum

from django.utils import timezone

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Actor

LONGEST = 280
"""A longer reference, as the address of a list, is cut."""


class Seen(StrEnum):
    """What was shown. The word stands before the reference: ``dossier/H54-1``, ``sender/12``."""

    DOSSIER = "dossier"
    DOSSIERS = "dossiers"  # a list, behind a figure or of a book
    CASE = "case"  # of feedback, without its sender
    SENDER = "sender"  # of a case
    CASES = "cases"  # a list, with the beginning of what was said
    RECORD = "record"  # of a register
    RECORDS = "records"  # a list, or a register as a file
    FILE = "file"  # that somebody handed in
    PHOTOGRAPH = "photograph"
    SAMPLE = "sample"  # of dossiers, in an inspection
    PAPER = "paper"  # that was handed out
    PERSON = "person"  # whole, for a purpose that stands behind the code
    COMMENTS = "comments"  # on slips, which may name whoever wrote them
    DRAFTS = "drafts"  # what a post fills in at the counter: its number, and which


def note(actor: Actor, seen: Seen, reference: object, *, unit_id: int, shown: int = 1) -> None:
    """
    Note what a page shows to a post, at the server's own time. One SQL query; none for an empty list.

    :param reference: which one, or for a list what was asked; it names no person.
    """
    if shown:
        what = f"{seen.value}/{str(reference)[:LONGEST]}"
        accounts.note_look(actor, what, unit_id=unit_id, at=timezone.now(), shown=shown)
