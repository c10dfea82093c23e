"""The act: one signed entry of one party in one channel.

``read_act`` makes every check that needs nothing but the bytes; what needs the channel (place
in the feed, ``seen``, the key in force, the signature) is ``mithaq.record.channel``'s.

An act has exactly these fields: ``v`` 1, ``channel``, ``party``, ``seq`` from 0, ``prev`` (null
at 0 and only there), ``seen``, ``time`` (the author's claim; it orders nothing), ``salt``,
``key``, ``kind``, ``office`` and ``body``. The first act of a feed, and no other, is ``join``.
Spec: docs/spec/act.md section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import Decoder

from mithaq.record.canonical import canonical, parse
from mithaq.record.envelope import Envelope, check_type, envelope_of
from mithaq.record.keys import PAYLOAD
from mithaq.record.refusal import Refusal
from mithaq.record.shape import (
    BLOB,
    TEXT,
    Blob,
    Count,
    Hash,
    PartyId,
    RecordId,
    Salt,
    Seen,
    Time,
    Token,
    Topic,
    check_text,
    check_time,
    check_version,
    typed,
)

KINDS = ("join", "propose", "accept", "decline", "withdraw", "statement", "ack", "keys")
"""The closed list of kinds; a new one is a new version."""

AUTOMATIC = frozenset({"join", "ack", "keys"})
"""Kinds the node writes by itself, under the office ``node``; no other kind may."""

OTHERS = 15
"""The most parties ``seen`` may name."""


class Act(Struct, frozen=True, kw_only=True, eq=False):
    """An act that has been read; ``seen`` gives (seq, id) by party. Two are equal by ``id``."""

    id: str
    channel: str
    party: str
    seq: int
    prev: str | None
    seen: Mapping[str, tuple[int, str]]
    time: str
    salt: str
    key: str
    kind: str
    office: str
    body: dict[str, Any]
    envelope: Envelope

    def __eq__(self, other: object) -> bool:
        """Compare by id: a second signature over the same bytes is the same act."""
        return isinstance(other, Act) and self.id == other.id

    def __hash__(self) -> int:
        """Hash by id."""
        return hash(self.id)


class _Join(Struct, forbid_unknown_fields=True):
    charter: Hash


class _Propose(Struct, forbid_unknown_fields=True):
    record: RecordId
    base: Hash | None
    content: Blob


class _Accept(Struct, forbid_unknown_fields=True):
    version: Hash
    content: Hash


class _Answer(Struct, forbid_unknown_fields=True):
    version: Hash
    reason: str | UnsetType = UNSET


class _Statement(Struct, forbid_unknown_fields=True):
    topic: Topic
    record: RecordId
    version: Hash | UnsetType = UNSET
    replaces: Hash | UnsetType = UNSET
    data: dict[str, Any] | UnsetType = UNSET
    content: Blob | UnsetType = UNSET


class _Ack(Struct, forbid_unknown_fields=True):
    pass


class _Keys(Struct, forbid_unknown_fields=True):
    manifest: dict[str, Any]


class _Fields(Struct, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    v: Literal[1]
    channel: Hash
    party: PartyId
    seq: Count
    prev: Hash | None
    seen: dict[PartyId, Seen]
    time: Time
    salt: Salt
    key: Hash
    office: Token


class _JoinAct(_Fields, tag="join"):
    body: _Join


class _ProposeAct(_Fields, tag="propose"):
    body: _Propose


class _AcceptAct(_Fields, tag="accept"):
    body: _Accept


class _DeclineAct(_Fields, tag="decline"):
    body: _Answer


class _WithdrawAct(_Fields, tag="withdraw"):
    body: _Answer


class _StatementAct(_Fields, tag="statement"):
    body: _Statement


class _AckAct(_Fields, tag="ack"):
    body: _Ack


class _KeysAct(_Fields, tag="keys"):
    body: _Keys


_AnyAct: TypeAlias = (
    _JoinAct
    | _ProposeAct
    | _AcceptAct
    | _DeclineAct
    | _WithdrawAct
    | _StatementAct
    | _AckAct
    | _KeysAct
)

_act: Decoder[_AnyAct] = Decoder(_AnyAct)


def act_payload(
    *,
    channel: str,
    party: str,
    seq: int,
    prev: str | None,
    seen: Mapping[str, tuple[int, str]],
    time: str,
    salt: str,
    key: str,
    kind: str,
    office: str,
    body: Mapping[str, object],
) -> bytes:
    """Write an act's payload; ``read_act`` is what judges it."""
    return canonical(
        {
            "v": 1,
            "channel": channel,
            "party": party,
            "seq": seq,
            "prev": prev,
            "seen": {other: {"seq": n, "id": id} for other, (n, id) in seen.items()},
            "time": time,
            "salt": salt,
            "key": key,
            "kind": kind,
            "office": office,
            "body": body,
        }
    )


