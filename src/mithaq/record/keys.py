"""Keys: how they are written, when a signature is good, and how a party changes its own.

* A key id is the SHA-256 of the key's DER SubjectPublicKeyInfo, as ``openssl`` prints it.
* A signature is good by the profile ``mithaq-ed25519``: neither the key nor ``R`` is one of the
  fourteen encodings of small-order points, lengths are 32 and 64, then RFC 8032 cofactorless.
  Without the list two sound libraries disagree, and two honest nodes would split.
* Manifest n+1 carries the threshold of distinct keys of the root of n and of its own root, and
  names n by id. It takes effect from the next act of the feed; no clock, no revocation list.

Spec: docs/spec/act.md sections 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.json import Decoder
from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError

from mithaq.record.canonical import parse
from mithaq.record.envelope import Envelope, check_type, unbase64
from mithaq.record.refusal import Refusal
from mithaq.record.shape import Count, Hash, PartyId, Recipient, Salt, check_version, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = bytes.fromhex("302a300506032b6570032100")
_PRIME = 2**255 - 19
_SIGN_BIT = 2**255

PAYLOAD = 32 * 1024
"""The most bytes the payload of an act, a charter or a key manifest may hold."""

_EIGHTH = (
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
)
SMALL_ORDER = frozenset(
    (y + sign).to_bytes(32, "little")
    for y in (0, 1, *_EIGHTH, _PRIME - 1, _PRIME, _PRIME + 1)
    for sign in (0, _SIGN_BIT)
)
"""The fourteen encodings of points of order 1, 2, 4 and 8, canonical or not."""

Spkis = Annotated[list[str], Meta(min_length=1, max_length=8)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySet:
    """A party's keys from one manifest on.

    ``n`` counts the manifests, 0 being the charter; ``id`` is the id of the manifest, or the
    channel for 0. ``root`` and ``node`` map key ids to 32-byte public keys.
    """

    n: int
    id: str
    root: Mapping[str, bytes]
    threshold: int
    node: Mapping[str, bytes]
    tls: tuple[str, ...] = ()
    age: tuple[str, ...] = ()


class Root(Struct, frozen=True, forbid_unknown_fields=True):
    """The offline keys of a party and how many of them must sign."""

    keys: Spkis
    threshold: Annotated[int, Meta(ge=1, le=8)]


class _Manifest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    v: Literal[1]
    kind: Literal["keys"]
    party: PartyId
    channel: Hash
    n: Count
    prev: Hash
    root: Root
    node: Annotated[list[str], Meta(min_length=1, max_length=4)]
    tls: Annotated[list[Hash], Meta(max_length=4)]
    age: Annotated[list[Recipient], Meta(max_length=4)]
    approval: dict[str, Any]
    salt: Salt


_manifest: Decoder[_Manifest] = Decoder(_Manifest)


def spki(public: bytes) -> bytes:
    """Give the DER SubjectPublicKeyInfo of a 32-byte Ed25519 key."""
    return _PREFIX + public


def keyid(spki_der: bytes) -> str:
    """Give the key id: lowercase hex SHA-256 of the DER bytes."""
    return sha256(spki_der).hexdigest()


def public_of(spki_b64: str) -> bytes:
    """Read a key written as standard base64 of its DER form.

    Raises ``E_KEY`` for anything but 44 bytes of Ed25519 with y below the prime, and
    ``E_KEY_SMALL`` for a point of small order.
    """
    try:
        der = unbase64(spki_b64, "key")
    except Refusal:
        raise Refusal("E_KEY", key=spki_b64[:64]) from None
    public = der[len(_PREFIX) :]
    if len(public) != 32 or der[: len(_PREFIX)] != _PREFIX or "-" in spki_b64 or "_" in spki_b64:
        raise Refusal("E_KEY", key=spki_b64[:64])
    if public in SMALL_ORDER:
        raise Refusal("E_KEY_SMALL", key=keyid(der))
    if int.from_bytes(public, "little") % _SIGN_BIT >= _PRIME:
        raise Refusal("E_KEY", key=keyid(der))
    return public


def verify(public: bytes, message: bytes, sig: bytes) -> bool:
    """Say whether ``sig`` is good by the profile ``mithaq-ed25519``; never raises."""
    if len(public) != 32 or len(sig) != 64:
        return False
    if public in SMALL_ORDER or sig[:32] in SMALL_ORDER:
        return False
    try:
        crypto_sign_open(sig + message, public)
    except CryptoError:
        return False
    return True


def check_envelope(envelope: Envelope, keys: KeySet) -> None:
    """Require exactly one signature, by a current node key.

    Raises ``E_SIGS``, ``E_KEY`` (not a node key of ``keys``), ``E_SIG``.
    """
    if len(envelope.signatures) != 1:
        raise Refusal("E_SIGS", count=len(envelope.signatures))
    one = envelope.signatures[0]
    public = keys.node.get(one.keyid)
    if public is None:
        raise Refusal("E_KEY", key=one.keyid)
    if not verify(public, envelope.pae, one.sig):
        raise Refusal("E_SIG", key=one.keyid)


def check_signatures(envelope: Envelope, known: Mapping[str, bytes]) -> frozenset[str]:
    """Check every signature against ``known`` root keys; give the ids of those that signed.

    One bad signature spoils the whole: ``E_KEY`` (unknown key), ``E_SIGS`` (a key twice),
    ``E_SIG``. A key that signs twice is refused, so it can never be counted twice.
    """
    message = envelope.pae
    signed: set[str] = set()
    for one in envelope.signatures:
        if one.keyid not in known:
            raise Refusal("E_KEY", key=one.keyid)
        if one.keyid in signed:
            raise Refusal("E_SIGS", count=len(envelope.signatures), key=one.keyid)
        if not verify(known[one.keyid], message, one.sig):
            raise Refusal("E_SIG", key=one.keyid)
        signed.add(one.keyid)
    return frozenset(signed)


def check_threshold(keys: KeySet, signed: frozenset[str]) -> None:
    """Require ``keys.threshold`` distinct root keys among ``signed``: else ``E_SIGS``."""
    count = len(signed & keys.root.keys())
    if count < keys.threshold:
        raise Refusal("E_SIGS", count=count, threshold=keys.threshold)


def read_keys(root: Root, node: list[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Read root and node keys into maps by key id.

    No key may be listed twice, in one place or in both (``E_KEY``); the threshold may not be
    more than the root's keys (``E_FIELD``).
    """
    roots, nodes = _by_id(root.keys), _by_id(node)
    if root.threshold > len(roots):
        raise Refusal("E_FIELD", field="root.threshold")
    for both in roots.keys() & nodes.keys():
        raise Refusal("E_KEY", key=both)
    return roots, nodes


