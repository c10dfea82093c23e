"""One vector of the fold in the making."""

from tests.record.make import record_id
from tests.vectors.door_fold import slowly
from tests.vectors.lives import Parties, given, record_with_bit

EVEN, ODD = record_with_bit(0, "even"), record_with_bit(1, "odd")
OTHER = record_id("other")


class Case:
    """Two or three parties that have joined, and what is expected of each act they write."""

    def __init__(self, name, fault, *names, **charter):
        self.name, self.fault = name, fault
        self.parties = Parties(*(names or ("ma", "pk")), **charter)
        self.authors = self.parties.joined()
        self.ma = self.authors[0]
        self.pk = self.authors[1] if len(self.authors) > 1 else None
        self.tr = self.authors[2] if len(self.authors) > 2 else None
        self.states, self.voids, self.late, self.acknowledged = {}, {}, set(), set()

    def is_(self, version, state, *, acknowledged=False):
        self.states[version.id] = state
        if acknowledged:
            self.acknowledged.add(version.id)
        return self

    def void(self, act, code):
        self.voids[act.id] = code
        return self

    def everyone_acks(self):
        for author in self.authors * 2:
            author.ack(*self.parties.newest(author))

    def written(self):
        asked = given(self.parties.charter, self.parties.said)
        answer = slowly(asked)
        self.check(answer["standing"], answer["late"])
        return {
            "case": self.name,
            "fault": self.fault,
            "door": "fold",
            "input": asked,
            "expect": answer,
        }

    def check(self, standing, late):
        versions = {
            version: each
            for record in standing["records"].values()
            for version, each in record["versions"].items()
        }
        found = {version: each["reason"] or each["state"] for version, each in versions.items()}
        assert found == self.states, (self.name, found, self.states)
        assert standing["void"] == self.voids, (self.name, standing["void"], self.voids)
        assert set(late) == self.late, self.name
        known = {version for version, each in versions.items() if each["acknowledged"]}
        assert known == self.acknowledged, self.name
