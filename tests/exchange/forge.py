"""What a liar can do to a bundle or an export: take it apart, change it, put it together, sign it."""

from __future__ import annotations

import json
from hashlib import sha256

from mithaq.exchange.members import MANIFEST, SUMS
from mithaq.exchange.tar import Member, read_tar, write_tar
from mithaq.record.envelope import read_envelope, write_envelope
from tests.record.make import signed

BIG = 1 << 30


def pairs_of(tar):
    return [(one.name, b"".join(one.chunks)) for one in read_tar([tar], limit=BIG)]


def tar_of(pairs):
    return b"".join(
        write_tar(Member(name=name, size=len(data), chunks=(data,)) for name, data in pairs)
    )


def payload_of(pairs):
    return json.loads(read_envelope(dict(pairs)[MANIFEST][:-1], limit=BIG).payload)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def listed(pairs):
    return [
        {"name": name, "sha256": sha256(data).hexdigest(), "size": len(data)}
        for name, data in pairs
        if name != MANIFEST
    ]


def with_sums(pairs):
    """Write SHA256SUMS anew, as it follows from the other files."""
    rest = [(name, data) for name, data in pairs if name != SUMS]
    text = "".join(f"{one['sha256']}  {one['name']}\n" for one in listed(rest))
    return [*rest, (SUMS, text.encode())]


def manifest_line(payload, *keys, kind="manifest"):
    return write_envelope(signed(kind, canonical(payload), *keys)) + b"\n"


def resigned(pairs, *keys, change=None, keep_files=False, key=True):
    """Sign the manifest again, for these files, with ``change`` made to its payload."""
    payload = payload_of(pairs)
    if not keep_files:
        pairs = with_sums(pairs)
        payload["files"] = listed(pairs)
    if key:
        payload["key"] = keys[0].id
    if change:
        payload = change(payload) or payload
    rest = [(name, data) for name, data in pairs if name != MANIFEST]
    return [(MANIFEST, manifest_line(payload, *keys)), *rest]


def replaced(pairs, name, data):
    return [(one, data if one == name else old) for one, old in pairs]


def put(pairs, name, data):
    """Add a file in its place among the members."""
    from mithaq.exchange.members import order

    kind = payload_of(pairs)["kind"]
    rest = [pair for pair in pairs if pair[0] != name] + [(name, data)]
    return sorted(rest, key=lambda pair: order(pair[0], kind=kind))


def code_of(call, *args, **kwargs):
    from mithaq.record.refusal import Refusal

    try:
        call(*args, **kwargs)
    except Refusal as refusal:
        return refusal.code
    return None
