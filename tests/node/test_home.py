from __future__ import annotations

import os
import stat

import pytest

from mithaq.node import beginning, home, keeping
from mithaq.node.beginning import init
from mithaq.node.check import check
from mithaq.node.home import ENVIRONMENT, VARIABLE, read_home, write_settings
from mithaq.node.keyring import Keyring
from mithaq.node.opening import open_node
from mithaq.record.charter import read_charter
from mithaq.record.refusal import Refusal
from tests import postgresql

from .homes import PASSPHRASE
from .refusing import refused

NAMES = {"en": "Morocco", "ar": "المغرب", "fr": 'Maroc "\\\x7f'}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """One home for the tests that only look at it: its passphrase costs a second."""
    place = tmp_path_factory.mktemp("begun") / "deep" / "home"
    with init(place, party="ma", names=NAMES, passphrase=PASSPHRASE) as node:
        yield node


def test_a_new_node_has_its_national_channel_and_has_joined_it(begun):
    (channel,) = begun.desk.ledger.channels()
    charter = read_charter(begun.desk.ledger.charter(channel))
    assert charter.ids == ("ma",)
    assert dict(charter.parties[0].name) == NAMES
    assert begun.desk.channel(channel).heads()["ma"].size == 1
    assert check(begun.store).findings == ()


def test_the_charter_names_the_keys_of_the_home(begun):
    charter = read_charter(begun.desk.ledger.charter(begun.desk.national()))
    keys = charter.parties[0].keys
    assert list(keys.node) == [begun.desk.signer.key]
    assert keys.tls == (begun.keyring.tls_pin(),)
    assert keys.age == begun.keyring.recipients()
    assert list(keys.root.values()) == list(begun.keyring.unlock(PASSPHRASE).publics)


