"""Door ``bundle``: a party takes parts one after another; the last one is the case."""

from __future__ import annotations

import base64

from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope
from mithaq.record.refusal import Refusal
from tests.exchange.side import Side


def by_apply(given):
    return told(given)


def by_trying_twice(given):
    """What is refused once leaves nothing behind and is refused again."""
    return told(given, twice=True)


def told(given, *, twice=False):
    side = Side(read_charter(read_envelope(given["charter"].encode())), given["me"])
    for tar in given["before"]:
        side.apply(base64.b64decode(tar))
    tar = base64.b64decode(given["tar_b64"])
    if twice:
        before = side.state()
        try:
            side.open(tar)
            Side.apply(side, tar)
        except Refusal:
            assert side.state() == before
            side.apply(tar)
        else:
            return told(given)
    return result(side, side.apply(tar))


def result(side, done):
    receipt = done.receipt
    return {
        "already": receipt.already,
        "late": receipt.late,
        "admitted": dict(sorted(receipt.admitted.items())),
        "duplicates": receipt.duplicates,
        "waiting": receipt.waiting,
        "blobs": sorted(receipt.blobs),
        "evidence": sorted(receipt.evidence),
        "sizes": side.sizes(),
    }


DOORS = {"apply": by_apply, "twice": by_trying_twice}
