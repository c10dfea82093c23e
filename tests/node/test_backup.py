"""A backup restores equal, on either database, or is refused whole."""

from __future__ import annotations

import shutil
import threading
import time

import pyrage
import pytest

from mithaq.node.backup import backup
from mithaq.node.check import check
from mithaq.node.home import read_home
from mithaq.node.keeping import open_store
from mithaq.node.opening import desk_of
from mithaq.node.restore import RESTORED, restore
from mithaq.record.refusal import Refusal
from tests import postgresql

from .homes import fill_national, sign, whole_home
from .refusing import refused

TABLES = {
    "channel": "n, id, payload, sigs",
    "act": "n, channel, party, seq, id, kind, payload, sigs",
    "waiting": "channel, id, payload, sigs",
    "blob": "sha256, size, data",
    "note": "key, value",
}


def everything(store):
    """Give every row of the truth and its companions, and every attachment."""
    rows = {}
    for table, columns in TABLES.items():
        found = store.database.rows(f"SELECT {columns} FROM {table}")
        plain = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found]
        rows[table] = sorted(plain, key=repr)
    blobs = store.home.blobs
    files = {f.name: f.read_bytes() for f in blobs.rglob("*") if f.is_file()}
    return rows, files


@pytest.fixture
def urls():
    made = []

    def url(kind):
        if kind == "sqlite":
            return kind
        made.append(postgresql.new_database())
        return made[-1]

    yield url
    for one in made:
        postgresql.drop_database(one)


@pytest.fixture
def node(tmp_path):
    made = whole_home(tmp_path / "home")
    fill_national(made)
    yield made
    made.close()


@pytest.fixture
def written(node, tmp_path):
    return backup(node, tmp_path / "record.backup.age")


def opened(place):
    return open_store(read_home(place))


@pytest.mark.parametrize("origin", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_it_restores_equal_on_either_database(tmp_path, urls, origin, target):
    node = whole_home(tmp_path / "home", url=urls(origin))
    fill_national(node)
    before = everything(node.store)
    backup(node, tmp_path / "b")
    node.close()
    restore(tmp_path / "b", tmp_path / "new", keys=tmp_path / "home" / "keys", url=urls(target))
    store = opened(tmp_path / "new")
    assert everything(store) == before
    assert check(store).findings == ()
    store.close()


def test_answers_asked_for_under_an_earlier_lock_do_not_come_back(tmp_path, node):
    with node.store.ledger.transaction():
        node.store.ledger.note("locked/abc/sent/1", b"1")
    backup(node, tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "new", keys=tmp_path / "home" / "keys")
    store = opened(tmp_path / "new")
    assert list(store.ledger.notes("")) == ["people/amina"]
    store.close()


def test_it_counts_what_it_wrote(written):
    assert written.counts == {
        "channels": 2, "acts": 10, "waiting": 2, "notes": 1, "contents": 1, "attachments": 2
    }  # fmt: skip
    assert written.path.stat().st_size == written.size


def test_every_channel_is_locked_after_a_restore(tmp_path, written):
    restored = restore(written.path, tmp_path / "new", keys=tmp_path / "home" / "keys")
    store = opened(tmp_path / "new")
    assert [store.ledger.locked(one) for one in restored.channels] == [RESTORED, RESTORED]
    with refused("node.locked"):
        sign(desk_of(store), restored.channels[0])
    store.close()


def test_after_unlocking_the_restored_node_signs_on(tmp_path, written):
    restored = restore(written.path, tmp_path / "new", keys=tmp_path / "home" / "keys")
    store = opened(tmp_path / "new")
    with store.ledger.transaction():
        store.ledger.unlock(restored.channels[0])
    assert sign(desk_of(store), restored.channels[0]).seq == 7
    assert check(store).findings == ()
    store.close()


def test_it_holds_no_private_key(tmp_path, node, written):
    plain = pyrage.decrypt(
        written.path.read_bytes(),
        [pyrage.x25519.Identity.from_str(one) for one in node.keyring.identities()],
    )
    for file in (tmp_path / "home" / "keys").rglob("*"):
        if file.is_file() and file.suffix in {".key", ".pem", ".age"}:
            assert file.read_bytes() not in plain
    assert b"PRIVATE" not in plain
    assert b"AGE-SECRET" not in plain


def test_it_can_be_sealed_to_another_recipient(tmp_path, node):
    other = pyrage.x25519.Identity.generate()
    written = backup(node, tmp_path / "b", recipients=[str(other.to_public())])
    with refused("node.sealed"):
        restore(written.path, tmp_path / "new", keys=tmp_path / "home" / "keys")
    keys = tmp_path / "safe"
    shutil.copytree(tmp_path / "home" / "keys", keys)
    (keys / "age.key").write_text(str(other))
    assert restore(written.path, tmp_path / "new", keys=keys).party == "ma"


def test_a_target_that_is_there_is_not_overwritten(node, written):
    with refused("node.target_taken"):
        backup(node, written.path)


def test_a_damaged_attachment_refuses_the_backup_whole(tmp_path, node):
    file = next(one for one in node.home.blobs.rglob("*") if one.is_file())
    file.write_bytes(b"damaged")
    with refused("node.blob_damaged"):
        backup(node, tmp_path / "b")
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def code_of(tmp_path, file, *, keys=None, url=None):
    with pytest.raises(Refusal) as refusal:
        restore(file, tmp_path / "new", keys=keys or tmp_path / "home" / "keys", url=url)
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".new*"))
    return refusal.value.code