def test_folders_and_files_are_for_their_owner_only(begun):
    for path in [begun.home.folder, *begun.home.folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_settings_are_read_as_they_were_written(begun):
    read = read_home(begun.home.folder)
    assert (read.party, dict(read.name), read.url) == ("ma", NAMES, "sqlite")
    assert read.high_water == begun.home.folder / "high-water"


def test_a_home_opens_again_and_signs_on(begun):
    with open_node(begun.home.folder) as node:
        assert node.desk.ledger.tip(node.desk.national()) == 1


def test_it_does_not_begin_where_something_is(begun, tmp_path):
    with refused("node.home_taken"):
        init(begun.home.folder, party="ma", names=NAMES, passphrase=PASSPHRASE)
    (tmp_path / "file").write_text("")
    with refused("node.home_taken"):
        init(tmp_path / "file", party="ma", names=NAMES, passphrase=PASSPHRASE)


def test_it_begins_in_an_empty_folder(tmp_path):
    place = tmp_path / "home"
    place.mkdir()
    init(place, party="pk", names={"en": "Pakistan"}, passphrase=PASSPHRASE).close()
    assert read_home(place).party == "pk"


def test_it_wants_a_passphrase(tmp_path):
    with refused("node.passphrase_empty"):
        init(tmp_path / "home", party="ma", names=NAMES, passphrase="")


@pytest.mark.parametrize("party", ["Morocco!", ""])
def test_a_refused_beginning_leaves_nothing(tmp_path, party):
    with pytest.raises(Refusal):
        init(tmp_path / "home", party=party, names=NAMES, passphrase=PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_beginning_that_was_cut_is_swept_by_the_next(tmp_path, monkeypatch):
    def cut(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(beginning, "put_in_place", cut)
    monkeypatch.setattr(beginning.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        init(tmp_path / "home", party="ma", names=NAMES, passphrase=PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == [".home.part"]
    monkeypatch.undo()
    init(tmp_path / "home", party="ma", names=NAMES, passphrase=PASSPHRASE).close()
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_node_lives_on_postgresql_by_url_or_by_environment(tmp_path, monkeypatch):
    url = postgresql.new_database()
    monkeypatch.setenv(VARIABLE, url)
    with init(tmp_path / "home", party="ma", names=NAMES, passphrase=PASSPHRASE) as node:
        assert node.store.database.vendor == "postgresql"
    assert url not in (tmp_path / "home" / "node.toml").read_text()
    with open_node(tmp_path / "home") as node:
        assert node.desk.ledger.tip(node.desk.national()) == 1
    with refused("node.database_taken"):
        init(tmp_path / "other", party="ma", names=NAMES, passphrase=PASSPHRASE)
    monkeypatch.delenv(VARIABLE)
    with refused("node.setting", name=VARIABLE):
        open_node(tmp_path / "home")
    postgresql.drop_database(url)


def test_a_key_that_was_made_and_never_announced_changes_nothing(tmp_path):
    place = tmp_path / "home"
    with init(place, party="ma", names={"en": "Morocco"}, passphrase=PASSPHRASE) as node:
        signs = node.desk.signer.key
        node.keyring.add_node_key()
    with open_node(place) as node:
        assert node.desk.signer.key == signs


# Settings


def test_a_folder_without_a_node_is_refused(tmp_path):
    with refused("node.no_home", folder=str(tmp_path)):
        read_home(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("version = 1", "version = 2", "version"),
        ("party = ", "parti = ", "parti"),
        ('url = "sqlite"', "url = 1", "url"),
        ('url = "sqlite"', 'url = "sqlite"\nsynchronous = "OFF"', "database.synchronous"),
        ("[high_water]", "[high_tide]", "high_tide"),
        ('path = "high-water"', "", "path"),
        ("[name]", "[name", "node.toml"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path, old, new, name):
    write_settings(tmp_path, party="ma", name={"en": "Morocco"}, url="sqlite")
    file = tmp_path / home.SETTINGS
    file.write_text(file.read_text().replace(old, new))
    with refused("node.setting", name=name):
        read_home(tmp_path)


def test_an_unknown_kind_of_database_is_refused_without_telling_its_password(tmp_path):
    write_settings(tmp_path, party="ma", name={"en": "M"}, url="mysql://u:secret@host/x")
    with refused("node.setting", name="database.url") as caught:
        keeping.open_store(read_home(tmp_path))
    assert "secret" not in str(caught.value)


def test_the_high_water_file_may_lie_on_another_disk(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    place = tmp_path / "home"
    names = {"en": "Morocco"}
    init(
        place, party="ma", names=names, passphrase=PASSPHRASE, high_water=str(other / "marks")
    ).close()
    assert (other / "marks").is_file()
    assert not (place / "high-water").exists()
    assert ENVIRONMENT not in os.environ


# Keys


def test_the_root_key_opens_with_its_passphrase_only(begun, tmp_path):
    with refused("node.passphrase"):
        begun.keyring.unlock("wrong")
    with refused("node.no_root"):
        begun.keyring.unlock(PASSPHRASE, file=tmp_path / "elsewhere")


def test_the_root_key_may_be_moved_away(begun, tmp_path):
    moved = tmp_path / "root.age"
    moved.write_bytes(begun.keyring.root_file.read_bytes())
    assert begun.keyring.unlock(PASSPHRASE, file=moved).publics


def test_a_node_key_is_added_and_found_by_its_id(tmp_path):
    keyring = Keyring(tmp_path)
    (tmp_path / "node").mkdir()
    first = keyring.add_node_key()
    assert keyring.node_key().key == first.key
    second = keyring.add_node_key()
    assert keyring.node_key(second.key).public == second.public
    with refused("node.no_key"):
        keyring.node_key()
    with refused("node.no_key"):
        keyring.node_key("00" * 32)


def test_a_file_that_is_no_key_is_refused(tmp_path):
    (tmp_path / "node").mkdir()
    (tmp_path / "node" / "x.pem").write_text("no key")
    with refused("node.bad_key"):
        Keyring(tmp_path).node_keys()
