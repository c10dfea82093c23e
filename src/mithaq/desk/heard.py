"""What the other side has signed that it holds: from its acts, and from its last signed heads."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.record.charter import Head

from .desk import Desk


def has_seen(desk: Desk, *, channel: str, party: str, act: str) -> bool:
    """Tell whether ``party`` has signed that it holds this act, in an act or in a ``have``."""
    mark = desk.act(channel, act)
    folded = desk.channel(channel)
    head = folded.heads().get(party)
    if head is not None and (head.id == act or folded.in_past(act, head.id)):
        return True
    said = last_heads(desk, channel=channel, party=party).get(mark.party)
    return said is not None and said.seq >= mark.seq
