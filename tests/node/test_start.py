"""A node starts only on what is durable, of its own shape, and not set back."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time

import pytest
from django.core.management import call_command

from mithaq.node import high_water, signing_lock
from mithaq.node.backup import backup
from mithaq.node.check import check
from mithaq.node.high_water import SLOT, HighWater, Mark
from mithaq.node.home import read_home
from mithaq.node.keeping import BEHIND, MISSING, lock_what_was_rolled_back, open_store
from mithaq.node.opening import open_node
from mithaq.node.signing_lock import AdvisoryLock, FileLock
from mithaq.node.store import opening
from mithaq.node.store.database import Database
from mithaq.node.store.shelf import NodeShelf
from mithaq.node.store.troubles import told
from tests import postgresql

from .homes import fill, fill_national, sign, store_home, whole_home
from .ledger_contract import CHANNEL, NATIONAL
from .refusing import refused


@pytest.fixture
def url():
    made = postgresql.new_database()
    yield made
    postgresql.drop_database(made)


# Durability: five wrong settings, five refusals, and two more that go with them


@pytest.mark.parametrize(
    ("setting", "value", "found"),
    [
        ("synchronous", "NORMAL", 1),
        ("synchronous", "OFF", 0),
        ("journal_mode", "DELETE", "delete"),
        ("foreign_keys", "OFF", 0),
        ("trusted_schema", "ON", 1),
    ],
)
def test_sqlite_weaker_than_full_is_refused(tmp_path, setting, value, found):
    store_home(tmp_path / "home").close()
    opening.register(
        "weak", url="sqlite", file=tmp_path / "home" / "record.sqlite3", pragmas={setting: value}
    )
    database = Database("weak")
    with refused("node.durability", setting=setting, found=found):
        opening.refuse_weak(database)
    database.close()


@pytest.mark.parametrize("value", ["FULL", "EXTRA"])
def test_sqlite_as_strong_or_stronger_is_taken(tmp_path, value):
    opening.register("strong", url="sqlite", file=tmp_path / "x", pragmas={"synchronous": value})
    database = Database("strong")
    opening.refuse_weak(database)
    database.close()


def test_postgresql_without_synchronous_commit_is_refused(tmp_path, url):
    store_home(tmp_path / "home", url=url).close()
    name = url.partition("?")[0].rsplit("/", 1)[1]
    postgresql._sql(url, f"ALTER DATABASE {name} SET synchronous_commit = off")
    with refused("node.durability", setting="synchronous_commit", found="off", wanted="on"):
        open_node(tmp_path / "home")


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_postgresql_without_its_own_durability_is_refused(tmp_path, setting):
    if postgresql.binary("initdb") is None:
        pytest.skip("needs PostgreSQL's initdb: a server of our own is set wrongly")
    cluster = postgresql.Cluster(f"{setting}=off")
    with refused("node.durability", setting=setting, found="off", wanted="on"):
        store_home(tmp_path / "home", url=cluster.url("postgres"))
    cluster.stop()


# Shape


def test_a_database_of_another_shape_is_refused(tmp_path):
    store = store_home(tmp_path / "home")
    store.database.run(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_later', '2030-01-01')"
    )
    store.close()
    with refused("node.schema", found="0099_later"):
        store_home(tmp_path / "home", fresh=False)


def test_a_database_of_an_older_shape_is_brought_up_to_date_when_asked(tmp_path):
    store = store_home(tmp_path / "home")
    alias = store.database.alias
    call_command("migrate", "store", "0002", database=alias, verbosity=0, interactive=False)
    store.close()
    with refused("node.schema", found="0002_append_only"):
        store_home(tmp_path / "home", fresh=False)
    open_store(read_home(tmp_path / "home"), upgrade=True).close()
    store_home(tmp_path / "home", fresh=False).close()


def test_a_file_that_is_no_database_is_refused(tmp_path):
    store_home(tmp_path / "home").close()
    (tmp_path / "home" / "record.sqlite3").write_bytes(b"no database" * 500)
    with refused("node.damaged"):
        store_home(tmp_path / "home", fresh=False)


def test_a_lost_database_is_told_and_not_made_anew(tmp_path):
    store_home(tmp_path / "home").close()
    (tmp_path / "home" / "record.sqlite3").unlink()
    with refused("node.no_database"):
        store_home(tmp_path / "home", fresh=False)
    assert not (tmp_path / "home" / "record.sqlite3").exists()


def test_a_database_that_does_not_answer_is_refused(tmp_path):
    with refused("node.database"):
        store_home(tmp_path / "home", url="postgresql://nobody@127.0.0.1:1/none")


def test_a_torn_database_is_told_by_check(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    file = store.home.database
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 4] = os.urandom(4096)
    file.write_bytes(data)
    assert {finding.code for finding in check(store).findings} & {"damage.database", "node.damaged"}


# Set back (record.md 7.3)


def marks(store):
    return lock_what_was_rolled_back(store) or {
        channel: store.ledger.locked(channel) for channel in store.ledger.channels()
    }


def test_a_good_home_is_not_locked(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    assert set(marks(store).values()) == {None}
    store.close()


def test_an_older_copy_of_the_database_locks_what_it_lost(tmp_path):
    node = whole_home(tmp_path / "home")
    fill_national(node)
    old = tmp_path / "old"
    with sqlite3.connect(node.home.database) as live, sqlite3.connect(old) as copy:
        live.backup(copy)
    sign(node, node.store.ledger.channels()[0])
    node.close()
    for file in node.home.folder.glob("record.sqlite3*"):
        file.unlink()
    old.rename(node.home.database)
    with open_node(node.home.folder) as again:
        ours, joint = again.store.ledger.channels()
        assert again.store.ledger.locked(ours) == BEHIND
        assert again.store.ledger.locked(joint) is None
        with refused("node.locked", why=BEHIND):
            sign(again, ours)
        # A loss that is known and locked is no new damage.
        assert check(again.store).findings == ()


def test_a_lost_high_water_file_locks_every_channel_with_acts_of_ours(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    store.close()
    store.home.high_water.unlink()
    assert marks(store) == {NATIONAL.channel: MISSING, CHANNEL: MISSING}
    store.close()


def test_a_crash_between_commit_and_mark_locks_nothing(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    head = store.ledger.head(CHANNEL)
    before = [e.id for _, e in store.ledger.acts(CHANNEL)][-2]
    store.high_water.reset({CHANNEL: Mark(seq=head.seq - 1, id=before)})
    assert set(marks(store).values()) == {None}
    store.close()


def test_another_act_at_the_marked_place_locks(tmp_path):
    store = store_home(tmp_path / "home")
    fill(store)
    head = store.ledger.head(CHANNEL)
    store.high_water.reset({CHANNEL: Mark(seq=head.seq, id="ab" * 32)})
    assert marks(store)[CHANNEL] == BEHIND
    store.close()


# The high-water file


def two(seq, *, of="c"):
    return {of * 64: Mark(seq=seq, id=f"{seq:064x}")}


def test_marks_come_back_from_the_file(tmp_path):
    HighWater(tmp_path / "w").raise_to({**two(3), **two(9, of="d")})
    assert HighWater(tmp_path / "w").marks() == {**two(3), **two(9, of="d")}


def test_a_lower_mark_is_passed_over_unless_it_is_a_reset(tmp_path):
    water = HighWater(tmp_path / "w")
    water.raise_to(two(7))
    water.raise_to(two(5))
    assert water.marks() == two(7)
    water.reset(two(5))
    assert HighWater(tmp_path / "w").marks() == two(5)


def test_two_processes_see_each_others_marks(tmp_path):
    one, other = HighWater(tmp_path / "w"), HighWater(tmp_path / "w")
    one.raise_to(two(1))
    other.raise_to({**two(2), **two(1, of="d")})
    one.raise_to(two(3, of="e"))
    one.raise_to(two(3))
    assert other.marks() == {**two(3), **two(1, of="d"), **two(3, of="e")}


@pytest.mark.parametrize("at", range(0, 2 * SLOT, 37))
def test_a_torn_slot_never_loses_more_than_one_mark(tmp_path, at):
    water = HighWater(tmp_path / "w")
    for seq in range(5):
        water.raise_to(two(seq))
    data = bytearray((tmp_path / "w").read_bytes())
    data[at : min(at + 60, (at // SLOT + 1) * SLOT)] = b"\xff" * (
        min(at + 60, (at // SLOT + 1) * SLOT) - at
    )
    (tmp_path / "w").write_bytes(data)
    assert HighWater(tmp_path / "w").marks()["c" * 64].seq in {3, 4}


def test_a_file_spoiled_in_both_slots_is_refused(tmp_path):
    HighWater(tmp_path / "w").raise_to(two(1))
    (tmp_path / "w").write_bytes(b"\xff" * 2 * SLOT)
    with refused("node.high_water"):
        HighWater(tmp_path / "w").marks()


def test_when_the_mark_cannot_be_written_it_is_said_that_the_act_is_kept(tmp_path, monkeypatch):
    store = store_home(tmp_path / "home")
    fill(store)
    channel = store.ledger.channels()[0]
    from tests.record.make import Author

    acts = [e for _, e in store.ledger.acts(channel)]
    from mithaq.record.act import read_act

    author = Author(NATIONAL, "ma", feed=[read_act(one) for one in acts])
    act = author.state("more", "comment")

    def broken(*_):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(high_water, "_write_at", broken)
    with refused("node.high_water_unwritten"), store.ledger.transaction():
        store.ledger.append(channel, (act,), signed=True)
    monkeypatch.undo()
    assert store.ledger.head(channel).id == act.id
    assert set(marks(store).values()) == {None}
    store.close()


def test_marks_are_durable_before_anything_leaves(tmp_path, monkeypatch):
    node = whole_home(tmp_path / "home")
    synced = []
    real = os.fdatasync
    monkeypatch.setattr(high_water.os, "fdatasync", lambda file: (synced.append(file), real(file)))
    sign(node, node.store.ledger.channels()[0])
    assert synced == []
    with node.store.ledger.transaction():
        node.store.ledger.note("bundle/number", b"1")
    assert len(synced) == 1
    backup(node, tmp_path / "b")
    node.store.ledger.settle()
    assert len(synced) == 2
    node.close()


def test_nothing_leaves_when_marks_cannot_be_made_durable(tmp_path, monkeypatch):
    node = whole_home(tmp_path / "home")

    def broken(_):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(high_water.os, "fdatasync", broken)
    with refused("node.disk_error", doing="high-water"):
        node.store.ledger.settle()
    node.close()


# Locks and troubles


def test_one_signer_at_a_time_on_sqlite(tmp_path, monkeypatch):
    monkeypatch.setattr(signing_lock, "PATIENCE", 0.05)
    with FileLock(tmp_path / "l").held(), refused("node.busy"), FileLock(tmp_path / "l").held():
        pass
    with FileLock(tmp_path / "l").held():
        pass


def test_one_signer_at_a_time_on_postgresql(tmp_path, url, monkeypatch):
    monkeypatch.setattr(opening, "PATIENCE", 1)
    one = store_home(tmp_path / "one", url=url)
    opening.register("other", url=url, file=tmp_path / "x")
    other = Database("other")
    with AdvisoryLock(one.database).held(), refused("node.busy"), AdvisoryLock(other).held():
        pass
    with AdvisoryLock(other).held():
        pass
    other.close()
    one.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "node.disk_full"),
        (errno.EDQUOT, "node.disk_full"),
        (errno.EFBIG, "node.disk_full"),
        (errno.EIO, "node.disk_error"),
        (errno.EROFS, "node.disk_error"),
    ],
)
def test_what_the_disk_says_is_told_by_name(number, code):
    with refused(code, doing="write", reason=os.strerror(number)), told("write"):
        raise OSError(number, os.strerror(number))


def test_a_bug_is_no_trouble_of_the_disk():
    with pytest.raises(sqlite3.IntegrityError), told("write"):
        raise sqlite3.IntegrityError


def test_a_removal_that_was_taken_back_took_nothing(tmp_path):
    store = store_home(tmp_path / "home")
    name = store.shelf.put(b"kept", attachment=True)
    with pytest.raises(ZeroDivisionError), store.ledger.transaction():
        store.shelf.remove(name)
        raise ZeroDivisionError
    assert store.shelf.get(name) == b"kept"
    with store.ledger.transaction():
        store.shelf.remove(name)
    assert not store.shelf.path(name).exists()
    store.close()


def test_a_changed_attachment_is_never_given(tmp_path):
    store = store_home(tmp_path / "home")
    shelf: NodeShelf = store.shelf
    small, large = shelf.put(b"small"), shelf.put(b"large", attachment=True)
    shelf.path(large).write_bytes(b"other")
    store.database.run("UPDATE blob SET data = ? WHERE data IS NOT NULL", b"other")
    for sha256 in (small, large):
        with refused("node.blob_damaged", sha256=sha256):
            shelf.get(sha256)
    shelf.path(large).unlink()
    with refused("node.blob_damaged", sha256=large):
        shelf.get(large)
    store.close()


def test_who_came_first_is_served_first(tmp_path):
    locks = [FileLock(tmp_path / "l") for _ in range(6)]
    served, threads = [], []

    def wait(number):
        with locks[number].held():
            served.append(number)

    with locks[0].held():
        for number in range(1, 6):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            time.sleep(0.05)
        assert served == []
    for thread in threads:
        thread.join()
    assert served == [1, 2, 3, 4, 5]


def test_a_waiter_that_gives_up_stands_in_nobodys_way(tmp_path, monkeypatch):
    first, second, third = (FileLock(tmp_path / "l") for _ in range(3))
    with first.held():
        monkeypatch.setattr(signing_lock, "PATIENCE", 0.05)
        with refused("node.busy"), second.held():
            pass
    with third.held(), refused("node.busy"), second.held():
        pass
    with second.held():
        pass


def test_a_damaged_file_is_healed_by_taking_it_in_again(tmp_path):
    store = store_home(tmp_path / "home")
    data = b"an attachment" * 10
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(b"else")):
        with store.ledger.transaction():
            sha256 = store.shelf.put(data, attachment=True)
        path = store.shelf.path(sha256)
        path.chmod(0o600)
        damage(path)
        with refused("node.blob_damaged", sha256=sha256):
            store.shelf.get(sha256)
        with store.ledger.transaction():
            store.shelf.put(data, attachment=True)
        assert store.shelf.get(sha256) == data
    store.close()
