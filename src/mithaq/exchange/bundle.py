"""Bundles: a channel's acts and blobs as files that are carried by hand.

A bundle is one or more parts, each one plain tar (``tar.py``) of listed members under one signed
manifest. Every part stands by itself: it repeats the charter and its author's key manifests and
holds what its own acts name. The same acts, numbers and salt give the same bytes.

Only a ``JointLedger`` can be written from, and only blobs that its channel names go out.
Reading is in ``arrival``; here it has its second name. Spec: docs/spec/bundle.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from mithaq.exchange.arrival import FEEDS, Applied, Bundle, apply_bundle, open_bundle
from mithaq.exchange.joint import JointLedger, on_line
from mithaq.exchange.manifest import Manifest, Range, feed_name, manifest_payload, read_manifest
from mithaq.exchange.members import (
    BLOBS,
    CHARTER,
    KEYS,
    MANIFEST,
    SUMMARY,
    SUMS,
    File,
    file_of,
    order,
    sums,
)
from mithaq.exchange.references import attachments, content_of
from mithaq.exchange.tar import Member, write_tar
from mithaq.record.act import Act
from mithaq.record.envelope import TYPES, Envelope, Signature, envelope_of, pae, write_envelope

__all__ = ["Applied", "Bundle", "Part", "apply_bundle", "open_bundle", "write_bundle"]

PART = 16 * 1024 * 1024
"""How many bytes a part is filled to, unless one act with its blobs is larger."""

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a summary may tell: of the bundle's part, in numbers."""

    channel: str
    title: str
    author: str
    to: tuple[str, ...]
    number: int
    part: int
    parts: int
    time: str
    acts: Mapping[str, int]
    blobs: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part, ready to be written: members by name, in their order."""

    manifest: Manifest
    members: tuple[tuple[str, bytes], ...]

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes of the tar."""
        pairs = self.members
        return write_tar(Member(name=name, size=len(data), chunks=(data,)) for name, data in pairs)


@dataclass(slots=True)
class _Load:
    """What goes into one part."""

    acts: list[Act] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    size: int = 0


