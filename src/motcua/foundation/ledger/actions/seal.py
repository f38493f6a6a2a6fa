"""The sequencer: give every event of the inbox its position, grow the tree, read again what was stored, and sign."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import islice

from django.conf import settings
from django.db import connection, transaction

from motcua.foundation.ledger.keys import signing_key, verifier_key
from motcua.foundation.ledger.layers import StoredLayers, head
from motcua.foundation.ledger.models import Inbox, SignedCheckpoint, Tile
from motcua.foundation.ledger.rules import checkpoint as checkpoints
from motcua.foundation.ledger.rules.checkpoint import Checkpoint
from motcua.foundation.ledger.rules.entry import leaf_of
from motcua.foundation.ledger.rules.tree import WIDTH, Tree, consistent, fold_full
from motcua.foundation.ledger.sending import send_out, sent_out
from motcua.kernel.refusals import Refused, gettext_noop

BATCH = 8192
LOCK = 0x4D_6F_74_43_75_61  # "MotCua": the advisory lock that only one sequencer holds


class BadLeaf(Refused):
    """What is stored does not hash to its leaf. Nothing is signed over it."""


class NotConsistent(Refused):
    """The tree no longer begins with what an earlier checkpoint signed. Nothing is signed over it."""


def seal(*, at: datetime, told: Callable[[int], None] | None = None) -> Checkpoint | None:
    """
    Place all events that wait, and sign a checkpoint over the tree; None if nothing was new.

    Safe to call from anywhere at any time: one works, the others wait for it. A stop at any moment leaves a ledger
    that the next call goes on with. Within a caller's transaction all of it stands or falls with that, and others wait
    for its end. With nothing new: three SQL queries.

    :param told: called with the number of events placed so far.
    :raises BadLeaf: if stored bytes do not hash to their leaf; it says which event.
    :raises NotConsistent: if the tree does not continue the checkpoint signed last, or the one sent out last.
    :raises NoKey: if there is no key to sign with.
    """
    if not Inbox.objects.exists() and _last_size() == head():
        return None
    placed = 0
    while count := _place():
        placed += count
        if told is not None:
            told(placed)
    return _sign(at)


def _last_size() -> int:
    return SignedCheckpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def _lock() -> None:
    """Hold the lock of the sequencer until the transaction ends; a transaction of SQLite holds the database already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _place() -> int:
    """Place one batch, in one transaction, and read again what was stored."""
    with transaction.atomic():
        _lock()
        size = head()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_position (position, event_id)"
                " SELECT %s + row_number() OVER (ORDER BY event_id) - 1, event_id"
                " FROM (SELECT event_id FROM ledger_inbox ORDER BY event_id LIMIT %s) AS waiting ORDER BY event_id",
                [size, BATCH],
            )
            if not cursor.rowcount:
                return 0
            cursor.execute(
                "DELETE FROM ledger_inbox WHERE event_id IN"
                " (SELECT event_id FROM ledger_position WHERE position >= %s)",
                [size],
            )
            cursor.execute(
                "SELECT p.position, e.stream, e.number, e.entry, e.leaf FROM ledger_position p"
                " JOIN ledger_event e ON e.id = p.event_id WHERE p.position >= %s ORDER BY p.position",
                [size],
            )
            found = []
            for position, stream, number, entry, leaf in cursor.fetchall():
                if leaf_of(bytes(entry)) != bytes(leaf):
                    raise BadLeaf(
                        gettext_noop("event %(number)s of %(stream)s does not hash to its leaf; nothing is signed"),
                        field="position",
                        value=position,
                        params={"number": number, "stream": stream},
                    )
                found.append(bytes(leaf))
        _grow(size, found)
        return len(found)


def _grow(size: int, leaves: list[bytes]) -> None:
    """Write the tiles that new leaves fill, layer by layer."""
    layers = StoredLayers()
    start = size - size % WIDTH
    waiting = layers.hashes(0, start, size - start) + leaves if size > start else leaves
    layer = 0
    while len(waiting) >= WIDTH:
        tiles = []
        for at in range(0, len(waiting) - WIDTH + 1, WIDTH):
            hashes = waiting[at : at + WIDTH]
            tiles.append(
                Tile(layer=layer, index=start // WIDTH + at // WIDTH, hashes=b"".join(hashes), root=fold_full(hashes))
            )
        Tile.objects.bulk_create(tiles)
        layer += 1
        above = tiles[0].index
        start = above - above % WIDTH
        roots = [bytes(tile.root) for tile in tiles]
        waiting = layers.hashes(layer, start, above - start) + roots if above > start else roots


def _sign(at: datetime) -> Checkpoint | None:
    with transaction.atomic():
        _lock()
        size = head()
        last = SignedCheckpoint.objects.order_by("-size").first()
        if last is not None and last.size == size:
            return None
        tree = Tree(StoredLayers(), size)
        if last is not None:
            _continue_from(last.text, tree, "ledger_signedcheckpoint")
        for file, text in islice(sent_out(), 1):
            _continue_from(text, tree, str(file))
        signed = checkpoints.sign(settings.MOTCUA_ORIGIN, size, tree.root(), signing_key())
        SignedCheckpoint.objects.create(size=size, root=signed.root, text=signed.text, signed_at=at)
        # Within a caller's transaction nothing leaves the machine before all of it is there to stay.
        transaction.on_commit(partial(send_out, signed, at=at))
    return signed


def _continue_from(text: str, tree: Tree, place: str) -> None:
    """Check that a tree begins with what this installation has signed before."""
    earlier = checkpoints.read(text)
    checkpoints.check(earlier, verifier_key())
    if earlier.size > tree.size or not consistent(
        earlier.size, earlier.root, tree.size, tree.root(), tree.consistency(earlier.size)
    ):
        raise NotConsistent(
            gettext_noop("the ledger no longer begins with the %(size)s entries that were signed; nothing is signed"),
            field=place,
            expected=gettext_noop("find the damage with: motcua ledger verify"),
            params={"size": earlier.size},
        )
