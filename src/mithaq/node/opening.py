"""Opening a node: a home becomes a desk with its six ports, or a refusal by name.

At every start: the database must be durable and of this program's shape, and its heads must not
lie below the high-water file; a channel whose head does is locked for signing (record.md 7.3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from mithaq.desk.desk import Desk
from mithaq.desk.ports import Clock, Dice

from .clock import SystemClock
from .dice import SystemDice
from .high_water import HighWater, Mark
from .home import Home, read_home
from .keyring import Keyring, NodeKey
from .seal import LIMIT, seal, unseal
from .signing_lock import AdvisoryLock, FileLock, SigningLock
from .store import opening
from .store.database import Database
from .store.ledger import DatabaseLedger
from .store.shelf import NodeShelf

CURRENT_KEY = "node/key"
"""The note that says which node key signs; without it there is but one."""

BEHIND = "behind"
"""Why a channel is locked whose head lies below the high-water file."""

MISSING = "missing"
"""Why channels are locked when the high-water file is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The store of a home: what a desk writes through."""

    home: Home
    database: Database
    ledger: DatabaseLedger
    shelf: NodeShelf
    high_water: HighWater
    lock: SigningLock

    def close(self) -> None:
        self.high_water.close()
        self.database.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One party's running system, as a command or a page holds it; close it after use."""

    home: Home
    party: str
    desk: Desk
    store: Store
    keyring: Keyring

    def seal(self, data: bytes, recipients: Sequence[str]) -> bytes:
        """Encrypt to others' age recipients."""
        return seal(data, recipients)

    def unseal(self, data: bytes, *, limit: int = LIMIT) -> bytes:
        """Decrypt what was sealed to this node."""
        return unseal(data, self.keyring.identities(), limit=limit)

    def close(self) -> None:
        """Close files and connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(home: Home, *, fresh: bool = False) -> Store:
    """Open the store of a home; ``fresh`` makes its tables first.

    Raises: ``node.durability``, ``node.schema``, ``node.setting``.
    """
    # One process may open several homes: each has its own alias, by its place.
    alias = "home-" + hashlib.sha256(str(home.folder).encode()).hexdigest()[:16]
    opening.register(alias, url=home.url, file=home.database)
    database = Database(alias)
    if fresh:
        opening.migrate(alias)
    opening.refuse_weak(database)
    opening.refuse_other_shape(database)
    lock = FileLock(home.lock) if database.sqlite else AdvisoryLock(database)
    high_water = HighWater(home.high_water)
    return Store(
        home=home,
        database=database,
        ledger=DatabaseLedger(database, own=home.party, lock=lock, high_water=high_water),
        shelf=NodeShelf(database, folder=home.blobs),
        high_water=high_water,
        lock=lock,
    )


def open_node(home: Path | str, *, clock: Clock | None = None, dice: Dice | None = None) -> Node:
    """Open the node that lives in ``home``.

    Raises: ``node.no_home``, ``node.setting``, ``node.durability``, ``node.schema``,
    ``node.no_key``, ``node.high_water``.
    """
    store = open_store(read_home(home))
    try:
        lock_what_was_rolled_back(store)
        return desk_of(store, clock=clock, dice=dice)
    except BaseException:
        store.close()
        raise


def desk_of(store: Store, *, clock: Clock | None = None, dice: Dice | None = None) -> Node:
    """Put a desk on an open store."""
    keyring = Keyring(store.home.keys)
    desk = Desk(
        party=store.home.party,
        ledger=store.ledger,
        shelf=store.shelf,
        clock=clock or SystemClock(),
        dice=dice or SystemDice(),
        signer=signer_of(store, keyring),
    )
    return Node(home=store.home, party=store.home.party, desk=desk, store=store, keyring=keyring)


def signer_of(store: Store, keyring: Keyring) -> NodeKey:
    """Give the node key the ledger says signs now. Raises ``node.no_key``."""
    noted = store.ledger.noted(CURRENT_KEY)
    return keyring.node_key(noted.decode() if noted else None)


def lock_what_was_rolled_back(store: Store) -> None:
    """Lock each channel whose head lies below its high-water mark (record.md 7.3)."""
    there = store.high_water.exists()
    marks = store.high_water.marks()
    for channel in store.ledger.channels():
        head = store.ledger.head(channel)
        why = BEHIND if there else MISSING
        below = _below(store, channel, head, marks.get(channel)) if there else head is not None
        if below and store.ledger.locked(channel) is None:
            with store.ledger.transaction():
                store.ledger.lock(channel, why)


def _below(store: Store, channel: str, head: Mark | None, mark: Mark | None) -> bool:
    if mark is None:
        return False
    if head is None or head.seq < mark.seq:
        return True
    # The head may be above the mark: a crash came between commit and mark. The act the mark
    # names must be there all the same.
    return not store.ledger.holds(channel, mark.id)
