"""Door ``export``: verify a whole export, as one tar or as the files of a folder."""

from __future__ import annotations

import base64
from dataclasses import asdict

from mithaq.exchange.members import order
from mithaq.exchange.tar import Member
from mithaq.exchange.verify import check_signatures, verify_export, verify_tar
from tests.exchange.forge import pairs_of
from tests.vectors import plain_files


def by_tar(given):
    return told(verify_tar([base64.b64decode(given["tar_b64"])], channel=given["channel"]))


def by_drops(given):
    """The same bytes, a few at a time."""
    tar = base64.b64decode(given["tar_b64"])
    drops = (tar[at : at + 101] for at in range(0, len(tar), 101))
    return told(verify_tar(drops, channel=given["channel"]))


def by_pool(given):
    """Signatures judged later than the acts that carry them."""

    def later(checks):
        return lambda: check_signatures(checks)

    tar = base64.b64decode(given["tar_b64"])
    return told(verify_tar([tar], channel=given["channel"], submit=later))


def by_folder(given):
    """The members as files; what only a tar can have wrong stays with the tar."""
    tar = base64.b64decode(given["tar_b64"])
    if given.get("tar_only"):
        return by_tar(given)
    pairs = sorted(pairs_of(tar), key=lambda pair: order(pair[0], kind="export"))
    members = [Member(name=name, size=len(data), chunks=(data,)) for name, data in pairs]
    return told(verify_export(members, channel=given["channel"]))


def told(verified):
    return {
        "channel": verified.channel,
        "author": verified.author,
        "acts": dict(sorted(verified.acts.items())),
        "void": verified.void,
        "heads": {party: asdict(head) for party, head in sorted(verified.heads.items())},
        "forks": [{"party": p, "seq": seq, "ids": list(ids)} for p, seq, ids in verified.forks],
        "agreed": verified.agreed,
        "standing": verified.standing,
        "blobs": verified.blobs,
        "absent": list(verified.absent),
    }


def by_plain(given):
    """The second verifier, written from the spec."""
    return plain_files.verify(base64.b64decode(given["tar_b64"]), given["channel"])


DOORS = {"tar": by_tar, "drops": by_drops, "pool": by_pool, "folder": by_folder, "plain": by_plain}
