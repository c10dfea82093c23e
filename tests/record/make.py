"""Makes charters and acts for tests: every key, salt and time follows from a name.

``charter_of("ma", "pk")`` is a charter both have signed; ``Author(charter, "ma")`` writes and
signs the acts of one party. Nothing is remembered for you except the feed of the author.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from nacl.signing import SigningKey

from mithaq.record.act import Act, act_payload, read_act
from mithaq.record.canonical import canonical
from mithaq.record.charter import Charter, charter_payload, read_charter
from mithaq.record.envelope import TYPES, Envelope, envelope_object
from mithaq.record.keys import keyid, spki

TIME = "2026-11-21T20:00:00Z"


@dataclass(frozen=True)
class Key:
    """An Ed25519 key whose seed is the SHA-256 of its name."""

    name: str

    @property
    def secret(self) -> SigningKey:
        return _secret(self.name)

    @property
    def public(self) -> bytes:
        return bytes(self.secret.verify_key)

    @property
    def id(self) -> str:
        return keyid(spki(self.public))

    @property
    def spki(self) -> str:
        return base64.b64encode(spki(self.public)).decode()

    def sign(self, message: bytes) -> bytes:
        return self.secret.sign(message).signature


_SECRETS: dict[str, SigningKey] = {}


def _secret(name: str) -> SigningKey:
    if name not in _SECRETS:
        seed = sha256(b"mithaq test key " + name.encode()).digest()
        _SECRETS[name] = SigningKey(seed)
    return _SECRETS[name]


def node_key(party: str, n: int = 0) -> Key:
    return Key(f"{party} node {n}")


def root_key(party: str, n: int = 0) -> Key:
    return Key(f"{party} root {n}")


def salt(*parts: object) -> str:
    """Give 32 hex digits that follow from ``parts``."""
    return sha256(repr(("salt", *parts)).encode()).hexdigest()[:32]


def record_id(name: str) -> str:
    """Give a record id that follows from ``name``."""
    return sha256(b"mithaq test record " + name.encode()).hexdigest()[:32]


def signed(kind: str, payload: bytes, *keys: Key) -> Envelope:
    """Seal ``payload`` as type ``kind`` (a short name) with the signatures of ``keys``."""
    envelope = Envelope(TYPES[kind], payload, ())
    for key in keys:
        envelope = envelope.signed(key.id, key.sign(envelope.pae))
    return envelope


def party_entry(name: str, *, roots: int = 1, threshold: int = 1) -> dict[str, object]:
    """Give the charter's entry of a party with one node key and ``roots`` root keys."""
    return {
        "id": name,
        "name": {"en": f"Party {name}", "fr": f"Partie {name}"},
        "root": {"keys": [root_key(name, n).spki for n in range(roots)], "threshold": threshold},
        "node": [node_key(name).spki],
        "tls": [sha256(f"tls {name}".encode()).hexdigest()],
        "age": [],
        "approval": {},
    }


def charter_envelope(*names: str, **changes: object) -> Envelope:
    """Give a charter's envelope, signed by the first root key of each party."""
    fields: dict[str, object] = {
        "title": "Test channel of " + " and ".join(sorted(names)),
        "parties": [party_entry(name) for name in sorted(names)],
        "limits": {},
        "continues": None,
        "salt": salt("charter", *sorted(names)),
    }
    payload = charter_payload(**{**fields, **changes})  # type: ignore[arg-type]
    return signed("charter", payload, *(root_key(name) for name in sorted(names)))


def charter_of(*names: str, **changes: object) -> Charter:
    """Give a charter that all of ``names`` have signed; ``changes`` replace payload fields."""
    return read_charter(charter_envelope(*names, **changes))


def manifest(
    charter: Charter,
    party: str,
    *,
    n: int = 1,
    prev: str | None = None,
    node: tuple[Key, ...] | None = None,
    root: tuple[Key, ...] | None = None,
    signers: tuple[Key, ...] | None = None,
    **changes: object,
) -> Envelope:
    """Give a key manifest; by default a new node key under the same root, signed by it."""
    roots = root or (root_key(party),)
    payload = {
        "v": 1,
        "kind": "keys",
        "party": party,
        "channel": charter.channel,
        "n": n,
        "prev": prev or charter.channel,
        "root": {"keys": [key.spki for key in roots], "threshold": 1},
        "node": [key.spki for key in node or (node_key(party, n),)],
        "tls": [],
        "age": [],
        "approval": {},
        "salt": salt("manifest", party, n),
    }
    return signed("keys", canonical({**payload, **changes}), *(signers or roots))


