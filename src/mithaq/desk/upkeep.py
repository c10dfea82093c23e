"""Upkeep: new node keys, exports, the proof of a fork, and the check of everything folded.

Rules: keys change by an act of the feed, under a manifest that the offline roots signed
(record.md 2.7), in every channel at once; an export is what anyone can verify without us; the
check folds each channel again from its first byte, signatures and blobs included.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from mithaq.exchange.export import Export, write_export
from mithaq.exchange.fork import prove_fork as proof_of
from mithaq.exchange.references import References, attachments
from mithaq.record.act import Act, read_act
from mithaq.record.canonical import JSON, canonical
from mithaq.record.channel import Channel
from mithaq.record.envelope import TYPES, Envelope, envelope_object, pae
from mithaq.record.keys import KeySet, spki
from mithaq.record.refusal import Refusal

from . import pen
from .blobs import ChannelShelf
from .desk import Desk, Who
from .ports import Roots
from .recovery import record_of

ROTATED = "rotated"


def rotate(
    desk: Desk,
    who: Who,
    *,
    roots: Roots,
    node: Sequence[bytes],
    tls: Sequence[str] | None = None,
    age: Sequence[str] | None = None,
) -> tuple[Act, ...]:
    """Announce new node keys (32-byte publics) in every channel; None keeps what there was.

    The acts are signed by the key in force; from the next act on only ``node`` counts, so the
    node changes its signer in the same transaction (``Desk.signer``).
    Raises ``desk.no_right``, ``desk.locked``, ``desk.forked``, ``E_SIGS`` without enough roots.
    """
    office = desk.office(who, "rotate", "")
    with desk.transaction():
        # National last: its own statement must still be signed by the key in force.
        joint, national = desk.joint(), desk.national()
        for channel in (*joint, national):
            _say(desk, who, office=office, channel=channel)
        return tuple(
            _announce(desk, channel=channel, roots=roots, node=node, tls=tls, age=age)
            for channel in (*joint, national)
        )


def export(desk: Desk, who: Who, *, channel: str) -> Export:
    """Write a whole channel for anyone to verify; of a joint one only what both have.

    Raises ``desk.no_right``, ``desk.no_channel``.
    """
    desk.office(who, "export", "")
    desk.ledger.settle()
    with desk.transaction():
        return write_export(
            desk.channel(channel),
            acts=desk.ledger,
            blobs=desk.blobs(channel),
            author=desk.party,
            time=desk.clock.now(),
            salt=desk.draw(f"export of {channel}"),
            key=desk.signer.key,
            sign=desk.signer.sign,
        )


def check(desk: Desk, *, channel: str) -> Iterator[Refusal]:
    """Fold a channel again from its first byte, and name everything that is wrong with it.

    Gives ``check.act`` for an act that would not be admitted, ``check.blob`` for bytes that are
    not those of their name, ``check.absent`` for a named blob that is not here.
    """
    again, named = Channel(desk.charter(channel)), References()
    for number, envelope in desk.ledger.acts(channel):
        try:
            act = read_act(envelope)
            again.admit(act)
        except Refusal as refusal:
            yield Refusal("check.act", channel=channel, number=number, why=refusal.code)
            continue
        named.add(act)
    yield from _check_blobs(desk, channel=channel, named=named)


def _check_blobs(desk: Desk, *, channel: str, named: References) -> Iterator[Refusal]:
    blobs = desk.blobs(channel)
    for content in tuple(named.contents):
        named.add_content(content, attachments(_bytes(blobs, content)))
    for sha256 in named:
        if blobs.erased(sha256):
            continue
        data = _bytes(blobs, sha256)
        if data is None and not blobs.has(sha256):
            yield Refusal("check.absent", channel=channel, sha256=sha256)
        elif data is None or hashlib.sha256(data).hexdigest() != sha256:
            yield Refusal("check.blob", channel=channel, sha256=sha256)


def _bytes(blobs: ChannelShelf, sha256: str) -> bytes | None:
    """Read a blob; what a shelf refuses to give is damage, named by the caller."""
    try:
        return blobs.get(sha256)
    except Refusal:
        return None


def prove_fork(desk: Desk, *, channel: str, party: str | None = None) -> bytes:
    """Write the portable proof that a party signed two acts at one place (record.md 4.6).

    Raises ``desk.no_fork``.
    """
    desk.ledger.settle()
    for fork in desk.channel(channel).forks():
        if party in (None, fork.party):
            return proof_of(desk.channel(channel), fork, acts=desk.ledger)
    raise Refusal("desk.no_fork", channel=channel)


def _announce(
    desk: Desk,
    *,
    channel: str,
    roots: Roots,
    node: Sequence[bytes],
    tls: Sequence[str] | None,
    age: Sequence[str] | None,
) -> Act:
    payload = canonical(
        _manifest(
            desk,
            channel=channel,
            old=desk.channel(channel).keys(desk.party),
            node=node,
            tls=tls,
            age=age,
        )
    )
    media = TYPES["keys"]
    envelope = Envelope(media, payload, roots.sign(pae(media, payload)))
    body: dict[str, JSON] = {"manifest": envelope_object(envelope)}  # type: ignore[dict-item]
    return pen.write_automatic(desk, channel=channel, kind="keys", body=body)


def _manifest(
    desk: Desk,
    *,
    channel: str,
    old: KeySet,
    node: Sequence[bytes],
    tls: Sequence[str] | None,
    age: Sequence[str] | None,
) -> dict[str, JSON]:
    return {
        "v": 1,
        "kind": "keys",
        "party": desk.party,
        "channel": channel,
        "n": old.n + 1,
        "prev": old.id,
        "root": {"keys": _spkis(old.root.values()), "threshold": old.threshold},
        "node": _spkis(node),
        "tls": list(old.tls if tls is None else tls),
        "age": list(old.age if age is None else age),
        "approval": {},
        "salt": desk.draw(channel),
    }


def _spkis(publics: Iterable[bytes]) -> list[JSON]:
    return [b64encode(spki(one)).decode() for one in publics]


def _say(desk: Desk, who: Who, *, office: str, channel: str) -> None:
    data: dict[str, JSON] = {"channel": channel}
    body: dict[str, JSON] = {"topic": ROTATED, "record": record_of(channel), "data": data}
    pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)
