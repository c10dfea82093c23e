"""The charter: the signed genesis of a channel.

* ``channel`` is the id of the charter: the SHA-256 of its PAE.
* It lists 1 to 16 parties, sorted by id, each once, with their keys; a charter of one party is
  a national channel. No key stands in two places.
* Membership never changes; a channel that ``continues`` another names its heads.
* It holds when every party's root threshold of distinct keys has signed it.

Spec: docs/spec/act.md section 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import Decoder

from mithaq.record.canonical import canonical, parse
from mithaq.record.envelope import Envelope, check_type
from mithaq.record.keys import (
    PAYLOAD,
    KeySet,
    Root,
    check_distinct,
    check_signatures,
    check_threshold,
    read_keys,
)
from mithaq.record.refusal import Refusal
from mithaq.record.shape import (
    BLOB,
    Count,
    Hash,
    Language,
    PartyId,
    Recipient,
    Salt,
    Token,
    check_text,
    check_version,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the parties agreed to keep under; ``marking`` is the channel's ceiling, if any."""

    payload: int = PAYLOAD
    blob: int = BLOB
    marking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One sovereign side, as the charter names it; ``name`` by language."""

    id: str
    name: Mapping[str, str]
    keys: KeySet
    approval: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of one feed of the channel that is continued."""

    seq: int
    id: str
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Continues:
    """The channel that this one continues, and its heads by party."""

    channel: str
    heads: Mapping[str, Head]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """A charter that has been read; ``parties`` in charter order, which is by id."""

    channel: str
    title: str
    parties: tuple[Party, ...]
    limits: Limits
    continues: Continues | None
    salt: str
    envelope: Envelope

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the ids of the parties, in charter order."""
        return tuple(party.id for party in self.parties)

    def position(self, party: str) -> int:
        """Give the place of ``party`` in the charter, from 0; ``E_PARTY`` if it has none."""
        for place, one in enumerate(self.parties):
            if one.id == party:
                return place
        raise Refusal("E_PARTY", party=party)

    def party(self, party: str) -> Party:
        """Give what the charter says of ``party``; ``E_PARTY`` if it is not listed."""
        return self.parties[self.position(party)]


class _Limits(Struct, frozen=True, forbid_unknown_fields=True):
    payload: Annotated[int, Meta(ge=1024, le=PAYLOAD)] | UnsetType = UNSET
    blob: Annotated[int, Meta(ge=0, le=BLOB)] | UnsetType = UNSET
    marking: Token | UnsetType = UNSET


class _Head(Struct, frozen=True, forbid_unknown_fields=True):
    seq: Count
    id: Hash
    size: Count
    root: Hash


class _Continues(Struct, frozen=True, forbid_unknown_fields=True):
    channel: Hash
    heads: Annotated[dict[PartyId, _Head], Meta(max_length=16)]


class _Party(Struct, frozen=True, forbid_unknown_fields=True):
    id: PartyId
    name: Annotated[dict[Language, Annotated[str, Meta(min_length=1)]], Meta(min_length=1)]
    root: Root
    node: Annotated[list[str], Meta(min_length=1, max_length=4)]
    tls: Annotated[list[Hash], Meta(max_length=4)]
    age: Annotated[list[Recipient], Meta(max_length=4)]
    approval: dict[str, Any]


class _Charter(Struct, frozen=True, forbid_unknown_fields=True):
    v: Literal[1]
    kind: Literal["charter"]
    title: Annotated[str, Meta(min_length=1)]
    parties: Annotated[list[_Party], Meta(min_length=1, max_length=16)]
    limits: _Limits
    continues: _Continues | None
    salt: Salt


_charter: Decoder[_Charter] = Decoder(_Charter)


def charter_payload(
    *,
    title: str,
    parties: Sequence[Mapping[str, object]],
    limits: Mapping[str, object],
    continues: Mapping[str, object] | None,
    salt: str,
) -> bytes:
    """Write a charter's payload; ``read_charter`` is what judges it.

    A party is ``{id, name, root: {keys, threshold}, node, tls, age, approval: {}}``.
    """
    return canonical(
        {
            "v": 1,
            "kind": "charter",
            "title": title,
            "parties": list(parties),
            "limits": limits,
            "continues": continues,
            "salt": salt,
        }
    )


def read_charter(envelope: Envelope, *, complete: bool = True) -> Charter:
    """Read a charter and check its signatures.

    With ``complete=False`` (a charter still going round) the signatures that are there must be
    good, and none is missed. Checks in this order: ``E_TYPE``, ``E_SIZE``, the JSON codes,
    ``E_VERSION``, ``E_FIELD``, ``E_LIMIT`` (texts), ``E_APPROVAL``, ``E_KEY``, ``E_KEY_SMALL``,
    then the signatures: ``E_KEY``, ``E_SIGS``, ``E_SIG``, and each threshold (``E_SIGS``).
    """
    fields = _read_fields(envelope)
    channel = envelope.id
    parties = tuple(_party(one, channel) for one in fields.parties)
    roots = _all_roots(parties)
    signed = check_signatures(envelope, roots)
    if complete:
        for party in parties:
            check_threshold(party.keys, signed)
    return Charter(
        channel=channel,
        title=fields.title,
        parties=parties,
        limits=_limits(fields.limits),
        continues=_continues(fields.continues),
        salt=fields.salt,
        envelope=envelope,
    )


def _read_fields(envelope: Envelope) -> _Charter:
    check_type(envelope, "charter")
    if len(envelope.payload) > PAYLOAD:
        raise Refusal("E_SIZE", what="payload", size=len(envelope.payload), limit=PAYLOAD)
    check_version(parse(envelope.payload))
    fields = typed(envelope.payload, _charter)
    ids = [party.id for party in fields.parties]
    if ids != sorted(set(ids)):
        raise Refusal("E_FIELD", field="parties")
    check_text(fields.title, "title")
    for party in fields.parties:
        for text in party.name.values():
            check_text(text, "name")
        if party.approval:
            raise Refusal("E_APPROVAL")
    return fields


def _party(fields: _Party, channel: str) -> Party:
    roots, nodes = read_keys(fields.root, fields.node)
    check_distinct(fields.tls, "tls")
    check_distinct(fields.age, "age")
    keys = KeySet(
        n=0,
        id=channel,
        root=roots,
        threshold=fields.root.threshold,
        node=nodes,
        tls=tuple(fields.tls),
        age=tuple(fields.age),
    )
    return Party(id=fields.id, name=fields.name, keys=keys)


def _all_roots(parties: tuple[Party, ...]) -> dict[str, bytes]:
    """Gather the root keys of all parties; a key in two places is ``E_KEY``."""
    taken: set[str] = set()
    roots: dict[str, bytes] = {}
    for party in parties:
        own = party.keys.root.keys() | party.keys.node.keys()
        for both in taken & own:
            raise Refusal("E_KEY", key=both)
        taken |= own
        roots.update(party.keys.root)
    return roots


def _limits(fields: _Limits) -> Limits:
    said = msgspec.structs.asdict(fields)
    return Limits(**{name: value for name, value in said.items() if value is not UNSET})


def _continues(fields: _Continues | None) -> Continues | None:
    if fields is None:
        return None
    heads = {
        party: Head(seq=head.seq, id=head.id, size=head.size, root=head.root)
        for party, head in fields.heads.items()
    }
    return Continues(channel=fields.channel, heads=heads)
