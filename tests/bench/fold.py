"""How the fold grows: the time of an act after a thousand acts and after a million.

``run(n)`` folds ``n`` acts of two parties, unsigned, as fast as they come: of a hundred, five propose
and five accept (new records, amendments, some crossing), ten acknowledge and the rest are statements.
The time of an act is that of a thousand of them, the best of 40 runs, early and late in turns.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from hashlib import sha256
from time import perf_counter

import msgspec

from mithaq.record.act import Act
from mithaq.record.channel import Channel
from mithaq.record.envelope import TYPES, Envelope
from tests.record.make import charter_of, node_key

PARTIES = ("ma", "pk")
SLICE = 1000
SLICES = 40


def written(total: int) -> Iterator[Act]:
    """Give the acts of a long and quiet channel, in causal order."""
    charter = charter_of(*PARTIES)
    keys = {party: node_key(party).id for party in PARTIES}
    last: dict[str, tuple[int, str]] = {}
    blank = Act(
        id="", channel=charter.channel, party="", seq=0, prev=None, seen={}, time="", salt="", key="",
        kind="ack", office="node", body={}, envelope=Envelope(TYPES["act"], b"", ()),
    )  # fmt: skip
    open_version, current, record = None, None, ""
    for number in range(total):
        party = PARTIES[number % 2]
        other = PARTIES[1 - number % 2]
        digest = sha256(b"%d" % number)
        kind, body = _what(number, open_version, current, record)
        seq, prev = last.get(party, (-1, None))
        act = msgspec.structs.replace(
            blank,
            id=digest.hexdigest(),
            party=party,
            seq=seq + 1,
            prev=prev,
            seen={other: last[other]} if other in last else {},
            key=keys[party],
            kind=kind,
            body=body,
            envelope=Envelope(TYPES["act"], digest.digest(), ()),
        )
        if kind == "propose":
            open_version, record = act, body["record"]
            # Every tenth record is amended once, the others stay with one version.
        elif kind == "accept":
            current = open_version if number % 10 else None
        last[party] = (seq + 1, act.id)
        yield act


def _what(number: int, open_version: Act | None, current: Act | None, record: str):
    place = number % 20
    if number < 2:
        return "join", {}
    if place == 4:
        base = current.id if current and number % 200 < 20 else None
        named = record if base else sha256(b"record %d" % number).hexdigest()[:32]
        content = {"sha256": "ab" * 32, "size": 1, "type": "x/y"}
        return "propose", {"record": named, "base": base, "content": content}
    if place == 5 and open_version:
        return "accept", {"version": open_version.id, "content": "ab" * 32}
    if place in {6, 7}:
        return "ack", {}
    body = {"topic": "progress", "record": record or "00" * 16}
    return "statement", {**body, "version": open_version.id} if open_version else body


def memory() -> int:
    """Give the most memory this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def run(n: int = 1_000_000) -> dict[str, float | int | str]:
    """Fold ``n`` acts; give microseconds an act early and late, their ratio, and the memory."""
    channel, before, spent = Channel(charter_of(*PARTIES), keep=False), memory(), 0.0
    acts = written(n + SLICES * SLICE)
    for _ in range(0, n, SLICE):
        spent += _admit(channel, [next(acts) for _ in range(SLICE)])
    held = memory() - before
    # In turns, so that both ends meet the same machine; the best of each, so that it is ours.
    early, late = [], []
    for _ in range(SLICES):
        early.append(_early())
        late.append(_admit(channel, [next(acts) for _ in range(SLICE)]))
    few, many = (1e6 * min(each) / SLICE for each in (early, late))
    return {
        "acts": n,
        "microseconds an act at 1,000": round(few, 2),
        f"microseconds an act at {n:,}": round(many, 2),
        "ratio": round(many / few, 2),
        "acts a second, all told": round(n / spent),
        "memory of the fold, bytes an act": round(held / n),
        "memory of the fold, MB": round(held / 1e6, 1),
    }


def _early() -> float:
    """Time the second thousand of a fresh channel."""
    channel, acts = Channel(charter_of(*PARTIES), keep=False), list(written(2 * SLICE))
    _admit(channel, acts[:SLICE])
    return _admit(channel, acts[SLICE:])


def _admit(channel: Channel, acts: list[Act]) -> float:
    started = perf_counter()
    for act in acts:
        channel.admit(act, verify=False)
    return perf_counter() - started


if __name__ == "__main__":
    for name, value in run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000).items():
        print(f"{name:40} {value}")
