"""The tables of a node: the same on SQLite and PostgreSQL.

Acts and charters are the truth and are never changed (triggers, migration 0002). Everything
else is small and may be rebuilt or forgotten. The hot paths are plain SQL in ``ledger.py``;
these classes are here so that Django keeps the shape and the migrations.
"""

from __future__ import annotations

from django.db import models


class Channel(models.Model):
    """One shared space and the charter that began it.

    ``n`` is a short local number, so that an act does not repeat 32 bytes of channel in its row
    and again in each index: about a tenth of the whole file.
    """

    n = models.IntegerField(primary_key=True)
    id = models.BinaryField(max_length=32)
    payload = models.BinaryField()
    sigs = models.BinaryField()

    class Meta:
        """Name the table."""

        db_table = "channel"
        constraints = [models.UniqueConstraint(fields=["id"], name="channel_id")]


class Act(models.Model):
    """One signed entry, its signed bytes verbatim.

    ``n`` is the arrival number; an ordinary rowid on SQLite (``WITHOUT ROWID`` made the file four
    times larger). Both branches of a fork lie here, so (channel, party, seq) is not unique.
    """

    n = models.IntegerField(primary_key=True)
    channel = models.ForeignKey(
        Channel, models.PROTECT, db_column="channel", db_index=False, related_name="+"
    )
    party = models.TextField()
    seq = models.BigIntegerField()
    id = models.BinaryField(max_length=32)
    kind = models.TextField()
    payload = models.BinaryField()
    sigs = models.BinaryField()

    class Meta:
        """Name the table, its one rule and its two paths."""

        db_table = "act"
        constraints = [models.UniqueConstraint(fields=["channel", "id"], name="act_id")]
        indexes = [
            models.Index(fields=["channel", "party", "seq"], name="act_feed"),
            models.Index(fields=["channel", "n"], name="act_arrival"),
        ]


class Waiting(models.Model):
    """An act that came before its cause; it is admitted, or forgotten, later."""

    n = models.IntegerField(primary_key=True)
    channel = models.ForeignKey(
        Channel, models.PROTECT, db_column="channel", db_index=False, related_name="+"
    )
    id = models.BinaryField(max_length=32)
    payload = models.BinaryField()
    sigs = models.BinaryField()

    class Meta:
        """Name the table and its one rule."""

        db_table = "waiting"
        constraints = [
            models.UniqueConstraint(fields=["channel", "id", "sigs"], name="waiting_copy")
        ]


class Blob(models.Model):
    """A content by its hash: here when small, a file under ``blobs/`` when ``data`` is null."""

    sha256 = models.BinaryField(max_length=32, primary_key=True)
    size = models.BigIntegerField()
    data = models.BinaryField(null=True)

    class Meta:
        """Name the table."""

        db_table = "blob"


class Note(models.Model):
    """A small mutable fact of the node, never truth of the record."""

    key = models.TextField(primary_key=True)
    value = models.BinaryField()

    class Meta:
        """Name the table."""

        db_table = "note"


class Lock(models.Model):
    """A channel in which this node must not sign, and why."""

    channel = models.OneToOneField(
        Channel, models.PROTECT, db_column="channel", primary_key=True, related_name="+"
    )
    why = models.TextField()

    class Meta:
        """Name the table."""

        db_table = "signing_lock"
