"""The act: one signed entry of one party in one channel.

``read_act`` makes every check that needs nothing but the bytes; what needs the channel (place
in the feed, ``seen``, the key in force, the signature) is ``mithaq.record.channel``'s.

An act has exactly these fields: ``v`` 1, ``channel``, ``party``, ``seq`` from 0, ``prev`` (null
at 0 and only there), ``seen``, ``time`` (the author's claim; it orders nothing), ``salt``,
``key``, ``kind``, ``office`` and ``body``. The first act of a feed, and no other, is ``join``.
Spec: docs/spec/act.md section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import orjson
from msgspec import UNSET, Meta, MsgspecError, Struct, UnsetType, structs
from msgspec.json import Decoder

from mithaq.record.canonical import PAYLOAD_DEPTH, canonical, check_value, parse
from mithaq.record.envelope import Envelope, check_type, envelope_of
from mithaq.record.keys import PAYLOAD
from mithaq.record.refusal import Refusal
from mithaq.record.shape import (
    BLOB,
    TEXT,
    Count,
    MediaType,
    Topic,
    check_text,
    check_time,
    check_version,
    is_party,
    is_token,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("join", "propose", "accept", "decline", "withdraw", "statement", "ack", "keys")
"""The closed list of kinds; a new one is a new version."""

AUTOMATIC = frozenset({"join", "ack", "keys"})
"""Kinds the node writes by itself, under the office ``node``; no other kind may."""

_HEX_DIGITS = b"0123456789abcdef"
_HEX = frozenset(_HEX_DIGITS.decode())

OTHERS = 15
"""The most parties ``seen`` may name."""


class Act(Struct, frozen=True, kw_only=True, eq=False, gc=False):
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


_Hash = Annotated[str, Meta(min_length=64, max_length=64)]
_Half = Annotated[str, Meta(min_length=32, max_length=32)]
# Hashes, record ids and salts are only measured by the decoder, for a pattern on each would cost
# more than all the rest; that they are lowercase hex is checked in one stroke over all of them.
# Parties and offices are few, so what was found about each is remembered.


class _Content(Struct, forbid_unknown_fields=True, gc=False):
    sha256: _Hash
    size: Count
    type: MediaType


class _Seen(Struct, forbid_unknown_fields=True, gc=False):
    seq: Count
    id: _Hash


class _Join(Struct, forbid_unknown_fields=True, gc=False):
    charter: _Hash

    def hex(self) -> str:
        return self.charter


class _Propose(Struct, forbid_unknown_fields=True, gc=False):
    record: _Half
    base: _Hash | None
    content: _Content

    def hex(self) -> str:
        return self.record + (self.base or "") + self.content.sha256


class _Accept(Struct, forbid_unknown_fields=True, gc=False):
    version: _Hash
    content: _Hash

    def hex(self) -> str:
        return self.version + self.content


class _Answer(Struct, forbid_unknown_fields=True, gc=False):
    version: _Hash
    reason: str | UnsetType = UNSET

    def hex(self) -> str:
        return self.version


class _Statement(Struct, forbid_unknown_fields=True, gc=False):
    topic: Topic
    record: _Half
    version: _Hash | UnsetType = UNSET
    replaces: _Hash | UnsetType = UNSET
    data: dict[str, Any] | UnsetType = UNSET
    content: _Content | UnsetType = UNSET

    def hex(self) -> str:
        told = self.content.sha256 if self.content else ""
        return self.record + (self.version or "") + (self.replaces or "") + told


class _Ack(Struct, forbid_unknown_fields=True, gc=False):
    def hex(self) -> str:
        return ""


class _Keys(Struct, forbid_unknown_fields=True, gc=False):
    manifest: dict[str, Any]

    def hex(self) -> str:
        return ""


class _Fields(Struct, forbid_unknown_fields=True, kw_only=True, tag_field="kind", gc=False):
    v: Literal[1]
    channel: _Hash
    party: str
    seq: Count
    prev: _Hash | None
    seen: dict[str, _Seen]
    time: str
    salt: _Half
    key: _Hash
    office: str

    def hex(self) -> str:
        told = self.channel + self.key + self.salt + (self.prev or "")
        for one in self.seen.values():
            told += one.id
        return told


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
            "seen": {other: {"seq": n, "id": newest} for other, (n, newest) in seen.items()},
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
    ``E_FIELD``, ``E_LIMIT`` (texts, ``seen``, blobs), ``E_PREV``, ``E_CHANNEL``, ``E_KEY`` (the
    signature names another key than the act).
    """
    check_type(envelope, "act")
    if len(envelope.signatures) != 1:
        raise Refusal("E_SIGS", count=len(envelope.signatures))
    payload = envelope.payload
    if len(payload) > PAYLOAD:
        raise Refusal("E_SIZE", what="payload", size=len(payload), limit=PAYLOAD)
    fields, value = _decode(payload)
    kind, body = value["kind"], value["body"]
    _check_fields(fields, kind)
    _check_limits(fields, body, len(payload))
    _check_place(fields, body, kind)
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


