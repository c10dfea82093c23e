"""When a restored channel may sign again (decision 20): pure rules over what was heard.

A node restored from a backup may have signed acts that the backup does not hold; signing on would
fork its own feed. So every channel starts locked after a restore, and opens:

* the national channel by one administrator's recorded statement: nobody else holds a copy;
* a joint one by the *peers' heads*: each other party has signed, in answer to something this node
  wrote after the restore, heads that give our own feed no more than we hold, and our own acts
  from its copy are in; or by the recorded statements of *two different administrators*.

An old ``have`` proves nothing: it is fresh only if it repeats a nonce drawn since, or stands in a
bundle that answers one written since. What no rule can see is a bundle of ours still under way to
a peer; the guide says to wait for it or to call it back. Spec: docs/spec/exchange.md section 8.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mithaq.exchange.have import Have, Said
from mithaq.exchange.manifest import Manifest
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a locked channel may sign again.

    ``by`` is ``peers`` or ``administrators`` when it may. Else ``unheard`` are parties whose fresh
    head is lacking, ``behind`` how many of our own acts each peer holds that we do not, and
    ``statements`` how many administrators must still speak for the other way.
    """

    open: bool
    by: str | None
    unheard: tuple[str, ...]
    behind: Mapping[str, int]
    statements: int


def answers_us(
    words: Have | Manifest, *, nonces: Collection[str], bundles: Collection[str]
) -> bool:
    """Tell whether a peer's words are fresh: they answer a nonce or a bundle of ours since restored."""
    if isinstance(words, Have):
        return words.nonce in nonces
    return words.answers is not None and words.answers in bundles


def may_open(
    channel: Channel,
    *,
    me: str,
    fresh: Mapping[str, Said],
    administrators: Collection[str],
    high_water: tuple[int, str] | None = None,
) -> Opening:
    """Judge one locked channel.

    ``fresh`` are the peers' newest words that pass ``answers_us``; ``administrators`` are the
    distinct accounts whose statement to open this channel is on record; ``high_water`` is the
    (seq, id) of our newest own act on another disk, if that survived: it must be reached too.
    """
    needed = statements_needed(channel.charter)
    lacking = max(0, needed - len(set(administrators)))
    behind = _behind(channel, me=me, fresh=fresh, high_water=high_water)
    others = [party for party in channel.charter.ids if party != me]
    unheard = tuple(party for party in others if party not in fresh)
    by_peers = bool(others) and not unheard and not behind
    by = "administrators" if not lacking else "peers" if by_peers else None
    return Opening(open=by is not None, by=by, unheard=unheard, behind=behind, statements=lacking)


def statements_needed(charter: Charter) -> int:
    """Give how many administrators can open a channel: one alone, or two where a peer relies on it."""
    return 1 if len(charter.parties) == 1 else 2


def must_lock(channel: Channel, *, me: str, heard: Sequence[Said]) -> bool:
    """Tell whether a peer holds acts of ours that we do not: we were restored without knowing.

    A node that meets this locks the channel at once, restored or not (S9).
    """
    return bool(_behind(channel, me=me, fresh={one.party: one for one in heard}, high_water=None))


def _behind(
    channel: Channel,
    *,
    me: str,
    fresh: Mapping[str, Said],
    high_water: tuple[int, str] | None,
) -> dict[str, int]:
    """Count, by who shows it, the acts of ours that are not here."""
    size = channel.heads()[me].size if me in channel.heads() else 0
    found = {}
    for party, words in fresh.items():
        theirs = words.heads.get(me)
        if theirs is not None and not _held(channel, theirs.id):
            found[party] = max(1, theirs.size - size)
    if high_water is not None and not _held(channel, high_water[1]):
        found[me] = max(1, high_water[0] + 1 - size)
    return found


def _held(channel: Channel, act: str) -> bool:
    return channel.act_number(act) is not None
