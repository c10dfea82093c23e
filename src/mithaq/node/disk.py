"""Writing files so that a crash leaves the old one or the new one, never half."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .store.troubles import told

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_file(path: Path, data: bytes, *, doing: str = "write") -> None:
    """Put ``data`` at ``path``: temporary file, fsync, rename, fsync of the folder.

    Raises: ``node.disk_full``, ``node.disk_error``; the temporary file is taken away.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with told(doing):
        try:
            _put(temporary, data)
            temporary.rename(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _put(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE_FILE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder only its owner can enter, and make its name durable."""
    if path.is_dir():
        return
    with told("write"):
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
