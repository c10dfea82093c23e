"""What a disk or a database can suffer, told as refusals by name.

``node.disk_full`` and ``node.disk_error`` mean: nothing was acknowledged, nothing is half
written, the same verb may be tried again once there is room. ``node.busy``: another process of
this node held the record too long. ``node.database``: any other trouble of the database.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django import db

from mithaq.record.refusal import Refusal

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SQLITE = {
    "SQLITE_FULL": "node.disk_full",
    "SQLITE_IOERR": "node.disk_error",
    "SQLITE_BUSY": "node.busy",
    "SQLITE_LOCKED": "node.busy",
    "SQLITE_CORRUPT": "node.damaged",
    "SQLITE_NOTADB": "node.damaged",
    "SQLITE_CANTOPEN": "node.disk_error",
    "SQLITE_READONLY": "node.disk_error",
}
_POSTGRESQL = {
    "53100": "node.disk_full",
    "58030": "node.disk_error",
    "55P03": "node.busy",
    "XX001": "node.damaged",
    "XX002": "node.damaged",
}


try:
    import psycopg
except ImportError:  # an extra: a node on SQLite does not need it
    _DRIVERS: tuple[type[Exception], ...] = (db.Error, sqlite3.Error)
    _BUGS: tuple[type[Exception], ...] = ()
else:
    _DRIVERS = (db.Error, sqlite3.Error, psycopg.Error)
    _BUGS = (psycopg.IntegrityError, psycopg.ProgrammingError, psycopg.DataError)
_BUGS += (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
_BUGS += (db.IntegrityError, db.ProgrammingError, db.DataError)


TROUBLES: tuple[type[Exception], ...] = (OSError, *_DRIVERS)
"""What a disk or a database driver may raise."""


@contextmanager
def told(doing: str) -> Iterator[None]:
    """Turn troubles of disk and database inside the block into refusals; bugs pass through."""
    try:
        yield
    except TROUBLES as trouble:
        raise as_refusal(trouble, doing) from trouble


def as_refusal(trouble: Exception, doing: str) -> Exception:
    """Give the refusal that tells this trouble; a bug is given back as it is."""
    if isinstance(trouble, OSError):
        return Refusal(_of_disk(trouble), doing=doing, reason=trouble.strerror or "")
    if isinstance(trouble, _BUGS):
        return trouble
    return Refusal(_of_database(trouble), doing=doing, reason=_first_line(trouble))


def _of_disk(trouble: OSError) -> str:
    return "node.disk_full" if trouble.errno in _FULL else "node.disk_error"


def _of_database(trouble: Exception) -> str:
    cause = trouble.__cause__ if isinstance(trouble, db.Error) else trouble
    name = getattr(cause, "sqlite_errorname", None) or ""
    for start, code in _SQLITE.items():
        if name.startswith(start):
            return code
    return _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "", "node.database")


def _first_line(trouble: Exception) -> str:
    return (str(trouble).splitlines() or [""])[0]
