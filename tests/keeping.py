"""What the sides of ``tests.peer`` keep their record in: memory, or a real database.

``MITHAQ_TEST_NODES=sqlite`` or ``postgresql`` runs the desk's own tests again on it (``.ci/run``
does): the verbs must behave the same on every store.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from mithaq.desk.ports import Ledger, Shelf
from mithaq.node.store.memory import MemoryLedger, MemoryShelf

NODES = os.environ.get("MITHAQ_TEST_NODES", "memory")
MEMORY = NODES == "memory"

_open: list = []


def keep(party: str) -> tuple[Ledger, Shelf]:
    """Make an empty ledger and shelf for one side of a test."""
    if MEMORY:
        return MemoryLedger(own=party), MemoryShelf()
    from tests.node.stores import store_in

    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # no disk to wait for
    folder = Path(tempfile.mkdtemp(prefix="mithaq-side-", dir=shm))
    url = "sqlite" if NODES == "sqlite" else _database()
    store = store_in(folder, url=url, own=party)
    _open.append((store, folder, url))
    return store.ledger, store.shelf


def _database() -> str:
    from tests import postgresql

    return postgresql.new_database()


def memory_only() -> None:
    """Skip a test that copies or damages what only a store in memory lets it."""
    if not MEMORY:
        pytest.skip("copies or damages a store in memory; tests/node does it to the others")


def forget() -> None:
    """Close and remove what the test that has just ended kept."""
    from tests import postgresql

    while _open:
        store, folder, url = _open.pop()
        store.high_water.close()
        store.database.close()
        shutil.rmtree(folder, ignore_errors=True)
        if url != "sqlite":
            postgresql.drop_database(url)


if not MEMORY:
    atexit.register(forget)
