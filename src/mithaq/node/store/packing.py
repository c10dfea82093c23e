"""How signatures lie in a row.

Each signature is 96 bytes: key id (32) and Ed25519 signature (64). A plain act keeps the 64 alone:
its key id is the ``key`` its own signed payload names, found again without parsing.
"""

from __future__ import annotations

from mithaq.record.envelope import TYPES, Envelope, Signature

_KEY = b'"key":"'
_ONE = 96
_SIG = 64


def named_key(payload: bytes) -> str:
    """Find the ``key`` of a canonical act payload.

    Keys are sorted, so after the act's own ``key`` come only kind, office, party, prev, salt,
    seen, seq, time and v, none of which can hold ``"key":"``: the last one found is it.
    """
    start = payload.rfind(_KEY) + len(_KEY)
    return payload[start : start + 64].decode("ascii", "replace")


def pack(signatures: tuple[Signature, ...]) -> bytes:
    """Write signatures one after another."""
    return b"".join(bytes.fromhex(one.keyid) + one.sig for one in signatures)


def pack_act(envelope: Envelope) -> bytes:
    """Write the signatures of an act, in 64 bytes when there is nothing more to say."""
    if len(envelope.signatures) == 1:
        one = envelope.signatures[0]
        if len(one.sig) == _SIG and one.keyid == named_key(envelope.payload):
            return one.sig
    return pack(envelope.signatures)


def unpack(kind: str, payload: bytes, sigs: bytes) -> Envelope:
    """Give back the envelope of this kind (``act``, ``charter``)."""
    if kind == "act" and len(sigs) == _SIG:
        signatures: tuple[Signature, ...] = (Signature(keyid=named_key(payload), sig=sigs),)
    else:
        signatures = tuple(
            Signature(keyid=sigs[at : at + 32].hex(), sig=sigs[at + 32 : at + _ONE])
            for at in range(0, len(sigs), _ONE)
        )
    return Envelope(type=TYPES[kind], payload=payload, signatures=signatures)
