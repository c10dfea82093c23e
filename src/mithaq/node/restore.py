"""``restore``: a home made again from a backup, whole or not at all.

Everything is verified as it comes in, as if another party had sent it: charters, every act by
admission, every content by its hash, and the manifest by a key of the national channel. Then
every channel is locked for signing, for acts signed after the backup may be out in the world
(decision 20): a joint channel opens by the partner's head, the national one by an administrator's
recorded statement (``mithaq.desk.upkeep``).
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pyrage

from mithaq.exchange.tar import Member, read_tar
from mithaq.record.act import Act, read_act
from mithaq.record.canonical import parse
from mithaq.record.channel import Channel
from mithaq.record.charter import read_charter
from mithaq.record.envelope import Envelope, check_type, read_envelope
from mithaq.record.keys import check_envelope
from mithaq.record.refusal import Refusal

from .backup import KINDS, MANIFEST, SUMS, copy_out
from .disk import PRIVATE_FILE, PRIVATE_FOLDER, make_folder
from .home import ENVIRONMENT, VARIABLE, read_home, write_settings
from .keeping import Store, open_store
from .keyring import Keyring
from .place import put_in_place, refuse_taken
from .seal import identity, refuse_unreadable
from .store.troubles import told

RESTORED = "restored"
"""Why every channel is locked after a restore."""

_TAR = ".backup.tar"
_LARGEST = 1 << 40
# A line of JSON in a backup: an act's envelope, a charter's, or a note.
_LINE = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored; every channel listed is locked for signing."""

    party: str
    time: str
    channels: tuple[str, ...]
    counts: dict[str, int]