def check_distinct(listed: list[str], name: str) -> None:
    """Refuse a list that says one thing twice: ``E_FIELD``."""
    if len(set(listed)) != len(listed):
        raise Refusal("E_FIELD", field=name)


def read_manifest(envelope: Envelope, *, party: str, channel: str, current: KeySet) -> KeySet:
    """Read the manifest that follows ``current`` for ``party`` in ``channel``.

    Checks in this order: ``E_TYPE``, ``E_SIZE``, the JSON codes, ``E_VERSION``, ``E_FIELD``,
    ``E_APPROVAL`` (no approvals in version 1), ``E_CHANNEL``, ``E_PARTY``, ``E_FIELD`` (n is
    not the next), ``E_PREV`` (prev is not ``current.id``), ``E_KEY``, ``E_KEY_SMALL``, then the
    signatures: ``E_KEY``, ``E_SIGS``, ``E_SIG``, and the threshold of the old root and of the
    new one (``E_SIGS``).
    """
    fields = _read_fields(envelope)
    _follows(fields, party=party, channel=channel, current=current)
    roots, nodes = read_keys(fields.root, fields.node)
    check_distinct(fields.tls, "tls")
    check_distinct(fields.age, "age")
    keys = KeySet(
        n=fields.n,
        id=envelope.id,
        root=roots,
        threshold=fields.root.threshold,
        node=nodes,
        tls=tuple(fields.tls),
        age=tuple(fields.age),
    )
    signed = check_signatures(envelope, {**current.root, **keys.root})
    check_threshold(current, signed)
    check_threshold(keys, signed)
    return keys


def _read_fields(envelope: Envelope) -> _Manifest:
    check_type(envelope, "keys")
    if len(envelope.payload) > PAYLOAD:
        raise Refusal("E_SIZE", what="payload", size=len(envelope.payload), limit=PAYLOAD)
    check_version(parse(envelope.payload))
    fields = typed(envelope.payload, _manifest)
    if fields.approval:
        raise Refusal("E_APPROVAL")
    return fields


def _follows(fields: _Manifest, *, party: str, channel: str, current: KeySet) -> None:
    if fields.channel != channel:
        raise Refusal("E_CHANNEL", channel=fields.channel)
    if fields.party != party:
        raise Refusal("E_PARTY", party=fields.party)
    if fields.n != current.n + 1:
        raise Refusal("E_FIELD", field="n")
    if fields.prev != current.id:
        raise Refusal("E_PREV", prev=fields.prev)


def _by_id(listed: list[str]) -> dict[str, bytes]:
    publics = [public_of(one) for one in listed]
    keys = {keyid(spki(public)): public for public in publics}
    if len(keys) != len(listed):
        raise Refusal("E_KEY", key=keyid(spki(publics[0])))
    return keys
