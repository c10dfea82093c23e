"""One signer at a time: whoever writes the record of a node holds this lock.

On SQLite a lock on a file of the home, on PostgreSQL an advisory lock of the database: both are
freed by the system when their holder dies. It is held from before the head is read until after
the high-water file is written, so that no two own acts can get one number (security C097).
"""

from __future__ import annotations

import fcntl
import os
import struct
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
_STEP = 0.001
# Bytes 0 to 7 hold the last number given; the bytes that are locked lie beyond them.
_FIRST = 64
_TO_THE_END = 0
# Any number would do, as long as every process of a node uses the same: "mithaq" in ASCII.
_ADVISORY = 0x6D6974686171


class SigningLock(Protocol):
    """What both locks can do."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the block; raises ``node.busy`` after half a minute."""
        ...


class FileLock:
    """A lock on a file, between processes, and a mutex, between threads; first come, first served.

    Whoever comes takes the next number from the file, locks the byte of that number, and waits
    until no byte of a lower number is locked. A byte is freed when its holder is done, or dies.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it is made when first needed and holds the last number given."""
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
            with told("lock"):
                file = self._opened()
                number = self._number(file)
            try:
                if number:
                    _until(file, fcntl.F_WRLCK, _FIRST, number)
                    # Those before are done: their bytes are of no more use, ours stays.
                    _now(file, fcntl.F_UNLCK, _FIRST, number)
                yield
            finally:
                _now(file, fcntl.F_UNLCK, 0, _TO_THE_END)
        finally:
            self._threads.release()

    def _opened(self) -> int:
        # A child shares its parent's open file and would share its lock: it opens its own.
        if self._file is None or self._process != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            self._process = os.getpid()
        return self._file

    def _number(self, file: int) -> int:
        _until(file, fcntl.F_WRLCK, 0, 1)
        number = int.from_bytes(os.pread(file, 8, 0), "big")
        _now(file, fcntl.F_WRLCK, _FIRST + number, 1)
        os.pwrite(file, (number + 1).to_bytes(8, "big"), 0)
        _now(file, fcntl.F_UNLCK, 0, 1)
        return number


def _now(file: int, kind: int, start: int, length: int) -> bool:
    """Lock or unlock bytes of this open file, if nobody else's lock is in the way."""
    flock = struct.pack("hhqqi4x", kind, os.SEEK_SET, start, length, 0)
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, flock)
    except BlockingIOError:
        return False
    return True


def _until(file: int, kind: int, start: int, length: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while not _now(file, kind, start, length):
        if time.monotonic() > give_up:
            raise Refusal("node.busy", doing="lock", reason="")
        time.sleep(_STEP)


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
