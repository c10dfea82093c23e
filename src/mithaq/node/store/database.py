"""One database connection, spoken to in plain SQL.

Django opens it (settings, pragmas, migrations, threads); the statements go straight to the
driver, because Django's cursor costs more than the statements themselves on the hot paths.
Statements are written with ``?``; PostgreSQL's driver wants ``%s``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections

from .troubles import TROUBLES, as_refusal, told

Row = tuple[Any, ...]


class Database:
    """The connection of one home, one a thread."""

    def __init__(self, alias: str) -> None:
        """Name Django's alias; nothing is opened yet."""
        self.alias = alias
        self._here = threading.local()
        self.sqlite = connections[alias].vendor == "sqlite"
        self._begin = "BEGIN IMMEDIATE" if self.sqlite else "BEGIN"

    @property
    def vendor(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return connections[self.alias].vendor

    @property
    def inside(self) -> bool:
        """Whether this thread is in a transaction."""
        return getattr(self._here, "inside", False)

    def _driver(self) -> Any:  # noqa: ANN401  (two drivers, no common type)
        here = self._here
        driver = getattr(here, "driver", None)
        # Django drops a connection it closes; asking its registry each time would cost more
        # than a statement does.
        if driver is None or here.django.connection is not driver:
            here.django = connections[self.alias]
            with told("open"):
                here.django.ensure_connection()
            driver = here.driver = here.django.connection
        return driver

    def _sql(self, sql: str) -> str:
        return sql if self.sqlite else sql.replace("?", "%s")

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Run a query and give every row."""
        try:
            found: list[Row] = self._driver().execute(self._sql(sql), values).fetchall()
        except TROUBLES as trouble:
            raise as_refusal(trouble, "read") from trouble
        return found

    def row(self, sql: str, *values: object) -> Row | None:
        """Run a query and give its first row, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: object) -> None:
        """Run one statement."""
        try:
            self._driver().execute(self._sql(sql), values)
        except TROUBLES as trouble:
            raise as_refusal(trouble, "write") from trouble

    def many(self, sql: str, rows: Sequence[Iterable[object]]) -> None:
        """Run one statement for each row."""
        with told("write"):
            if self.sqlite:
                self._driver().executemany(sql, rows)
            else:
                with self._driver().cursor() as cursor:
                    cursor.executemany(self._sql(sql), rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of the block or none of it; SQLite takes its write lock at once."""
        driver = self._driver()
        try:
            driver.execute(self._begin)
        except TROUBLES as trouble:
            raise as_refusal(trouble, "begin") from trouble
        self._here.inside = True
        self._here.after = []
        try:
            yield
            self._commit(driver)
        except BaseException:
            self._back(driver)
            raise
        finally:
            self._here.inside = False
        for act in self._here.after:
            act()

    def after_commit(self, act: Callable[[], None]) -> None:
        """Do this once the transaction has been committed; at once when there is none."""
        if self.inside:
            self._here.after.append(act)
        else:
            act()

    def _commit(self, driver: Any) -> None:  # noqa: ANN401
        try:
            driver.execute("COMMIT")
        except TROUBLES as trouble:
            raise as_refusal(trouble, "commit") from trouble

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one moment of the database for the whole block, while others go on writing."""
        driver = self._driver()
        moment = "BEGIN" if self.sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with told("begin"):
            driver.execute(moment)
            # The moment begins with the first read.
            driver.execute("SELECT max(n) FROM act").fetchall()
        try:
            yield
        finally:
            self._back(driver)

    def _back(self, driver: Any) -> None:  # noqa: ANN401
        # A full disk or a lost server has already rolled back; the first trouble is the one
        # to tell. A connection that cannot even roll back is thrown away.
        try:
            if not self.sqlite or driver.in_transaction:
                driver.execute("ROLLBACK")
        except Exception:  # noqa: BLE001
            self.close()

    def close(self) -> None:
        """Close this thread's connection."""
        connections[self.alias].close()
        self._here.driver = None
