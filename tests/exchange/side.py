"""One party's side in memory: its acts, its shelf, its waiting room and what it noted of peers."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from mithaq.exchange.bundle import apply_bundle, open_bundle, write_bundle
from mithaq.exchange.joint import JointLedger
from mithaq.record.act import read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter
from mithaq.record.content import write_content
from tests.record.make import TIME, Author, charter_of, node_key, salt

MA, PK = "ma", "pk"


@dataclass
class Side:
    """A node without a disk. ``apply`` does what a desk does: all, or nothing."""

    charter: Charter
    party: str
    lines: list = field(default_factory=list)
    shelf: dict = field(default_factory=dict)
    waiting: tuple = ()
    taken: list = field(default_factory=list)
    latest: object = None
    answers: str | None = None
    number: int = 0

    def __post_init__(self):
        self.channel = Channel(self.charter)
        self.author = Author(self.charter, self.party, on_act=self._own)

    @property
    def key(self):
        return self.author.key or node_key(self.party)

    def _own(self, act):
        self.channel.admit(act)
        self.lines.append(act.envelope)

    # the two ports of exchange
    def acts(self, channel, *, after=0):
        assert channel == self.charter.channel
        yield from list(enumerate(self.lines, 1))[after:]

    def get(self, name):
        return self.shelf.get(name)

    @property
    def ledger(self):
        return JointLedger(self.channel, acts=self, blobs=self)

    def put(self, data: bytes) -> str:
        name = sha256(data).hexdigest()
        self.shelf[name] = data
        return name

    def content(self, text="words", *, attached=()) -> bytes:
        listed = tuple(
            {"sha256": self.put(data), "size": len(data), "type": "text/plain", "name": f"{n}.txt"}
            for n, data in enumerate(attached)
        )
        fields = {"title": {"is": {"en": {"text": text, "role": "working"}}}}
        data = write_content(
            kind="instrument", salt=salt(text), marking="open", fields=fields, attachments=listed
        )
        self.put(data)
        return data

    def see(self):
        """Name as seen what may be named: arguments for the author's next act."""
        return {"seen": self.channel.expect(self.party).seen}

    def join(self):
        return self.author.join(**self.see())

    def propose(self, record="memorandum", text="words", attached=(), **changes):
        data = self.content(text, attached=attached)
        return self.author.propose(record, text=data, **self.see(), **changes)

    def accept(self, version):
        return self.author.accept(version, **self.see())

    def say(self, text="done", record="memorandum"):
        body = {"topic": "progress", "record": blob_record(record), "data": {"text": {"en": text}}}
        return self.author.write("statement", body, **self.see())

    def write(self, *, to, have=None, **changes):
        self.number += 1
        given = {
            "author": self.party,
            "to": [to] if isinstance(to, str) else to,
            "number": self.number,
            "have": have,
            "answers": self.answers,
            "time": TIME,
            "salt": salt("bundle", self.party, self.number),
            "key": self.key.id,
            "sign": self.key.sign,
            **changes,
        }
        return write_bundle(self.ledger, **given)

    def tar(self, **changes) -> bytes:
        (part,) = self.write(**changes)
        return b"".join(part.chunks())

    def open(self, data: bytes):
        return open_bundle(_cut(data), me=self.party, charter=self.charter)

    def apply(self, data: bytes):
        """Take a part, or refuse it and be as before."""
        bundle = self.open(data)
        names = self.ledger.names
        try:
            done = apply_bundle(
                self.channel,
                self.waiting,
                bundle,
                me=self.party,
                taken=self.taken,
                latest=self.latest,
                names=names,
            )
        except BaseException:
            self.fold()
            raise
        if not done.already:
            self.lines += [act.envelope for act in done.admitted]
            self.waiting = done.waiting
            self.shelf.update(done.blobs)
            self.taken.append(done.taken)
            self.latest = done.latest
            self.answers = bundle.manifest.id
        return done

    def fold(self):
        self.channel = Channel(self.charter)
        for line in self.lines:
            self.channel.admit(read_act(line))

    def state(self):
        """Everything that a refusal must leave alone."""
        heads = {party: (head.id, head.root) for party, head in self.channel.heads().items()}
        return (
            heads,
            len(self.lines),
            sorted(self.shelf),
            sorted((act.id, act.envelope.signatures[0].sig) for act in self.waiting),
            [one.line for one in self.taken],
        )

    def sizes(self):
        return {party: head.size for party, head in self.channel.heads().items()}


def blob_record(name):
    from tests.record.make import record_id

    return record_id(name)


def _cut(data, step=70_000):
    return [data[start : start + step] for start in range(0, len(data), step)] or [b""]


def sides(*names, charter=None):
    charter = charter or charter_of(*(names or (MA, PK)))
    return tuple(Side(charter, name) for name in charter.ids)
