"""The high-water file: the newest act this node ever acknowledged, feed by feed.

It lies apart from the database, on another disk if ``node.toml`` says so. A mark is written after
every commit of own acts, before the act is acknowledged, and made durable before anything leaves
the node (``settle``, record.md 7.2): a killed process loses none, and a power cut none that
anybody outside has seen. A database that shows less at start has been rolled back: nothing may
be signed in that channel (7.3).

Each feed has two slots of 512 bytes, one disk sector, written in turn and in place: a torn
write spoils the slot being written and never the other, and a full disk cannot stop it. A slot
is text: ``mithaq-high-water 1 CHANNEL TURN SEQ ID SUM``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mithaq.record.refusal import Refusal

from .disk import PRIVATE_FILE, sync_folder
from .store.troubles import told

SLOT = 512
_HEAD = "mithaq-high-water 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The newest own act of a channel."""

    seq: int
    id: str


class HighWater:
    """The marks of a node; the caller holds the signing lock when it writes."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is read at once when it is there."""
        self.path = path
        self._place: dict[str, int] = {}
        self._marks: dict[str, Mark] = {}
        self._written: dict[str, tuple[bytes, int, int]] = {}
        self._file: int | None = None
        self._size = 0

    def exists(self) -> bool:
        """Tell whether the file is there."""
        return self.path.is_file()

    def marks(self) -> dict[str, Mark]:
        """Read every mark from the file.

        Raises: ``node.high_water`` when both slots of a feed are spoiled.
        """
        with told("high-water"):
            data = self.path.read_bytes() if self.exists() else b""
        self._place, self._marks = {}, {}
        for number in range(len(data) // (2 * SLOT)):
            self._take(number, data[number * 2 * SLOT : (number + 1) * 2 * SLOT])
        self._size = len(data)
        return dict(self._marks)

    def _take(self, number: int, pair: bytes) -> None:
        newest = _newest(pair)
        if newest is None:
            # Room made by a crash before its first mark was written: it never held one.
            if not pair.strip(b"\0"):
                return
            raise Refusal("node.high_water", path=str(self.path))
        channel, _, mark = newest
        self._place[channel], self._marks[channel] = number, mark

    def raise_to(self, marks: Mapping[str, Mark]) -> None:
        """Write those of these marks that are above what the file has.

        Raises: ``node.high_water_unwritten``: the acts are kept, but the file is behind.
        """
        self._write(marks, lower=False)

    def reset(self, marks: Mapping[str, Mark]) -> None:
        """Write these marks even if the file has higher ones: a lock was lifted on record."""
        self._write(marks, lower=True)

    def _write(self, marks: Mapping[str, Mark], *, lower: bool) -> None:
        if not marks:
            return
        try:
            with told("high-water"):
                self._write_all(marks, lower=lower)
        except Refusal as refusal:
            self.close()
            raise Refusal("node.high_water_unwritten", **refusal.fields) from refusal

    def _write_all(self, marks: Mapping[str, Mark], *, lower: bool) -> None:
        file = self._opened()
        # Another process of this node may have added a feed since.
        if os.fstat(file).st_size != self._size:
            self.marks()
        for channel, mark in marks.items():
            if channel not in self._place:
                self._add(file, channel)
            self._write_one(file, channel, mark, lower=lower)

    def settle(self) -> None:
        """Make durable whatever any process of this node has written.

        Raises: ``node.disk_error``: then nothing may leave the node.
        """
        if self._file is None and not self.exists():
            return
        with told("high-water"):
            os.fdatasync(self._opened())

    def _add(self, file: int, channel: str) -> None:
        self._place[channel] = self._size // (2 * SLOT)
        _write_at(file, bytes(2 * SLOT), self._size)
        self._size += 2 * SLOT
        os.fsync(file)

    def _write_one(self, file: int, channel: str, mark: Mark, *, lower: bool) -> None:
        at = 2 * SLOT * self._place[channel]
        pair = os.pread(file, 2 * SLOT, at)
        # Mostly nobody else has written since we did: then what it says is known.
        known, turn, seq = self._written.get(channel, (b"", 0, -1))
        if pair != known:
            newest = _newest(pair)
            turn, seq = (newest[1], newest[2].seq) if newest else (0, -1)
        if seq >= mark.seq and not lower:
            return
        turn += 1
        slot = _slot(channel, turn, mark)
        _write_at(file, slot, at + SLOT * (turn % 2))
        pair = pair[:SLOT] + slot if turn % 2 else slot + pair[SLOT:]
        self._written[channel] = pair, turn, mark.seq

    def _opened(self) -> int:
        if self._file is None:
            new = not self.exists()
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            if new:
                sync_folder(self.path.parent)
        return self._file

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        self._written.clear()
        self._size = 0


def _newest(pair: bytes) -> tuple[str, int, Mark] | None:
    read = [found for found in (_read(pair[:SLOT]), _read(pair[SLOT:])) if found]
    return max(read, key=lambda one: one[1], default=None)


def _write_at(file: int, data: bytes, at: int) -> None:
    while data:
        done = os.pwrite(file, data, at)
        data, at = data[done:], at + done


def _slot(channel: str, turn: int, mark: Mark) -> bytes:
    text = f"{_HEAD} {channel} {turn} {mark.seq} {mark.id}"
    return f"{text} {_sum(text)}\n".encode("ascii").ljust(SLOT, b"\0")


def _read(slot: bytes) -> tuple[str, int, Mark] | None:
    text = slot.split(b"\n", 1)[0].decode("ascii", "replace")
    body, _, told_sum = text.rpartition(" ")
    if not body.startswith(_HEAD) or _sum(body) != told_sum:
        return None
    channel, turn, seq, act = body.removeprefix(_HEAD).split()
    return channel, int(turn), Mark(seq=int(seq), id=act)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("ascii", "replace")).hexdigest()[:16]
