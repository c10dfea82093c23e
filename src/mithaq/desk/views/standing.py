"""The standing as machines compare it, and what is wrong in a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.desk import correspondence, heard
from mithaq.desk.desk import Desk
from mithaq.exchange.have import staleness
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What another party last signed about itself.

    ``heard`` is when, by its own clock (None: never); ``days`` its age and ``alarm`` whether that
    is too long, for a given date; ``holds`` how many of our acts it has signed to hold, of ``of``.
    """

    party: str
    heard: str | None
    days: int | None
    alarm: bool
    holds: int
    of: int


def peers(desk: Desk, *, channel: str, as_of: str | None = None) -> tuple[Peer, ...]:
    """Tell of each other party how fresh its words are and how much of ours it holds (S3)."""
    others = [one for one in desk.charter(channel).ids if one != desk.party]
    return tuple(_peer(desk, channel=channel, party=one, as_of=as_of) for one in others)


def _peer(desk: Desk, *, channel: str, party: str, as_of: str | None) -> Peer:
    words = heard.latest(desk, channel=channel, party=party)
    ours = desk.channel(channel).heads().get(desk.party)
    theirs = None if words is None else words.heads.get(desk.party)
    time = None if words is None else words.time
    old = None if as_of is None else staleness(time, as_of=as_of)
    return Peer(
        party=party,
        heard=time,
        days=None if old is None else old.days,
        alarm=old is not None and old.alarm,
        holds=0 if theirs is None else theirs.size,
        of=0 if ours is None else ours.size,
    )


def troubles(desk: Desk, *, channel: str) -> tuple[Mapping[str, Any], ...]:
    """List what stands in the way of a channel: a lock, forks, and evidence about the peer."""
    found: list[Mapping[str, Any]] = []
    why = desk.ledger.locked(channel)
    if why is not None:
        found.append({"code": "desk.locked", "why": why})
    waiting = len(desk.ledger.waiting(channel))
    if waiting:
        found.append({"code": "W_CAUSE", "count": waiting})
    found += [
        {"code": "F_FORK", "party": one.party, "seq": one.seq, "ids": list(one.ids)}
        for one in desk.channel(channel).forks()
    ]
    found += [
        one for one in correspondence.evidence(desk, channel=channel) if one["code"] != "F_FORK"
    ]
    return tuple(found)
