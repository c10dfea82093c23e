"""``check`` finds every change that matters, and nothing on a good store."""

from __future__ import annotations

import pytest

from mithaq.node.check import check
from mithaq.node.store import triggers
from tests import postgresql

from .homes import fill, store_home
from .ledger_contract import CHANNEL


def codes(store):
    return [finding.code for finding in check(store).findings]


def without_triggers(store):
    for statement in triggers.drop(store.database.vendor):
        store.database.run(statement)


def with_triggers(store):
    for statement in triggers.create(store.database.vendor):
        store.database.run(statement)


class Checks:
    @pytest.fixture
    def store(self, home):
        fill(home)
        return home

    def test_a_good_store_has_no_findings(self, store):
        checked = check(store)
        assert checked.findings == ()
        assert (checked.channels, checked.acts, checked.waiting, checked.blobs) == (2, 9, 2, 2)

    def test_an_empty_store_has_no_findings(self, home):
        assert check(home).findings == ()

    def test_it_changes_nothing(self, store):
        before = store.database.rows("SELECT * FROM act ORDER BY n")
        check(store)
        assert store.database.rows("SELECT * FROM act ORDER BY n") == before

    def test_a_missing_trigger_is_found(self, store):
        without_triggers(store)
        wanted = len(triggers.names(store.database.vendor))
        assert codes(store) == ["damage.trigger"] * wanted
        with_triggers(store)
        assert codes(store) == []

    def test_a_lost_newest_own_act_is_found(self, store):
        without_triggers(store)
        store.database.run("DELETE FROM act WHERE n = (SELECT max(n) FROM act)")
        with_triggers(store)
        assert codes(store) == ["damage.high_water"]

    def test_a_lost_act_in_the_middle_is_found(self, store):
        without_triggers(store)
        store.database.run("DELETE FROM act WHERE party = 'pk' AND seq = 1")
        with_triggers(store)
        assert "damage.act" in codes(store)

    def test_acts_in_another_order_than_they_came_are_found(self, store):
        without_triggers(store)
        store.database.run("UPDATE act SET n = 900 WHERE party = 'pk' AND seq = 0")
        with_triggers(store)
        assert "damage.act" in codes(store)

    def test_a_lost_high_water_file_is_found(self, store):
        store.high_water.path.unlink()
        assert codes(store) == ["damage.high_water"] * 2

    def test_a_spoiled_high_water_file_is_found(self, store):
        store.high_water.path.write_bytes(b"x" * store.high_water.path.stat().st_size)
        assert "node.high_water" in codes(store)

    def test_a_lost_attachment_is_found(self, store):
        next(file for file in store.home.blobs.rglob("*") if file.is_file()).unlink()
        assert codes(store) == ["damage.blob_missing"]

    def test_a_stray_file_is_counted_and_harms_nothing(self, store):
        (store.home.blobs / "ab").mkdir(exist_ok=True)
        (store.home.blobs / "ab" / ".half.part").write_bytes(b"half")
        checked = check(store)
        assert (checked.strays, checked.findings) == (1, ())

    def test_a_waiting_act_that_was_changed_is_found(self, store):
        store.database.run("UPDATE waiting SET sigs = payload WHERE n = 1")
        assert codes(store) == ["damage.waiting"]

    def test_a_changed_charter_is_found(self, store):
        without_triggers(store)
        row = store.database.row("SELECT payload FROM channel WHERE n = 2")
        store.database.run(
            "UPDATE channel SET payload = ? WHERE n = 2",
            bytes(row[0]).replace(b"Partie", b"Panier"),
        )
        with_triggers(store)
        assert "damage.charter" in codes(store)


def flipped(value):
    """Give every way of changing one byte, or one unit, of a column's value."""
    if isinstance(value, int):
        yield value + 1
        yield value ^ 64
    elif isinstance(value, str):
        for at in range(len(value)):
            yield value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
    else:
        data = bytes(value)
        for at in range(len(data)):
            yield data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


COLUMNS = [
    *(("act", column) for column in ("payload", "sigs", "seq", "party", "kind", "id")),
    *(("channel", column) for column in ("payload", "sigs", "id")),
    *(("waiting", column) for column in ("payload", "sigs", "id")),
]


class FlipsEveryByte:
    """Every byte of every column of every act and charter, and of every blob."""

    @pytest.fixture
    def store(self, home):
        fill(home)
        without_triggers(home)
        return home

    @pytest.mark.parametrize(("table", "column"), COLUMNS)
    def test_every_flip_of_what_was_signed_is_found(self, store, table, column):
        missed = []
        for n, value in store.database.rows(f"SELECT n, {column} FROM {table}"):
            for other in list(flipped(value))[:: self.step]:
                store.database.run(f"UPDATE {table} SET {column} = ? WHERE n = ?", other, n)
                if not set(codes(store)) - {"damage.trigger"}:
                    missed.append((n, other))
            store.database.run(f"UPDATE {table} SET {column} = ? WHERE n = ?", value, n)
        assert missed == []
        assert set(codes(store)) == {"damage.trigger"}

    def test_every_flip_in_a_small_content_is_found(self, store):
        key, value = store.database.row("SELECT sha256, data FROM blob WHERE data IS NOT NULL")
        for other in flipped(value):
            store.database.run("UPDATE blob SET data = ? WHERE sha256 = ?", other, key)
            assert "damage.blob" in codes(store)

    def test_every_flip_in_an_attachment_is_found(self, store):
        file = next(file for file in store.home.blobs.rglob("*") if file.is_file())
        good = file.read_bytes()
        for other in flipped(good):
            file.write_bytes(other)
            assert "damage.blob" in codes(store)
        file.write_bytes(good)
        assert set(codes(store)) == {"damage.trigger"}


class OnSqlite:
    step = 1

    @pytest.fixture
    def home(self, tmp_path):
        store = store_home(tmp_path / "home")
        yield store
        store.close()


class OnPostgresql:
    # The columns are the same code as on SQLite: every 29th byte shows that they arrive.
    step = 29

    @pytest.fixture
    def home(self, tmp_path):
        url = postgresql.new_database()
        store = store_home(tmp_path / "home", url=url)
        yield store
        store.close()
        postgresql.drop_database(url)


class TestCheckOnSqlite(OnSqlite, Checks):
    def test_every_flip_in_the_file_itself_is_found_or_harmless(self, store):
        """Flip bytes of the acts inside the database file, past any tool of the database."""
        store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        payload = bytes(store.database.row("SELECT payload FROM act WHERE n = 3")[0])
        store.close()
        file = store.home.database
        good = file.read_bytes()
        at = good.index(payload)
        for offset in range(0, len(payload), 9):
            bad = bytearray(good)
            bad[at + offset] ^= 1
            file.write_bytes(bad)
            assert codes(store), offset
            store.close()
        file.write_bytes(good)
        assert codes(store) == []


class TestCheckOnPostgresql(OnPostgresql, Checks):
    pass


@pytest.mark.long
class TestFlipsOnSqlite(OnSqlite, FlipsEveryByte):
    pass


@pytest.mark.long
class TestFlipsOnPostgresql(OnPostgresql, FlipsEveryByte):
    pass


def test_the_charter_of_the_fixture_is_the_second_channel(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    assert store.ledger.channels()[1] == CHANNEL
    store.close()


def test_a_column_that_says_other_than_the_signed_bytes_is_named(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    without_triggers(store)
    store.database.run("UPDATE act SET kind = 'accept' WHERE n = 4")
    with_triggers(store)
    assert codes(store) == ["damage.row"]
    store.close()
