"""The signed manifest: what a bundle or an export holds, from whom, to whom, and how far.

Rules:

* it names every other file by SHA-256 and size, in the order they come; nothing else may come;
* ``heads`` says, for each feed its author holds, the newest act and the RFC 6962 root, ``ranges``
  which acts are inside, ``have`` how many acts of each feed the author believed the receiver had;
* receivers, channel, number and part are inside the signature, so none can be swapped;
* its line is canonical and carries one signature by a node key of its author.

Spec: docs/spec/bundle.md section 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field
from msgspec.json import Decoder

from mithaq.exchange.members import BLOBS, File, check_list
from mithaq.record.canonical import JSON, canonical, parse
from mithaq.record.channel import Head
from mithaq.record.envelope import Envelope, check_type, read_envelope, write_envelope
from mithaq.record.refusal import Refusal
from mithaq.record.shape import Count, Hash, PartyId, Salt, check_time, check_version, typed

LINE: Final = 24 * 1024 * 1024
"""The most bytes a manifest's line may have: a list of 65,536 files fits."""

PARTS: Final = 9_999
SEQ: Final = 999_999_999
WANTS: Final = 1_024

Kind = Literal["bundle", "export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The acts of one feed inside: from ``first`` to ``last``, ``count`` lines in all."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest that was read; its signature is checked by ``keys``, apart.

    ``answers`` is the id of the newest bundle of the receiver that the author has taken, or
    None; ``wants`` lists blobs the author lacks. ``line_sha256`` names these very bytes,
    signature included.
    """

    id: str
    kind: Kind
    channel: str
    author: str
    to: tuple[str, ...]
    number: int
    part: int
    parts: int
    heads: Mapping[str, Head]
    ranges: Mapping[str, Range]
    files: tuple[File, ...]
    have: Mapping[str, int]
    answers: str | None
    wants: tuple[str, ...]
    time: str
    salt: str
    key: str
    envelope: Envelope
    line_sha256: str

    @property
    def blobs(self) -> dict[str, int]:
        """Give the SHA-256 and size of every blob inside."""
        return {one.sha256: one.size for one in self.files if one.name.startswith(BLOBS)}


class HeadFields(Struct, frozen=True, forbid_unknown_fields=True):
    """A head as it is written; ``root`` is null for a feed its author knows to be forked."""

    seq: Count
    id: Hash
    size: Annotated[int, Meta(ge=1)]
    root: Hash | None


class _RangeFields(Struct, frozen=True, forbid_unknown_fields=True):
    first: Annotated[int, Meta(ge=0, le=SEQ)]
    last: Annotated[int, Meta(ge=0, le=SEQ)]
    count: Annotated[int, Meta(ge=1)]


class _FileFields(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    sha256: Hash
    size: Count


class _Fields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    v: Literal[1]
    kind: Kind
    channel: Hash
    author: PartyId = field(name="from")
    to: Annotated[list[PartyId], Meta(max_length=15)]
    number: Annotated[int, Meta(ge=0, le=SEQ)]
    part: Annotated[int, Meta(ge=1, le=PARTS)]
    parts: Annotated[int, Meta(ge=1, le=PARTS)]
    heads: Annotated[dict[PartyId, HeadFields], Meta(max_length=16)]
    ranges: Annotated[dict[PartyId, _RangeFields], Meta(max_length=16)]
    files: list[_FileFields]
    have: Annotated[dict[PartyId, Annotated[int, Meta(ge=1)]], Meta(max_length=16)]
    answers: Hash | None
    wants: Annotated[list[Hash], Meta(max_length=WANTS)]
    time: str
    salt: Salt
    key: Hash


_decoder: Decoder[_Fields] = Decoder(_Fields)


def manifest_payload(  # noqa: PLR0913  (a manifest has sixteen fields)
    *,
    kind: Kind,
    channel: str,
    author: str,
    to: Sequence[str] = (),
    number: int = 0,
    part: int = 1,
    parts: int = 1,
    heads: Mapping[str, Head],
    ranges: Mapping[str, Range],
    files: Sequence[File],
    have: Mapping[str, int] | None = None,
    answers: str | None = None,
    wants: Sequence[str] = (),
    time: str,
    salt: str,
    key: str,
) -> bytes:
    """Write the payload to be signed, after the same checks a reader makes."""
    fields: dict[str, object] = {
        "v": 1,
        "kind": kind,
        "channel": channel,
        "from": author,
        "to": sorted(to),
        "number": number,
        "part": part,
        "parts": parts,
        "heads": heads_json(heads),
        "ranges": {
            party: {"first": one.first, "last": one.last, "count": one.count}
            for party, one in ranges.items()
        },
        "files": [{"name": f.name, "sha256": f.sha256, "size": f.size} for f in files],
        "have": dict(have or {}),
        "answers": answers,
        "wants": sorted(wants),
        "time": time,
        "salt": salt,
        "key": key,
    }
    payload = canonical(fields)
    _check(typed(payload, _decoder), files)
    return payload


def read_manifest(line: bytes) -> Manifest:
    """Read ``manifest.json``: one canonical line and a newline, every rule but the signature.

    Checks in this order: ``E_SIZE``, those of an envelope (standard base64 only: ``E_B64``),
    ``E_TYPE``, those of MJ-1, ``E_VERSION``, ``E_FIELD``, then the rules between fields:
    ``E_MANIFEST``, ``E_MEMBER``, ``E_BLOB``, ``E_HASH``, ``E_LIMIT``; last ``E_SIGS`` and
    ``E_KEY`` (the signature's key is not the one the payload names).
    """
    if line[-1:] != b"\n":
        raise Refusal("E_CUT", at=len(line))
    envelope = read_envelope(line[:-1], limit=LINE)
    if write_envelope(envelope) != line[:-1]:
        raise Refusal("E_B64", field="payload")
    check_type(envelope, "manifest")
    check_version(parse(envelope.payload))
    fields = typed(envelope.payload, _decoder)
    check_time(fields.time)
    files = tuple(File(name=f.name, sha256=f.sha256, size=f.size) for f in fields.files)
    _check(fields, files)
    check_signer(envelope, fields.key)
    return _manifest(fields, files=files, envelope=envelope, line=line)


def check_signer(envelope: Envelope, key: str) -> None:
    """Require one signature, by the key the payload names: ``E_SIGS``, ``E_KEY``."""
    if len(envelope.signatures) != 1:
        raise Refusal("E_SIGS", count=len(envelope.signatures))
    if envelope.signatures[0].keyid != key:
        raise Refusal("E_KEY", key=envelope.signatures[0].keyid)


def read_heads(fields: Mapping[str, HeadFields]) -> dict[str, Head]:
    """Read heads; a size is always the sequence number plus one: else ``E_FIELD``."""
    for party, one in fields.items():
        if one.size != one.seq + 1:
            raise Refusal("E_FIELD", field=f"heads.{party}.size")
    return {
        party: Head(seq=one.seq, id=one.id, size=one.size, root=one.root)
        for party, one in sorted(fields.items())
    }


def heads_json(heads: Mapping[str, Head]) -> dict[str, JSON]:
    """Write heads as they stand in a manifest and in a ``have``."""
    return {
        party: {"seq": one.seq, "id": one.id, "size": one.size, "root": one.root}
        for party, one in heads.items()
    }


def _manifest(
    fields: _Fields, *, files: tuple[File, ...], envelope: Envelope, line: bytes
) -> Manifest:
    return Manifest(
        id=envelope.id,
        kind=fields.kind,
        channel=fields.channel,
        author=fields.author,
        to=tuple(fields.to),
        number=fields.number,
        part=fields.part,
        parts=fields.parts,
        heads=read_heads(fields.heads),
        ranges={
            party: Range(first=one.first, last=one.last, count=one.count)
            for party, one in sorted(fields.ranges.items())
        },
        files=files,
        have=dict(fields.have),
        answers=fields.answers,
        wants=tuple(fields.wants),
        time=fields.time,
        salt=fields.salt,
        key=fields.key,
        envelope=envelope,
        line_sha256=sha256(line).hexdigest(),
    )


def _check(fields: _Fields, files: Sequence[File]) -> None:
    """Check what fields must be to each other."""
    read_heads(fields.heads)
    if fields.part > fields.parts:
        raise Refusal("E_MANIFEST", field="part")
    if fields.wants != sorted(set(fields.wants)):
        raise Refusal("E_MANIFEST", field="wants")
    if fields.kind == "bundle":
        _check_bundle(fields)
    else:
        _check_export(fields)
    _check_ranges(fields)
    check_list(files, kind=fields.kind)
    if fields.kind == "bundle":
        _check_feeds(fields)


def _check_bundle(fields: _Fields) -> None:
    if not fields.to or fields.author in fields.to or fields.to != sorted(set(fields.to)):
        raise Refusal("E_MANIFEST", field="to")
    if fields.number < 1:
        raise Refusal("E_MANIFEST", field="number")


def _check_export(fields: _Fields) -> None:
    """An export speaks to nobody: what concerns a receiver is empty."""
    empty = {
        "to": fields.to,
        "number": fields.number,
        "have": fields.have,
        "answers": fields.answers,
        "wants": fields.wants,
    }
    for name, value in empty.items():
        if value:
            raise Refusal("E_MANIFEST", field=name)
    if fields.parts != 1:
        raise Refusal("E_MANIFEST", field="parts")
    if fields.ranges.keys() != fields.heads.keys():
        raise Refusal("E_MANIFEST", field="ranges")


def _check_ranges(fields: _Fields) -> None:
    for party, one in fields.ranges.items():
        whole = fields.kind == "bundle" or one.first == 0
        if one.first > one.last or one.count < one.last - one.first + 1 or not whole:
            raise Refusal("E_MANIFEST", field=f"ranges.{party}")
        if party not in fields.heads or fields.heads[party].size <= one.last:
            raise Refusal("E_MANIFEST", field=f"heads.{party}")


def _check_feeds(fields: _Fields) -> None:
    """Each range of a bundle is one file, and each file of a feed one range."""
    wanted = {feed_name(party, one.first, one.last) for party, one in fields.ranges.items()}
    listed = {one.name for one in fields.files if one.name.startswith("feeds/")}
    for name in sorted(wanted ^ listed):
        raise Refusal("E_MANIFEST", field=name)


def feed_name(party: str, first: int, last: int) -> str:
    """Give the name of the file that holds these acts of a feed."""
    return f"feeds/{party}/{first}-{last}.jsonl"
