"""The portable proof of a fork: two signed acts of one party at one place, and what checks them.

One file: ``{"v": 1, "kind": "fork", "charter": envelope, "keys": [envelope …], "acts": [two
envelopes]}``, MJ-1 and a newline. Anyone can check it with the spec alone, or with openssl on the
files that ``proof_files`` lays out. It proves that a key of the party signed both; it needs no
history. Spec: docs/spec/exchange.md section 7.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mithaq.exchange.joint import Acts, on_line
from mithaq.record.act import Act, read_act
from mithaq.record.canonical import canonical, parse
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter, read_charter
from mithaq.record.envelope import Envelope, envelope_object, envelope_of
from mithaq.record.fork import Fork
from mithaq.record.keys import read_manifest, spki, verify
from mithaq.record.refusal import Refusal

SIZE = 4 * 1024 * 1024
DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkProof:
    """A proof that was checked; ``acts`` are sorted by id, ``publics`` are the keys that signed."""

    charter: Charter
    party: str
    seq: int
    acts: tuple[Act, Act]
    publics: tuple[bytes, bytes]


def prove_fork(channel: Channel, fork: Fork, *, acts: Acts) -> bytes:
    """Write the proof of one fork, from the acts of its channel. Raises ``E_PROOF``."""
    wanted = set(fork.ids[:2])
    found: dict[str, Envelope] = {}
    keys = []
    for _, envelope in acts.acts(channel.charter.channel):
        act = read_act(envelope)
        if act.id in wanted:
            found[act.id] = envelope
        before = act.kind == "keys" and act.party == fork.party and act.seq < fork.seq
        if before and on_line(channel, act, end=fork.ids[0]):
            keys.append(envelope_of(act.body["manifest"]))
    if len(found) != 2:
        raise Refusal("E_PROOF", why="absent")
    pair = [found[name] for name in sorted(found)]
    return write_proof(channel.charter.envelope, keys=keys, acts=pair)


def write_proof(charter: Envelope, *, keys: Iterable[Envelope], acts: Sequence[Envelope]) -> bytes:
    """Write the file of a proof; ``verify_fork`` is what judges it."""
    proof = {
        "v": 1,
        "kind": "fork",
        "charter": envelope_object(charter),
        "keys": [envelope_object(one) for one in keys],
        "acts": [envelope_object(one) for one in acts],
    }
    return canonical(proof, depth=DEPTH) + b"\n"


def verify_fork(data: bytes, *, channel: str | None = None) -> ForkProof:
    """Check the proof of a fork, with nothing but itself; with ``channel``, of that one.

    Raises ``E_SIZE``, ``E_CUT``, the JSON codes, ``E_FIELD``, the codes of charters, key
    manifests and acts, ``E_CHANNEL``, ``E_PARTY``, ``E_KEY``, ``E_SIG``, and ``E_PROOF`` when
    the two acts are one, or not of one party at one place.
    """
    fields = _read(data)
    charter = read_charter(envelope_of(fields["charter"]))
    if channel is not None and charter.channel != channel:
        raise Refusal("E_CHANNEL", channel=charter.channel)
    one, two = (read_act(envelope_of(each)) for each in _list(fields, "acts", 2, 2))
    _check_pair(charter, one, two)
    manifests = [envelope_of(each) for each in _list(fields, "keys", 0, 4096)]
    known = _keys(charter, party=one.party, manifests=manifests)
    publics = (_signed(one, known), _signed(two, known))
    return ForkProof(
        charter=charter, party=one.party, seq=one.seq, acts=(one, two), publics=publics
    )


def _read(data: bytes) -> dict[str, object]:
    if len(data) > SIZE:
        raise Refusal("E_SIZE", what="proof", size=len(data), limit=SIZE)
    if data[-1:] != b"\n":
        raise Refusal("E_CUT", at=len(data))
    fields = parse(data[:-1], depth=DEPTH)
    names = {"v", "kind", "charter", "keys", "acts"}
    if type(fields) is not dict or fields.keys() != names:
        raise Refusal("E_FIELD", field="$")
    if fields["v"] != 1 or fields["kind"] != "fork":
        raise Refusal("E_FIELD", field="kind")
    return dict(fields)


def _list(fields: Mapping[str, object], name: str, least: int, most: int) -> list[object]:
    listed = fields[name]
    if type(listed) is not list or not least <= len(listed) <= most:
        raise Refusal("E_FIELD", field=name)
    return listed


def _check_pair(charter: Charter, one: Act, two: Act) -> None:
    for act in (one, two):
        if act.channel != charter.channel:
            raise Refusal("E_CHANNEL", channel=act.channel)
        charter.position(act.party)
    if one.id >= two.id:
        raise Refusal("E_PROOF", why="same" if one.id == two.id else "order")
    if (one.party, one.seq) != (two.party, two.seq):
        raise Refusal("E_PROOF", why="place")


def _keys(charter: Charter, *, party: str, manifests: Sequence[Envelope]) -> dict[str, bytes]:
    """Collect the node keys a party ever announced, as far as the manifests show it."""
    keys = charter.party(party).keys
    known = dict(keys.node)
    for manifest in manifests:
        keys = read_manifest(manifest, party=party, channel=charter.channel, current=keys)
        known.update(keys.node)
    return known


def _signed(act: Act, known: Mapping[str, bytes]) -> bytes:
    public = known.get(act.key)
    if public is None:
        raise Refusal("E_KEY", key=act.key)
    if not verify(public, act.envelope.pae, act.envelope.signatures[0].sig):
        raise Refusal("E_SIG", key=act.key)
    return public


def proof_files(proof: ForkProof) -> dict[str, bytes]:
    """Lay a proof out for openssl: for each act the signed bytes, the signature and the key.

    ``openssl pkeyutl -verify -pubin -inkey 1.pem -rawin -in 1.bin -sigfile 1.sig``
    """
    files = {}
    for number, (act, public) in enumerate(zip(proof.acts, proof.publics, strict=True), 1):
        files[f"{number}.bin"] = act.envelope.pae
        files[f"{number}.json"] = act.envelope.payload
        files[f"{number}.pem"] = pem(public)
        files[f"{number}.sig"] = act.envelope.signatures[0].sig
    return files


def pem(public: bytes) -> bytes:
    """Write an Ed25519 public key as openssl reads it."""
    body = base64.b64encode(spki(public))
    return b"-----BEGIN PUBLIC KEY-----\n" + body + b"\n-----END PUBLIC KEY-----\n"