def test_a_changed_byte_anywhere_is_refused_and_nothing_restored(tmp_path, written):
    good = written.path.read_bytes()
    bad = tmp_path / "bad"
    # Every byte of the head, then one in each few hundred of the body.
    places = [*range(0, 400, 7), *range(400, len(good), max(1, len(good) // 60)), len(good) - 1]
    for at in places:
        data = bytearray(good)
        data[at] ^= 1
        bad.write_bytes(data)
        assert code_of(tmp_path, bad) == "node.sealed", at


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_backup_is_refused(tmp_path, written, share):
    good = written.path.read_bytes()
    bad = tmp_path / "bad"
    bad.write_bytes(good[: int(len(good) * share)])
    assert code_of(tmp_path, bad) == "node.sealed"


def remade(tmp_path, node, written, change):
    """Open the seal with the node's own identity, change the tar, and seal it again."""
    identities = [pyrage.x25519.Identity.from_str(one) for one in node.keyring.identities()]
    plain = change(pyrage.decrypt(written.path.read_bytes(), identities))
    bad = tmp_path / "bad"
    bad.write_bytes(node.seal(plain, node.keyring.recipients()))
    return bad


def swap(old, new):
    return lambda plain: plain.replace(old, new)


@pytest.mark.parametrize(
    "change",
    [
        swap(b"people/", b"People/"),
        swap(b'{"kind":"example"}', b'{"kind":"examplf"}'),
        swap(b"an attachment", b"an attachmenT"),
        swap(b"acts/00000001", b"acts/00000009"),
        swap(b"SHA256SUMS", b"SHA256SUMZ"),
        swap(b"manifest.json", b"manifest.jsom"),
        lambda plain: plain[:512],
        lambda plain: plain[:-512],
        lambda plain: plain + bytes(512),
        lambda plain: b"",
    ],
)
def test_a_backup_remade_by_one_who_can_open_it_is_refused(tmp_path, node, written, change):
    assert code_of(tmp_path, remade(tmp_path, node, written, change)) == "node.backup_damaged"


def test_a_backup_of_another_node_is_refused(tmp_path, node):
    stranger = whole_home(tmp_path / "stranger")
    to_us = node.keyring.recipients()
    backup(stranger, tmp_path / "b", recipients=to_us)
    stranger.close()
    assert code_of(tmp_path, tmp_path / "b") == "node.not_ours"


def test_a_place_that_holds_something_is_refused(tmp_path, written):
    with refused("node.home_taken"):
        restore(written.path, tmp_path / "home", keys=tmp_path / "home" / "keys")


def test_a_database_that_holds_something_is_refused(tmp_path, written, urls):
    url = urls("postgresql")
    whole_home(tmp_path / "other", url=url).close()
    assert code_of(tmp_path, written.path, url=url) == "node.database_taken"


def test_a_refused_backup_leaves_the_database_empty(tmp_path, node, written, urls):
    url = urls("postgresql")
    bad = remade(tmp_path, node, written, swap(b"an attachment", b"an attachmenT"))
    assert code_of(tmp_path, bad, url=url) == "node.backup_damaged"
    assert restore(written.path, tmp_path / "new", keys=tmp_path / "home" / "keys", url=url)


def test_restoring_without_the_keys_is_refused(tmp_path, written):
    assert code_of(tmp_path, written.path, keys=tmp_path / "nowhere") == "node.no_key"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_taken_while_others_write_is_one_moment(tmp_path, urls, kind):
    node = whole_home(tmp_path / "home", url=urls(kind))
    channel = node.store.ledger.channels()[0]
    stop = threading.Event()
    signed = []

    def write():
        while not stop.is_set():
            signed.append(sign(node, channel).id)
            time.sleep(0.02)
        node.store.database.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        time.sleep(0.3)
        before = len(signed)
        backup(node, tmp_path / "b")
        assert len(signed) >= before
    finally:
        stop.set()
        writer.join()
    restore(tmp_path / "b", tmp_path / "new", keys=tmp_path / "home" / "keys")
    store = opened(tmp_path / "new")
    kept = [envelope.id for _, envelope in store.ledger.acts(channel)][1:]
    assert kept == signed[: len(kept)]
    assert len(kept) >= before
    assert check(store).findings == ()
    store.close()
    node.close()
