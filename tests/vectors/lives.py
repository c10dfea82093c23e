"""What the vectors of channel and fold are written with: a few parties and the acts they sign."""

from hashlib import sha256

from mithaq.record.act import Act
from mithaq.record.envelope import write_envelope
from tests.record.make import Author, charter_of, salt


class Parties:
    """Authors in one channel; ``said`` keeps every act they write, in that order."""

    def __init__(self, *names: str, **charter: object) -> None:
        self.charter = charter_of(*names, **charter)
        self.said: list[Act] = []
        self.authors = [Author(self.charter, name, on_act=self.said.append) for name in names]

    def joined(self) -> "list[Author]":
        """Everybody joins, and everybody but the last sees all joins with the next act."""
        for author in self.authors:
            author.join(*self.newest(author))
        return self.authors

    def newest(self, reader: Author) -> list[Act]:
        """The last act of each other party that has one."""
        return [each.feed[-1] for each in self.authors if each.feed and each.party != reader.party]

    def face(self, author: Author, keep: int, name: str = "second") -> Author:
        """Give a party a second face: a feed that goes on from its first ``keep`` acts."""
        return Face(
            self.charter, author.party, author.feed[:keep], on_act=self.said.append, name=name
        )


class Face(Author):
    """An author whose salts differ from its party's other face."""

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def _fields(self, kind, body, seen, key):
        fields = super()._fields(kind, body, seen, key)
        return {**fields, "salt": salt(fields["salt"], self.name)}


def line(act: Act) -> str:
    return write_envelope(act.envelope).decode()


def given(charter, acts) -> dict:
    """The input of both doors: the charter's line and the acts' lines, in order of arrival."""
    return {
        "charter": write_envelope(charter.envelope).decode(),
        "lines": [each if isinstance(each, str) else line(each) for each in acts],
    }


def record_with_bit(bit: int, name: str) -> str:
    """A record id of which the first bit of the SHA-256 is ``bit``."""
    for number in range(1000):
        found = sha256(f"{name} {number}".encode()).hexdigest()[:32]
        if sha256(bytes.fromhex(found)).digest()[0] >> 7 == bit:
            return found
    raise ValueError(name)
