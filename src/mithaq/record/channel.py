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

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from mithaq.record.act import Act
from mithaq.record.charter import Charter
from mithaq.record.consent import Consent
from mithaq.record.envelope import envelope_of
from mithaq.record.fork import Fork, forks_of
from mithaq.record.keys import KeySet, read_manifest, verify
from mithaq.record.merkle import Frontier, leaf_hash
from mithaq.record.past import NONE, Past, as_view
from mithaq.record.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
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
        place = _Place(digest, party, prev, heads)
        self._check_order(act, place)
        keys = self._check_keys(act, prev, verify=verify)
        return self._enter(act, place, keys)

    def _check_charter(self, act: Act) -> int:
        if act.channel != self.charter.channel:
            raise Refusal("E_CHANNEL", channel=act.channel)
        for party in (act.party, *act.seen):
            if party not in self._places:
                raise Refusal("E_PARTY", party=party)
        if act.party in act.seen:
            raise Refusal("E_PARTY", party=act.party)
        self._check_limits(act)
        return self._places[act.party]

    def _check_limits(self, act: Act) -> None:
        limits = self.charter.limits
        if len(act.envelope.payload) > limits.payload:
            raise Refusal("E_LIMIT", limit="payload")
        content = act.body.get("content")
        if isinstance(content, dict) and content["size"] > limits.blob:
            raise Refusal("E_LIMIT", limit="blob")

    def _check_prev(self, act: Act, party: int) -> int:
        if act.prev is None:
            return NONE
        prev = self.past.find(bytes.fromhex(act.prev))
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
            heads[place] = number = self.past.find(bytes.fromhex(seen))
            if number == NONE:
                missing = missing or name
            elif self.past.party(number) != place or self.past.seq(number) != seq:
                raise Refusal("E_FIELD", field=f"seen.{name}")
        if missing is not None:
            seq, seen = act.seen[missing]
            raise Refusal("W_CAUSE", party=missing, seq=seq, id=seen)
        return heads

    def _check_order(self, act: Act, place: _Place) -> None:
        """Rules 5 to 8: one comparison for each pair of parties at most."""
        _, party, prev, heads = place
        past, parties = self.past, range(self.past.parties)
        before = [past.newest(prev, each) if prev != NONE else NONE for each in parties]
        if any(past.seq(heads[each]) < past.seq(before[each]) for each in parties if each != party):
            raise Refusal("E_SEEN_ROLLBACK", party=act.party, seq=act.seq)
        # What prev had seen is closed already: only heads that moved are new.
        moved = [
            head for head, known in zip(heads, before, strict=True) if head not in (NONE, known)
        ]
        if any(past.seq(past.newest(head, party)) >= act.seq for head in moved):
            raise Refusal("E_SELF_FUTURE", party=act.party, seq=act.seq)
        tops = list(heads)
        tops[party] = prev
        lower = [(past.newest(head, each), tops[each]) for head in moved for each in parties]
        if any(past.seq(low) > past.seq(top) for low, top in lower):
            raise Refusal("E_SEEN_NOT_CLOSED", party=act.party, seq=act.seq)
        lower += zip(before, tops, strict=True)
        if any(low != NONE and not past.leads(low, top) for low, top in lower):
            raise Refusal("E_FORK_MIX", party=act.party, seq=act.seq)

    def _check_keys(self, act: Act, prev: int, *, verify: bool) -> KeySet:
        """Rules 9 and 10; give the keys in force after the act."""
        keys = self._keys_at(act.party, prev)
        public = keys.node.get(act.key)
        if public is None:
            raise Refusal("E_KEY", key=act.key)
        if verify and not _signed(act, public):
            raise Refusal("E_SIG", key=act.key)
        if act.kind != "keys":
            return keys
        return read_manifest(
            envelope_of(act.body["manifest"]),
            party=act.party,
            channel=self.charter.channel,
            current=keys,
        )

    def _enter(self, act: Act, place: _Place, keys: KeySet) -> Admitted:
        past, party, branches = self.past, place.party, len(self.past.branches)
        number = past.add(place.id, party=party, prev=place.prev, heads=place.heads)
        place.heads[party] = place.prev
        void = self.consent.take(act, number, as_view(place.heads))
        if not past.forked(party):
            self._logs[party].push(leaf_hash(act.envelope.pae))
        held = self._keys.setdefault(past.branch(number), [(act.seq, keys)])
        if held[-1][1] is not keys:
            held.append((act.seq, keys))
        fork = len(past.branches) > branches and past.forked(party)
        return Admitted(number=number, new=True, void=void, fork=fork)

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
        return self._keys_at(party, self._tip(self.charter.position(party)))

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

    def _keys_at(self, party: str, prev: int) -> KeySet:
        if prev == NONE:
            return self.charter.party(party).keys
        held = self._keys[self.past.branch(prev)]
        return held[bisect_right(held, self.past.seq(prev), key=itemgetter(0)) - 1][1]


def _signed(act: Act, public: bytes) -> bool:
    return verify(public, act.envelope.pae, act.envelope.signatures[0].sig)
