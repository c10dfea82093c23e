"""``backup``: one sealed file that holds the whole record of a node.

One moment of the database is read while others go on writing, and poured through age into a
file that appears whole or not at all. Inside is a plain tar: charters, acts in the order they
arrived, waiting acts, notes, contents, attachments, their hashes, and a manifest signed by the
node key. It restores on SQLite and on PostgreSQL alike.

Private keys are not in it (docs/adr: a backup travels, keys should not): ``restore`` asks for
the folder ``keys/``, kept apart. Nor are signing locks: after a restore every channel is locked.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyrage

from mithaq.desk.pen import sealed
from mithaq.exchange.tar import Member, write_tar
from mithaq.record.canonical import canonical
from mithaq.record.envelope import write_envelope
from mithaq.record.refusal import Refusal

from .disk import PRIVATE_FILE, sync_folder
from .keeping import Store
from .opening import Node
from .seal import recipient
from .store.ledger import PAGE
from .store.packing import unpack
from .store.troubles import told

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
KINDS = ("channels", "acts", "waiting", "notes", "contents", "attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was written."""

    path: Path
    size: int
    recipients: tuple[str, ...]
    counts: dict[str, int]


@dataclass(slots=True)
class _Pouring:
    """What has gone into the file so far."""

    store: Store
    sums: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def member(self, name: str, data: bytes, *, kind: str | None = None, count: int = 1) -> Member:
        if kind:
            self.counts[kind] += count
        self.sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        return Member(name=name, size=len(data), chunks=(data,))

    def lines(self, name: str, lines: Sequence[bytes], *, kind: str) -> Member:
        data = b"".join(line + b"\n" for line in lines)
        return self.member(name, data, kind=kind, count=len(lines))


def backup(node: Node, target: Path | str, *, recipients: Sequence[str] = ()) -> Backup:
    """Write the record of ``node`` to ``target``, sealed to ``recipients`` or to the node itself.

    Raises: ``node.target_taken``, ``node.recipient``, ``node.blob_damaged``, ``node.disk_full``,
    ``node.disk_error``; then there is no file at ``target``.
    """
    target = Path(target).absolute()
    if target.exists():
        raise Refusal("node.target_taken", path=str(target))
    to = tuple(recipients) or node.keyring.recipients()
    keys = [recipient(one) for one in to]
    pouring = _Pouring(node.store)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with told("backup"), node.store.database.snapshot():
            size = _pour(_tar(node, pouring), part, keys)
            _name(part, target)
    finally:
        _take_away(part)
    return Backup(path=target, size=size, recipients=to, counts=pouring.counts)


def _name(part: Path, target: Path) -> None:
    # A link, unlike a rename, never replaces what came to be there meanwhile.
    os.link(part, target)
    try:
        sync_folder(target.parent)
    except OSError:
        _take_away(target)
        raise


def _take_away(file: Path) -> None:
    # What cannot be taken away from a failing disk stays; the trouble to tell is the first one.
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _pour(chunks: Iterable[bytes], part: Path, keys: Sequence[pyrage.x25519.Recipient]) -> int:
    handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "wb", buffering=0) as file:
        reader, writer = _Reader(chunks), _Writer(file)
        try:
            pyrage.encrypt_io(reader, writer, keys)
        except Exception as trouble:
            # age wraps what its reader and writer raised in words: tell the trouble itself.
            raise (reader.trouble or writer.trouble or trouble) from trouble
        os.fsync(file.fileno())
        return file.tell()


class _Writer:
    """A file that is written, which remembers why it could not be."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self.trouble: Exception | None = None

    def write(self, data: bytes) -> int:
        # All of it: age does not ask how much of what it gave was taken.
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as trouble:
            self.trouble = trouble
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class _Reader:
    """Chunks as a file that is read, which is what age wants."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""
        self.trouble: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = next(self._chunks)
        except StopIteration:
            return b""
        except Exception as trouble:
            self.trouble = trouble
            raise
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def _tar(node: Node, pouring: _Pouring) -> Iterator[bytes]:
    return write_tar(_members(node, pouring))


def _members(node: Node, pouring: _Pouring) -> Iterator[Member]:
    yield _charters(pouring)
    yield from _acts(pouring)
    yield _waiting(pouring)
    yield _notes(pouring)
    yield from _blobs(pouring)
    sums = "".join(pouring.sums).encode("ascii")
    manifest = {
        "v": 1,
        "kind": "backup",
        "party": node.party,
        "name": dict(node.home.name),
        "time": node.desk.clock.now(),
        "counts": pouring.counts,
        "sums": hashlib.sha256(sums).hexdigest(),
        "key": node.desk.signer.key,
    }
    yield pouring.member(SUMS, sums)
    envelope = sealed(node.desk, kind="manifest", payload=canonical(manifest))
    yield pouring.member(MANIFEST, write_envelope(envelope))


def _charters(pouring: _Pouring) -> Member:
    rows = pouring.store.database.rows("SELECT payload, sigs FROM channel ORDER BY n")
    lines = [write_envelope(unpack("charter", bytes(row[0]), bytes(row[1]))) for row in rows]
    return pouring.lines("charters.jsonl", lines, kind="channels")


def _acts(pouring: _Pouring) -> Iterator[Member]:
    # Of all channels, in the order they arrived: arrival numbers are dense, so a line's place
    # is its number.
    after, part = 0, 0
    while rows := pouring.store.database.rows(
        "SELECT n, payload, sigs FROM act WHERE n > ? ORDER BY n LIMIT ?", after, PAGE
    ):
        part += 1
        lines = [write_envelope(unpack("act", bytes(one[1]), bytes(one[2]))) for one in rows]
        yield pouring.lines(f"acts/{part:08d}.jsonl", lines, kind="acts")
        after = rows[-1][0]


def _waiting(pouring: _Pouring) -> Member:
    rows = pouring.store.database.rows("SELECT payload, sigs FROM waiting ORDER BY n")
    lines = [write_envelope(unpack("act", bytes(row[0]), bytes(row[1]))) for row in rows]
    return pouring.lines("waiting.jsonl", lines, kind="waiting")


def _notes(pouring: _Pouring) -> Member:
    notes = pouring.store.ledger.notes("")
    lines = [
        canonical({"key": key, "value": base64.b64encode(value).decode("ascii")})
        for key, value in notes.items()
    ]
    return pouring.lines("notes.jsonl", lines, kind="notes")


def _blobs(pouring: _Pouring) -> Iterator[Member]:
    for kind, where in (("contents", "NOT NULL"), ("attachments", "NULL")):
        rows = pouring.store.database.rows(
            f"SELECT sha256 FROM blob WHERE data IS {where} ORDER BY sha256"  # noqa: S608
        )
        for (key,) in rows:
            sha256 = bytes(key).hex()
            data = pouring.store.shelf.get(sha256)
            if data is None:
                raise Refusal("node.blob_damaged", sha256=sha256)
            yield pouring.member(f"{kind}/{sha256}", data, kind=kind)


def copy_out(file: BinaryIO, piece: int = 1 << 20) -> Iterator[bytes]:
    """Give a file's bytes piece by piece."""
    while data := file.read(piece):
        yield data
