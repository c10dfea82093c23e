"""Writes lines and payloads, sound or not: what the generators of vectors are made of."""

import base64
import json

from mithaq.record.envelope import TYPES, pae
from tests.record.make import Author, charter_of, node_key

CHARTER = charter_of("ma", "pk")
MA, PK = Author(CHARTER, "ma"), Author(CHARTER, "pk")
JOIN = MA.join()
THEIR_JOIN = PK.join(JOIN)
KEY = node_key("ma")

BASE = {
    "v": 1,
    "channel": CHARTER.channel,
    "party": "ma",
    "seq": 1,
    "prev": JOIN.id,
    "seen": {"pk": {"seq": 0, "id": THEIR_JOIN.id}},
    "time": "2026-11-21T20:00:00Z",
    "salt": "5a" * 16,
    "key": KEY.id,
    "kind": "ack",
    "office": "node",
    "body": {},
}
"""The payload that the cases change in one place: an acknowledgement by ma."""


def written(value):
    """Write JSON as MJ-1 does, but without refusing anything."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=True
    ).encode()


def b64(data):
    return base64.b64encode(data).decode()


def line(payload, *signatures, kind=TYPES["act"], key=KEY):
    """Write the line of ``payload``; signed by ``key`` unless ``signatures`` are given."""
    pairs = signatures or ((key.id, key.sign(pae(kind, payload))),)
    return written(
        {
            "payload": b64(payload),
            "payloadType": kind,
            "signatures": [{"keyid": name, "sig": b64(sig)} for name, sig in pairs],
        }
    )


def changed(base, changes, without=()):
    """Give ``base`` with ``changes``, and without some of its fields."""
    value = {**base, **changes}
    return {name: item for name, item in value.items() if name not in without}


RECORD = "c0ffee" + "0" * 26
HASH = "ab" * 32
BLOB = {"sha256": HASH, "size": 812, "type": "application/vnd.mithaq.content.v1+json"}
STATEMENT = {"topic": "progress", "record": RECORD}


def act(kind, body, **changes):
    """Give a payload of ``kind`` that is sound but for ``changes``."""
    office = "node" if kind in ("join", "ack", "keys") else "secretary"
    return written({**BASE, "kind": kind, "office": office, "body": body, **changes})


def said(data, **more):
    return act("statement", {**STATEMENT, "data": data, **more})


def nested(depth):
    """Give data whose innermost array is ``depth`` deep in the payload."""
    value = []
    for _ in range(depth - 4):
        value = [value]
    return {"deep": value}


def full(size):
    """Give a payload of exactly ``size`` bytes without a text over its limit."""
    texts = ["x" * 1000] * (size // 1003 - 1)
    room = size - len(said({"texts": [*texts, ""]}))
    return said({"texts": [*texts, "x" * room]})
