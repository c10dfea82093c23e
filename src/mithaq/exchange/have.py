"""What a party signs that it holds: ``have``, and what follows when it says less than before.

A ``have`` names for each feed its author holds the newest act, the count and the RFC 6962 root.
It is a receipt, a request (what the peer lacks follows from it) and, over HTTPS, the signature on
a request: the server's answer repeats the caller's nonce. Spec: docs/spec/exchange.md section 2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import Decoder

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.manifest import (
    LINE,
    HeadFields,
    Manifest,
    check_signer,
    heads_json,
    read_heads,
    read_manifest,
)
from mithaq.record.act import Act
from mithaq.record.canonical import JSON, canonical, parse
from mithaq.record.channel import Channel, Head
from mithaq.record.envelope import TYPES, Envelope, check_type, read_envelope
from mithaq.record.keys import PAYLOAD, check_envelope
from mithaq.record.refusal import Refusal
from mithaq.record.shape import Hash, PartyId, Salt, check_time, check_version, typed

STALE_ONLINE: Final = 7
STALE_BUNDLES: Final = 45
"""Days without news after which silence becomes an alarm (S3); a node may lower them."""

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a party signed that it holds, be it in a ``have`` or in a manifest."""

    party: str
    heads: Mapping[str, Head]
    time: str
    envelope: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Have(Said):
    """A ``have`` that was read and whose signature was checked.

    ``answered``: it repeats a nonce drawn here. Without that it may be a copy of an old one, and
    is held against nobody.
    """

    channel: str
    to: str | None
    nonce: str
    key: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Staleness:
    """How old a peer's newest signed words are; ``days`` is None when it never spoke."""

    days: int | None
    alarm: bool