def plain_summary(facts: Facts) -> str:
    """Tell the facts as lines of name and value; a desk gives sentences instead."""
    lines = {
        "channel": facts.channel,
        "title": " ".join(facts.title.split()),
        "from": facts.author,
        "to": " ".join(facts.to),
        "number": facts.number,
        "part": f"{facts.part}/{facts.parts}",
        "time": facts.time,
        **{f"acts of {party}": count for party, count in facts.acts.items()},
        "blobs": facts.blobs,
        "bytes": facts.size,
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What all parts of one bundle say alike."""

    author: str
    to: tuple[str, ...]
    number: int
    have: Mapping[str, int]
    answers: str | None
    wants: tuple[str, ...]
    time: str
    salt: str
    key: str


def write_bundle(  # noqa: PLR0913  (what a manifest says, and how it is signed)
    ledger: JointLedger,
    *,
    author: str,
    to: Sequence[str],
    number: int,
    have: Mapping[str, int] | None = None,
    send: Iterable[str] = (),
    answers: str | None = None,
    wants: Sequence[str] = (),
    time: str,
    salt: str,
    key: str,
    sign: Sign,
    size: int = PART,
    summary: Callable[[Facts], str] = plain_summary,
) -> tuple[Part, ...]:
    """Write what ``to`` lacks, given how many acts of each feed it holds (``have``).

    ``send`` are blobs it asked for: those the channel does not name, or that are not here, are
    left out without a word. ``answers`` is the id of its newest bundle taken here. ``sign`` signs
    with the node key whose id is ``key``. A feed known to be forked is sent from the fork on,
    whatever the receiver says it has: it must see both branches.
    """
    have = {party: count for party, count in (have or {}).items() if count > 0}
    keys, acts = _chosen(ledger, author=author, have=have)
    loads = list(_loads(ledger, acts, send=send, size=min(size, FEEDS))) or [_Load()]
    shared = _Shared(
        author=author,
        to=tuple(sorted(to)),
        number=number,
        have=have,
        answers=answers,
        wants=tuple(wants),
        time=time,
        salt=salt,
        key=key,
    )
    return tuple(
        _part(
            ledger,
            load,
            keys=keys,
            place=(part, len(loads)),
            shared=shared,
            sign=sign,
            summary=summary,
        )
        for part, load in enumerate(loads, 1)
    )


def _chosen(
    ledger: JointLedger, *, author: str, have: Mapping[str, int]
) -> tuple[bytes, list[Act]]:
    """Find the author's key manifests and the acts to send, forked feeds last and by (seq, id)."""
    first = dict(have)
    forked = {fork.party for fork in ledger.channel.forks()}
    for fork in ledger.channel.forks():
        first[fork.party] = min(first.get(fork.party, 0), fork.seq)
    heads = ledger.channel.heads()
    keys: list[bytes] = []
    plain: list[Act] = []
    twofold: list[Act] = []
    for act in ledger.acts():
        mine = act.kind == "keys" and act.party == author
        if mine and on_line(ledger.channel, act, end=heads[author].id):
            keys.append(write_envelope(envelope_of(act.body["manifest"])) + b"\n")
        if act.seq >= first.get(act.party, 0):
            (twofold if act.party in forked else plain).append(act)
    return b"".join(keys), plain + sorted(twofold, key=_place)


def _place(act: Act) -> tuple[str, int, str]:
    return act.party, act.seq, act.id


def _loads(
    ledger: JointLedger, acts: Iterable[Act], *, send: Iterable[str], size: int
) -> Iterator[_Load]:
    """Fill parts up to ``size``; an act whose blobs do not fit is repeated in the next part."""
    load, sent = _Load(), set[str]()
    for act, blobs in _pieces(ledger, acts, send=send):
        new = {sha256: data for sha256, data in blobs.items() if sha256 not in sent}
        weight = sum(map(len, new.values())) + _weight(load, act)
        if load.size and load.size + weight > size:
            yield load
            load = _Load()
        load.size += sum(map(len, new.values())) + _weight(load, act)
        if act and _weight(load, act):
            load.acts.append(act)
        if new:
            # The content goes along with each of its attachments: so the part names them itself.
            load.blobs.update(blobs)
        sent |= new.keys()
    if load.size:
        yield load


def _weight(load: _Load, act: Act | None) -> int:
    """Tell what one more act adds: about twice its payload, nothing if it is in already."""
    if act is None or (load.acts and load.acts[-1] is act):
        return 0
    return 2 * len(act.envelope.payload)


def _pieces(
    ledger: JointLedger, acts: Iterable[Act], *, send: Iterable[str]
) -> Iterator[tuple[Act | None, dict[str, bytes]]]:
    """Give each act with its content, then with each attachment; then the blobs asked for."""
    for act in acts:
        name = content_of(act)
        content = None if name is None else ledger.blob(name)
        if name is None or content is None:
            yield act, {}
            continue
        yield act, {name: content}
        for attached in attachments(content):
            data = ledger.blob(attached)
            if data is not None:
                yield act, {name: content, attached: data}
    for sha256 in sorted(set(send)):
        asked = ledger.blob(sha256)
        if asked is not None:
            yield None, {sha256: asked}


def _part(
    ledger: JointLedger,
    load: _Load,
    *,
    keys: bytes,
    place: tuple[int, int],
    shared: _Shared,
    sign: Sign,
    summary: Callable[[Facts], str],
) -> Part:
    feeds = {party: tuple(acts) for party, acts in _by_party(load.acts)}
    ranges = {party: _range(acts) for party, acts in feeds.items()}
    members = {CHARTER: _line(ledger.charter.envelope)}
    if keys:
        members[KEYS] = keys
    for party, acts in feeds.items():
        name = feed_name(party, ranges[party].first, ranges[party].last)
        members[name] = b"".join(_line(act.envelope) for act in acts)
    members.update({BLOBS + sha256: data for sha256, data in load.blobs.items()})
    facts = _facts(ledger, place=place, shared=shared, ranges=ranges, load=load, members=members)
    members[SUMMARY] = summary(facts).encode()
    files = _listed(members)
    payload = manifest_payload(
        kind="bundle",
        channel=ledger.charter.channel,
        part=place[0],
        parts=place[1],
        heads=ledger.channel.heads(),
        ranges=ranges,
        files=files,
        author=shared.author,
        to=shared.to,
        number=shared.number,
        have=shared.have,
        answers=shared.answers,
        wants=shared.wants,
        time=shared.time,
        salt=shared.salt,
        key=shared.key,
    )
    line = signed_line(payload, key=shared.key, sign=sign)
    pairs = tuple((file.name, members[file.name]) for file in files)
    return Part(manifest=read_manifest(line), members=((MANIFEST, line), *pairs))


def _by_party(acts: Sequence[Act]) -> Iterator[tuple[str, list[Act]]]:
    """Group by feed; an act that two blobs of its own brought twice is one act."""
    unique = {act.id: act for act in acts}
    for party, group in groupby(sorted(unique.values(), key=_place), key=lambda act: act.party):
        yield party, list(group)


def _range(acts: Sequence[Act]) -> Range:
    return Range(first=acts[0].seq, last=acts[-1].seq, count=len(acts))


def _listed(members: dict[str, bytes]) -> tuple[File, ...]:
    """List the members in their order, and add the sums that follow from the list."""
    names = sorted(members, key=lambda name: order(name, kind="bundle"))
    files = [file_of(name, members[name]) for name in names]
    members[SUMS] = sums(files)
    return (*files, file_of(SUMS, members[SUMS]))


def _facts(
    ledger: JointLedger,
    *,
    place: tuple[int, int],
    shared: _Shared,
    ranges: Mapping[str, Range],
    load: _Load,
    members: Mapping[str, bytes],
) -> Facts:
    return Facts(
        channel=ledger.charter.channel,
        title=ledger.charter.title,
        author=shared.author,
        to=shared.to,
        number=shared.number,
        part=place[0],
        parts=place[1],
        time=shared.time,
        acts={party: one.count for party, one in ranges.items()},
        blobs=len(load.blobs),
        size=sum(len(data) for data in members.values()),
    )


def signed_line(payload: bytes, *, key: str, sign: Sign) -> bytes:
    """Seal a manifest's payload; give its file: the line and a newline."""
    media = TYPES["manifest"]
    signature = Signature(keyid=key, sig=sign(pae(media, payload)))
    return write_envelope(Envelope(media, payload, (signature,))) + b"\n"


def _line(envelope: Envelope) -> bytes:
    return write_envelope(envelope) + b"\n"
