"""A throw-away PostgreSQL: started once a test process where its programs are, stopped at its end.

``MITHAQ_TEST_POSTGRESQL`` names a server to use instead. A server will not run as root: then it
runs as the user ``postgres``.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests import needs

_count = itertools.count()


def binary(name: str) -> str | None:
    """Find a program of PostgreSQL on the path or where Debian puts it."""
    found = shutil.which(name)
    return found or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)


class Cluster:
    """A server of our own in a temporary folder, reached by a socket file there."""

    def __init__(self, *settings: str) -> None:
        # In memory where the machine has such a place: a server asks its disk at every commit.
        shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="mithaq-pg-", dir=shm))
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self.folder, self._user)
        self.data = self.folder / "data"
        self._run("initdb", "-D", str(self.data), "-A", "trust", "-U", "mithaq", "-E", "UTF8", "-N")
        listen = f"listen_addresses=''\nunix_socket_directories='{self.folder}'\n"
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write("\n".join([listen, "max_connections=60", "shared_buffers=32MB", *settings]))
        self.start()
        self._owner = os.getpid()
        atexit.register(self.stop)

    def start(self) -> None:
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "-t", "30", "start")

    def crash(self) -> None:
        """Stop as a power cut would: no checkpoint, no good-bye; recovery at the next start."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [binary(name), *arguments],
            user=self._user,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C", "HOME": str(self.folder)},
        )

    def stop(self) -> None:
        if self.folder.exists() and self._owner == os.getpid():
            self.crash()
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://mithaq@/{database}?host={self.folder}"


def _sql(url: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@functools.cache
def server() -> str:
    """Give the url of a database the tests may use, starting a server if need be."""
    if needs.POSTGRESQL:
        return needs.POSTGRESQL
    return own_cluster().url("postgres")


@functools.cache
def own_cluster() -> Cluster:
    """Give this process's own server."""
    if binary("initdb") is None or binary("pg_ctl") is None:
        pytest.skip("needs PostgreSQL: install it or set MITHAQ_TEST_POSTGRESQL=postgresql://…")
    pytest.importorskip("psycopg", reason="needs psycopg (pip install mithaq[postgres])")
    return Cluster()


def new_database(template: str = "template0") -> str:
    """Make an empty database and give its url."""
    url = server()
    name = f"mithaq_{os.getpid()}_{next(_count)}"
    how = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if template == "template0" else ""
    _sql(url, f"CREATE DATABASE {name} TEMPLATE {template} {how}")
    head, _, tail = url.partition("://")
    place, _, query = tail.partition("?")
    return f"{head}://{place.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def copy_database(url: str) -> str:
    """Copy a database nobody is connected to, and give the copy's url."""
    return new_database(template=_name(url))


def _name(url: str) -> str:
    return url.partition("?")[0].rsplit("/", 1)[1]


def drop_database(url: str) -> None:
    """Drop a database made by ``new_database``, whoever is connected."""
    _sql(server(), f"DROP DATABASE {_name(url)} WITH (FORCE)")


if __name__ == "__main__":
    print(new_database())
