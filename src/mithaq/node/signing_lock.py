"""One signer at a time: whoever writes the record of a node holds this lock.

On SQLite a lock on a file of the home, on PostgreSQL an advisory lock of the database: both are
freed by the system when their holder dies. It is held from before the head is read until after
the high-water file is written, so that no two own acts can get one number (security C097).
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mithaq.record.refusal import Refusal

from .disk import PRIVATE_FILE
from .store.database import Database
from .store.troubles import told

PATIENCE = 30.0
_STEP = 0.002
# Any number would do, as long as every process of a node uses the same: "mithaq" in ASCII.
_ADVISORY = 0x6D6974686171


class SigningLock(Protocol):
    """What both locks can do."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the block; raises ``node.busy`` after half a minute."""
        ...


class FileLock:
    """A lock on a file, between processes, and a mutex, between threads."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made when first needed and holds nothing."""
        self._path = path
        self._threads = threading.Lock()
        self._file: int | None = None
        self._process = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the block."""
        if not self._threads.acquire(timeout=PATIENCE):
            raise Refusal("node.busy", doing="lock", reason="")
        try:
            file = self._taken()
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def _taken(self) -> int:
        # A child shares its parent's open file and would share its lock: it opens its own.
        if self._file is None or self._process != os.getpid():
            with told("lock"):
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            self._process = os.getpid()
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise Refusal("node.busy", doing="lock", reason="") from None
                time.sleep(_STEP)
            else:
                return self._file


class AdvisoryLock:
    """PostgreSQL's advisory lock, of the connection that writes."""

    def __init__(self, database: Database) -> None:
        """Use this database's connection; its ``lock_timeout`` is the patience."""
        self._database = database

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the block."""
        self._database.row("SELECT pg_advisory_lock(?)", _ADVISORY)
        try:
            yield
        finally:
            self._release()

    def _release(self) -> None:
        try:
            self._database.row("SELECT pg_advisory_unlock(?)", _ADVISORY)
        except Refusal:
            # The connection is lost and the lock with it; what failed before is what to tell.
            self._database.close()
