"""A counterpart in memory: a whole node without a disk, honest, late, forgetful or lying.

``Side`` is one party's desk over the memory stores, with keys, clock and dice that follow from
names. ``joined("ma", "pk")`` gives two sides that share a channel. What travels between them are
the bytes a bundle file would hold.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field

from mithaq.desk import correspondence
from mithaq.desk.desk import Desk, Who
from mithaq.desk.opening import open_channel
from mithaq.record.act import Act, act_payload, read_act
from mithaq.record.envelope import TYPES, Envelope, Signature, pae
from tests import keeping
from tests.record.make import charter_envelope, node_key, root_key

START = 1_795_291_200  # 2026-11-22T00:00:00Z


class SteadyClock:
    """Stands still until told to go on."""

    def __init__(self) -> None:
        self.minute = 0

    def now(self) -> str:
        day, minute = divmod(self.minute, 24 * 60)
        hour, minute = divmod(minute, 60)
        return f"2026-12-{day + 1:02}T{hour:02}:{minute:02}:00Z"

    def forward(self, minutes: int = 1) -> None:
        self.minute += minutes


class LoadedDice:
    """Every stream is a hash chain of its own: a draw from one never moves another."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.drawn: dict[str, int] = {}

    def draw(self, stream: str, n: int) -> bytes:
        count = self.drawn.get(stream, 0)
        self.drawn[stream] = count + 1
        return hashlib.sha256(f"{self.seed} {stream} {count}".encode()).digest()[:n]


@dataclass(frozen=True)
class NodeSigner:
    party: str
    n: int = 0

    @property
    def key(self) -> str:
        return node_key(self.party, self.n).id

    def sign(self, message: bytes) -> bytes:
        return node_key(self.party, self.n).sign(message)


@dataclass(frozen=True)
class RootSigner:
    party: str

    @property
    def publics(self) -> tuple[bytes, ...]:
        return (root_key(self.party).public,)

    def sign(self, message: bytes) -> tuple[Signature, ...]:
        key = root_key(self.party)
        return (Signature(key.id, key.sign(message)),)


@dataclass
class Side:
    """One party's whole node in memory, its people, and what it keeps of the post."""

    party: str
    desk: Desk
    clock: SteadyClock
    sent: list[bytes] = field(default_factory=list)

    @property
    def national(self) -> str:
        return self.desk.national()

    @property
    def joint(self) -> str:
        return self.desk.joint()[0]

    def who(self, account: str, *offices: str, clearance: str = "secret") -> Who:
        return Who(account=account, offices=offices, clearance=clearance)

    @property
    def officer(self) -> Who:
        """Drafts, cites, requests, speaks for the secretary."""
        return self.who(f"{self.party}.officer", "es", "officer")

    @property
    def chair(self) -> Who:
        """Consents to everything, the instrument included."""
        return self.who(f"{self.party}.chair", "cc", "min")

    @property
    def releaser(self) -> Who:
        return self.who(f"{self.party}.releaser", "so")

    @property
    def administrator(self) -> Who:
        return self.who(f"{self.party}.admin", "administrator")


def side(party: str, *, seed: str = "") -> Side:
    """Make a side with its national channel open."""
    clock = SteadyClock()
    ledger, shelf = keeping.keep(party)
    desk = Desk(
        party=party,
        ledger=ledger,
        shelf=shelf,
        clock=clock,
        dice=LoadedDice(f"{party} {seed}"),
        signer=NodeSigner(party),
    )
    open_channel(desk, charter=charter_envelope(party))
    return Side(party=party, desk=desk, clock=clock)


def joined(*parties: str, seed: str = "", **changes: object) -> tuple[Side, ...]:
    """Make sides that share a joint channel and have met once."""
    sides = tuple(side(party, seed=seed) for party in parties)
    charter = charter_envelope(*parties, **changes)
    for one in sides:
        open_channel(one.desk, charter=charter)
    exchange(*sides)
    return sides


