"""The store of a home, opened: database, ledger, shelf, high-water file and signing lock.

At every start the database must be durable and of this program's shape, and its heads must not
lie below the high-water file: a channel whose head does is locked for signing (record.md 7.3).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mithaq.record.refusal import Refusal

from .disk import PRIVATE_FILE
from .high_water import HighWater, Mark
from .home import Home
from .signing_lock import AdvisoryLock, FileLock, SigningLock
from .store import opening
from .store.database import Database
from .store.ledger import DatabaseLedger
from .store.shelf import NodeShelf

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


def open_store(home: Home, *, fresh: bool = False, upgrade: bool = False) -> Store:
    """Open the store of a home; ``fresh`` makes its tables first, ``upgrade`` brings them up to date.

    Raises: ``node.durability``, ``node.schema``, ``node.setting``, ``node.no_database``.
    """
    # One process may open several homes: each has its own alias, by its place.
    alias = "home-" + hashlib.sha256(str(home.folder).encode()).hexdigest()[:16]
    if home.url == "sqlite" and not fresh and not home.database.is_file():
        # SQLite would make an empty one, and the loss would look like a new node.
        raise Refusal("node.no_database", path=str(home.database))
    opening.register(alias, url=home.url, file=home.database)
    database = Database(alias)
    if fresh and database.sqlite:
        # SQLite gives its journal the mode of its file.
        home.database.touch(mode=PRIVATE_FILE)
    if fresh or upgrade:
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
