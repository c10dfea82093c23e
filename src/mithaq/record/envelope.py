"""The signed envelope: DSSE v1.0.2 with one JSON object on one line.

What is signed is ``PAE(type, payload)``; the id of an envelope is the SHA-256 of that, so the
signatures are no part of the id. A line is the canonical JSON of its decoded form. We write
standard padded base64; we read either alphabet, never mixed, and never white space, missing
padding or stray bits. Spec: docs/spec/act.md section 3.
"""

from __future__ import annotations

import binascii
import re
from hashlib import sha256
from typing import Final

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder, Encoder
from msgspec.structs import force_setattr

from mithaq.record.canonical import parse
from mithaq.record.refusal import Refusal

TYPES: Final = {
    name: f"application/vnd.mithaq.{name}.v1+json"
    for name in ("act", "charter", "keys", "manifest", "certificate", "have")
}
"""The closed list of payload types, by short name."""

LINE = 64 * 1024
"""The most bytes a line may hold, unless a caller lowers or raises it."""

SIGNATURES = 128
"""The most signatures an envelope may carry (sixteen parties, eight root keys each)."""

_KNOWN = frozenset(TYPES.values())
_HEX64 = re.compile(r"[0-9a-f]{64}").fullmatch
_TO_STANDARD = str.maketrans("-_", "+/")


class Signature(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One signature; ``keyid`` only hints at the key, the payload or the charter names it."""

    keyid: str
    sig: bytes


class Envelope(Struct, frozen=True, gc=False, eq=False):
    """The exact bytes that were signed, and the signatures over them."""

    type: str
    payload: bytes
    signatures: tuple[Signature, ...]
    _id: str = ""
    """The id once it was asked for: hashing costs more than all else that is asked twice."""

    def __eq__(self, other: object) -> bool:
        """Compare type, payload and signatures."""
        return isinstance(other, Envelope) and self._whole == other._whole

    def __hash__(self) -> int:
        """Hash type, payload and signatures."""
        return hash(self._whole)

    @property
    def pae(self) -> bytes:
        """Give the bytes that are signed."""
        return pae(self.type, self.payload)

    @property
    def id(self) -> str:
        """Give the lowercase hex SHA-256 of ``pae``."""
        if not self._id:
            force_setattr(self, "_id", sha256(pae(self.type, self.payload)).hexdigest())
        return self._id

    @property
    def _whole(self) -> tuple[str, bytes, tuple[Signature, ...]]:
        return self.type, self.payload, self.signatures

    def signed(self, keyid: str, sig: bytes) -> Envelope:
        """Give the same envelope with one more signature."""
        return Envelope(self.type, self.payload, (*self.signatures, Signature(keyid, sig)))


class _Line(Struct, forbid_unknown_fields=True, gc=False):
    # Field names in canonical order, so that msgspec writes the canonical line.
    payload: bytes
    payloadType: str  # noqa: N815
    signatures: list[Signature]


_decode = Decoder(_Line).decode
_encode = Encoder().encode


def pae(payload_type: str, payload: bytes) -> bytes:
    """Give DSSE's pre-authentication encoding; lengths are decimal byte lengths."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def read_envelope(line: bytes, *, limit: int = LINE) -> Envelope:
    """Read one line, without its newline.

    Checks in this order: ``E_SIZE``, ``E_JSON``, ``E_LIMIT``, ``E_CANON``, ``E_FIELD``,
    ``E_TYPE`` (closed list), ``E_SIGS`` (1 to 128), ``E_B64``.
    """
    if len(line) > limit:
        raise Refusal("E_SIZE", what="line", size=len(line), limit=limit)
    try:
        wire = _decode(line)
    except (MsgspecError, UnicodeDecodeError, RecursionError):
        return envelope_of(parse(line))
    if _encode(wire) != line:
        # Another alphabet, or a fault to be named: take the slow road, rule by rule.
        return envelope_of(parse(line))
    return _checked(wire.payloadType, wire.payload, tuple(wire.signatures))


def write_envelope(envelope: Envelope) -> bytes:
    """Write the line, without a newline."""
    return _encode(_Line(envelope.payload, envelope.type, list(envelope.signatures)))


def envelope_object(envelope: Envelope) -> dict[str, object]:
    """Give the envelope as the JSON object its line holds, to nest it in a payload."""
    return {
        "payload": _base64(envelope.payload),
        "payloadType": envelope.type,
        "signatures": [
            {"keyid": one.keyid, "sig": _base64(one.sig)} for one in envelope.signatures
        ],
    }


def envelope_of(value: object) -> Envelope:
    """Read an envelope from its JSON object: ``E_FIELD``, ``E_TYPE``, ``E_SIGS``, ``E_B64``."""
    fields = _strings(value, ("payload", "payloadType"), ("signatures",), "$")
    listed = fields["signatures"]
    if type(listed) is not list:
        raise Refusal("E_FIELD", field="signatures")
    pairs = [_strings(one, ("keyid", "sig"), (), "signatures") for one in listed]
    bare = tuple(Signature(str(pair["keyid"]), b"") for pair in pairs)
    _checked(str(fields["payloadType"]), b"", bare)
    payload = unbase64(str(fields["payload"]), "payload")
    signatures = tuple(
        Signature(str(pair["keyid"]), unbase64(str(pair["sig"]), "sig")) for pair in pairs
    )
    return Envelope(str(fields["payloadType"]), payload, signatures)


def unbase64(text: str, field: str) -> bytes:
    """Decode padded base64 in either alphabet and in its one spelling; else ``E_B64``."""
    standard = text.translate(_TO_STANDARD)
    mixed = standard != text and ("+" in text or "/" in text)
    try:
        data = binascii.a2b_base64(standard)
    except (binascii.Error, ValueError):
        raise Refusal("E_B64", field=field) from None
    if mixed or _base64(data) != standard:
        raise Refusal("E_B64", field=field)
    return data


def check_type(envelope: Envelope, name: str) -> None:
    """Refuse an envelope that is not of the type ``name``: ``E_TYPE``."""
    if envelope.type != TYPES[name]:
        raise Refusal("E_TYPE", type=envelope.type, wanted=TYPES[name])


def _checked(kind: str, payload: bytes, signatures: tuple[Signature, ...]) -> Envelope:
    for one in signatures:
        if not _HEX64(one.keyid):
            raise Refusal("E_FIELD", field="keyid")
    if kind not in _KNOWN:
        raise Refusal("E_TYPE", type=kind, wanted="")
    if not 1 <= len(signatures) <= SIGNATURES:
        raise Refusal("E_SIGS", count=len(signatures))
    return Envelope(kind, payload, signatures)


def _strings(
    value: object, strings: tuple[str, ...], others: tuple[str, ...], field: str
) -> dict[str, object]:
    """Take an object with exactly these fields, ``strings`` being strings; else ``E_FIELD``."""
    if type(value) is not dict or value.keys() != {*strings, *others}:
        raise Refusal("E_FIELD", field=field)
    for name in strings:
        if type(value[name]) is not str:
            raise Refusal("E_FIELD", field=name)
    return value


def _base64(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode()
