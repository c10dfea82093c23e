"""Two desks in one channel, for tests of what acts mean: contents by field, and who has seen what."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from hashlib import sha256

from mithaq.agreement.standing import Standing
from mithaq.record.act import Act
from mithaq.record.channel import Channel
from mithaq.record.content import write_content
from tests.record.make import Author, charter_of, record_id, salt

DAY = "2027-01-19"


def words(text: str, language: str = "en") -> dict[str, object]:
    return {language: {"text": text, "role": "working"}}


def said(text: str) -> dict[str, str]:
    return {"en": text}


def content(
    kind: str, *, marking: str = "unclassified", attachments=(), national=None, raw=None, **fields
) -> bytes:
    """Write a content; ``raw`` gives fields in their written form (withheld, disputed, …)."""
    stated = {name: {"is": value} for name, value in fields.items()} | (raw or {})
    return write_content(
        kind=kind,
        salt=salt(kind, repr(fields)),
        marking=marking,
        fields=stated,
        attachments=attachments,
        national=national,
    )


@dataclass
class Pair:
    """A channel of some parties (two by default), whose every act is admitted as it is written."""

    names: tuple[str, ...] = ("ma", "pk")
    changes: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.charter = charter_of(*self.names, **self.changes)
        self.blobs: dict[str, bytes] = {}
        self.acts: list[Act] = []
        self.channel, self.standing = self.fresh()
        self.authors = {
            name: Author(self.charter, name, on_act=self._on_act) for name in self.names
        }
        for name in self.names:
            self.act(name, "join", {"charter": self.charter.channel})

    def fresh(self) -> tuple[Channel, Standing]:
        channel = Channel(self.charter)
        return channel, Standing(channel, self.blobs.get)

    def _on_act(self, act: Act) -> None:
        self.channel.admit(act)
        self.standing.take(act)
        self.acts.append(act)

    def act(
        self, party: str, kind: str, body: dict, *, blind: tuple[str, ...] = (), **changes
    ) -> Act:
        """Write an act of ``party`` that has seen everything, except newer acts of ``blind``."""
        others = [author for name, author in self.authors.items() if name not in (party, *blind)]
        seen = [last for author in others if (last := self._last_before(author.feed, party, blind))]
        return self.authors[party].write(kind, body, *seen, **changes)

    def _last_before(self, feed: list[Act], party: str, blind: tuple[str, ...]) -> Act | None:
        """Give the newest act of a feed that has not itself seen what is not to be seen."""
        mine = self.authors[party].feed
        known = {name: mine[-1].seen.get(name, (-1, ""))[0] if mine else -1 for name in blind}
        fits = [
            act
            for act in feed
            if all(act.seen.get(name, (-1, ""))[0] <= seq for name, seq in known.items())
        ]
        newer = fits and (not mine or fits[-1].seq > mine[-1].seen.get(fits[-1].party, (-1, ""))[0])
        return fits[-1] if newer else None

    def put(self, blob: bytes) -> dict[str, object]:
        name = sha256(blob).hexdigest()
        self.blobs[name] = blob
        return {"sha256": name, "size": len(blob), "type": "application/vnd.mithaq.content.v1+json"}

    def propose(
        self,
        party: str,
        name: str,
        blob: bytes,
        *,
        base: Act | None = None,
        keep: bool = True,
        **more,
    ) -> Act:
        known = sha256(blob).hexdigest() in self.blobs
        ref = self.put(blob)
        if not (keep or known):
            del self.blobs[ref["sha256"]]
        body = {"record": record_id(name), "base": base.id if base else None, "content": ref}
        return self.act(party, "propose", body, **more)

    def accept(self, party: str, version: Act, **more) -> Act:
        return self.act(
            party,
            "accept",
            {"version": version.id, "content": version.body["content"]["sha256"]},
            **more,
        )

    def agree(self, name: str, blob: bytes, *, base: Act | None = None) -> Act:
        """Propose by the first party and accept by all others."""
        version = self.propose(self.names[0], name, blob, base=base)
        for party in self.names[1:]:
            self.accept(party, version)
        return version

    def state(
        self, party: str, name: str, topic: str, *, blind: tuple[str, ...] = (), **body
    ) -> Act:
        return self.act(
            party, "statement", {"topic": topic, "record": record_id(name), **body}, blind=blind
        )

    def step(
        self,
        party: str,
        name: str,
        code: str,
        on: Act,
        *,
        blind: tuple[str, ...] = (),
        replaces: Act | None = None,
        **data,
    ) -> Act:
        body = {"version": on.id, "data": {"step": code, "on": on.id, **data}}
        if replaces is not None:
            body["replaces"] = replaces.id
        return self.state(party, name, "step", blind=blind, **body)

    def both(self, name: str, code: str, on: Act, **data) -> None:
        for party in self.names:
            self.step(party, name, code, on, **data)

    def view(self, name: str, **how):
        return self.standing.record(record_id(name), **how)

    def view_of(self, record: str):
        return self.standing.record(record)

    def fates(self, name: str) -> dict[str, tuple[str, str | None]]:
        told = self.view(name).statements.values()
        return {one.id: (one.fate, one.why) for side in told for one in side}

    def in_another_order(self, seed: int) -> Standing:
        """Admit the same acts in another order that respects causes; with stray duplicates."""
        dice = random.Random(seed)
        channel, standing = self.fresh()
        waiting = list(self.acts)
        while waiting:
            free = [act for act in waiting if not _needs(act, waiting)]
            act = dice.choice(free)
            waiting.remove(act)
            channel.admit(act)
            standing.take(act)
            if dice.random() < 0.2:
                assert not channel.admit(act).new
        return standing


def _needs(act: Act, waiting: list[Act]) -> bool:
    missing = {other.id for other in waiting}
    return act.prev in missing or any(seen in missing for _, seen in act.seen.values())


def commitment(*, due: str = "2027-34", parties: tuple[str, ...] = ("ma", "pk"), **more) -> bytes:
    legs = [{"party": party, "due": due, "duty": words(f"duty of {party}")} for party in parties]
    return content("commitment", title=words("Exchange lessons"), legs=legs, **more)


def activity(kind: str = "seminar", **changes) -> bytes:
    fields = {
        "reference": "2027/EV/12", "title": words("Seminar"), "type": kind, "areas": ["peacekeeping"],
        "place": words("Rabat"), "period": "2027-11-23/2027-11-24", "host": "ma", "cost_rule": "sender_host",
        "participants": [{"party": "ma", "count": 20}, {"party": "pk", "count": 4}], "level": words("Major to colonel"),
        "contacts": [{"party": "ma", "office": words("Operations")}, {"party": "pk", "office": words("Peacekeeping centre")}],
    }  # fmt: skip
    return content("activity", **{**fields, **changes})


def instrument(**changes) -> bytes:
    fields = {
        "title": words("Memorandum"), "type": "memorandum_of_understanding", "signed_on": "2026-01-13",
        "place": words("Rabat"), "authentic_languages": ["en", "fr"],
        "signatories": [{"party": "ma", "name": "A"}, {"party": "pk", "name": "B"}],
        "clauses": [{"number": "1", "code": "ARE", "text": {**words("Areas"), **words("Domaines", "fr")}}],
    }  # fmt: skip
    return content("instrument", **{**fields, **changes})
