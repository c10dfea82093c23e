"""Random lives of a channel: what parties write, and in which order it reaches the others.

Acts here are unsigned and their ids are made up, for speed: the fold never asks. Everything
follows from the seed. Parties write what a careless or hostile one might: answers to anything,
wrong contents, wrong bases, places and causes that do not fit. Deliveries are late, doubled, out of
order or held back for a while. In some lives a party forks, and shows each side another face.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from random import Random

from mithaq.record.act import Act
from mithaq.record.channel import Channel
from mithaq.record.envelope import TYPES, Envelope
from mithaq.record.refusal import Refusal
from tests.record.make import charter_of, node_key

NAMES = ("atlas", "boran", "cedar", "delta")
RECORDS = (sha256(b"first").hexdigest()[:32], sha256(b"second").hexdigest()[:32])
CONTENTS = tuple(sha256(f"text {n}".encode()).hexdigest() for n in range(3))
KINDS = (
    ("propose",) * 6
    + ("accept",) * 8
    + ("decline",) * 2
    + ("withdraw",) * 3
    + ("statement", "ack", "ack", "ack")
)


@cache
def charter(parties: int, names: tuple[str, ...] = NAMES):
    return charter_of(*names[:parties])


def make_act(label: object, *, charter, party, seq, prev, seen, kind, body) -> Act:
    payload = repr(label).encode()
    return Act(
        id=sha256(payload).hexdigest(),
        channel=charter.channel,
        party=party,
        seq=seq,
        prev=prev,
        seen=seen,
        time="2026-11-21T20:00:00Z",
        salt="00" * 16,
        key=node_key(party).id,
        kind=kind,
        office="secretary",
        body=body,
        envelope=Envelope(TYPES["act"], payload, ()),
    )


class Node:
    """One face of a party: what it has, and what waits for causes."""

    def __init__(self, charter, party: str) -> None:
        self.charter = charter
        self.party = party
        self.channel = Channel(charter)
        self.acts: list[Act] = []
        self.waiting: dict[str, list[Act]] = {}
        """By the id of an act that is missing: a verdict cannot change before that one is here."""
        self.refused: dict[str, str] = {}

    def take(self, act: Act) -> None:
        """Admit what can be, with all that waited for it."""
        offered = [act]
        while offered:
            each = offered.pop()
            if self._offer(each):
                offered += self.waiting.pop(each.id, ())

    def _offer(self, act: Act) -> bool:
        try:
            admitted = self.channel.admit(act, verify=False)
        except Refusal as refusal:
            self.refused[act.id] = refusal.code
            if refusal.code.startswith("W_"):
                self._wait(act)
            return False
        self.refused.pop(act.id, None)
        if admitted.new:
            self.acts.append(act)
        return admitted.new

    def _wait(self, act: Act) -> None:
        named = [act.prev, *(seen for _, seen in act.seen.values())]
        for each in named:
            if each is not None and self.channel.act_number(each) is None:
                self.waiting.setdefault(each, []).append(act)


class Life:
    """One random life of a channel of two or three parties."""

    def __init__(
        self, seed: int, *, forks: bool | None = None, steps: int | None = None, records=RECORDS
    ) -> None:
        self.dice = dice = Random(seed)
        self.seed = seed
        self.parties = dice.choice((2, 2, 3))
        self.charter = charter(self.parties)
        self.names = self.charter.ids
        self.nodes = [Node(self.charter, name) for name in self.names]
        self.forkers = self._choose_forkers(forks)
        self.flying: list[tuple[Node, Act]] = []
        self.held: set[int] = set()
        self.acts: list[Act] = []
        self.steps = steps or (200 if dice.random() < 0.01 else dice.randint(20, 60))
        self.records = records[: dice.choice((1, 1, 2))]
        for node in self.nodes:
            self.write(node, "join", {"charter": self.charter.channel})

    def _choose_forkers(self, forks: bool | None) -> set[str]:
        dice = self.dice
        wanted = dice.random() < 0.3 if forks is None else forks
        if not wanted:
            return set()
        return set(
            dice.sample(self.names, 1 if dice.random() < 0.85 else dice.randint(1, self.parties))
        )

    # ------------------------------------------------------------ one step

    def run(self, after=None) -> Life:
        for _ in range(self.steps):
            self.step()
            if after:
                after(self)
        return self

    def step(self) -> None:
        dice = self.dice
        roll = dice.random()
        if roll < 0.04:
            self.held = set(
                dice.sample(range(len(self.nodes)), dice.randint(0, len(self.nodes) - 1))
            )
        elif roll < 0.45:
            self.act(dice.choice(self.nodes))
        elif roll < 0.48:
            self.hostile(dice.choice(self.nodes))
        elif roll < 0.52 and self.forkers:
            self.fork(dice.choice(self.nodes))
        else:
            self.deliver()

    def deliver(self) -> None:
        for _ in range(self.dice.randint(1, 4)):
            open_ways = [
                n
                for n, (node, _) in enumerate(self.flying)
                if self.nodes.index(node) not in self.held
            ]
            if open_ways:
                place = self.dice.choice(open_ways)
                node, act = self.flying[place]
                if self.dice.random() > 0.1:
                    self.flying[place] = self.flying[-1]
                    self.flying.pop()
                node.take(act)

    def act(self, node: Node) -> None:
        kind = self.dice.choice(KINDS)
        body = self.body(node, kind)
        if body is not None:
            self.write(node, kind, body)

    def write(self, node: Node, kind: str, body: dict, **lies) -> Act:
        after = node.channel.expect(node.party)
        fields = {
            "seq": after.seq,
            "prev": after.prev,
            "seen": after.seen,
            "party": node.party,
            **lies,
        }
        act = make_act(
            (self.seed, len(self.acts)), charter=self.charter, kind=kind, body=body, **fields
        )
        self.send(node, act)
        return act

    def send(self, node: Node, act: Act) -> None:
        self.acts.append(act)
        node.take(act)
        # What ``expect`` says is what admission asks.
        assert node.channel.act_number(act.id) is not None, (self.seed, node.refused)
        # The other face of a forker never gets it: that is what makes it a fork.
        self.flying += [(other, act) for other in self.nodes if other.party != act.party]

    # ------------------------------------------------------------ what is written

    def body(self, node: Node, kind: str) -> dict | None:
        dice, record = self.dice, self.dice.choice(self.records)
        if kind == "ack":
            return {}
        proposals = [act for act in node.acts if act.kind == "propose"]
        if kind == "propose":
            return {
                "record": record,
                "base": self.base(node, record, proposals),
                "content": {"sha256": dice.choice(CONTENTS), "size": 1, "type": "x/y"},
            }
        if kind == "statement":
            body = {"topic": "progress", "record": record}
            return {**body, "version": dice.choice(proposals).id} if proposals else body
        if not proposals:
            return None
        version = self.version(node, kind, proposals)
        content = version.body["content"]["sha256"]
        if kind == "accept":
            wrong = dice.random() < 0.03
            return {"version": version.id, "content": dice.choice(CONTENTS) if wrong else content}
        return {"version": version.id}

    def version(self, node: Node, kind: str, proposals: list[Act]) -> Act:
        """Choose what to answer: mostly something undecided, sometimes anything."""
        if self.dice.random() < 0.75:
            fresh = []
            for act in proposals:
                status = node.channel.consent.status(act.id)
                if status.state == "open" and (node.party in status.signed) == (kind == "withdraw"):
                    fresh.append(act)
            proposals = fresh or proposals
        return proposals[-1 - min(int(self.dice.expovariate(0.7)), len(proposals) - 1)]

    def base(self, node: Node, record: str, proposals: list[Act]) -> str | None:
        roll = self.dice.random()
        if roll < 0.8:
            return node.channel.consent.record(record).current
        if roll < 0.9 or not proposals:
            return None
        return self.dice.choice(proposals).id

    def hostile(self, node: Node) -> None:
        """Write what admission must refuse, or what looks like it."""
        dice, acts = self.dice, self.acts
        after = node.channel.expect(node.party)
        seen = dict(after.seen)
        other = dice.choice([name for name in self.names if name != node.party])
        lie = dice.choice(("rollback", "open", "prev", "seen", "future", "party", "gap"))
        fields = {"seq": after.seq, "prev": after.prev, "seen": seen, "party": node.party}
        if lie == "rollback":
            seen.pop(other, None)
        elif lie in {"open", "future"}:
            named = dice.choice([act for act in acts if act.party == other])
            seen[other] = (named.seq, named.id)
        elif lie == "prev":
            fields["prev"] = dice.choice(acts).id
        elif lie == "seen":
            seen[other] = (dice.randint(0, 4), dice.choice(acts).id)
        elif lie == "party":
            fields["party"] = dice.choice((other, "nobody"))
        else:
            fields["seq"] += 1
            fields["prev"] = sha256(dice.randbytes(4)).hexdigest()
        fields["seen"] = {name: value for name, value in seen.items() if name != fields["party"]}
        act = make_act((self.seed, len(acts)), charter=self.charter, kind="ack", body={}, **fields)
        if fields["party"] in self.forkers or fields["party"] == "nobody" or not self._fits(act):
            acts.append(act)
            self.flying += [(each, act) for each in self.nodes if each is not node]

    def _fits(self, act: Act) -> bool:
        """Say whether it would get in, and so make an honest party a forker."""
        probe = Node(self.charter, act.party)
        for each in [*self.acts, act]:
            probe.take(each)
        return probe.channel.act_number(act.id) is not None or probe.refused[act.id].startswith(
            "W_"
        )

    def fork(self, node: Node) -> None:
        """Give a party a second face, that goes on from what it has now without the first."""
        if node.party in self.forkers and len(self.nodes) < 6:
            face = Node(self.charter, node.party)
            for act in node.acts[: self.dice.randint(1, len(node.acts))]:
                face.take(act)
            if face.acts and face.channel.expect(node.party).prev:
                self.nodes.append(face)
                reached = [(face, act) for act in self.acts if act.party != node.party]
                self.flying += self.dice.sample(reached, len(reached))

    # ------------------------------------------------------------ looking back

    def observer(self, *, dice: Random | None = None, acts: list[Act] | None = None) -> Node:
        """Give all acts, in some order and some of them twice, to one who wrote none."""
        dice = dice or self.dice
        acts = list(self.acts if acts is None else acts)
        acts += dice.sample(acts, len(acts) // 8)
        dice.shuffle(acts)
        node = Node(self.charter, self.names[0])
        for act in acts:
            node.take(act)
        return node
