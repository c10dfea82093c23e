"""Pairing: from two cards to one charter that all have signed.

1. Each party writes its **card**: its own charter entry as a file, with a checksum against
   mistakes of the hand (not of an adversary). People compare the card's fingerprint.
2. One composes the charter from the cards and signs; the file goes round; each checks that its
   own entry is its own card, and signs; signatures are kept sorted, so all end with one file.
3. When every root threshold is met the charter is complete; people compare its fingerprint, which
   is the channel's id.

Keys of small order are refused in a card already (``E_KEY_SMALL``). Nothing here is trusted
without that comparison. Spec: docs/spec/exchange.md section 9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

from mithaq.record.canonical import canonical, parse
from mithaq.record.charter import Charter, charter_payload, read_charter
from mithaq.record.envelope import TYPES, Envelope, Signature
from mithaq.record.keys import PAYLOAD, check_signatures
from mithaq.record.refusal import Refusal

_DOMAIN: Final = b"mithaq card v1\n"
_TRIAL_SALT: Final = "0" * 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A party's own entry; ``fingerprint`` is what people compare."""

    party: str
    entry: Mapping[str, Any]
    fingerprint: str


def write_card(entry: Mapping[str, Any]) -> bytes:
    """Write a card, after judging the entry as a charter would (codes of ``read_charter``)."""
    _judge(entry)
    card = {"v": 1, "kind": "card", "party": dict(entry), "sha256": _sum(entry)}
    return canonical(card) + b"\n"


def read_card(data: bytes) -> Card:
    """Read a card.

    Raises ``E_SIZE``, ``E_CUT``, the JSON codes, ``E_FIELD``, ``E_CARD`` (the checksum is of
    another entry), then what a charter refuses in an entry: ``E_KEY``, ``E_KEY_SMALL`` …
    """
    if len(data) > PAYLOAD:
        raise Refusal("E_SIZE", what="card", size=len(data), limit=PAYLOAD)
    if data[-1:] != b"\n":
        raise Refusal("E_CUT", at=len(data))
    fields = parse(data[:-1])
    if type(fields) is not dict or fields.keys() != {"v", "kind", "party", "sha256"}:
        raise Refusal("E_FIELD", field="$")
    entry = fields["party"]
    if fields["v"] != 1 or fields["kind"] != "card" or type(entry) is not dict:
        raise Refusal("E_FIELD", field="kind")
    if fields["sha256"] != _sum(entry):
        raise Refusal("E_CARD")
    party = _judge(entry)
    return Card(party=party, entry=entry, fingerprint=_sum(entry))


def compose(
    cards: Sequence[Card],
    *,
    title: str,
    limits: Mapping[str, object] | None = None,
    continues: Mapping[str, object] | None = None,
    salt: str,
) -> Envelope:
    """Compose a joint charter from cards, still unsigned.

    Raises ``E_NOT_JOINT`` for fewer than two parties, ``E_PARTY`` for one named twice, and what
    a charter refuses.
    """
    parties = sorted(card.party for card in cards)
    if len(parties) < 2:
        raise Refusal("E_NOT_JOINT", channel="")
    for one, other in pairwise(parties):
        if one == other:
            raise Refusal("E_PARTY", party=one)
    entries = [card.entry for card in sorted(cards, key=lambda card: card.party)]
    payload = charter_payload(
        title=title, parties=entries, limits=limits or {}, continues=continues, salt=salt
    )
    envelope = Envelope(TYPES["charter"], payload, ())
    read_charter(envelope, complete=False)
    return envelope


def check_own(envelope: Envelope, card: Card) -> None:
    """Require that a charter names a party exactly as its own card does: else ``E_CARD``.

    To be asked before signing, by each party of itself, and of each card it has compared.
    """
    fields = parse(envelope.payload)
    listed = fields["parties"] if type(fields) is dict else ()
    if card.entry not in listed:  # type: ignore[operator]
        raise Refusal("E_CARD")


def countersign(envelope: Envelope, signatures: Sequence[Signature]) -> Envelope:
    """Add root signatures to a charter going round; adding one twice changes nothing.

    Every signature, old and new, must be good: ``E_KEY`` (no root key of a party), ``E_SIG``.
    """
    held = {one.keyid: one for one in (*envelope.signatures, *signatures)}
    together = tuple(held[keyid] for keyid in sorted(held))
    signed = Envelope(envelope.type, envelope.payload, together)
    read_charter(signed, complete=False)
    return signed


def merge(one: Envelope, other: Envelope) -> Envelope:
    """Put together two copies of one charter that went round apart: ``E_CHANNEL`` if two."""
    if one.id != other.id:
        raise Refusal("E_CHANNEL", channel=other.id)
    return countersign(one, other.signatures)


def unsigned(envelope: Envelope) -> tuple[str, ...]:
    """List the parties whose root threshold has not signed yet, in charter order."""
    charter = read_charter(envelope, complete=False)
    missing = []
    for party in charter.parties:
        known = party.keys.root
        own = tuple(one for one in envelope.signatures if one.keyid in known)
        signed = check_signatures(Envelope(envelope.type, envelope.payload, own), known)
        if len(signed) < party.keys.threshold:
            missing.append(party.id)
    return tuple(missing)


def complete(envelope: Envelope) -> Charter:
    """Read a charter that everyone has signed: ``E_SIGS`` while somebody has not."""
    charter = read_charter(envelope)
    if len(charter.parties) < 2:
        raise Refusal("E_NOT_JOINT", channel=charter.channel)
    return charter


def _judge(entry: Mapping[str, Any]) -> str:
    """Let a charter of this one party judge its entry; give the party's id."""
    payload = charter_payload(
        title="-", parties=[entry], limits={}, continues=None, salt=_TRIAL_SALT
    )
    charter = read_charter(Envelope(TYPES["charter"], payload, ()), complete=False)
    return charter.parties[0].id


def _sum(entry: Mapping[str, Any]) -> str:
    return sha256(_DOMAIN + canonical(dict(entry))).hexdigest()
