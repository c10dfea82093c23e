"""Blobs of a node: small contents in the database, attachments and large ones as files.

A small blob is written in the transaction that holds the act naming it. A file is written and
made durable first, then its row: a crash between leaves a file no row names, which is harmless
(``check`` counts it and ``put`` would find it right). Files lie at ``blobs/ab/<sha256>``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from mithaq.node.disk import make_folder, write_file
from mithaq.record.refusal import Refusal

from .database import Database
from .troubles import told

SMALL = 1024 * 1024


class NodeShelf:
    """The shelf of one home."""

    def __init__(self, database: Database, *, folder: Path) -> None:
        """Keep rows in ``database`` and files in ``folder``."""
        self._database = database
        self.folder = folder

    def put(self, data: bytes, *, attachment: bool = False) -> str:
        """Keep these bytes and give their SHA-256.

        Raises: ``node.disk_full``, ``node.disk_error``.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        as_file = attachment or len(data) > SMALL
        if self.has(sha256):
            self._mend(sha256, data)
            return sha256
        if as_file:
            self._write(sha256, data)
        self._database.run(
            "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?) "
            "ON CONFLICT (sha256) DO NOTHING",
            bytes.fromhex(sha256),
            len(data),
            None if as_file else data,
        )
        return sha256

    def _mend(self, sha256: str, data: bytes) -> None:
        """Write a damaged file again: a peer that sends it once more heals what a disk lost."""
        row = self._database.row("SELECT data FROM blob WHERE sha256 = ?", _key(sha256))
        if row is None or row[0] is not None:
            return
        path = self.path(sha256)
        with told("blob"):
            whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        if not whole:
            self._write(sha256, data)

    def _write(self, sha256: str, data: bytes) -> None:
        path = self.path(sha256)
        make_folder(self.folder)
        make_folder(path.parent)
        write_file(path, data, doing="blob")

    def path(self, sha256: str) -> Path:
        """Say where the file of this blob lies, if it is one."""
        return self.folder / sha256[:2] / sha256

    def get(self, sha256: str) -> bytes | None:
        """Give the bytes, or None when they are absent here.

        Raises: ``node.blob_damaged`` when what is kept is not what the hash says.
        """
        row = self._database.row("SELECT data FROM blob WHERE sha256 = ?", _key(sha256))
        if row is None:
            return None
        data = bytes(row[0]) if row[0] is not None else self._read(sha256)
        if data is not None and hashlib.sha256(data).hexdigest() != sha256:
            raise Refusal("node.blob_damaged", sha256=sha256)
        return data

    def _read(self, sha256: str) -> bytes | None:
        with told("blob"):
            try:
                return self.path(sha256).read_bytes()
            except FileNotFoundError:
                raise Refusal("node.blob_damaged", sha256=sha256) from None

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are here."""
        return self._database.row("SELECT 1 FROM blob WHERE sha256 = ?", _key(sha256)) is not None

    def remove(self, sha256: str) -> None:
        """Erase these bytes; erasing what is not here changes nothing.

        The file goes after the commit: a crash between leaves a stray file, never a row without
        its file. A disk may keep traces of both until it is used again.
        """
        self._database.run("DELETE FROM blob WHERE sha256 = ?", _key(sha256))
        self._database.after_commit(lambda: self._take_away(sha256))

    def _take_away(self, sha256: str) -> None:
        if not self.has(sha256):
            with told("blob"):
                self.path(sha256).unlink(missing_ok=True)


def _key(sha256: str) -> bytes:
    return bytes.fromhex(sha256)
