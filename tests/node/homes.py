"""Homes for tests, without a desk: a store with a charter and a few acts of both sides."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from mithaq.desk.pen import sealed
from mithaq.node.beginning import national_charter
from mithaq.node.disk import make_folder
from mithaq.node.home import read_home, write_settings
from mithaq.node.keeping import Store, open_store
from mithaq.node.keyring import Keyring, RootKeys
from mithaq.node.opening import Node, desk_of
from mithaq.record.act import Act, act_payload, read_act
from tests.record.make import TIME, Author

from .ledger_contract import CHANNEL, CHARTER, NATIONAL, feed

PASSPHRASE = "correct horse"


def store_home(folder: Path, *, url: str = "sqlite", fresh: bool = True) -> Store:
    """Open the store of a home of party ``ma``, made on the spot when it is fresh."""
    if fresh:
        make_folder(folder)
        write_settings(folder, party="ma", name={"en": "Morocco"}, url=url)
    return open_store(read_home(folder), fresh=fresh)


@functools.cache
def _keys(name: str) -> tuple[Path, RootKeys]:
    # A passphrase costs a second on purpose; a test process pays it once for each name.
    folder = Path(tempfile.mkdtemp(prefix="mithaq-keys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, Keyring(folder).make(passphrase=PASSPHRASE, now=TIME)


def whole_home(folder: Path, *, url: str = "sqlite") -> Node:
    """A home with keys of its own and its national channel; no act is folded."""
    store = store_home(folder, url=url)
    kept, roots = _keys(folder.name)
    shutil.copytree(kept, folder / "keys")
    keyring = Keyring(folder / "keys")
    charter = national_charter(keyring, roots, party="ma", names={"en": "Morocco"}, salt="00" * 16)
    with store.ledger.transaction():
        store.ledger.open(charter)
    node = desk_of(store)
    sign(node, charter.id)
    return node


def sign(node: Node, channel: str, text: str = "entry") -> Act:
    """Sign and append the next act of a channel by hand, as the pen would."""
    ledger, key = node.store.ledger, node.desk.signer
    with ledger.transaction():
        head = ledger.head(channel)
        body = {"topic": "comment", "record": "0" * 32, "data": {"text": {"en": text}}}
        payload = act_payload(
            channel=channel,
            party="ma",
            seq=head.seq + 1 if head else 0,
            prev=head.id if head else None,
            seen={},
            time=node.desk.clock.now(),
            salt=node.desk.draw(channel),
            key=key.key,
            kind="statement" if head else "join",
            office="secretary" if head else "node",
            body=body if head else {"charter": channel},
        )
        act = read_act(sealed(node.desk, kind="act", payload=payload))
        ledger.append(channel, (act,), signed=True)
    return act


def fill_national(node: Node) -> None:
    """Acts, contents, attachments, notes and waiting acts, with a joint channel beside."""
    ledger = node.store.ledger
    for number in range(5):
        sign(node, ledger.channels()[0], f"entry {number}")
    theirs = feed("pk", 6)
    with ledger.transaction():
        ledger.open(CHARTER.envelope)
        ledger.append(CHANNEL, theirs[:3])
        ledger.wait(CHANNEL, theirs[4:])
        node.store.shelf.put(b'{"kind":"example"}')
        node.store.shelf.put(b"an attachment\n" * 20, attachment=True)
        node.store.shelf.put(b"large" * 300_000)
        ledger.note("people/amina", b"\x00\xff")
    sign(node, ledger.channels()[0], "after")


def fill(store: Store) -> None:
    """Two channels, acts of both sides, waiting acts, contents, attachments, notes."""
    ledger = store.ledger
    ours, theirs = feed("ma", 3), feed("pk", 6)
    late = Author(CHARTER, "ma", feed=list(ours)).state("record 2", "comment", theirs[2])
    with ledger.transaction():
        ledger.open(NATIONAL.envelope)
        ledger.open(CHARTER.envelope)
        ledger.append(NATIONAL.channel, feed("ma", 2, charter=NATIONAL), signed=True)
        ledger.append(CHANNEL, theirs[:3])
        ledger.append(CHANNEL, (*ours, late), signed=True)
        ledger.wait(CHANNEL, theirs[4:])
        store.shelf.put(b'{"kind":"example"}')
        store.shelf.put(b"an attachment\n" * 20, attachment=True)
        ledger.note("people/amina", b"{}")