def read_act(envelope: Envelope) -> Act:
    """Read an act from its envelope; the signature is not checked here.

    Checks in this order: ``E_TYPE``, ``E_SIGS`` (exactly one), ``E_SIZE``, the JSON codes
    ``E_JSON E_LIMIT E_CANON``, ``E_VERSION``, ``E_APPROVAL`` (the field is there at all),
    ``E_FIELD``, ``E_LIMIT`` (texts, ``seen``, sizes), ``E_PREV``, ``E_CHANNEL``, ``E_KEY`` (the
    signature names another key than the act).
    """
    check_type(envelope, "act")
    if len(envelope.signatures) != 1:
        raise Refusal("E_SIGS", count=len(envelope.signatures))
    size = len(envelope.payload)
    if size > PAYLOAD:
        raise Refusal("E_SIZE", what="payload", size=size, limit=PAYLOAD)
    value = parse(envelope.payload)
    check_version(value)
    if "approvals" in value:  # type: ignore[operator]
        raise Refusal("E_APPROVAL")
    fields = typed(envelope.payload, _act)
    body: dict[str, Any] = value["body"]  # type: ignore[index,call-overload,assignment]
    kind: str = value["kind"]  # type: ignore[index,call-overload,assignment]
    _check_fields(fields, kind)
    if size > TEXT:
        _check_texts(body, "body")
    _check_body(fields, body, kind)
    if envelope.signatures[0].keyid != fields.key:
        raise Refusal("E_KEY", key=envelope.signatures[0].keyid)
    return Act(
        id=envelope.id,
        channel=fields.channel,
        party=fields.party,
        seq=fields.seq,
        prev=fields.prev,
        seen={party: (one.seq, one.id) for party, one in fields.seen.items()},
        time=fields.time,
        salt=fields.salt,
        key=fields.key,
        kind=kind,
        office=fields.office,
        body=body,
        envelope=envelope,
    )


def _check_fields(fields: _AnyAct, kind: str) -> None:
    check_time(fields.time)
    if fields.party in fields.seen:
        raise Refusal("E_FIELD", field=f"seen.{fields.party}")
    if (fields.office == "node") is not (kind in AUTOMATIC):
        raise Refusal("E_FIELD", field="office")
    if (fields.seq == 0) is not (kind == "join"):
        raise Refusal("E_FIELD", field="kind")
    if len(fields.seen) > OTHERS:
        raise Refusal("E_LIMIT", limit="seen")


def _check_texts(value: object, field: str) -> None:
    """Refuse a text too long anywhere in ``value`` except inside a key manifest."""
    if type(value) is str:
        check_text(value, field)
    elif type(value) is dict:
        for name, item in value.items():
            if (field, name) != ("body", "manifest"):
                _check_texts(item, name)
    elif type(value) is list:
        for item in value:
            _check_texts(item, field)


def _check_body(fields: _AnyAct, body: dict[str, Any], kind: str) -> None:
    content = body.get("content")
    if type(content) is dict and content["size"] > BLOB:
        raise Refusal("E_LIMIT", limit="blob")
    if kind == "keys":
        check_type(envelope_of(body["manifest"]), "keys")
    if (fields.prev is None) is not (fields.seq == 0):
        raise Refusal("E_PREV", prev=fields.prev)
    if kind == "join" and body["charter"] != fields.channel:
        raise Refusal("E_CHANNEL", channel=body["charter"])
