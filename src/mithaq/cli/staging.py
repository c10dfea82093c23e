"""The stage of the demo: two nodes in one folder, their people, and the post between them.

Everything goes through the verbs that the commands use, and every bundle through a sealed file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mithaq.cli import fields
from mithaq.cli.init import UNGUARDED
from mithaq.desk import correspondence, pairing, registers, release, views
from mithaq.desk.desk import Who
from mithaq.exchange.fingerprint import digits
from mithaq.exchange.pairing import read_card
from mithaq.node import people
from mithaq.node.beginning import entry, init
from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mithaq.desk.correspondence import Opened
    from mithaq.desk.desk import Desk
    from mithaq.desk.exact import Preview
    from mithaq.desk.wording import Written
    from mithaq.node.opening import Node

MOROCCO, PAKISTAN = "ma", "pk"
NAMES = {
    MOROCCO: {"ar": "المغرب", "en": "Morocco", "es": "Marruecos", "fr": "Maroc", "ur": "مراکش"},
    PAKISTAN: {
        "ar": "باكستان",
        "en": "Pakistan",
        "es": "Pakistán",
        "fr": "Pakistan",
        "ur": "پاکستان",
    },
}
OFFICER = ("officer", "es", "cc", "min")
RELEASER = ("releasing_officer", "administrator")
ACCOUNTS = {MOROCCO: ("salma", "rachid"), PAKISTAN: ("ayesha", "bilal")}
"""Invented; on each side one who keeps the register and consents, one who releases."""


@dataclass(slots=True, kw_only=True)
class Side:
    """One node of the demo and its two people; ``records`` gives its records by their keys."""

    node: Node
    officer: Who
    releaser: Who
    records: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The node's desk."""
        return self.node.desk

    def draft(self, key: str, *, kind: str, typed: Sequence[str]) -> Written:
        """Put a record on the national register from typed fields; ``@key`` names another one."""
        words = [self._keyed(word) for word in typed]

        def find(text: str) -> tuple[str, str]:
            page = views.record(self.desk, self.officer, channel=self.desk.national(), record=text)
            return text, next(
                one.sha256 for one in page.view.versions if one.id == page.view.version
            )

        told = fields.read(words, kind=kind, party=self.desk.party, find=find)
        written = registers.draft(
            self.desk, self.officer, kind=kind, fields=told, marking="unclassified"
        )
        self.records[key] = written.record
        return written

    def _keyed(self, word: str) -> str:
        name, _sign, value = word.partition("=@")
        return f"{name}={self.records[value]}" if value else word

    def release(self, keys: Sequence[str], *, channel: str) -> dict[str, str]:
        """Let one person request and another release; give the joint records by key."""
        national = [self.records[key] for key in keys]
        request = release.request(self.desk, self.officer, channel=channel, records=national)
        release.release(self.desk, self.releaser, request=request.id)
        links = {
            one.private: one.record
            for one in views.register(self.desk, self.officer, channel=channel)
        }
        return {key: links[self.records[key]] for key in keys}


def confirm(_shown: Preview) -> bool:
    """Say yes to a preview: the demo's people have read it."""
    return True


def make(folder: Path, party: str) -> Side:
    """Make one side: a node in its own folder, and two people."""
    node = init(folder / party, party=party, names=NAMES[party], passphrase=UNGUARDED, url="sqlite")
    officer, releaser = ACCOUNTS[party]
    ledger = node.desk.ledger
    return Side(
        node=node,
        officer=people.add(ledger, officer, offices=OFFICER, clearance="restricted"),
        releaser=people.add(ledger, releaser, offices=RELEASER, clearance="restricted"),
    )


def pair(one: Side, other: Side, folder: Path) -> tuple[str, str]:
    """Pair two sides by files; give the channel and the fingerprint that was read out."""
    sides = (one, other)
    roots = {side.desk.party: side.node.keyring.unlock(UNGUARDED) for side in sides}
    cards = {}
    for side in sides:
        told = entry(
            side.node.keyring,
            roots[side.desk.party],
            party=side.desk.party,
            names=NAMES[side.desk.party],
        )
        cards[side.desk.party] = pairing.card(side.desk, side.releaser, entry=told)  # type: ignore[arg-type]
        (folder / f"{side.desk.party}.card").write_bytes(cards[side.desk.party])
        read_card(cards[side.desk.party])
    charter = pairing.compose(
        one.desk, one.releaser, cards=[cards[other.desk.party]], title="Defence cooperation Morocco - Pakistan (EXAMPLE)",
        limits={"marking": "restricted"}, roots=roots[one.desk.party],
    )  # fmt: skip
    charter = pairing.countersign(
        other.desk,
        other.releaser,
        charter=charter,
        cards=[cards[one.desk.party]],
        roots=roots[other.desk.party],
    )
    (folder / "charter").write_bytes(charter)
    told_aloud = digits(read_charter(read_envelope(charter.removesuffix(b"\n"))).channel)
    for side in sides:
        channel = pairing.complete(
            side.desk, side.releaser, charter=charter, told=told_aloud
        ).channel
    return channel, told_aloud


def post(sender: Side, receiver: Side, folder: Path, *, channel: str) -> list[Opened]:
    """Write a bundle to a sealed file, carry it, open it; give what opening each part did."""
    sent = correspondence.write(
        sender.desk, sender.releaser, channel=channel, to=receiver.desk.party
    )
    recipients = sender.desk.channel(channel).keys(receiver.desk.party).age
    opened = []
    for number, part in enumerate(sent.parts, 1):
        file = (
            folder
            / f"{sender.desk.party}-{receiver.desk.party}-{sent.number:04}-{number}of{len(sent.parts)}.mithaq.age"
        )
        file.write_bytes(sender.node.seal(part, recipients))
        opened.append(take(receiver, file))
    return opened


def take(receiver: Side, file: Path) -> Opened:
    """Open one bundle file."""
    return correspondence.open(
        receiver.desk, receiver.releaser, data=receiver.node.unseal(file.read_bytes())
    )


def one_person(side: Side) -> Who:
    """Give the officer with the releasing office too: still one person."""
    offices = (*side.officer.offices, *RELEASER)
    return Who(account=side.officer.account, offices=offices, clearance=side.officer.clearance)