def _decode(payload: bytes) -> tuple[_AnyAct, dict[str, Any]]:
    """Decode a payload twice: once typed, once as it stands; both must agree with its bytes.

    The typed decode leaves only ``data`` free, so only ``data`` is walked for MJ-1.
    """
    try:
        fields = _act.decode(payload)
        value: dict[str, Any] = orjson.loads(payload)
    except (MsgspecError, UnicodeDecodeError, RecursionError, orjson.JSONDecodeError):
        raise _fault(payload) from None
    if orjson.dumps(value, option=orjson.OPT_SORT_KEYS) != payload:
        raise _fault(payload)
    data = value["body"].get("data")
    if data:
        check_value(data, PAYLOAD_DEPTH - 2)
    return fields, value


def _fault(payload: bytes) -> Refusal:
    """Name the first fault of a payload that did not decode, in the order of the spec."""
    try:
        value = parse(payload)
        check_version(value)
        if "approvals" in value:  # type: ignore[operator]
            return Refusal("E_APPROVAL")
        typed(payload, _act)
    except Refusal as fault:
        return fault
    return Refusal("E_JSON")


def _check_fields(fields: _AnyAct, kind: str) -> None:
    """Check what one field says, and what it says about another: ``E_FIELD``."""
    told = fields.hex() + fields.body.hex()
    if told.encode().translate(None, _HEX_DIGITS):
        raise Refusal("E_FIELD", field=_not_hex(structs.asdict(fields)))
    check_time(fields.time)
    for party in (fields.party, *fields.seen):
        if not is_party(party):
            raise Refusal("E_FIELD", field="party" if party == fields.party else "seen")
    if not is_token(fields.office):
        raise Refusal("E_FIELD", field="office")
    if fields.party in fields.seen:
        raise Refusal("E_FIELD", field=f"seen.{fields.party}")
    if (fields.office == "node") is not (kind in AUTOMATIC):
        raise Refusal("E_FIELD", field="office")
    if (fields.seq == 0) is not (kind == "join"):
        raise Refusal("E_FIELD", field="kind")


def _check_limits(fields: _AnyAct, body: dict[str, Any], size: int) -> None:
    if len(fields.seen) > OTHERS:
        raise Refusal("E_LIMIT", limit="seen")
    if size > TEXT:  # no text can be too long in a payload that is not
        _check_texts(body, "body")
    content = body.get("content")
    if type(content) is dict and content["size"] > BLOB:
        raise Refusal("E_LIMIT", limit="blob")


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


def _check_place(fields: _AnyAct, body: dict[str, Any], kind: str) -> None:
    if kind == "keys":
        check_type(envelope_of(body["manifest"]), "keys")
    if (fields.prev is None) is not (fields.seq == 0):
        raise Refusal("E_PREV", prev=fields.prev)
    if kind == "join" and body["charter"] != fields.channel:
        raise Refusal("E_CHANNEL", channel=body["charter"])


def _not_hex(fields: dict[str, Any]) -> str:
    """Name the first field that should be lowercase hex and is not."""
    body, blob = structs.asdict(fields["body"]), getattr(fields["body"], "content", None)
    for name in ("channel", "key", "salt", "prev"):
        if set(fields[name] or "") - _HEX:
            return name
    for party, one in fields["seen"].items():
        if set(one.id) - _HEX:
            return f"seen.{party}.id"
    for name in ("charter", "record", "base", "version", "replaces"):
        if set(body.get(name) or "") - _HEX:
            return f"body.{name}"
    return "body.content.sha256" if isinstance(blob, _Content) else "body.content"
