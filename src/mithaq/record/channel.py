"""Admission: what makes an act part of a channel.

The rules, in the order they are tried; the first that fails gives the code:

1. An act that is here already (same id) changes nothing.
2. ``E_CHANNEL``: it is of another channel. ``E_PARTY``: its author, or a party in ``seen``, is not
   in the charter, or ``seen`` names the author. ``E_LIMIT``: above a limit of the charter.
3. ``E_PREV``: ``prev`` is here and is not the author's act before ``seq``. ``W_GAP``: it is not here.
4. ``E_FIELD``: an act named in ``seen`` is here and is not that party's act of that number.
   ``W_CAUSE``: one is not here.
5. ``E_SEEN_ROLLBACK``: ``seen`` is behind what ``prev`` had seen.
6. ``E_SELF_FUTURE``: a seen act has in its past an act of the author at ``seq`` or later.
7. ``E_SEEN_NOT_CLOSED``: a seen act has in its past something newer than ``seen`` says.
8. ``E_FORK_MIX``: its past would hold two acts of one party at one place.
9. ``E_KEY``: ``key`` is no node key of the author at this point of its feed; ``E_SIG``.
10. kind ``keys``: the manifest must follow the keys in force (codes of ``read_manifest``); it holds
    from the next act of this branch on.

E_ refuses for ever, W_ waits for what is missing. Every rule looks only at the act and its past:
what gets in does not depend on the order of arrival. A second act at a taken place is admitted
like any other and said to be a fork; both branches stay (``F_FORK``). Whether the act has effect is
not asked here (``mithaq.record.consent``). Spec: docs/spec/channel.md.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from mithaq.record.act import Act
from mithaq.record.charter import Charter
from mithaq.record.consent import Consent
from mithaq.record.envelope import envelope_of
from mithaq.record.fork import Fork, forks_of
from mithaq.record.keys import KeySet, read_manifest
from mithaq.record.keys import verify as good
from mithaq.record.merkle import Frontier, leaf_hash
from mithaq.record.past import NONE, Past
from mithaq.record.refusal import Refusal


class Admitted(NamedTuple):
    """An act that is in: its arrival number here, and what is to be said of it.

    ``new`` is false for an act that was here already; ``void`` is its ``V_`` code if it has no
    effect; ``fork`` says that it is a second next act of its author (``F_FORK``).
    """

    number: int
    new: bool
    void: str | None
    fork: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What the next act of a party must carry; ``keys`` are those in force for it."""

    seq: int
    prev: str | None
    seen: dict[str, tuple[int, str]]
    keys: KeySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a feed: ``size`` acts with RFC 6962 ``root``.

    A forked feed is no log and has no root: then the longest branch is named, the lowest id of
    equals.
    """

    seq: int
    id: str
    size: int
    root: str | None


class _Place(NamedTuple):
    """Where an act goes: the act before it, and what it has seen."""

    id: bytes
    party: int
    prev: int
    heads: list[int]


class Channel:
    """The acts of one channel, admitted one by one, and what follows from them."""

    def __init__(self, charter: Charter, *, keep: bool = True) -> None:
        """Begin with no acts. With ``keep=False`` statements are not kept (for streaming)."""
        self.charter = charter
        self.past = Past(len(charter.parties))
        self.consent = Consent(self.past, charter.ids, keep=keep)
        self._places = {party: place for place, party in enumerate(charter.ids)}
        self._newest = [("", NONE)] * len(charter.parties)
        self._logs = [Frontier() for _ in charter.parties]
        self._keys: dict[int, list[tuple[int, KeySet]]] = {}

    def __len__(self) -> int:
        """Count the admitted acts."""
        return len(self.past)

    # ------------------------------------------------------------ admission

    def admit(self, act: Act, *, verify: bool = True) -> Admitted:
        """Admit an act whose bytes ``read_act`` has judged, or refuse it unchanged.

        ``verify=False`` leaves out the signature, for acts from one's own ledger. Raises the
        codes above; after any of them the channel is as before.
        """
        digest = bytes.fromhex(act.id)
        number = self.past.find(digest)
        if number != NONE:
            return Admitted(number=number, new=False, void=self.consent.void(act.id), fork=False)
        party = self._check_charter(act)
        prev = self._check_prev(act, party)
        heads = self._check_seen(act)
        self._check_order(act, party, prev, heads)
        keys = self._check_keys(act, party, prev)
        pae = act.envelope.pae
        if verify and not good(keys.node[act.key], pae, act.envelope.signatures[0].sig):
            raise Refusal("E_SIG", key=act.key)
        if act.kind == "keys":
            keys = self._turned(act, keys)
        heads[party] = prev
        return self._enter(act, _Place(digest, party, prev, heads), keys, pae)

    def _check_charter(self, act: Act) -> int:
        if act.channel != self.charter.channel:
            raise Refusal("E_CHANNEL", channel=act.channel)
        places = self._places
        if act.party not in places or not act.seen.keys() <= places.keys():
            stranger = next(each for each in (act.party, *act.seen) if each not in places)
            raise Refusal("E_PARTY", party=stranger)
        if act.party in act.seen:
            raise Refusal("E_PARTY", party=act.party)
        if len(act.envelope.payload) > self.charter.limits.payload:
            raise Refusal("E_LIMIT", limit="payload")
        content = act.body.get("content")
        if type(content) is dict and content["size"] > self.charter.limits.blob:
            raise Refusal("E_LIMIT", limit="blob")
        return places[act.party]

    def _find(self, act: str, place: int) -> int:
        """Give the number of an act, or -1; the newest one of the party at ``place`` at once."""
        newest, number = self._newest[place]
        return number if newest == act else self.past.find(bytes.fromhex(act))

    def _check_prev(self, act: Act, party: int) -> int:
        if act.prev is None:
            return NONE
        prev = self._find(act.prev, party)
        if prev == NONE:
            raise Refusal("W_GAP", party=act.party, seq=act.seq)
        if self.past.party(prev) != party or self.past.seq(prev) != act.seq - 1:
            raise Refusal("E_PREV", prev=act.prev)
        return prev

    def _check_seen(self, act: Act) -> list[int]:
        heads = [NONE] * self.past.parties
        missing = None
        for name, (seq, seen) in act.seen.items():
            place = self._places[name]
            heads[place] = number = self._find(seen, place)
            if number == NONE:
                missing = missing or name
            elif self.past.party(number) != place or self.past.seq(number) != seq:
                raise Refusal("E_FIELD", field=f"seen.{name}")
        if missing is not None:
            seq, seen = act.seen[missing]
            raise Refusal("W_CAUSE", party=missing, seq=seq, id=seen)
        return heads

    def _check_order(self, act: Act, party: int, prev: int, heads: list[int]) -> None:
        """Rules 5 to 8: one comparison for each pair of parties at most."""
        past, seqs = self.past, self.past.seqs
        known = past.vector(prev)
        # What prev had seen is closed already: only heads that moved are new.
        moved = self._moved(act, party, known, heads)
        for vector in moved:
            if vector[party] != NONE and seqs[vector[party]] >= act.seq:
                raise Refusal("E_SELF_FUTURE", party=act.party, seq=act.seq)
        tops = heads.copy()
        tops[party] = prev
        for vector in moved:
            if not _within(vector, tops, seqs):
                raise Refusal("E_SEEN_NOT_CLOSED", party=act.party, seq=act.seq)
        if past.forks and not all(self._one_line(each, tops) for each in (known, *moved)):
            raise Refusal("E_FORK_MIX", party=act.party, seq=act.seq)

    def _moved(self, act: Act, party: int, known: array[int], heads: list[int]) -> list[array[int]]:
        """Give the vectors of the heads that ``prev`` had not seen; rule 5 on the way."""
        past, seqs, moved = self.past, self.past.seqs, []
        for each, head in enumerate(heads):
            if head != known[each] and each != party:
                if head == NONE or (known[each] != NONE and seqs[head] < seqs[known[each]]):
                    raise Refusal("E_SEEN_ROLLBACK", party=act.party, seq=act.seq)
                moved.append(past.vector(head))
        return moved

    def _one_line(self, lower: array[int], tops: list[int]) -> bool:
        leads = self.past.leads
        return all(low == NONE or leads(low, top) for low, top in zip(lower, tops, strict=True))

    def _check_keys(self, act: Act, party: int, prev: int) -> KeySet:
        """Rule 9; give the keys in force for the act."""
        keys = self._keys_at(party, prev)
        if act.key not in keys.node:
            raise Refusal("E_KEY", key=act.key)
        return keys

    def _turned(self, act: Act, keys: KeySet) -> KeySet:
        """Rule 10; give the keys in force after the act."""
        return read_manifest(
            envelope_of(act.body["manifest"]),
            party=act.party,
            channel=self.charter.channel,
            current=keys,
        )

    def _enter(self, act: Act, place: _Place, keys: KeySet, pae: bytes) -> Admitted:
        past, party, branches = self.past, place.party, len(self.past.branches)
        number = past.add(place.id, party=party, prev=place.prev, heads=place.heads)
        self._newest[party] = (act.id, number)
        void = self.consent.take(act, number, place.heads)
        forked = past.forked(party)
        if not forked:
            self._logs[party].push(leaf_hash(pae))
        branch = past.branch(number)
        held = self._keys.get(branch)
        if held is None:
            self._keys[branch] = [(act.seq, keys)]
        elif held[-1][1] is not keys:
            held.append((act.seq, keys))
        fork = forked and len(past.branches) > branches
        return Admitted(number, new=True, void=void, fork=fork)

    # ------------------------------------------------------------ what follows

    def expect(self, party: str) -> Next:
        """Say what the next act of a party must carry, having seen all it may.

        ``seen`` names the newest acts that can be named together; on a forked feed it stays
        where the party's last act had it, and so on anything that relies on more of that feed.
        """
        tip = self._tip(self.charter.position(party))
        seen = {}
        for other, name in enumerate(self.charter.ids):
            head = self._visible(self.charter.position(party), tip, other)
            if name != party and head != NONE:
                seen[name] = (self.past.seq(head), self.past.id(head).hex())
        return Next(
            seq=self.past.seq(tip) + 1,
            prev=self.past.id(tip).hex() if tip != NONE else None,
            seen=seen,
            keys=self.keys(party),
        )

    def _visible(self, party: int, tip: int, other: int) -> int:
        """Give the newest act of ``other`` that the next act after ``tip`` may name."""
        past = self.past
        known = past.newest(tip, other) if tip != NONE else NONE
        if past.forked(other) or not past.tips(other):
            return known
        newest = past.tips(other)[0]
        forked = [each for each in range(past.parties) if each == party or past.forked(each)]
        if all(self._fits(newest, each, party, tip) for each in forked):
            return newest
        # What one act of a feed has seen all later ones have: the first that does not fit ends it.
        first, last = past.seq(known) + 1, past.seq(newest)
        end = bisect_left(
            range(first, last + 1),
            True,  # noqa: FBT003
            key=lambda seq: (
                not all(self._fits(past.at(newest, seq), each, party, tip) for each in forked)
            ),
        )
        return past.at(newest, first + end - 1) if first + end > 0 else NONE

    def _fits(self, act: int, feed: int, party: int, tip: int) -> bool:
        """Say whether an act has seen no more of a forked (or one's own) feed than one may."""
        past = self.past
        seen = past.newest(act, feed)
        allowed = tip if feed == party else (past.newest(tip, feed) if tip != NONE else NONE)
        return seen == NONE or past.leads(seen, allowed)

    def keys(self, party: str) -> KeySet:
        """Give the keys of a party that hold for its next act."""
        place = self.charter.position(party)
        return self._keys_at(place, self._tip(place))

    def heads(self) -> dict[str, Head]:
        """Give the head of each feed that has an act, in charter order."""
        found = {}
        for place, name in enumerate(self.charter.ids):
            tip = self._tip(place)
            if tip != NONE:
                root = None if self.past.forked(place) else self._logs[place].root()
                seq = self.past.seq(tip)
                found[name] = Head(seq=seq, id=self.past.id(tip).hex(), size=seq + 1, root=root)
        return found

    def forks(self) -> tuple[Fork, ...]:
        """List the forks, in one order for all nodes."""
        return forks_of(self.past, self.charter.ids)

    def act_number(self, act: str) -> int | None:
        """Give the arrival number of an admitted act, or None."""
        number = self.past.find(bytes.fromhex(act))
        return None if number == NONE else number

    def in_past(self, earlier: str, later: str) -> bool:
        """Say whether ``earlier`` lies in the past of ``later`` (never of itself).

        Both are ids of admitted acts; ``KeyError`` otherwise.
        """
        one, two = (self.past.find(bytes.fromhex(each)) for each in (earlier, later))
        if NONE in (one, two):
            raise KeyError(earlier if one == NONE else later)
        return one != two and self.past.reaches(two, one)

    def _tip(self, place: int) -> int:
        """Give the end of the longest branch of a feed, the lowest id of equals, or -1."""
        tips = self.past.tips(place)
        if len(tips) < 2:
            return tips[0] if tips else NONE
        return min(tips, key=lambda tip: (-self.past.seq(tip), self.past.id(tip)))

    def _keys_at(self, party: int, prev: int) -> KeySet:
        if prev == NONE:
            return self.charter.parties[party].keys
        held, seq = self._keys[self.past.branch(prev)], self.past.seq(prev)
        if held[-1][0] <= seq:
            return held[-1][1]
        return held[bisect_right(held, seq, key=itemgetter(0)) - 1][1]


def _within(lower: array[int], tops: list[int], seqs: array[int]) -> bool:
    """Say whether no act of ``lower`` has a higher place than that of the same party in ``tops``."""
    for low, top in zip(lower, tops, strict=True):
        if low not in (top, NONE) and (top == NONE or seqs[low] > seqs[top]):
            return False
    return True
