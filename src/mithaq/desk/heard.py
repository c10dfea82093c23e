"""What a peer last signed about itself, kept as notes: heads, wishes, parts applied, evidence.

Notes only save asking again; nothing here is truth of the record. A peer's acts say what it has
seen as well, and count the same (``has_seen``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.have import Said
from mithaq.exchange.manifest import Manifest, heads_json
from mithaq.exchange.receipt import Taken
from mithaq.record.canonical import JSON, canonical, parse
from mithaq.record.channel import Head
from mithaq.record.envelope import envelope_object, envelope_of

from .desk import Desk

DEPTH = 16


def has_seen(desk: Desk, *, channel: str, party: str, act: str) -> bool:
    """Tell whether ``party`` has signed that it holds this act, in an act or in its heads."""
    mark = desk.act(channel, act)
    folded = desk.channel(channel)
    head = folded.heads().get(party)
    if head is not None and (head.id == act or folded.in_past(act, head.id)):
        return True
    said = latest(desk, channel=channel, party=party)
    there = None if said is None else said.heads.get(mark.party)
    return there is not None and there.seq >= mark.seq


def latest(desk: Desk, *, channel: str, party: str) -> Said | None:
    """Give the newest signed words of a peer about what it holds, or None."""
    noted = _read(desk, f"said/{channel}/{party}")
    if noted is None:
        return None
    heads = {name: Head(**head) for name, head in noted["heads"].items()}
    envelope = envelope_of(noted["envelope"])
    return Said(party=party, heads=heads, time=noted["time"], envelope=envelope)


def keep_latest(desk: Desk, *, channel: str, said: Said) -> None:
    """Keep a peer's newest words."""
    value = {
        "heads": heads_json(said.heads),
        "time": said.time,
        "envelope": envelope_object(said.envelope),
    }
    _write(desk, f"said/{channel}/{said.party}", value)


def keep_manifest(desk: Desk, manifest: Manifest) -> None:
    """Keep what a peer's newest bundle asks for and by which id it is answered."""
    value = {"id": manifest.id, "number": manifest.number, "wants": list(manifest.wants)}
    old = _read(desk, f"bundle/{manifest.channel}/{manifest.author}")
    if old is None or old["number"] <= manifest.number:
        _write(desk, f"bundle/{manifest.channel}/{manifest.author}", value)


def asked(desk: Desk, *, channel: str, party: str) -> tuple[str | None, tuple[str, ...]]:
    """Give the id of a peer's newest bundle taken here, and the blobs it asks for."""
    noted = _read(desk, f"bundle/{channel}/{party}")
    return (None, ()) if noted is None else (str(noted["id"]), tuple(noted["wants"]))


def taken(desk: Desk, *, channel: str, author: str) -> tuple[Taken, ...]:
    """List the parts of a peer that were applied."""
    found = desk.ledger.notes(f"taken/{channel}/{author}/")
    return tuple(Taken(**_parsed(value)) for value in found.values())


def keep_taken(desk: Desk, *, channel: str, part: Taken) -> None:
    """Keep that a part was applied."""
    _write(desk, f"taken/{channel}/{part.author}/{part.line}", part.json())


def last_number(desk: Desk, *, channel: str) -> int:
    """Give the number of the last bundle written in a channel, 0 before the first."""
    return int(desk.ledger.noted(f"number/{channel}") or b"0")


def keep_number(desk: Desk, *, channel: str, number: int) -> None:
    """Keep the number of a bundle just written."""
    desk.ledger.note(f"number/{channel}", str(number).encode())


def keep_evidence(desk: Desk, *, channel: str, found: Iterable[Evidence]) -> None:
    """Keep evidence with its proof; the same twice is once."""
    for one in found:
        value = _lists(one.json())
        name = hashlib.sha256(canonical(value, depth=DEPTH)).hexdigest()
        if desk.ledger.noted(f"evidence/{channel}/{name}") is None:
            _write(desk, f"evidence/{channel}/{name}", {**value, "noted": desk.clock.now()})


def evidence(desk: Desk, *, channel: str) -> tuple[Mapping[str, Any], ...]:
    """List the evidence kept about a channel, oldest first as this node noted it."""
    found = [_parsed(value) for value in desk.ledger.notes(f"evidence/{channel}/").values()]
    return tuple(sorted(found, key=lambda one: (one["noted"], one["code"])))


def _lists(value: Any) -> Any:  # noqa: ANN401  (plain values, of whatever depth)
    """Write tuples as lists: JSON knows no others."""
    if isinstance(value, Mapping):
        return {name: _lists(one) for name, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, tuple | list) else value


def _read(desk: Desk, key: str) -> Any:  # noqa: ANN401  (whatever was noted under the key)
    value = desk.ledger.noted(key)
    return None if value is None else _parsed(value)


def _parsed(value: bytes) -> Any:  # noqa: ANN401  (whatever was noted)
    return parse(value, depth=DEPTH)


def _write(desk: Desk, key: str, value: Mapping[str, Any]) -> None:
    plain: JSON = dict(value)
    desk.ledger.note(key, canonical(plain, depth=DEPTH))
