"""The standing as machines compare it, and what is wrong in a channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mithaq.desk import correspondence
from mithaq.desk.desk import Desk
from mithaq.record.standing import standing_json


def standing(desk: Desk, *, channel: str) -> dict[str, Any]:
    """Give heads, the hash of what is agreed, the hashes of the standing, and absent blobs.

    ``record`` is the hash that ``mithaq verify`` finds from acts alone; ``standing`` that of what
    they mean, contents included. Nothing national of a joint channel, no reader's order and no
    date is in it, so that two nodes with the same acts and blobs print the same (decision 14).
    """
    meaning, plain = desk.standing(channel), standing_json(desk.channel(channel))
    return {
        **plain,
        "record": plain["standing"],
        "standing": meaning.digest(),
        "absent": list(_absent(desk, channel)),
    }


def _absent(desk: Desk, channel: str) -> tuple[str, ...]:
    if desk.is_national(channel):
        return desk.standing(channel).absent()
    return correspondence.joint_ledger(desk, channel=channel).absent()


def troubles(desk: Desk, *, channel: str) -> tuple[Mapping[str, Any], ...]:
    """List what stands in the way of a channel: a lock, forks, and evidence about the peer."""
    found: list[Mapping[str, Any]] = []
    why = desk.ledger.locked(channel)
    if why is not None:
        found.append({"code": "desk.locked", "why": why})
    found += [
        {"code": "F_FORK", "party": one.party, "seq": one.seq, "ids": list(one.ids)}
        for one in desk.channel(channel).forks()
    ]
    found += [
        one for one in correspondence.evidence(desk, channel=channel) if one["code"] != "F_FORK"
    ]
    return tuple(found)
