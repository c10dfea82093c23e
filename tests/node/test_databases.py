"""SQLite and PostgreSQL keep the one contract, and a few promises a database alone can make."""

from __future__ import annotations

import pytest

from tests import postgresql

from .ledger_contract import CHANNEL, CHARTER, LedgerContract, ShelfContract, feed
from .stores import store_in


class OnSqlite:
    @pytest.fixture
    def store(self, tmp_path):
        opened = store_in(tmp_path)
        yield opened
        opened.database.close()

    @pytest.fixture
    def ledger(self, store):
        return store.ledger

    @pytest.fixture
    def shelf(self, store):
        return store.shelf

    @pytest.fixture
    def marks(self, store):
        return store.high_water.marks


class OnPostgresql(OnSqlite):
    @pytest.fixture
    def store(self, tmp_path):
        url = postgresql.new_database()
        opened = store_in(tmp_path, url=url)
        yield opened
        opened.database.close()
        postgresql.drop_database(url)


class AppendOnly:
    @pytest.fixture
    def full(self, store):
        with store.ledger.transaction():
            store.ledger.open(CHARTER.envelope)
            store.ledger.append(CHANNEL, feed("pk", 3))
        return store

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE act SET seq = seq + 1",
            "UPDATE act SET payload = payload WHERE n = 1",
            "DELETE FROM act WHERE n = 3",
            "UPDATE channel SET id = id",
            "DELETE FROM channel",
        ],
    )
    def test_the_database_refuses_to_change_what_was_signed(self, full, statement):
        before = full.database.rows("SELECT * FROM act ORDER BY n")
        with pytest.raises(Exception, match="append only"), full.ledger.transaction():
            full.database.run(statement)
        assert full.database.rows("SELECT * FROM act ORDER BY n") == before


class TestSqliteLedger(OnSqlite, LedgerContract):
    pass


class TestSqliteShelf(OnSqlite, ShelfContract):
    pass


class TestSqliteAppendOnly(OnSqlite, AppendOnly):
    @pytest.mark.parametrize("pragma", ["ON", "OFF"])
    def test_insert_or_replace_is_refused_too(self, full, pragma):
        full.database.run(f"PRAGMA recursive_triggers = {pragma}")
        row = full.database.row("SELECT * FROM act WHERE n = 2")
        marks = ", ".join("?" * len(row))
        for changed in (row, (99, *row[1:])):
            with pytest.raises(Exception, match="append only"), full.ledger.transaction():
                full.database.run(f"INSERT OR REPLACE INTO act VALUES ({marks})", *changed)


class TestPostgresqlLedger(OnPostgresql, LedgerContract):
    pass


class TestPostgresqlShelf(OnPostgresql, ShelfContract):
    pass


class TestPostgresqlAppendOnly(OnPostgresql, AppendOnly):
    def test_truncate_is_refused_too(self, full):
        with pytest.raises(Exception, match="append only"), full.ledger.transaction():
            full.database.run("TRUNCATE act")
        assert full.ledger.tip(CHANNEL) == 3