@dataclass
class Author:
    """Writes the feed of ``party``: each ``write`` follows the last act of ``feed``.

    ``seen`` may be given as acts of others, or as a mapping to (seq, id); what is not given is
    what the last act had seen. Any other field can be overridden by name, to lie.
    """

    charter: Charter
    party: str
    feed: list[Act] = field(default_factory=list)
    key: Key | None = None
    on_act: Callable[[Act], None] | None = None

    def write(
        self, kind: str, body: Mapping[str, object] | None = None, *seen: Act, **changes: object
    ) -> Act:
        """Build, sign and keep the next act; ``seen`` are acts of other parties."""
        act = self.build(kind, body or {}, *seen, **changes)
        self.feed.append(act)
        if self.on_act:
            self.on_act(act)
        return act

    def build(self, kind: str, body: Mapping[str, object], *seen: Act, **changes: object) -> Act:
        """Build and sign the next act without keeping it."""
        return read_act(self.envelope(kind, body, *seen, **changes))

    def envelope(
        self, kind: str, body: Mapping[str, object], *seen: Act, **changes: object
    ) -> Envelope:
        """Seal the next act without reading it back, so that it may be wrong."""
        key = self.key or node_key(self.party)
        fields = {**self._fields(kind, body, seen, key), **changes}
        return signed("act", act_payload(**fields), key)  # type: ignore[arg-type]

    def _fields(
        self, kind: str, body: Mapping[str, object], seen: tuple[Act, ...], key: Key
    ) -> dict[str, object]:
        last = self.feed[-1] if self.feed else None
        known = dict(last.seen) if last else {}
        known.update({act.party: (act.seq, act.id) for act in seen})
        seq = last.seq + 1 if last else 0
        return {
            "channel": self.charter.channel,
            "party": self.party,
            "seq": seq,
            "prev": last.id if last else None,
            "seen": known,
            "time": TIME,
            "salt": salt(self.charter.channel, self.party, seq, kind),
            "key": key.id,
            "kind": kind,
            "office": "node" if kind in ("join", "ack", "keys") else "secretary",
            "body": body,
        }

    def join(self, *seen: Act, **changes: object) -> Act:
        return self.write("join", {"charter": self.charter.channel}, *seen, **changes)

    def propose(
        self,
        record: str,
        *seen: Act,
        base: str | None = None,
        text: bytes | str = b"content",
        **changes: object,
    ) -> Act:
        """Propose ``text`` for ``record``, a name or 32 hex digits."""
        body = {"record": _record(record), "base": base, "content": blob(text)}
        return self.write("propose", body, *seen, **changes)

    def accept(self, version: Act, *seen: Act, **changes: object) -> Act:
        body = {"version": version.id, "content": version.body["content"]["sha256"]}
        return self.write("accept", body, *_with(version, self.party, seen), **changes)

    def decline(self, version: Act, *seen: Act, **changes: object) -> Act:
        body = {"version": version.id}
        return self.write("decline", body, *_with(version, self.party, seen), **changes)

    def withdraw(self, version: Act, *seen: Act, **changes: object) -> Act:
        body = {"version": version.id}
        return self.write("withdraw", body, *_with(version, self.party, seen), **changes)

    def state(self, record: str, topic: str, *seen: Act, **body: object) -> Act:
        """State ``topic`` on ``record``; ``body`` are fields of the statement."""
        said = {"topic": topic, "record": _record(record), **body}
        return self.write("statement", said, *seen)

    def ack(self, *seen: Act, **changes: object) -> Act:
        return self.write("ack", {}, *seen, **changes)

    def rotate(self, *seen: Act, manifest: Envelope, key: Key | None = None) -> Act:
        """Publish ``manifest`` under the old key; later acts are signed with ``key``."""
        act = self.write("keys", {"manifest": envelope_object(manifest)}, *seen)
        self.key = key or self.key
        return act


def blob(content: bytes | str) -> dict[str, object]:
    """Give the reference to a content, by hash."""
    data = content.encode() if isinstance(content, str) else content
    return {
        "sha256": sha256(data).hexdigest(),
        "size": len(data),
        "type": "application/vnd.mithaq.content.v1+json",
    }


def _record(name: str) -> str:
    is_id = len(name) == 32 and all(digit in "0123456789abcdef" for digit in name)
    return name if is_id else record_id(name)


def _with(version: Act, party: str, seen: tuple[Act, ...]) -> tuple[Act, ...]:
    """See the version too, when it is another's and nothing newer of that party is given."""
    if version.party == party or any(act.party == version.party for act in seen):
        return seen
    return (version, *seen)