class _Fields(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    v: Literal[1]
    kind: Literal["have"]
    channel: Hash
    party: PartyId
    feeds: Annotated[dict[PartyId, HeadFields], Meta(max_length=16)]
    nonce: Salt
    time: str
    key: Hash
    to: PartyId | UnsetType = UNSET


_decoder: Decoder[_Fields] = Decoder(_Fields)


def have_payload(
    *,
    channel: str,
    party: str,
    to: str | None = None,
    feeds: Mapping[str, Head],
    nonce: str,
    time: str,
    key: str,
) -> bytes:
    """Write the payload of a ``have``; ``read_have`` is what judges it."""
    fields: dict[str, JSON] = {
        "v": 1,
        "kind": "have",
        "channel": channel,
        "party": party,
        "feeds": heads_json(feeds),
        "nonce": nonce,
        "time": time,
        "key": key,
    }
    return canonical(fields if to is None else {**fields, "to": to})


def read_have(
    envelope: Envelope, *, channel: Channel, me: str | None = None, nonce: str | None = None
) -> Have:
    """Read a peer's ``have`` and check its signature by the keys in force for it here.

    Checks in this order: ``E_TYPE``, ``E_SIZE``, the JSON codes, ``E_VERSION``, ``E_FIELD``,
    ``E_CHANNEL``, ``E_PARTY`` (author or a feed not in the charter), ``E_SENDER`` (our own),
    ``E_RECEIVER`` (addressed to another, or not addressed while ``me`` is given), ``E_NONCE``
    (not the answer to ``nonce``), ``E_SIGS``, ``E_KEY``, ``E_SIG``.
    """
    check_type(envelope, "have")
    if len(envelope.payload) > PAYLOAD:
        raise Refusal("E_SIZE", what="payload", size=len(envelope.payload), limit=PAYLOAD)
    check_version(parse(envelope.payload))
    fields = typed(envelope.payload, _decoder)
    check_time(fields.time)
    heads = read_heads(fields.feeds)
    _check_place(fields, channel=channel, me=me)
    if nonce is not None and fields.nonce != nonce:
        raise Refusal("E_NONCE", party=fields.party)
    check_signer(envelope, fields.key)
    check_envelope(envelope, channel.keys(fields.party))
    return Have(
        party=fields.party,
        heads=heads,
        time=fields.time,
        envelope=envelope,
        channel=fields.channel,
        to=fields.to or None,
        nonce=fields.nonce,
        key=fields.key,
        answered=nonce is not None,
    )


def _check_place(fields: _Fields, *, channel: Channel, me: str | None) -> None:
    if fields.channel != channel.charter.channel:
        raise Refusal("E_CHANNEL", channel=fields.channel)
    for party in (fields.party, *sorted(fields.feeds)):
        channel.charter.position(party)
    if me is None:
        return
    if fields.party == me:
        raise Refusal("E_SENDER", party=me)
    if fields.to != me:
        raise Refusal("E_RECEIVER", to=fields.to or "", me=me)


def said(manifest: Manifest) -> Said:
    """Take a manifest's heads as its author's signed words."""
    return Said(
        party=manifest.author,
        heads=manifest.heads,
        time=manifest.time,
        envelope=manifest.envelope,
    )


def recall(line: bytes) -> Said:
    """Read again what a party said in a ``have`` or a manifest that was checked and kept."""
    envelope = read_envelope(line, limit=LINE)
    if envelope.type == TYPES["manifest"]:
        return said(read_manifest(line + b"\n"))
    check_type(envelope, "have")
    fields = typed(envelope.payload, _decoder)
    heads = read_heads(fields.feeds)
    return Said(party=fields.party, heads=heads, time=fields.time, envelope=envelope)


def lacking(channel: Channel, heads: Mapping[str, Head]) -> dict[str, int]:
    """Tell from which act on a peer that holds ``heads`` lacks each feed that grew here."""
    ours = channel.heads()
    sizes = {party: heads[party].size if party in heads else 0 for party in ours}
    return {party: sizes[party] for party, head in ours.items() if sizes[party] < head.size}


def rolled_back(channel: Channel, *, newer: Said, older: Said | None) -> tuple[Evidence, ...]:
    """Find where a party's newer words fall behind its older ones or its own acts: ``F_ROLLBACK``.

    ``newer`` must be known to be newer by something else than a clock: a later key or a greater
    bundle number, which the caller sees to, or an answered nonce: of a ``have`` without one
    nothing follows. Evidence holds both signed words.
    """
    if _may_be_old(newer):
        return ()
    found = [] if older is None else list(_behind_words(newer, older))
    told = {one.feed for one in found}
    for feed, seq in _own_view(channel, newer.party).items():
        size = newer.heads[feed].size if feed in newer.heads else 0
        if size <= seq and feed not in told:
            fields = {"why": "acts", "older": seq + 1, "newer": size}
            found.append(_rollback(newer, feed, fields, (newer.envelope,)))
            told.add(feed)
    found += [one for one in _against_ours(channel, newer) if one.feed not in told]
    return tuple(found)


def _may_be_old(words: Said) -> bool:
    return isinstance(words, Have) and not words.answered


def _behind_words(newer: Said, older: Said) -> Iterable[Evidence]:
    proof = (older.envelope, newer.envelope)
    for feed, before in older.heads.items():
        after = newer.heads.get(feed)
        size = 0 if after is None else after.size
        if size < before.size:
            fields = {"why": "smaller", "older": before.size, "newer": size}
            yield _rollback(newer, feed, fields, proof)
        elif after is not None and size == before.size and _differ(before, after):
            fields = {"why": "other", "older": before.size, "newer": size}
            yield _rollback(newer, feed, fields, proof)


def _differ(before: Head, after: Head) -> bool:
    """Two heads of one size must be equal; one without a root says of a fork, and may differ."""
    return before.root is not None and after.root is not None and before != after


def _against_ours(channel: Channel, newer: Said) -> Iterable[Evidence]:
    """A head of a size we have passed must be an act we hold; of our own size, with our root.

    A head without a root is of a feed whose fork its author knows and we do not, as yet: its
    longest branch need not be ours. ``unsent`` asks for that branch when all parts have come.
    """
    forked = {fork.party for fork in channel.forks()}
    for feed, ours in channel.heads().items():
        theirs = newer.heads.get(feed)
        if theirs is None or theirs.root is None or feed in forked or theirs.size > ours.size:
            continue
        known = channel.past.find(bytes.fromhex(theirs.id)) >= 0
        if not known or (theirs.size == ours.size and _differ(ours, theirs)):
            fields = {"why": "other", "older": theirs.size, "newer": theirs.size}
            yield _rollback(newer, feed, fields, (newer.envelope,))


def _rollback(
    newer: Said, feed: str, fields: Mapping[str, object], proof: tuple[Envelope, ...]
) -> Evidence:
    return Evidence(code="F_ROLLBACK", party=newer.party, feed=feed, fields=fields, proof=proof)


def _own_view(channel: Channel, party: str) -> dict[str, int]:
    """Give, for each feed, the newest act that this party's own acts show it holds."""
    past, own = channel.past, channel.charter.position(party)
    tips = past.tips(own)
    if len(tips) != 1:
        return {}
    newest = {other: past.newest(tips[0], place) for place, other in enumerate(channel.charter.ids)}
    return {other: past.seq(number) for other, number in newest.items() if number >= 0}


def withheld(
    channel: Channel, waiting: Iterable[Act], *, words: Said | None = None
) -> tuple[Evidence, ...]:
    """Find acts that a party signed it had seen and that its own heads do not offer: ``F_WITHHELD``.

    For each waiting act of the party that spoke: a cause we lack and that ``words`` do not hold.
    Each such cause is told once.
    """
    if words is None or _may_be_old(words):
        return ()
    found: dict[tuple[str, int, str], Evidence] = {}
    for act in waiting:
        if act.party != words.party:
            continue
        for feed, (seq, seen) in act.seen.items():
            size = words.heads[feed].size if feed in words.heads else 0
            if seq >= size and channel.past.find(bytes.fromhex(seen)) < 0:
                fields = {"seq": seq, "act": seen, "why": "seen"}
                proof = (act.envelope, words.envelope)
                found.setdefault((feed, seq, seen), _withheld(act.party, feed, fields, proof))
    return tuple(found[key] for key in sorted(found))


def _withheld(
    party: str, feed: str, fields: Mapping[str, object], proof: tuple[Envelope, ...]
) -> Evidence:
    return Evidence(code="F_WITHHELD", party=party, feed=feed, fields=fields, proof=proof)


def unsent(
    channel: Channel, waiting: Iterable[Act], *, words: Said, had: Mapping[str, int]
) -> tuple[Evidence, ...]:
    """Find feeds of which a complete delivery brought less than its own heads say: ``F_WITHHELD``.

    ``had`` is how many acts the sender believed we had and so left out. Where we hold fewer than
    that, nothing was withheld: our next ``have`` asks again. What waits here was sent; a number
    between is not. A head without a root is an act of the fork, whose branches are all sent.
    """
    held = {party: head.size for party, head in channel.heads().items()}
    room = tuple(waiting)
    kept = {act.id for act in room}
    found = []
    for feed, theirs in words.heads.items():
        seq = _first_missing(held.get(feed, 0), {act.seq for act in room if act.party == feed})
        here = theirs.id in kept or channel.past.find(bytes.fromhex(theirs.id)) >= 0
        short = seq < theirs.size or (theirs.root is None and not here)
        if short and held.get(feed, 0) >= had.get(feed, 0):
            fields = {"seq": min(seq, theirs.seq), "act": theirs.id, "why": "unsent"}
            found.append(_withheld(words.party, feed, fields, (words.envelope,)))
    return tuple(found)


def _first_missing(held: int, waiting: Collection[int]) -> int:
    """Give the first number of a feed that is neither held nor waits."""
    while held in waiting:
        held += 1
    return held


def staleness(time: str | None, *, as_of: str, days: int = STALE_BUNDLES) -> Staleness:
    """Tell how old a peer's newest words are on ``as_of``; an alarm after ``days`` (S3)."""
    if time is None:
        return Staleness(days=None, alarm=True)
    age = max(0, _seconds(as_of) - _seconds(time)) // _DAY
    return Staleness(days=age, alarm=age > days)


def skewed(time: str, *, received: str) -> bool:
    """Tell whether an author's clock lies a day or more ahead of ours (S15); shown, no more."""
    return _seconds(time) - _seconds(received) > _DAY


def _seconds(time: str) -> int:
    return int(datetime.fromisoformat(time).timestamp())
