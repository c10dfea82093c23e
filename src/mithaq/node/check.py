"""``check``: find any damage to the record of this node.

Everything signed is verified again from the stored bytes, and every column beside them against
those bytes. What it finds is a list of refusals, each with its code and place; an empty list is
the promise that every act and attachment is what it was when it was acknowledged. It changes
nothing and needs no key.

Not found here, and by nobody alone: the loss of the newest acts of *another* party that this
party had not answered, and a whole machine set back with its high-water file (decision 20). Both
show at the next exchange.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import read_charter
from mithaq.record.keys import check_envelope
from mithaq.record.refusal import Refusal

from .high_water import Mark
from .keeping import Store
from .store import triggers
from .store.ledger import PAGE
from .store.packing import unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much was looked at, and what was found."""

    channels: int
    acts: int
    waiting: int
    blobs: int
    strays: int
    """Files among the attachments that no row names: harmless, left by a crash."""
    findings: tuple[Refusal, ...]


@dataclass(slots=True)
class _Counts:
    acts: int = 0
    waiting: int = 0
    blobs: int = 0


def check(store: Store) -> Checked:
    """Verify everything the store holds."""
    counts = _Counts()
    try:
        findings = [*_database(store), *_channels(store, counts), *_blobs(store, counts)]
        channels = len(store.ledger.channels())
    except Refusal as refusal:
        # The database cannot even be read to its end.
        return Checked(
            channels=0, acts=counts.acts, waiting=0, blobs=0, strays=0, findings=(refusal,)
        )
    return Checked(
        channels=channels,
        acts=counts.acts,
        waiting=counts.waiting,
        blobs=counts.blobs,
        strays=len(strays(store)),
        findings=tuple(findings),
    )


# The database itself ---------------------------------------------------------------------


def _database(store: Store) -> Iterator[Refusal]:
    vendor = store.database.vendor
    there = {row[0] for row in store.database.rows(triggers.present(vendor))}
    for name in sorted(triggers.names(vendor) - there):
        yield Refusal("damage.trigger", trigger=name)
    if store.database.sqlite:
        for (told,) in store.database.rows("PRAGMA integrity_check"):
            if told != "ok":
                yield Refusal("damage.database", told=told)
        for table, row, *_ in store.database.rows("PRAGMA foreign_key_check"):
            yield Refusal("damage.database", told=f"{table} {row}")


# Charters and acts -----------------------------------------------------------------------


def _channels(store: Store, counts: _Counts) -> Iterator[Refusal]:
    try:
        marks = store.high_water.marks()
    except Refusal as refusal:
        marks = {}
        yield refusal
    rows = store.database.rows("SELECT n, id, payload, sigs FROM channel ORDER BY n")
    for n, identity, payload, sigs in rows:
        name = bytes(identity).hex()
        try:
            charter = read_charter(unpack("charter", bytes(payload), bytes(sigs)))
        except Refusal as refusal:
            yield Refusal("damage.charter", channel=name, told=refusal.code)
            continue
        if charter.channel != name:
            yield Refusal("damage.charter", channel=name, told="id")
            continue
        channel = Channel(charter)
        yield from _acts(store, n, channel, counts)
        yield from _high_water(store, channel, marks.pop(name, None))
        yield from _waiting(store, n, channel, counts)
    for name in marks:
        yield Refusal("damage.high_water", channel=name, seq=marks[name].seq)


def _acts(store: Store, number: int, channel: Channel, counts: _Counts) -> Iterator[Refusal]:
    after = 0
    while True:
        rows = store.database.rows(
            "SELECT n, party, seq, id, kind, payload, sigs FROM act "
            "WHERE channel = ? AND n > ? ORDER BY n LIMIT ?",
            number,
            after,
            PAGE,
        )
        for n, party, seq, identity, kind, payload, sigs in rows:
            counts.acts += 1
            told = (party, seq, bytes(identity).hex(), kind)
            yield from _act(channel, n, told, signed=(bytes(payload), bytes(sigs)))
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


def _act(
    channel: Channel, n: int, told: tuple[str, int, str, str], *, signed: tuple[bytes, bytes]
) -> Iterator[Refusal]:
    try:
        act = read_act(unpack("act", *signed))
        channel.admit(act)
    except Refusal as refusal:
        yield Refusal("damage.act", n=n, act=told[2], told=refusal.code)
        return
    if told != (act.party, act.seq, act.id, act.kind):
        yield Refusal("damage.row", n=n, act=act.id)


def _high_water(store: Store, channel: Channel, mark: Mark | None) -> Iterator[Refusal]:
    name = channel.charter.channel
    head = channel.heads().get(store.home.party)
    there = store.high_water.exists()
    if mark is not None:
        # In a channel already locked the loss is known and being mended (record.md 7.3).
        known = store.ledger.locked(name) is not None
        if channel.act_number(mark.id) is None and not known:
            yield Refusal("damage.high_water", channel=name, seq=mark.seq)
    elif (there and head is not None) or (head is not None and store.ledger.locked(name) is None):
        yield Refusal("damage.high_water", channel=name, seq=head.seq)


def _waiting(store: Store, number: int, channel: Channel, counts: _Counts) -> Iterator[Refusal]:
    rows = store.database.rows(
        "SELECT id, payload, sigs FROM waiting WHERE channel = ? ORDER BY n", number
    )
    for identity, payload, sigs in rows:
        counts.waiting += 1
        name = bytes(identity).hex()
        try:
            act: Act = read_act(unpack("act", bytes(payload), bytes(sigs)))
        except Refusal as refusal:
            yield Refusal("damage.waiting", act=name, told=refusal.code)
            continue
        if act.id != name or act.channel != channel.charter.channel:
            yield Refusal("damage.waiting", act=name, told="id")
        elif not _may_be_signed(channel, act):
            yield Refusal("damage.waiting", act=name, told="E_SIG")


def _may_be_signed(channel: Channel, act: Act) -> bool:
    if act.party not in channel.charter.ids:
        return False
    keys = channel.keys(act.party)
    if act.key not in keys.node:
        # Its key may come with an act that is still under way: judged when it is admitted.
        return True
    try:
        check_envelope(act.envelope, keys)
    except Refusal:
        return False
    return True


# Blobs -----------------------------------------------------------------------------------


def _blobs(store: Store, counts: _Counts) -> Iterator[Refusal]:
    for (key,) in store.database.rows("SELECT sha256 FROM blob ORDER BY sha256"):
        counts.blobs += 1
        row = store.database.row("SELECT size, data FROM blob WHERE sha256 = ?", key)
        if row is not None:
            yield from _blob(store, bytes(key).hex(), int(row[0]), row[1])


def _blob(store: Store, sha256: str, size: int, data: bytes | None) -> Iterator[Refusal]:
    file = store.shelf.path(sha256)
    if data is None and not file.is_file():
        yield Refusal("damage.blob_missing", sha256=sha256)
        return
    found = bytes(data) if data is not None else file.read_bytes()
    if hashlib.sha256(found).hexdigest() != sha256 or len(found) != size:
        yield Refusal("damage.blob", sha256=sha256)


def strays(store: Store) -> list[str]:
    """List files among the attachments that no row names."""
    folder = store.home.blobs
    if not folder.is_dir():
        return []
    named = {
        bytes(row[0]).hex()
        for row in store.database.rows("SELECT sha256 FROM blob WHERE data IS NULL")
    }
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(str(file.relative_to(folder)) for file in files if file.name not in named)
