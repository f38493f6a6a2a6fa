"""Whoever changes the ledger in its own database is found, and where."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from conftest import Installation
from ledger import prover
from ledger.bits import flipped
from ledger.conftest import MORNING, Owner, Record, event
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.keys import signing_key
from motcua.foundation.ledger.public import Checkpoint, Finding
from motcua.foundation.ledger.rules.checkpoint import sign
from motcua.foundation.ledger.rules.entry import entry_bytes, leaf_of
from motcua.foundation.ledger.rules.tree import WIDTH, fold_full
from motcua.foundation.ledger.sending import checkpoint_folder


def found(**also: object) -> list[Finding]:
    return list(ledger.verify(**also).findings)  # type: ignore[arg-type]  # passed on as given


def forget_what_was_sent() -> None:
    """Take away the checkpoint files of the home, as who owns the whole machine can."""
    for file in checkpoint_folder().iterdir():
        file.unlink()


def test_a_ledger_that_nobody_touched_is_good(sealed: list[Checkpoint]) -> None:
    verification = ledger.verify(known=[("kept", checkpoint.text) for checkpoint in sealed])
    assert verification.good
    assert verification.complete
    assert (verification.events, verification.pending) == (699, 1)
    assert verification.checkpoints == 3 + 3 + 3, "those of the table, the files of three days, and those kept"


def test_an_empty_ledger_is_good(own_db: Installation) -> None:
    assert ledger.verify().good


def test_one_that_goes_on_after_its_last_checkpoint_is_good(sealed: list[Checkpoint], record: Record) -> None:
    record(10, 500)
    assert ledger.verify().good
    ledger.seal(at=MORNING)
    assert ledger.verify().good


def test_it_counts_as_it_goes(sealed: list[Checkpoint], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.foundation.ledger.queries.verifying.TELL_EVERY", 300)
    told: list[int] = []
    ledger.verify(told=told.append)
    assert told == [300, 600]


def event_at(owner: Owner, position: int) -> int:
    ((event_id,),) = owner.ask("SELECT event_id FROM ledger_position WHERE position = %s", [position])
    assert isinstance(event_id, int)
    return event_id


@pytest.mark.parametrize("position", [0, 255, 256, 400, 698])
def test_changed_bytes_are_found_at_their_position(sealed: list[Checkpoint], owner: Owner, position: int) -> None:
    event_id = event_at(owner, position)
    ((entry,),) = owner.ask("SELECT entry FROM ledger_event WHERE id = %s", [event_id])
    changed = bytes(entry).replace("đủ".encode(), "dư".encode())  # type: ignore[arg-type]  # a column of bytes
    owner.say(("UPDATE ledger_event SET entry = %s WHERE id = %s", [changed, event_id]))
    (finding,) = found()
    assert (finding.table, finding.position) == ("ledger_event", position)
    assert finding.stream == f"dossier/{position // 3 + 1}"
    assert finding.number == position % 3 + 1
    assert finding.message() == (
        f"table ledger_event, position {position}, event {finding.number} of {finding.stream}:"
        " the bytes do not hash to the leaf"
    )


@pytest.mark.parametrize("position", [0, 300, 511])
def test_changed_bytes_with_a_new_leaf_are_found_where_the_leaf_was_sealed(
    sealed: list[Checkpoint], owner: Owner, position: int
) -> None:
    event_id = event_at(owner, position)
    entry = entry_bytes(event(f"dossier/{position // 3 + 1}", position % 3 + 1, said="Không có"), MORNING)
    owner.say(("UPDATE ledger_event SET entry = %s, leaf = %s WHERE id = %s", [entry, leaf_of(entry), event_id]))
    findings = found()
    assert findings[0].position == position
    assert findings[0].text == "the leaf is not the one that was sealed"
    assert any(one.table == "ledger_signedcheckpoint" and one.until is not None for one in findings)


def test_without_a_tile_yet_the_place_is_between_two_checkpoints(sealed: list[Checkpoint], owner: Owner) -> None:
    entry = entry_bytes(event("dossier/221", 2, said="Không có"), MORNING)
    event_id = event_at(owner, 661)
    owner.say(("UPDATE ledger_event SET entry = %s, leaf = %s WHERE id = %s", [entry, leaf_of(entry), event_id]))
    places = {(one.position, one.until) for one in found()}
    assert places == {(510, 698)}


@pytest.mark.parametrize(
    ("column", "value"),
    [("stream", "dossier/9999"), ("number", 77), ("kind", "dossier.finished"), ("recorded_at", "2022-10-13 01:00:00")],
)
def test_a_column_that_says_something_else_is_found(
    sealed: list[Checkpoint], owner: Owner, column: str, value: object
) -> None:
    owner.say((f"UPDATE ledger_event SET {column} = %s WHERE id = %s", [value, event_at(owner, 300)]))
    finding = found()[0]
    assert (finding.table, finding.position, finding.params["column"]) == ("ledger_event", 300, column)


def test_bytes_that_were_not_canonical_are_found(own_db: Installation, owner: Owner) -> None:
    entry = entry_bytes(event("dossier/1"), MORNING).replace(b'"kind":', b' "kind":')
    owner.say(
        (
            "INSERT INTO ledger_event (stream, number, kind, recorded_at, entry, leaf) VALUES (%s, 1, %s, %s, %s, %s)",
            ["dossier/1", "dossier.received", "2022-10-14 01:00:00", entry, leaf_of(entry)],
        ),
        "INSERT INTO ledger_inbox (event_id) SELECT id FROM ledger_event",
    )
    ledger.seal(at=MORNING)
    (finding,) = found()
    assert (finding.position, finding.text) == (0, "the bytes are not canonical")


def test_a_deleted_event_is_found(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say(("DELETE FROM ledger_event WHERE id = %s", [event_at(owner, 300)]))
    first, *others = found()
    assert (first.table, first.position, first.text) == ("ledger_position", 300, "the event is gone")
    assert all(one.stream == "dossier/101" for one in others), "its stream has a gap as well"


def test_a_deleted_event_and_position_are_found(sealed: list[Checkpoint], owner: Owner) -> None:
    event_id = event_at(owner, 301)
    owner.say("DELETE FROM ledger_position WHERE position = 301")
    owner.say(("DELETE FROM ledger_event WHERE id = %s", [event_id]))
    first, *others = found()
    assert (first.table, first.position, first.until) == ("ledger_position", 301, 301)
    assert [(one.stream, one.params) for one in others] == [("dossier/101", {"count": 2, "first": 1, "number": 3})]


def test_a_position_taken_away_is_found_twice(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say("DELETE FROM ledger_position WHERE position = 690")
    findings = found()
    assert findings[0].position == 690
    assert findings[1].text == "no checkpoint that comes after this place could be compared"
    assert findings[2].text == "the event has no position and waits for none"
    assert (findings[2].stream, findings[2].number) == ("dossier/231", 1)


@pytest.mark.parametrize("count", [1, 10, 300, 699])
def test_a_ledger_cut_short_is_found(sealed: list[Checkpoint], owner: Owner, count: int) -> None:
    size = 699 - count
    owner.say(
        ("DELETE FROM ledger_event WHERE id IN (SELECT event_id FROM ledger_position WHERE position >= %s)", [size]),
        ("DELETE FROM ledger_position WHERE position >= %s", [size]),
        ('DELETE FROM ledger_tile WHERE ("index" + 1) * 256 > %s', [size]),
    )
    findings = found()
    assert any((one.table, one.position, one.until) == ("ledger_signedcheckpoint", size, 698) for one in findings)
    owner.say(("DELETE FROM ledger_signedcheckpoint WHERE size > %s", [size]))
    outside = [one for one in found() if one.file.endswith("2023-04-03")]
    assert [(one.position, one.until) for one in outside] == [(size, 698)], "the file of that day says more were signed"


def test_the_inbox_cannot_lose_an_event(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say("DELETE FROM ledger_inbox")
    (finding,) = found()
    assert (finding.table, finding.stream, finding.number) == ("ledger_event", "dossier/999", 1)


def test_changed_bytes_that_wait_are_found(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say(("UPDATE ledger_event SET entry = %s WHERE stream = %s", [b"{}", "dossier/999"]))
    (finding,) = found()
    assert (finding.position, finding.stream) == (None, "dossier/999")


def test_foreign_rows_in_the_inbox_are_found(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say(("INSERT INTO ledger_inbox (event_id) VALUES (%s)", [event_at(owner, 5)]))
    owner.say(("INSERT INTO ledger_inbox (event_id) VALUES (%s)", [123456]))
    findings = found()
    assert [(one.table, one.position, one.params.get("id")) for one in findings] == [
        ("ledger_inbox", None, 123456),
        ("ledger_inbox", 5, None),
    ]


def rewrite(owner: Owner, position: int, key: Ed25519PrivateKey) -> None:
    """Change one event and all that follows from it, as only the owner of database and key can."""
    entry = entry_bytes(event(f"dossier/{position // 3 + 1}", position % 3 + 1, said="Không có"), MORNING)
    changed = (
        "UPDATE ledger_event SET entry = %s, leaf = %s WHERE id = %s",
        [entry, leaf_of(entry), event_at(owner, position)],
    )
    owner.say(changed)
    rows = owner.ask(
        "SELECT e.leaf FROM ledger_position p JOIN ledger_event e ON e.id = p.event_id ORDER BY p.position"
    )
    leaves = [bytes(leaf) for (leaf,) in rows]  # type: ignore[call-overload]  # a column of bytes
    for tile in range(len(leaves) // WIDTH):
        hashes = leaves[tile * WIDTH : (tile + 1) * WIDTH]
        owner.say(
            (
                'UPDATE ledger_tile SET hashes = %s, root = %s WHERE layer = 0 AND "index" = %s',
                [b"".join(hashes), fold_full(hashes), tile],
            )
        )
    for (size,) in owner.ask("SELECT size FROM ledger_signedcheckpoint"):
        assert isinstance(size, int)
        signed = sign("motcua.localhost", size, prover.root(leaves[:size]), key)
        owner.say(
            (
                "UPDATE ledger_signedcheckpoint SET root = %s, text = %s WHERE size = %s",
                [signed.root, signed.text, size],
            )
        )


@pytest.mark.parametrize("position", [0, 150, 209])
def test_a_history_written_and_signed_anew_is_found_by_one_older_checkpoint(
    sealed: list[Checkpoint], owner: Owner, position: int
) -> None:
    rewrite(owner, position, signing_key())
    forget_what_was_sent()
    assert ledger.verify().good, "the control: who owns database, home and key deceives the ledger's own records"
    (finding,) = found(known=[("slip of 14 October", sealed[0].text)])
    assert (finding.file, finding.position, finding.until) == ("slip of 14 October", 0, 209)
    assert finding.text == "these are not the entries that were signed as the first %(signed)s"


def test_what_was_sent_out_is_such_a_checkpoint(sealed: list[Checkpoint], owner: Owner) -> None:
    rewrite(owner, 150, signing_key())
    (finding,) = found()
    assert finding.file == str(checkpoint_folder() / "2022-10-15")


def test_more_witnesses_close_in_on_the_place(sealed: list[Checkpoint], owner: Owner) -> None:
    rewrite(owner, 600, signing_key())
    forget_what_was_sent()
    (finding,) = found(known=[(f"kept {one.size}", one.text) for one in sealed])
    assert (finding.position, finding.until) == (510, 698)


def test_who_lacks_the_key_cannot_sign_anew(sealed: list[Checkpoint], owner: Owner) -> None:
    rewrite(owner, 600, Ed25519PrivateKey.generate())
    forget_what_was_sent()
    findings = found()
    assert [one.position for one in findings] == [209, 509, 698]
    assert {one.text for one in findings} == {"no good signature of %(name)s is on the checkpoint of %(size)s entries"}


def test_a_ledger_that_was_written_anew_is_not_signed_further(
    sealed: list[Checkpoint], owner: Owner, record: Record
) -> None:
    rewrite(owner, 150, signing_key())
    record(1, 800)
    with pytest.raises(ledger.NotConsistent, match="no longer begins with the 699 entries"):
        ledger.seal(at=MORNING)


@pytest.mark.parametrize(
    ("statement", "text", "span"),
    [
        ('DELETE FROM ledger_tile WHERE "index" = 1', "tile %(index)s of layer %(layer)s is gone", (256, 511)),
        (
            "UPDATE ledger_tile SET root = leaf FROM ledger_event e WHERE e.number = 1 AND stream = 'dossier/9'",
            "the root of tile %(index)s of layer %(layer)s is not that of its hashes",
            (0, 255),
        ),
        (
            'INSERT INTO ledger_tile (layer, "index", hashes, root)'
            ' SELECT 1, 0, hashes, root FROM ledger_tile WHERE "index" = 0',
            "%(count)s rows have no place in the ledger",
            (None, None),
        ),
    ],
)
def test_a_changed_tile_is_found(
    sealed: list[Checkpoint], owner: Owner, statement: str, text: str, span: tuple[int | None, int | None]
) -> None:
    owner.say(statement)
    finding = found()[0]
    assert (finding.table, finding.text, (finding.position, finding.until)) == ("ledger_tile", text, span)


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("UPDATE ledger_signedcheckpoint SET text = 'nothing' WHERE size = 510", "this is no checkpoint"),
        (
            "UPDATE ledger_signedcheckpoint SET text = replace(text, '510', '511') WHERE size = 510",
            "no good signature of %(name)s is on the checkpoint of %(size)s entries",
        ),
        (
            "UPDATE ledger_signedcheckpoint SET root = (SELECT leaf FROM ledger_event LIMIT 1) WHERE size = 510",
            "the columns do not say what the signed text says",
        ),
        (
            "UPDATE ledger_signedcheckpoint SET size = 509 WHERE size = 510",
            "the columns do not say what the signed text says",
        ),
    ],
)
def test_a_changed_checkpoint_is_found(sealed: list[Checkpoint], owner: Owner, statement: str, text: str) -> None:
    owner.say(statement)
    finding = found()[0]
    assert (finding.table, finding.text) == ("ledger_signedcheckpoint", text)
    assert finding.position in {508, 509}


def test_a_changed_file_of_a_checkpoint_is_found(sealed: list[Checkpoint]) -> None:
    file = checkpoint_folder() / "2022-10-15"
    file.write_text(file.read_text().replace("210", "211"))
    (finding,) = found()
    assert finding.file == str(file)


def test_a_checkpoint_of_more_than_there_is_was_cut(sealed: list[Checkpoint]) -> None:
    more = sign("motcua.localhost", 900, sealed[0].root, signing_key())
    (finding,) = found(known=[("kept", more.text)])
    assert finding.message() == "file kept, positions 699 to 899: 900 entries were signed, and there are 699"


def test_the_search_ends_at_a_bound(sealed: list[Checkpoint], owner: Owner) -> None:
    owner.say("UPDATE ledger_event SET kind = 'x'")
    verification = ledger.verify(most=5)
    assert len(verification.findings) == 5
    assert not verification.complete


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_position SET position = 'x' WHERE position = 690",
        "UPDATE ledger_position SET position = 690.5 WHERE position = 690",
        "UPDATE ledger_position SET position = -1 WHERE position = 0",
        "UPDATE ledger_event SET entry = CAST(entry AS TEXT) WHERE number = 3",
        "UPDATE ledger_event SET leaf = 7",
        "UPDATE ledger_event SET recorded_at = 'yesterday'",
        'UPDATE ledger_tile SET "index" = \'x\' WHERE "index" = 1',
        "UPDATE ledger_signedcheckpoint SET size = 'x' WHERE size = 510",
        "UPDATE ledger_signedcheckpoint SET text = 7",
        "UPDATE ledger_inbox SET event_id = -5",
    ],
)
def test_whatever_sqlite_was_made_to_keep_is_found(sealed: list[Checkpoint], owner: Owner, statement: str) -> None:
    owner.say(statement)
    assert found()


def test_each_bit_of_an_event_counts(own_db: Installation, record: Record, owner: Owner) -> None:
    record(1)
    ledger.seal(at=MORNING)
    event_id = event_at(owner, 1)
    ((entry, leaf),) = owner.ask("SELECT entry, leaf FROM ledger_event WHERE id = %s", [event_id])
    missed = 0
    with owner.unguarded(), connection.cursor() as cursor:
        for column, kept in (("entry", bytes(entry)), ("leaf", bytes(leaf))):  # type: ignore[arg-type]  # bytes
            for turned in flipped(kept):
                cursor.execute(f"UPDATE ledger_event SET {column} = %s WHERE id = %s", [turned, event_id])
                missed += [one.position for one in found()][:1] != [1]
            cursor.execute(f"UPDATE ledger_event SET {column} = %s WHERE id = %s", [kept, event_id])
    assert missed == 0
    assert ledger.verify().good
