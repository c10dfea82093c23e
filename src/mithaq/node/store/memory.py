"""The ledger and the shelf in memory: for tests, and the plainest telling of the contract."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from mithaq.node.high_water import Mark
from mithaq.record.act import Act
from mithaq.record.envelope import Envelope
from mithaq.record.refusal import Refusal

from .succession import check_next

_K = TypeVar("_K")
_V = TypeVar("_V")


class MemoryLedger:
    """A ledger that keeps everything in lists and dictionaries."""

    def __init__(self, *, own: str) -> None:
        """Keep the record of party ``own``."""
        self._own = own
        self._charters: dict[str, Envelope] = {}
        self._acts: dict[str, list[tuple[int, Act]]] = {}
        self._ids: dict[str, str] = {}
        self._heads: dict[str, Mark] = {}
        self._waiting: dict[tuple[str, str, bytes], Act] = {}
        self._notes: dict[str, bytes] = {}
        self._locks: dict[str, str] = {}
        self._count = 0
        # What takes back each thing done in this transaction; None outside one.
        self._undo: list[Callable[[], object]] | None = None
        self.high_water: dict[str, Mark] = {}

    def transaction(self) -> AbstractContextManager[None]:
        """Enter one exclusive, all-or-nothing transaction; a nested one joins the outer."""
        return self._outermost() if self._undo is None else nullcontext()

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        self._undo = []
        try:
            yield
        except BaseException:
            for undo in reversed(self._undo):
                undo()
            raise
        finally:
            self._undo = None

    def settle(self) -> None:
        """Nothing to make durable."""

    def _undone_by(self, undo: Callable[[], object]) -> None:
        if self._undo is None:
            raise RuntimeError("the ledger is written in a transaction only")
        self._undo.append(undo)

    def _set(self, table: MutableMapping[_K, _V], key: _K, value: _V | None) -> None:
        old = table.get(key)
        self._undone_by(lambda: _put(table, key, old))
        _put(table, key, value)

    def channels(self) -> tuple[str, ...]:
        """List the channels held here in the order they were opened, national first."""
        return tuple(self._charters)

    def charter(self, channel: str) -> Envelope:
        """Give the channel's signed charter. Raises ``store.no_channel``."""
        if channel not in self._charters:
            raise Refusal("store.no_channel", channel=channel)
        return self._charters[channel]

    def _kept(self, channel: str) -> list[tuple[int, Act]]:
        self.charter(channel)
        return self._acts.setdefault(channel, [])

    def open(self, charter: Envelope) -> None:
        """Hold a new channel, empty; opening the same charter again changes nothing."""
        if charter.id not in self._charters:
            self._set(self._charters, charter.id, charter)

    def append(self, channel: str, acts: Sequence[Act], *, signed: bool = False) -> None:
        """Store these acts, already admitted, in this order (see ``DatabaseLedger.append``)."""
        kept = self._kept(channel)
        if signed:
            check_next(acts, own=self._own, locked=self.locked(channel), head=self.head(channel))
        for act in acts:
            if act.id in self._ids:
                raise ValueError(f"act {act.id} is there already")
            self._set(self._ids, act.id, channel)
            self._undone_by(kept.pop)
            self._count += 1
            kept.append((self._count, act))
            if act.party == self._own:
                self._raise(channel, Mark(seq=act.seq, id=act.id))

    def _raise(self, channel: str, mark: Mark) -> None:
        for table in (self._heads, self.high_water):
            old = table.get(channel)
            if old is None or old.seq < mark.seq:
                self._set(table, channel, mark)

    def head(self, channel: str) -> Mark | None:
        """Give the newest own act of the channel."""
        self.charter(channel)
        return self._heads.get(channel)

    def acts(self, channel: str, *, after: int = 0) -> Iterator[tuple[int, Envelope]]:
        """Give arrival number and envelope of every act that arrived after ``after``."""
        kept = self._kept(channel)
        for at in range(bisect_right(kept, after, key=lambda one: one[0]), len(kept)):
            yield kept[at][0], kept[at][1].envelope

    def tip(self, channel: str) -> int:
        """Give the newest arrival number of the channel; 0 when it holds no act."""
        kept = self._kept(channel)
        return kept[-1][0] if kept else 0

    def wait(self, channel: str, acts: Sequence[Act]) -> None:
        """Keep acts whose cause is not here yet; keeping one twice changes nothing."""
        self.charter(channel)
        for act in acts:
            key = channel, act.id, act.envelope.signatures[0].sig
            if key not in self._waiting:
                self._set(self._waiting, key, act)

    def waiting(self, channel: str) -> tuple[Act, ...]:
        """Give the acts that wait, in the order they came."""
        self.charter(channel)
        return tuple(act for (held, *_), act in self._waiting.items() if held == channel)

    def unwait(self, channel: str, ids: Sequence[str]) -> None:
        """Stop keeping these acts: they were admitted or refused for ever."""
        gone = {(channel, act) for act in ids}
        for key in [each for each in self._waiting if each[:2] in gone]:
            self._set(self._waiting, key, None)

    def note(self, key: str, value: bytes) -> None:
        """Write one small mutable fact of the node; an empty value removes it."""
        self._set(self._notes, key, value or None)

    def noted(self, key: str) -> bytes | None:
        """Give a note, or None."""
        return self._notes.get(key)

    def notes(self, prefix: str) -> dict[str, bytes]:
        """Give every note whose key begins with ``prefix``, by key in order."""
        return {key: self._notes[key] for key in sorted(self._notes) if key.startswith(prefix)}

    def locked(self, channel: str) -> str | None:
        """Tell why nothing may be signed in this channel, or None."""
        self.charter(channel)
        return self._locks.get(channel)

    def lock(self, channel: str, why: str) -> None:
        """Forbid signing in this channel from now on; the first reason stays."""
        if self.locked(channel) is None:
            self._set(self._locks, channel, why)

    def unlock(self, channel: str) -> None:
        """Allow signing again; the head of now becomes the high-water mark."""
        self._set(self._locks, channel, None)
        head = self.head(channel)
        if head is not None:
            self._set(self.high_water, channel, head)


class MemoryShelf:
    """Blobs in a dictionary."""

    def __init__(self) -> None:
        """Begin empty."""
        self._blobs: dict[str, bytes] = {}

    def put(self, data: bytes, *, attachment: bool = False) -> str:  # noqa: ARG002
        """Keep these bytes and give their SHA-256; an attachment is kept no differently."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._blobs[sha256] = data
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """Give the bytes, or None when they are absent here."""
        return self._blobs.get(sha256)

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are here."""
        return sha256 in self._blobs

    def remove(self, sha256: str) -> None:
        """Erase these bytes; erasing what is not here changes nothing."""
        self._blobs.pop(sha256, None)


def _put(table: MutableMapping[_K, _V], key: _K, value: _V | None) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
