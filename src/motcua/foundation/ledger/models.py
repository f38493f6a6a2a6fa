"""The ledger's tables. Triggers of the database refuse to change or delete what is in them; they are never altered."""

from django.db import models


class Event(models.Model):
    """One entry: its exact bytes, its leaf, and what is needed to find it again."""

    stream = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    entry = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("stream", "number"), name="event_once_in_its_stream"),)
        indexes = (models.Index(fields=("leaf",), name="event_by_leaf"),)


class Inbox(models.Model):
    """An event that waits for its position. A trigger puts it here when it is written."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+", primary_key=True)


class Position(models.Model):
    """The place of an event in the tree, from 0, without gaps."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="+")


class Tile(models.Model):
    """A full run of 256 hashes of a layer of the tree, and the root over it. There are no others, so none changes."""

    layer = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("layer", "index"), name="tile_once"),)


class SignedCheckpoint(models.Model):
    """A checkpoint as it was signed."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    text = models.TextField()
    signed_at = models.DateTimeField()
