"""What the desk asks of the world: six small protocols, and nothing else of it is reachable.

The desk is pure: no disk, clock, dice or database of its own. A node gives it these six things
(``mithaq.node``); tests give it plain dictionaries. Ids are lowercase hex; times RFC 3339 UTC
seconds; every blob is addressed by its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from mithaq.record.act import Act
from mithaq.record.envelope import Envelope, Signature


class Ledger(Protocol):
    """The append-only store of acts, and the node's own small mutable notes beside it.

    Rules: ``append``, ``wait``, ``unwait``, ``note``, ``open``, ``lock`` and ``unlock`` happen in
    a ``transaction`` (exclusive, all or nothing). Only ``desk.pen`` and ``desk.correspondence``
    call ``append``. Arrival numbers rise and are never reused in one channel. At the commit of
    own acts the ledger writes the high-water mark (record.md 7.2). Notes never hold truth of the
    record: everything the record says follows from acts.
    """

    def channels(self) -> tuple[str, ...]:
        """List the ids of every channel held here, national first."""
        ...

    def charter(self, channel: str) -> Envelope:
        """Give the channel's signed charter. Raises Refusal ``store.no_channel``."""
        ...

    def open(self, charter: Envelope) -> None:
        """Hold a new channel, empty; opening the same charter again changes nothing."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Enter one exclusive, all-or-nothing transaction; a nested one joins the outer."""
        ...

    def append(self, channel: str, acts: Sequence[Act], *, signed: bool = False) -> None:
        """Store these acts, already admitted, in this order.

        ``signed`` says that the pen has just signed them here: the ledger checks once more that
        nothing is locked and that each follows the party's own head.
        """
        ...

    def settle(self) -> None:
        """Make durable what shows that own acts were published; called before they leave."""
        ...

    def acts(self, channel: str, *, after: int = 0) -> Iterator[tuple[int, Envelope]]:
        """Give arrival number and envelope of every act that arrived after number ``after``."""
        ...

    def tip(self, channel: str) -> int:
        """Give the newest arrival number of the channel; 0 when it holds no act."""
        ...

    def wait(self, channel: str, acts: Sequence[Act]) -> None:
        """Keep acts whose cause is not here yet; keeping one twice changes nothing."""
        ...

    def waiting(self, channel: str) -> tuple[Act, ...]:
        """Give the acts that wait, in an order of the store's own."""
        ...

    def unwait(self, channel: str, ids: Sequence[str]) -> None:
        """Stop keeping these acts: they were admitted or refused for ever."""
        ...

    def note(self, key: str, value: bytes) -> None:
        """Write one small mutable fact of the node; an empty value removes it."""
        ...

    def noted(self, key: str) -> bytes | None:
        """Give a note, or None."""
        ...

    def notes(self, prefix: str) -> dict[str, bytes]:
        """Give every note whose key begins with ``prefix``, by key in order."""
        ...

    def locked(self, channel: str) -> str | None:
        """Tell why nothing may be signed in this channel, or None."""
        ...

    def lock(self, channel: str, why: str) -> None:
        """Forbid signing in this channel from now on (decision 20)."""
        ...

    def unlock(self, channel: str) -> None:
        """Allow signing again; only ``desk.upkeep`` and ``desk.correspondence`` decide that."""
        ...


class Shelf(Protocol):
    """Blobs by their SHA-256. One shelf serves every channel: exchange asks by channel."""

    def put(self, data: bytes, *, attachment: bool = False) -> str:
        """Keep these bytes and give their SHA-256; attachments go to files (decision 5)."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """Give the bytes, or None when they are absent here."""
        ...

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are here."""
        ...

    def remove(self, sha256: str) -> None:
        """Erase the bytes for good; removing what is not here changes nothing."""
        ...


class Clock(Protocol):
    """The time of the wall, for display in acts; it orders and refuses nothing (law 8)."""

    def now(self) -> str:
        """Give the present moment as ``2026-11-21T20:00:00Z``."""
        ...


class Dice(Protocol):
    """Unpredictable bytes, one stream for each channel (decision 6).

    What is drawn for one channel never changes what another channel's stream gives next, so
    that nothing national can be read from joint ids and salts (security K2).
    """

    def draw(self, stream: str, n: int) -> bytes:
        """Give the next ``n`` bytes of this stream."""
        ...


class Signer(Protocol):
    """The node's signing key."""

    @property
    def key(self) -> str:
        """The key id of the node key that signs now."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Sign with the node key; 64 bytes of Ed25519."""
        ...


class Roots(Protocol):
    """The party's root keys, unlocked for one errand: a charter or a key manifest."""

    @property
    def publics(self) -> tuple[bytes, ...]:
        """The public root keys that can sign here, 32 bytes each."""
        ...

    def sign(self, message: bytes) -> tuple[Signature, ...]:
        """Sign with every root key that is unlocked."""
        ...
