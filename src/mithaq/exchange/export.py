"""Exports: a whole channel as plain files that a stranger can check in twenty years.

``acts.jsonl`` holds every act in the order it arrived here: causes come first, so a reader needs
no waiting room, and a million acts pass through a hundred megabytes. The manifest is written
last and stands first, so the ledger is read twice; the first ``len(channel)`` acts are exported,
whatever arrives meanwhile. Spec: docs/spec/bundle.md section 9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from mithaq.exchange.bundle import signed_line
from mithaq.exchange.joint import Acts, Blobs, on_line
from mithaq.exchange.manifest import Manifest, Range, manifest_payload, read_manifest
from mithaq.exchange.members import (
    ACTS,
    BLOBS,
    CHARTER,
    KEYS,
    MANIFEST,
    README,
    SUMS,
    File,
    file_of,
    order,
    sums,
)
from mithaq.exchange.readme import README as WORDS
from mithaq.exchange.references import References, attachments
from mithaq.exchange.tar import Member, write_tar
from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.envelope import envelope_of, write_envelope
from mithaq.record.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A channel ready to be written, as files or as one tar; ``members`` can be read again."""

    manifest: Manifest
    members: Callable[[], Iterator[Member]]

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes of the tar."""
        return write_tar(self.members())


class _Survey:
    """One reading of the ledger: what the manifest must say of it."""

    def __init__(self, channel: Channel, author: str) -> None:
        self._channel = channel
        self.ranges: dict[str, Range] = {}
        self.keys = b""
        self.named = References()
        self._author = author
        self._digest = sha256()
        self._size = 0

    def take(self, act: Act) -> None:
        line = write_envelope(act.envelope) + b"\n"
        self._digest.update(line)
        self._size += len(line)
        old = self.ranges.get(act.party, Range(first=0, last=0, count=0))
        last = max(old.last, act.seq)
        self.ranges[act.party] = Range(first=0, last=last, count=old.count + 1)
        if act.kind == "keys" and act.party == self._author and self._newest(act):
            self.keys += write_envelope(envelope_of(act.body["manifest"])) + b"\n"
        self.named.add(act)

    def _newest(self, act: Act) -> bool:
        return on_line(self._channel, act, end=self._channel.heads()[self._author].id)

    def acts(self) -> File:
        return File(name=ACTS, sha256=self._digest.hexdigest(), size=self._size)


def write_export(
    channel: Channel,
    *,
    acts: Acts,
    blobs: Blobs,
    author: str,
    time: str,
    salt: str,
    key: str,
    sign: Callable[[bytes], bytes],
    readme: str = WORDS,
) -> Export:
    """Survey a channel and sign its manifest; a national channel can be exported like any other.

    Blobs that are named and here go along. Raises ``E_LIMIT`` above 65,536 files and ``E_BLOB``
    when a blob's bytes are not those of its name.
    """
    survey = _Survey(channel, author)
    for act in _first(channel, acts):
        survey.take(act)
    small = {CHARTER: write_envelope(channel.charter.envelope) + b"\n", README: readme.encode()}
    if survey.keys:
        small[KEYS] = survey.keys
    files = [file_of(name, data) for name, data in small.items()]
    files += [survey.acts(), *_blob_files(channel, survey.named, blobs)]
    files.sort(key=lambda file: order(file.name, kind="export"))
    small[SUMS] = sums(files)
    files.append(file_of(SUMS, small[SUMS]))
    payload = manifest_payload(
        kind="export",
        channel=channel.charter.channel,
        author=author,
        heads=channel.heads(),
        ranges=survey.ranges,
        files=files,
        time=time,
        salt=salt,
        key=key,
    )
    line = small[MANIFEST] = signed_line(payload, key=key, sign=sign)
    manifest = read_manifest(line)
    return Export(
        manifest=manifest,
        members=lambda: _members(channel, manifest, small=small, acts=acts, blobs=blobs),
    )


def _first(channel: Channel, acts: Acts) -> Iterator[Act]:
    """Give as many acts as the channel has folded, in the order of the ledger."""
    for _, envelope in islice(acts.acts(channel.charter.channel), len(channel)):
        yield read_act(envelope)


def _blob_files(channel: Channel, named: References, blobs: Blobs) -> Iterator[File]:
    parties = len(channel.charter.parties)
    for content in tuple(named.contents):
        named.add_content(content, attachments(blobs.get(content), parties=parties))
    for name in named:
        data = blobs.get(name)
        if data is None:
            continue
        if sha256(data).hexdigest() != name:
            raise Refusal("E_BLOB", sha256=name, why="name")
        yield File(name=BLOBS + name, sha256=name, size=len(data))


def _members(
    channel: Channel, manifest: Manifest, *, small: dict[str, bytes], acts: Acts, blobs: Blobs
) -> Iterator[Member]:
    yield Member(name=MANIFEST, size=len(small[MANIFEST]), chunks=(small[MANIFEST],))
    for file in manifest.files:
        if file.name == ACTS:
            chunks: Iterator[bytes] = _lines(channel, acts)
        elif file.name in small:
            chunks = iter((small[file.name],))
        else:
            chunks = iter((blobs.get(file.sha256) or b"",))
        yield Member(name=file.name, size=file.size, chunks=chunks)


def _lines(channel: Channel, acts: Acts) -> Iterator[bytes]:
    """Write again what was surveyed, some lines at a time."""
    for _, envelope in islice(acts.acts(channel.charter.channel), len(channel)):
        yield write_envelope(envelope) + b"\n"
