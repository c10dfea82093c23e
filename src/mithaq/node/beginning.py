"""Beginning a node: a home folder, its keys, its national channel and the first act in it.

Everything is made in a folder beside the place asked for and renamed there at the end: a crash
leaves a folder ``.NAME.part`` that the next try sweeps away, never half a home.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from mithaq.desk.opening import open_channel
from mithaq.desk.ports import Clock, Dice
from mithaq.record.charter import charter_payload, read_charter
from mithaq.record.envelope import TYPES, Envelope
from mithaq.record.refusal import Refusal

from .clock import SystemClock
from .dice import SystemDice
from .disk import PRIVATE_FOLDER, make_folder
from .home import ENVIRONMENT, VARIABLE, read_home, write_settings
from .keeping import Store, open_store
from .keyring import Keyring, RootKeys, spkis
from .opening import CURRENT_KEY, Node, desk_of, open_node
from .place import put_in_place, refuse_taken
from .store.troubles import told


def init(
    home: Path | str,
    *,
    party: str,
    names: Mapping[str, str],
    passphrase: str,
    url: str | None = None,
    high_water: str = "high-water",
    clock: Clock | None = None,
    dice: Dice | None = None,
) -> Node:
    """Make a node in ``home`` and open it.

    ``names`` are the party's name by language; ``passphrase`` closes the root key; ``url`` is
    the database (``sqlite`` unless ``MITHAQ_DATABASE`` is set); ``high_water`` a path, best on
    another disk. Afterwards ``node.keyring.root_file`` should be moved off the machine.
    Raises: ``node.home_taken``, ``node.database_taken``, ``node.passphrase_empty``, and the
    record's own refusals of a party id or name.
    """
    place = Path(home).absolute()
    refuse_taken(place)
    if not passphrase:
        raise Refusal("node.passphrase_empty")
    clock, dice = clock or SystemClock(), dice or SystemDice()
    part = place.with_name(f".{place.name}.part")
    with told("init"):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=PRIVATE_FOLDER, parents=True)
    try:
        _build(
            part,
            party=party,
            names=names,
            passphrase=passphrase,
            url=url or (ENVIRONMENT if os.environ.get(VARIABLE) else "sqlite"),
            high_water=high_water,
            clock=clock,
            dice=dice,
        )
        put_in_place(part, place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return open_node(place, clock=clock, dice=dice)


def _build(
    part: Path,
    *,
    party: str,
    names: Mapping[str, str],
    passphrase: str,
    url: str,
    high_water: str,
    clock: Clock,
    dice: Dice,
) -> None:
    write_settings(part, party=party, name=names, url=url, high_water=high_water)
    make_folder(part / "blobs")
    keyring = Keyring(part / "keys")
    roots = keyring.make(passphrase=passphrase, now=clock.now())
    charter = national_charter(
        keyring, roots, party=party, names=names, salt=dice.draw("charter", 16).hex()
    )
    store = open_store(read_home(part), fresh=True)
    try:
        _begin_record(store, charter, clock=clock, dice=dice)
    finally:
        store.close()


def _begin_record(store: Store, charter: Envelope, *, clock: Clock, dice: Dice) -> None:
    if store.ledger.channels():
        raise Refusal("node.database_taken")
    desk = desk_of(store, clock=clock, dice=dice).desk
    with desk.transaction():
        open_channel(desk, charter=charter)
        # A second key may lie in the folder one day and not yet, or never, be announced.
        store.ledger.note(CURRENT_KEY, desk.signer.key.encode())


def national_charter(
    keyring: Keyring, roots: RootKeys, *, party: str, names: Mapping[str, str], salt: str
) -> Envelope:
    """Write and sign the charter of a channel of one party; the record judges it."""
    payload = charter_payload(
        title=names.get("en") or next(iter(names.values()), ""),
        parties=[entry(keyring, roots, party=party, names=names)],
        limits={},
        continues=None,
        salt=salt,
    )
    envelope = Envelope(TYPES["charter"], payload, ())
    envelope = Envelope(envelope.type, payload, roots.sign(envelope.pae))
    read_charter(envelope)
    return envelope


def entry(
    keyring: Keyring, roots: RootKeys, *, party: str, names: Mapping[str, str]
) -> dict[str, object]:
    """Give a party's entry of a charter, as this keyring has it now."""
    return {
        "id": party,
        "name": dict(names),
        "root": {"keys": spkis(roots.publics), "threshold": 1},
        "node": [key.spki for key in keyring.node_keys()],
        "tls": [keyring.tls_pin()],
        "age": list(keyring.recipients()),
        "approval": {},
    }
