"""Makes ledgers for tests: on SQLite in a folder, on PostgreSQL in a database of its own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from mithaq.node.high_water import HighWater
from mithaq.node.signing_lock import AdvisoryLock, FileLock
from mithaq.node.store import opening
from mithaq.node.store.database import Database
from mithaq.node.store.ledger import DatabaseLedger
from mithaq.node.store.shelf import NodeShelf

_count = itertools.count()


@dataclass
class Store:
    """A ledger, its shelf and what they stand on."""

    database: Database
    ledger: DatabaseLedger
    shelf: NodeShelf
    high_water: HighWater


def store_in(folder: Path, *, url: str = "sqlite", own: str = "ma", fresh: bool = True) -> Store:
    """Open a store; ``fresh`` makes the tables first."""
    alias = f"test{next(_count)}"
    opening.register(alias, url=url, file=folder / "record.sqlite3")
    if fresh:
        opening.migrate(alias)
    database = Database(alias)
    opening.refuse_weak(database)
    lock = FileLock(folder / "signer.lock") if url == "sqlite" else AdvisoryLock(database)
    high_water = HighWater(folder / "high-water")
    ledger = DatabaseLedger(database, own=own, lock=lock, high_water=high_water)
    shelf = NodeShelf(database, folder=folder / "blobs")
    return Store(database, ledger, shelf, high_water)
