"""What bundles and exports have in common when they are opened: who says so, and by which keys.

The manifest comes first, then the charter, then its author's key manifests; with these the
signature is checked before anything long is read. Spec: docs/spec/bundle.md section 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mithaq.exchange.manifest import LINE, Kind, Manifest, read_manifest
from mithaq.exchange.members import KEYS, MANIFEST, checked
from mithaq.exchange.tar import Member
from mithaq.record.charter import Charter, read_charter
from mithaq.record.envelope import Envelope, read_envelope
from mithaq.record.keys import PAYLOAD, KeySet, check_envelope
from mithaq.record.keys import read_manifest as read_key_manifest
from mithaq.record.refusal import Refusal

TEXT = 64 * 1024
"""The most bytes a summary or a README may have."""

ENVELOPE = 2 * PAYLOAD
"""The most bytes of an envelope line that is no manifest."""

KEY_CHANGES = 4_096
"""The most key manifests one party may show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is proved once the signature holds; ``files`` are the members still to come."""

    manifest: Manifest
    charter: Charter
    keys: KeySet
    files: Iterator[Member]


def first_manifest(members: Iterator[Member], *, kind: Kind) -> Manifest:
    """Read the manifest, which comes first: ``E_MEMBER``, the codes of a manifest, ``E_MANIFEST``."""
    member = next(members, None)
    if member is None or member.name != MANIFEST:
        raise Refusal("E_MEMBER", name=MANIFEST, why="missing")
    manifest = read_manifest(read_whole(member, limit=LINE + 1))
    if manifest.kind != kind:
        raise Refusal("E_MANIFEST", field="kind")
    return manifest


def open_files(manifest: Manifest, members: Iterator[Member]) -> Opening:
    """Read charter and keys and check the manifest's signature.

    Raises the codes of charters and key manifests, ``E_CHANNEL``, ``E_PARTY``, ``E_SIGS``,
    ``E_KEY``, ``E_SIG``, ``E_MEMBER``, ``E_HASH``.
    """
    files = checked(members, manifest.files)
    charter = read_charter(read_line(read_whole(next(files), limit=ENVELOPE)))
    if charter.channel != manifest.channel:
        raise Refusal("E_CHANNEL", channel=charter.channel)
    for party in (manifest.author, *manifest.to, *manifest.heads, *manifest.have):
        charter.position(party)
    keys = charter.party(manifest.author).keys
    if len(manifest.files) > 1 and manifest.files[1].name == KEYS:
        lines = lines_of(read_whole(next(files), limit=KEY_CHANGES * ENVELOPE))
        keys = key_chain(charter, party=manifest.author, lines=tuple(lines))
    check_envelope(manifest.envelope, keys)
    return Opening(manifest=manifest, charter=charter, keys=keys, files=files)


def key_chain(charter: Charter, *, party: str, lines: Sequence[bytes]) -> KeySet:
    """Follow a party's key manifests, in order, from what the charter says of it."""
    keys = charter.party(party).keys
    for line in lines:
        envelope = read_standard(line)
        keys = read_key_manifest(envelope, party=party, channel=charter.channel, current=keys)
    return keys


def read_whole(member: Member, *, limit: int) -> bytes:
    """Read a member into memory: ``E_SIZE`` above ``limit``."""
    if member.size > limit:
        raise Refusal("E_SIZE", what=member.name, size=member.size, limit=limit)
    return b"".join(member.chunks)


def lines_of(data: bytes) -> Iterator[bytes]:
    """Give the lines of a file without their newlines; every one must have its own: ``E_CUT``."""
    if not data:
        return iter(())
    if data[-1:] != b"\n":
        raise Refusal("E_CUT", at=len(data))
    return iter(data[:-1].split(b"\n"))


def read_line(data: bytes) -> Envelope:
    """Read a file that is one envelope: one line, in the standard alphabet."""
    lines = tuple(lines_of(data))
    if len(lines) != 1:
        raise Refusal("E_CUT", at=len(data))
    return read_standard(lines[0])


def read_standard(line: bytes) -> Envelope:
    """Read an envelope written in standard base64, the one way files hold it: else ``E_B64``."""
    envelope = read_envelope(line, limit=ENVELOPE)
    # The line is canonical, and only the other alphabet has these two signs.
    if b"-" in line or b"_" in line:
        raise Refusal("E_B64", field="payload")
    return envelope


def stream_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the lines of a file of any length while it is read: ``E_SIZE``, ``E_CUT``."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > ENVELOPE:
            raise Refusal("E_SIZE", what="line", size=len(rest), limit=ENVELOPE)
    if rest:
        raise Refusal("E_CUT", at=len(rest))


def read_text(data: bytes, *, name: str) -> str:
    """Read a text for people: UTF-8, no control character but the newline: else ``E_TEXT``."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Refusal("E_TEXT", name=name) from None
    if any(_misleads(one) for one in text):
        raise Refusal("E_TEXT", name=name)
    return text


def _misleads(one: str) -> bool:
    """A terminal obeys controls, and overrides of direction show what is not written."""
    return (one < " " and one != "\n") or "\x7f" <= one <= "\x9f" or "\u202a" <= one <= "\u202e"


def at_line(refusal: Refusal, *, name: str, line: int) -> Refusal:
    """Say of a refusal in which file and line, counted from 1, it arose."""
    return Refusal(refusal.code, **{"file": name, "line": line, **refusal.fields})
