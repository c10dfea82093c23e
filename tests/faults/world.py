"""Two paired homes, the deeds that are interrupted, and the look at what is left."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pyrage

from mithaq.desk import correspondence, pen
from mithaq.desk.desk import Who
from mithaq.desk.opening import open_channel
from mithaq.node import beginning, keyring
from mithaq.node.backup import backup
from mithaq.node.check import check, strays
from mithaq.node.home import read_home
from mithaq.node.keeping import open_store
from mithaq.node.opening import Node, open_node
from mithaq.record.canonical import canonical
from mithaq.record.charter import charter_payload
from mithaq.record.envelope import TYPES, Envelope, pae

PASSPHRASE = "correct horse"


class _Plain:
    """Stands for the passphrase's work of a second and more, which is no part of any fault."""

    @staticmethod
    def encrypt(data, _passphrase):
        return data

    @staticmethod
    def decrypt(data, _passphrase):
        return data


NAMES = {"ma": {"en": "Morocco"}, "pk": {"en": "Pakistan"}}
WHO = Who(account="amina", offices=("secretary", "co_chair", "officer", "administrator"))
RECORD = "ab" * 16
ATTACHMENT = b"a scan, page by page\n" * 4000


def make(folder: Path, *, url: str = "sqlite") -> str:
    """Make and pair two homes, and a bundle for the first; give the joint channel."""
    keyring.pyrage = SimpleNamespace(
        passphrase=_Plain, x25519=pyrage.x25519, DecryptError=pyrage.DecryptError
    )
    try:
        return _make(folder, url)
    finally:
        keyring.pyrage = pyrage


def _make(folder: Path, url: str) -> str:
    nodes, roots = {}, {}
    for party, names in NAMES.items():
        nodes[party] = beginning.init(
            folder / party,
            party=party,
            names=names,
            passphrase=PASSPHRASE,
            url=url if party == "ma" else "sqlite",
        )
        roots[party] = nodes[party].keyring.unlock(PASSPHRASE)
    charter = _charter(nodes, roots)
    for node in nodes.values():
        open_channel(node.desk, charter=charter)
    for number in range(3):
        say(nodes["ma"], charter.id, f"ours {number}")
        say(nodes["pk"], charter.id, f"theirs {number}")
        propose(nodes["pk"], charter.id, f"content {number}")
    sent = correspondence.write(nodes["pk"].desk, WHO, channel=charter.id, to="ma")
    (folder / "bundle.tar").write_bytes(sent.parts[0])
    for node in nodes.values():
        node.close()
    return charter.id


def _charter(nodes, roots) -> Envelope:
    parties = [
        beginning.entry(nodes[one].keyring, roots[one], party=one, names=NAMES[one])
        for one in sorted(nodes)
    ]
    payload = charter_payload(
        title="Faults", parties=parties, limits={}, continues=None, salt="00" * 16
    )
    media = TYPES["charter"]
    signatures = [s for one in sorted(nodes) for s in roots[one].sign(pae(media, payload))]
    return Envelope(media, payload, tuple(signatures))


def say(node: Node, channel: str, text: str):
    body = {"topic": "comment", "record": RECORD, "data": {"text": {"en": text}}}
    return pen.write(
        node.desk, WHO, channel=channel, office="secretary", kind="statement", body=body
    )


def propose(node: Node, channel: str, text: str, *, attachment: bytes = b""):
    """Shelve a content, and an attachment if there is one, and propose it, in one go."""
    desk = node.desk
    files = []
    if attachment:
        name = {"sha256": desk.shelf.put(attachment, attachment=True), "size": len(attachment)}
        files = [{**name, "type": "application/pdf", "name": "scan.pdf"}]
    with desk.transaction():
        salt = desk.draw(channel)
        content = {
            "kind": "example",
            "schema": 1,
            "salt": salt,
            "marking": "unclassified",
            "fields": {"title": {"is": {"en": {"role": "working", "text": text}}}},
            "attachments": files,
        }
        blob = canonical(content, depth=16)
        sha256 = desk.blobs(channel).put(blob)
        reference = {"sha256": sha256, "size": len(blob), "type": "application/json"}
        body = {"record": desk.draw(channel), "base": None, "content": reference}
        return pen.write(desk, WHO, channel=channel, office="secretary", kind="propose", body=body)


# Deeds: each gives one line to acknowledge


def sign(node: Node, folder: Path) -> str:
    """Sign a joint statement; the national "acted" goes in the same transaction."""
    return say(node, joint(node), "said").id


def file(node: Node, folder: Path) -> str:
    """Keep an attachment and propose a content that names it."""
    return propose(node, node.desk.national(), "filed", attachment=ATTACHMENT).id


def receive(node: Node, folder: Path) -> str:
    """Import the other side's bundle."""
    data = (folder / "bundle.tar").read_bytes()
    correspondence.open(node.desk, WHO, data=data)
    return "received"


def save(node: Node, folder: Path) -> str:
    """Write a backup."""
    target = folder / "backup.age"
    with suppress(OSError):
        target.unlink(missing_ok=True)
    backup(node, target)
    return "saved"


DEEDS = {"sign": sign, "file": file, "receive": receive, "save": save}


def joint(node: Node) -> str:
    return next(one for one in node.desk.ledger.channels() if one != node.desk.national())


# What is left


@dataclass
class Left:
    findings: list
    ours: list
    theirs: list
    acted: list
    national: list
    waiting: int
    blobs: int
    strays: int
    locked: list


def look(home: Path) -> Left:
    """Open what a fault left, check all of it, and list it; with a store alone, no desk."""
    store = open_store(read_home(home))
    checked = check(store)
    national, channel = store.ledger.channels()
    ours, theirs, acted, kept = [], [], [], []
    for _, envelope in store.ledger.acts(channel):
        payload = json.loads(envelope.payload)
        (ours if payload["party"] == "ma" else theirs).append(envelope.id)
    for _, envelope in store.ledger.acts(national):
        kept.append(envelope.id)
        payload = json.loads(envelope.payload)
        if payload["body"].get("topic") == "acted":
            acted.append(payload["body"]["data"]["act"])
    left = Left(
        findings=[str(one) for one in checked.findings],
        ours=ours,
        theirs=theirs,
        acted=acted,
        national=kept,
        waiting=checked.waiting,
        blobs=checked.blobs,
        strays=len(strays(store)),
        locked=[store.ledger.locked(one) for one in (national, channel)],
    )
    store.close()
    return left


def works(home: Path, folder: Path) -> str:
    """Do one more deed on what was left: work goes on."""
    with open_node(home) as node:
        return sign(node, folder)