def restore(
    file: Path | str,
    home: Path | str,
    *,
    keys: Path | str,
    url: str | None = None,
    high_water: str = "high-water",
) -> Restored:
    """Make ``home`` again from the backup ``file`` and the folder ``keys`` kept apart from it.

    Raises: ``node.home_taken``, ``node.database_taken``, ``node.no_key``, ``node.sealed`` (not
    for these keys, or damaged), ``node.backup_damaged``, ``node.disk_full``,
    ``node.disk_error``; then there is no home, and the database asked for is as empty as before.
    """
    place = Path(home).absolute()
    refuse_taken(place)
    part = place.with_name(f".{place.name}.part")
    with told("restore"):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=PRIVATE_FOLDER, parents=True)
    try:
        with told("restore"):
            _copy_keys(Path(keys), part / "keys")
            _unseal(Path(file), part / _TAR, Keyring(part / "keys"))
        url = url or (ENVIRONMENT if os.environ.get(VARIABLE) else "sqlite")
        restored = _rebuild(part, url=url, high_water=high_water)
        put_in_place(part, place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return restored


def _copy_keys(source: Path, target: Path) -> None:
    if not (source / "age.key").is_file():
        raise Refusal("node.no_key", key="age", folder=str(source))
    make_folder(target)
    make_folder(target / "node")
    for file in sorted(source.rglob("*")):
        if file.is_file():
            copied = target / file.relative_to(source)
            shutil.copyfile(file, copied)
            copied.chmod(PRIVATE_FILE)


def _unseal(file: Path, tar: Path, keyring: Keyring) -> None:
    identities = [identity(one) for one in keyring.identities()]
    with file.open("rb") as sealed:
        refuse_unreadable(sealed.peek()[: 1 << 16])
        handle = os.open(tar, os.O_CREAT | os.O_WRONLY | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as opened:
            try:
                pyrage.decrypt_io(sealed, opened, identities)
            except pyrage.DecryptError:
                raise Refusal("node.sealed") from None
            except OSError as trouble:
                # age tells a damaged chunk as an OSError without a number; a disk has one.
                if trouble.errno is None:
                    raise Refusal("node.sealed") from None
                raise


def _rebuild(part: Path, *, url: str, high_water: str) -> Restored:
    tar = part / _TAR
    with _damage():
        manifest = _read_manifest(tar)
        told_of = _only(parse(manifest.payload))
    write_settings(
        part, party=told_of["party"], name=told_of["name"], url=url, high_water=high_water
    )
    make_folder(part / "blobs")
    store = open_store(read_home(part), fresh=True)
    try:
        if store.ledger.channels():
            raise Refusal("node.database_taken")
        with _damage(), store.ledger.transaction():
            _load(store, tar, manifest, told_of)
        channels = store.ledger.channels()
    finally:
        store.close()
    tar.unlink()
    return Restored(
        party=told_of["party"], time=told_of["time"], channels=channels, counts=told_of["counts"]
    )


class _damage:  # noqa: N801  (used as a word: with _damage())
    """Whatever the record refuses in a backup is damage of the backup."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, refusal: BaseException | None, trace: object) -> None:
        if isinstance(refusal, Refusal) and not refusal.code.startswith("node."):
            raise Refusal("node.backup_damaged", told=str(refusal)) from refusal
        if isinstance(refusal, (KeyError, ValueError, TypeError)):
            raise Refusal("node.backup_damaged", told=type(refusal).__name__) from refusal


# First look: is every byte the one that was backed up? -----------------------------------


def _members(tar: Path) -> Iterator[Member]:
    with tar.open("rb") as file:
        yield from read_tar(copy_out(file), limit=_LARGEST)


def _read_manifest(tar: Path) -> Envelope:
    found: list[str] = []
    sums = manifest = b""
    for member in _members(tar):
        if member.name == MANIFEST:
            manifest = b"".join(member.chunks)
        elif member.name == SUMS:
            sums = b"".join(member.chunks)
        else:
            found.append(f"{_hash(member.chunks)}  {member.name}\n")
    envelope = read_envelope(manifest, limit=_LINE)
    check_type(envelope, "manifest")
    told_of = _only(parse(envelope.payload))
    if told_of["kind"] != "backup" or "".join(found).encode() != sums:
        raise Refusal("node.backup_damaged", told=SUMS)
    if hashlib.sha256(sums).hexdigest() != told_of["sums"]:
        raise Refusal("node.backup_damaged", told=MANIFEST)
    return envelope


def _hash(chunks: Iterable[bytes]) -> str:
    running = hashlib.sha256()
    for chunk in chunks:
        running.update(chunk)
    return running.hexdigest()


def _only(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refusal("node.backup_damaged", told=MANIFEST)
    return value


# Second look: load, verifying what everything says ----------------------------------------


@dataclass(slots=True)
class _Loading:
    store: Store
    channels: dict[str, Channel] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))


def _load(store: Store, tar: Path, manifest: Envelope, told_of: dict[str, Any]) -> None:
    loading = _Loading(store)
    for member in _members(tar):
        kind = member.name.split("/")[0].removesuffix(".jsonl")
        load = _LOADERS.get(kind)
        if load is not None:
            load(loading, member.name, b"".join(member.chunks))
    if loading.counts != told_of["counts"]:
        raise Refusal("node.backup_damaged", told="counts")
    _check_signed(loading, manifest, told_of)
    for channel in store.ledger.channels():
        store.ledger.lock(channel, RESTORED)


def _charters(loading: _Loading, _name: str, data: bytes) -> None:
    for line in data.splitlines():
        charter = read_charter(read_envelope(line, limit=_LINE))
        loading.store.ledger.open(charter.envelope)
        loading.channels[charter.channel] = Channel(charter)
        loading.counts["channels"] += 1


def _acts(loading: _Loading, _name: str, data: bytes) -> None:
    acts = [read_act(read_envelope(line, limit=_LINE)) for line in data.splitlines()]
    for act in acts:
        loading.channels[act.channel].admit(act)
    for channel, run in groupby(acts, key=_channel_of):
        loading.store.ledger.append(channel, tuple(run))
    loading.counts["acts"] += len(acts)


def _channel_of(act: Act) -> str:
    return act.channel


def _waiting(loading: _Loading, _name: str, data: bytes) -> None:
    for line in data.splitlines():
        act = read_act(read_envelope(line, limit=_LINE))
        loading.store.ledger.wait(act.channel, (act,))
        loading.counts["waiting"] += 1


def _notes(loading: _Loading, _name: str, data: bytes) -> None:
    for line in data.splitlines():
        note = _only(parse(line))
        # Answers that were asked for under an earlier lock must not open this one.
        if not note["key"].startswith("locked/"):
            loading.store.ledger.note(note["key"], base64.b64decode(note["value"], validate=True))
        loading.counts["notes"] += 1


def _content(loading: _Loading, name: str, data: bytes) -> None:
    kind, sha256 = name.split("/")
    if loading.store.shelf.put(data, attachment=kind == "attachments") != sha256:
        raise Refusal("node.backup_damaged", told=name)
    loading.counts[kind] += 1


_LOADERS: dict[str, Callable[[_Loading, str, bytes], None]] = {
    "charters": _charters,
    "acts": _acts,
    "waiting": _waiting,
    "notes": _notes,
    "contents": _content,
    "attachments": _content,
}


def _check_signed(loading: _Loading, manifest: Envelope, told_of: dict[str, Any]) -> None:
    """Make sure that this is our own backup and not one somebody made for our recipient."""
    party = told_of["party"]
    ours = {key.key for key in Keyring(loading.store.home.keys).node_keys()}
    for channel in loading.channels.values():
        if channel.charter.ids == (party,) and ours & channel.charter.party(party).keys.node.keys():
            check_envelope(manifest, channel.keys(party))
            return
    raise Refusal("node.not_ours", party=party)
