"""Pairing: from two cards to a joint channel that both have opened (issue 2, point 5).

One verb a step: ``card``, ``compose``, ``countersign``, ``complete``. Rules: only an
administrator pairs; every signature is a root's, unlocked for the errand; a side signs only a
charter that names it exactly as its own card does, and every other party as the card it was
shown; ``complete`` wants the fingerprint that people compared by another way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mithaq.exchange import fingerprint
from mithaq.exchange.pairing import (
    Card,
    check_own,
    read_card,
    unsigned,
    write_card,
)
from mithaq.exchange.pairing import (
    complete as completed,
)
from mithaq.exchange.pairing import (
    compose as composed,
)
from mithaq.exchange.pairing import (
    countersign as countersigned,
)
from mithaq.exchange.pairing import (
    merge as merged,
)
from mithaq.record.canonical import JSON
from mithaq.record.charter import Charter, read_charter
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from mithaq.record.refusal import Refusal

from . import pen
from .desk import Desk, Who
from .opening import open_channel
from .ports import Roots
from .recovery import record_of

CARD = "pairing/card"
PAIRED = "paired"
STREAM = "pairing"


def card(desk: Desk, who: Who, *, entry: Mapping[str, JSON]) -> bytes:
    """Write this party's card from its charter entry, and remember it as one's own.

    Raises ``desk.no_right``, ``desk.not_a_party``, the codes of ``write_card``.
    """
    desk.office(who, "pair", "")
    if entry.get("id") != desk.party:
        raise Refusal("desk.not_a_party", party=str(entry.get("id")), channel="")
    written = write_card(entry)
    with desk.transaction():
        desk.ledger.note(CARD, written)
    return written


def compose(
    desk: Desk,
    who: Who,
    *,
    cards: Sequence[bytes],
    title: str,
    roots: Roots,
    limits: Mapping[str, object] | None = None,
    continues: Mapping[str, object] | None = None,
) -> bytes:
    """Compose a charter from one's own card and the others', and sign it first.

    Raises ``desk.no_right``, ``desk.no_card``, the codes of cards and charters.
    """
    desk.office(who, "pair", "")
    own = own_card(desk)
    others = [read for read in map(read_card, cards) if read.party != desk.party]
    with desk.transaction():
        envelope = composed(
            [own, *others],
            title=title,
            limits=limits,
            continues=continues,
            salt=desk.draw(STREAM),
        )
    return _written(countersigned(envelope, roots.sign(envelope.pae)))


def countersign(
    desk: Desk, who: Who, *, charter: bytes, cards: Sequence[bytes], roots: Roots
) -> bytes:
    """Sign a charter that went round, after comparing every entry with its card.

    Raises ``desk.no_right``, ``desk.no_card``, ``E_CARD`` when an entry is not the card's or no
    card was shown for it: the fingerprint that people compare later is the same on both sides
    even with a stranger in the charter.
    """
    desk.office(who, "pair", "")
    envelope = _read(charter)
    shown = (own_card(desk), *map(read_card, cards))
    for one in shown:
        check_own(envelope, one)
    known = {one.party for one in shown}
    for party in read_charter(envelope, complete=False).ids:
        if party not in known:
            raise Refusal("E_CARD", party=party)
    return _written(countersigned(envelope, roots.sign(envelope.pae)))


def merge(charter: bytes, other: bytes) -> bytes:
    """Put together two copies of one charter that went round apart."""
    return _written(merged(_read(charter), _read(other)))


def missing(charter: bytes) -> tuple[str, ...]:
    """List the parties that have not signed yet."""
    return unsigned(_read(charter))


def complete(desk: Desk, who: Who, *, charter: bytes, told: str) -> Charter:
    """Open the channel of a charter everyone has signed, once its fingerprint was compared.

    ``told`` is what was heard from the other side: digit groups or words. Raises
    ``desk.no_right``, ``E_SIGS``, ``E_CARD``, ``E_FINGERPRINT``, ``desk.not_our_key``.
    """
    office = desk.office(who, "pair", "")
    envelope = _read(charter)
    read = completed(envelope)
    check_own(envelope, own_card(desk))
    fingerprint.check_told(told, read.channel)
    with desk.transaction():
        open_channel(desk, charter=envelope)
        data: dict[str, JSON] = {"channel": read.channel, "parties": list(read.ids)}
        body: dict[str, JSON] = {"topic": PAIRED, "record": record_of(read.channel), "data": data}
        pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)
    return read


def continuing(desk: Desk, *, channel: str) -> dict[str, object]:
    """Give what a charter says to continue a channel: its id, and the heads that are still sound.

    A forked feed has no head to name; the new charter says nothing of it (record.md 4.6).
    """
    heads = {
        party: {"seq": head.seq, "id": head.id, "size": head.size, "root": head.root}
        for party, head in desk.channel(channel).heads().items()
        if head.root is not None
    }
    return {"channel": channel, "heads": heads}


def own_card(desk: Desk) -> Card:
    """Give the card this side wrote last. Raises ``desk.no_card``."""
    noted = desk.ledger.noted(CARD)
    if noted is None:
        raise Refusal("desk.no_card", party=desk.party)
    return read_card(noted)


def _read(charter: bytes) -> Envelope:
    return read_envelope(charter.removesuffix(b"\n"))


def _written(envelope: Envelope) -> bytes:
    return write_envelope(envelope) + b"\n"