def yes(preview: object) -> bool:
    """Confirm any preview."""
    return True


def carry(sender: Side, receiver: Side) -> tuple[correspondence.Opened, ...]:
    """Carry one bundle, all its parts, from a side to another."""
    sent = correspondence.write(
        sender.desk, sender.officer, channel=sender.joint, to=receiver.party
    )
    sender.sent += sent.parts
    return tuple(
        correspondence.open(receiver.desk, receiver.officer, data=part) for part in sent.parts
    )


def exchange(*sides: Side, rounds: int = 2) -> None:
    """Carry bundles each way until everybody has everything."""
    for _ in range(rounds):
        for sender in sides:
            for receiver in sides:
                if sender is not receiver:
                    carry(sender, receiver)


def written(sender: Side, receiver: Side) -> list[bytes]:
    """Write a bundle and keep it: a late peer, or one whose post is lost."""
    sent = correspondence.write(
        sender.desk, sender.officer, channel=sender.joint, to=receiver.party
    )
    sender.sent += sent.parts
    return list(sent.parts)


def opened(receiver: Side, parts: list[bytes]) -> list[correspondence.Opened]:
    """Open what arrived at last."""
    return [correspondence.open(receiver.desk, receiver.officer, data=one) for one in parts]


def backup(side: Side) -> tuple[object, object]:
    """Copy what a backup holds."""
    keeping.memory_only()
    return copy.deepcopy((side.desk.ledger, side.desk.shelf))


def forget(side: Side, kept: tuple[object, object], *, locked: bool = True) -> None:
    """Put a side back to its backup; ``locked`` as ``mithaq restore`` leaves it."""
    ledger, shelf = copy.deepcopy(kept)
    if locked:
        with ledger.transaction():
            for channel in ledger.channels():
                ledger.lock(channel, "restored")
    old = side.desk
    side.desk = Desk(
        party=old.party,
        ledger=ledger,
        shelf=shelf,
        clock=old.clock,
        dice=old.dice,
        signer=old.signer,
    )


def lie(side: Side, channel: str, *, kind: str, body: dict, seen: dict | None = None) -> Act:
    """Sign any act as the side's next one and store it, past every rule of its desk."""
    due = side.desk.channel(channel).expect(side.party)
    act = forged(
        side, channel, seq=due.seq, prev=due.prev, kind=kind, body=body, seen=seen or due.seen
    )
    with side.desk.transaction():
        side.desk.channel(channel).admit(act)
        side.desk.ledger.append(channel, (act,))
    return act


def fork(side: Side, channel: str) -> Act:
    """Sign a second act at the place of the side's last one, and store it beside the first."""
    head = side.desk.channel(channel).heads()[side.party]
    last = side.desk.act(channel, head.id)
    body = {"topic": "comment", "record": "0" * 32, "data": {"text": {"en": "another story"}}}
    act = forged(
        side, channel, seq=last.seq, prev=last.prev, kind="statement", body=body, seen=last.seen
    )
    with side.desk.transaction():
        side.desk.ledger.append(channel, (act,))
    return act


def forged(
    side: Side,
    channel: str,
    *,
    seq: int,
    prev: str,
    kind: str,
    body: dict,
    seen: dict | None = None,
) -> Act:
    """Sign any act with the side's own key: what a lying node can do, past its own desk."""
    if seen is None:
        seen = side.desk.channel(channel).expect(side.party).seen
    payload = act_payload(
        channel=channel,
        party=side.party,
        seq=seq,
        prev=prev,
        seen=seen,
        time=side.clock.now(),
        salt=hashlib.sha256(f"forged {seq} {body}".encode()).hexdigest()[:32],
        key=side.desk.signer.key,
        kind=kind,
        office="es",
        body=body,
    )
    media = TYPES["act"]
    signature = Signature(side.desk.signer.key, side.desk.signer.sign(pae(media, payload)))
    return read_act(Envelope(media, payload, (signature,)))
