"""The door every act from outside comes through, whatever carried it.

``ingest`` takes lines in any order, any number of times, and gives the same state for the same
set of acts. Order of checks, cheapest first:

1. the line: length, envelope, type, one signature (``E_SIZE`` … ``E_B64``);
2. its id is known: a duplicate, one hash and one look-up, nothing more;
3. the act by itself (``mithaq.record.act``), then its channel and party;
4. its place: a cause is missing (``W_GAP``, ``W_CAUSE``): if its key is known its signature is
   checked now, then it waits; the place is wrong: refused for ever;
5. its signature. (By a key known already it is checked ahead, with others: that changes no answer.)

Waiting costs memory a peer could fill, so a channel keeps 10,000 acts or 64 MiB, and no author
more than an equal share, acts whose key is known before others: what does not fit is refused with
``W_FULL`` and can be sent again.
Nothing that waits can keep out an act that need not.

A ``Channel`` grows while lines are taken. When the caller refuses the whole for one line, it
throws the ``Channel`` away and folds it again from its ledger, which was never touched.
Spec: docs/spec/exchange.md sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.joint import JointLedger
from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.envelope import LINE, check_type, read_envelope, write_envelope
from mithaq.record.keys import check_envelope, verify
from mithaq.record.refusal import Refusal

WAITING_ACTS: Final = 10_000
WAITING_BYTES: Final = 64 * 1024 * 1024
"""What one channel may keep waiting; each author has an equal share of both."""

BATCH: Final = 250
"""How many acts are read, and their signatures checked, in one go."""

PAGE_ACTS: Final = 500
PAGE_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of the lines.

    ``admitted`` are new acts in an order their causes allow; ``waiting`` is the whole new waiting
    room; ``refused`` pairs the line's index with the reason; ``dropped`` are acts that waited and
    proved bad; ``void`` counts admitted acts without effect.
    """

    admitted: tuple[Act, ...]
    waiting: tuple[Act, ...]
    duplicates: int
    refused: tuple[tuple[int, Refusal], ...]
    dropped: tuple[tuple[Act, Refusal], ...]
    evidence: tuple[Evidence, ...]
    void: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Lines of one feed; ``next`` is the cursor to go on from, or None at the end."""

    lines: tuple[bytes, ...]
    next: int | None


def ingest(
    channel: Channel, waiting: Sequence[Act], lines: Iterable[bytes], *, me: str | None = None
) -> Ingested:
    """Take lines into ``channel``; each without its newline.

    Never raises for a line: the caller decides whether one bad line spoils the whole (a bundle)
    or ends the page (a feed). With ``me``, an act of our own that is new here is evidence
    (``F_OWN``) that this node was restored or doubled.
    """
    run = _Ingestion(channel, waiting)
    numbered = enumerate(lines)
    while batch := list(islice(numbered, BATCH)):
        acts = ((index, run.read(index, line)) for index, line in batch)
        run.take([(index, act) for index, act in acts if act is not None])
    return run.end(me)


def ingest_acts(
    channel: Channel, waiting: Sequence[Act], acts: Iterable[Act], *, me: str | None = None
) -> Ingested:
    """Take acts that ``read_act`` has read already; else as ``ingest``."""
    run = _Ingestion(channel, waiting)
    numbered = enumerate(acts)
    while batch := list(islice(numbered, BATCH)):
        run.take(batch)
    return run.end(me)


class _Ingestion:
    """One call of ``ingest``."""

    def __init__(self, channel: Channel, waiting: Sequence[Act]) -> None:
        self.channel = channel
        self.admitted: list[Act] = []
        self.duplicates = 0
        self.void = 0
        self.refused: dict[int, Refusal] = {}
        self.dropped: list[tuple[Act, Refusal]] = []
        self.forks = {min(fork.numbers) for fork in channel.forks()}
        # A waiting act is known by its whole line: a copy with a bad signature, sent first,
        # must not stand in the way of the good one.
        self._held: dict[tuple[str, bytes], tuple[Act, int]] = {}
        self._by_cause: dict[str, list[tuple[str, bytes]]] = {}
        self._proved: set[tuple[str, bytes]] = set()
        for act in waiting:
            self._keep(act, -1) if self._missing(act) else self._settle(act, -1)

    def read(self, index: int, line: bytes) -> Act | None:
        """Read one line; nothing for a duplicate, and for a refusal, which is noted."""
        try:
            envelope = read_envelope(line)
            check_type(envelope, "act")
            if self._known(envelope.id):
                self.duplicates += 1
                return None
            return read_act(envelope)
        except Refusal as refusal:
            self.refused[index] = refusal
            return None

    def take(self, acts: Sequence[tuple[int, Act]]) -> None:
        """Take acts in their order, with the numbers under which they are refused."""
        self._prove(acts)
        for index, act in acts:
            if _copy(act) in self._held:
                self.duplicates += 1
            else:
                self._settle(act, index)
        self._proved.clear()

    def _prove(self, acts: Sequence[tuple[int, Act]]) -> None:
        """Check ahead the signatures by keys known already: a batch at once is faster.

        A key id is the hash of the key, so the answer holds wherever the act finds its place. It
        only saves the second check: an act not proved here is judged in its turn.
        """
        known = {party: self.channel.keys(party).node for party in self.channel.charter.ids}
        for _, act in acts:
            public = known.get(act.party, {}).get(act.key)
            if public is None or self._known(act.id) or _copy(act) in self._held:
                continue
            if verify(public, act.envelope.pae, act.envelope.signatures[0].sig):
                self._proved.add(_copy(act))

    def _known(self, act: str) -> bool:
        return self.channel.past.find(bytes.fromhex(act)) >= 0

    def end(self, me: str | None) -> Ingested:
        return Ingested(
            admitted=tuple(self.admitted),
            waiting=tuple(self._fitting()),
            duplicates=self.duplicates,
            refused=tuple(sorted(self.refused.items())),
            dropped=tuple(self.dropped),
            evidence=(*self._new_forks(), *self._own(me)),
            void=self.void,
        )

    def _settle(self, act: Act, index: int) -> None:
        """Admit, keep or refuse one act, and then every act that waited for it."""
        todo = [(act, index)]
        while todo:
            act, index = todo.pop()
            if self._admit(act, index):
                freed = (self._held.pop(key, None) for key in self._by_cause.pop(act.id, ()))
                todo += [one for one in freed if one is not None]

    def _admit(self, act: Act, index: int) -> bool:
        try:
            admitted = self.channel.admit(act, verify=_copy(act) not in self._proved)
        except Refusal as refusal:
            self._not_now(act, index, refusal)
            return False
        if not admitted.new:
            self.duplicates += 1
            return True
        self.admitted.append(act)
        self.void += admitted.void is not None
        return True

    def _not_now(self, act: Act, index: int, refusal: Refusal) -> None:
        if not refusal.code.startswith("W_"):
            self._refuse(act, index, refusal)
            return
        try:
            self._check_early(act)
        except Refusal as bad:
            self._refuse(act, index, bad)
            return
        self._keep(act, index)

    def _keep(self, act: Act, index: int) -> None:
        key = _copy(act)
        self._held[key] = act, index
        self._by_cause.setdefault(self._missing(act), []).append(key)

    def _check_early(self, act: Act) -> None:
        """Check a signature that can be checked already; an unknown key may come with a cause."""
        keys = self.channel.keys(act.party)
        if act.key in keys.node and _copy(act) not in self._proved:
            check_envelope(act.envelope, keys)

    def _missing(self, act: Act) -> str:
        """Name the first cause of an act that is not here."""
        causes = [] if act.prev is None else [act.prev]
        causes += [seen for _, seen in act.seen.values()]
        return next((cause for cause in causes if not self._known(cause)), "")

    def _refuse(self, act: Act, index: int, refusal: Refusal) -> None:
        if index < 0:
            self.dropped.append((act, refusal))
        else:
            self.refused[index] = refusal

    def _fitting(self) -> Iterator[Act]:
        """Give what may wait; without room, the unproved goes first, then what came last."""
        share = len(self.channel.charter.parties)
        acts = dict.fromkeys(self.channel.charter.ids, WAITING_ACTS // share)
        size = dict.fromkeys(self.channel.charter.ids, WAITING_BYTES // share)
        known = {party: self.channel.keys(party).node for party in self.channel.charter.ids}
        held = self._held.values()
        for act, index in sorted(
            held, key=lambda one: (one[0].key not in known[one[0].party], one[1])
        ):
            acts[act.party] -= 1
            size[act.party] -= len(act.envelope.payload)
            if acts[act.party] < 0 or size[act.party] < 0:
                refusal = Refusal("W_FULL", party=act.party, seq=act.seq, limit=WAITING_ACTS)
                self._refuse(act, index, refusal)
            else:
                yield act

    def _new_forks(self) -> Iterator[Evidence]:
        """Tell each place once, by the two acts that came first: a forker may sign thousands."""
        for fork in self.channel.forks():
            came = sorted(zip(fork.numbers, fork.ids, strict=True))
            if came[0][0] not in self.forks:
                fields = {"seq": fork.seq, "ids": tuple(sorted(each for _, each in came[:2]))}
                yield Evidence(code="F_FORK", party=fork.party, feed=fork.party, fields=fields)

    def _own(self, me: str | None) -> Iterator[Evidence]:
        ours = [act for act in self.admitted if act.party == me]
        if ours and me is not None:
            fields = {"seq": ours[0].seq, "count": len(ours)}
            proof = (ours[0].envelope,)
            yield Evidence(code="F_OWN", party=me, feed=me, fields=fields, proof=proof)


def page(
    ledger: JointLedger,
    *,
    party: str,
    after: int,
    acts: int = PAGE_ACTS,
    size: int = PAGE_BYTES,
) -> Page:
    """Give the next lines of one feed after sequence number ``after`` (-1: from the start).

    The cursor is the sequence number itself, so a lost answer costs nothing. In a forked feed
    lines are in order of (seq, id), and a page never ends between two acts of one number: so a
    page holds at most twice ``acts`` lines, and a reader refuses more (``read_page``).
    """
    ledger.charter.position(party)
    lines: list[bytes] = []
    held, last, beside = 0, after, 0
    for act in _ordered(ledger, party=party, first=after + 1):
        line = write_envelope(act.envelope)
        if lines and act.seq != last and (len(lines) >= acts or held + len(line) > size):
            return Page(lines=tuple(lines), next=last)
        beside = beside + 1 if act.seq == last else 1
        if beside > acts:
            continue  # A forker of hundreds of branches is shown by as many as a page takes.
        lines.append(line)
        held, last = held + len(line) + 1, act.seq
    return Page(lines=tuple(lines), next=None)


def read_page(data: bytes) -> tuple[bytes, ...]:
    """Take a page of lines apart before anything in it is read: ``E_SIZE``, ``E_CUT``, ``E_LIMIT``."""
    if len(data) > PAGE_BYTES + LINE:
        raise Refusal("E_SIZE", what="page", size=len(data), limit=PAGE_BYTES + LINE)
    lines = data.split(b"\n")
    if lines.pop():
        raise Refusal("E_CUT", at=len(data))
    if len(lines) > 2 * PAGE_ACTS:
        raise Refusal("E_LIMIT", limit="page")
    return tuple(lines)


def _ordered(ledger: JointLedger, *, party: str, first: int) -> Iterator[Act]:
    """Give one feed's acts from ``first`` on, by (seq, id); as they arrived if it is not forked."""
    acts = (act for act in ledger.acts() if act.party == party and act.seq >= first)
    if all(fork.party != party for fork in ledger.channel.forks()):
        return acts
    return iter(sorted(acts, key=lambda act: (act.seq, act.id)))


def _copy(act: Act) -> tuple[str, bytes]:
    return act.id, act.envelope.signatures[0].sig
