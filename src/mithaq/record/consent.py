"""The fold of consent: which versions are agreed, and why the others are not.

* Whether an act has effect is judged in its own past, where nobody has forked, and never again
  (``void``). Where a version stands is judged over all acts that count (``status``).
* accept: ``V_NOT_OPEN`` not a valid proposal, ``V_CONTENT`` another content than proposed,
  ``V_ANSWERED`` already accepted or declined, or one's own, ``V_WITHDRAWN_SEEN`` somebody
  withdrew it, ``V_DEAD``, ``V_EXCLUSIVE`` a sibling still binds the signer.
* propose: ``V_STALE_BASE`` the base is not agreed, or a sibling already is; ``V_EXCLUSIVE``.
* decline: ``V_NOT_OPEN``, ``V_ANSWERED``. withdraw: ``V_NOT_OPEN`` not a valid proposal,
  ``V_NOT_MINE`` no consent to take back, ``V_ANSWERED`` taken back already, ``V_NOT_OPEN`` agreed.
* The first code that applies is the one shown. join, statement, ack and keys always have effect.

Each act costs the same whatever the length of the history. Spec: docs/spec/fold.md.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from mithaq.record.act import Act
from mithaq.record.fork import counted
from mithaq.record.past import NONE, Past, View, as_view
from mithaq.record.status import Proposed, RecordStanding, Stated, Status
from mithaq.record.version import (
    Group,
    Version,
    add_consent,
    add_decline,
    add_offer,
    add_withdraw,
    agreed,
    bound,
    dead,
    signer,
    taken_back,
    unsigned,
)

__all__ = ["Consent", "Proposed", "RecordStanding", "Stated", "Status"]


class Consent:
    """The fold over the acts of one channel; ``Channel`` feeds it, everyone reads it."""

    def __init__(self, past: Past, names: tuple[str, ...], *, keep: bool = True) -> None:
        """Begin with no acts; with ``keep=False`` statements are judged but not kept."""
        self._past = past
        self._names = names
        self._keep = keep
        self._void: dict[int, str] = {}
        self._late: set[int] = set()
        self._statements: dict[str, list[tuple[int, Act]]] = {}
        self._roots: dict[bytes, Group] = {}
        self._numbers = array("i")
        self._versions: list[Version] = []
        self._world: tuple[int, View] = (NONE, ())
        self._judges: dict[str, Callable[[dict[str, Any], int, View], str | None]] = {
            "propose": self._propose,
            "accept": self._accept,
            "decline": self._decline,
            "withdraw": self._withdraw,
            "statement": self._statement,
        }

    # ------------------------------------------------------------ taking in

    def take(self, act: Act, number: int, heads: Sequence[int]) -> str | None:
        """Judge an act just entered in the past; give the code if it is void.

        ``heads`` are the newest acts in the past of the act, its author's own being the one
        before it. Called once for each act, causes first.
        """
        judge = self._judges.get(act.kind)
        code = judge(act.body, number, as_view(heads)) if judge else None
        if code is not None:
            self._void[number] = code
        if act.kind == "statement" and self._keep:
            self._statements.setdefault(act.body["record"], []).append((number, act))
        return code

    def _propose(self, body: dict[str, Any], number: int, view: View) -> str | None:
        record, group = bytes.fromhex(body["record"]), None
        base = None if body["base"] is None else self._seen_version(body["base"], view)
        if body["base"] is None:
            group = self._roots.get(record)
        elif base and base.group.record == record and self._stands(base, view):
            group = base.children
        else:
            return "V_STALE_BASE"
        if agreed(self._past, group, view) is not None:
            return "V_STALE_BASE"
        if group and bound(self._past, group, number, view, proposing=True):
            return "V_EXCLUSIVE"
        group = group or self._new_group(record, base)
        self._enter(number, group, bytes.fromhex(body["content"]["sha256"]))
        return None

    def _accept(self, body: dict[str, Any], number: int, view: View) -> str | None:
        past, party = self._past, self._past.party(number)
        version = self._seen_version(body["version"], view)
        if version is None:
            return "V_NOT_OPEN"
        if version.content.hex() != body["content"]:
            return "V_CONTENT"
        if self._answered(version, party, view):
            return "V_ANSWERED"
        if self._revoked(version, view):
            return "V_WITHDRAWN_SEEN"
        if dead(past, version, view) is not None:
            return "V_DEAD"
        # Of a version without siblings nothing else can bind: that this side has no consent to it
        # itself was asked above.
        group = version.group
        if len(group.offers) > 1 and bound(past, group, number, view, proposing=False):
            return "V_EXCLUSIVE"
        add_consent(past, version, number)
        return None

    def _decline(self, body: dict[str, Any], number: int, view: View) -> str | None:
        version = self._seen_version(body["version"], view)
        if version is None:
            return "V_NOT_OPEN"
        if self._answered(version, self._past.party(number), view):
            return "V_ANSWERED"
        add_decline(version, number)
        return None

    def _withdraw(self, body: dict[str, Any], number: int, view: View) -> str | None:
        past, party = self._past, self._past.party(number)
        version = self._seen_version(body["version"], view)
        if version is None:
            return "V_NOT_OPEN"
        if not signer(past, version, party, view):
            return "V_NOT_MINE"
        if taken_back(past, version, party, view):
            return "V_ANSWERED"
        if self._stands(version, view):
            return "V_NOT_OPEN"
        add_withdraw(past, version, number)
        return None

    def _statement(self, body: dict[str, Any], number: int, view: View) -> str | None:
        cited = body.get("version")
        if cited is not None and self._keep and self._passed(cited, body["record"], view):
            self._late.add(number)
        return None

    def _passed(self, cited: str, record: str, view: View) -> bool:
        """Say whether a cited version is neither current nor open in ``view``."""
        version = self._seen_version(cited, view)
        if version is None or version.group.record.hex() != record:
            return True
        if self._stands(version, view):
            return agreed(self._past, version.children, view) is not None
        return dead(self._past, version, view) is not None

    def _revoked(self, version: Version, view: View) -> bool:
        withdraws = version.withdraws
        return withdraws is not None and any(self._past.within(view, act) for act in withdraws)

    def _stands(self, version: Version, view: View) -> bool:
        return agreed(self._past, version.group, view) is version

    def _answered(self, version: Version, party: int, view: View) -> bool:
        past = self._past
        if version.party == party:
            return True
        for answers in (version.consents, version.declines or ()):
            for act in answers:
                if past.party(act) == party and past.within(view, act):
                    return True
        return False

    def _seen_version(self, version: str, view: View) -> Version | None:
        """Give a valid proposal that lies in ``view``."""
        found = self._version(self._past.find(bytes.fromhex(version)))
        return found if found and self._past.within(view, found.number) else None

    def _version(self, number: int) -> Version | None:
        place = bisect_left(self._numbers, number)
        if place < len(self._numbers) and self._numbers[place] == number:
            return self._versions[place]
        return None

    def _new_group(self, record: bytes, base: Version | None) -> Group:
        group = Group(record=record, base=base, parties=self._past.parties)
        if base is None:
            self._roots[record] = group
        else:
            base.children = group
        return group

    def _enter(self, number: int, group: Group, content: bytes) -> None:
        version = Version(
            number=number, party=self._past.party(number), group=group, content=content
        )
        self._numbers.append(number)
        self._versions.append(version)
        add_offer(self._past, version)

    # ------------------------------------------------------------ where things stand

    def status(self, version: str) -> Status:
        """Say where a version stands now; ``KeyError`` if it is not an admitted proposal."""
        number = self._past.find(bytes.fromhex(version))
        found = self._version(number)
        if found is not None:
            return self._status(found)
        if number not in self._void:
            raise KeyError(version)
        return Status(state="void", reason=self._void[number])

    def _status(self, version: Version) -> Status:
        past, view = self._past, self._counted()
        missing = unsigned(past, version, view)
        signed = tuple(name for party, name in enumerate(self._names) if party not in missing)
        if self._stands(version, view):
            known = self._acknowledged(version, view)
            return Status(state="agreed", signed=signed, acknowledged=known)
        reason = dead(past, version, view)
        if reason is not None:
            return Status(state="dead", reason=reason, signed=signed)
        whole = not missing or any(not past.within(view, act) for act in version.consents)
        return Status(state="contested" if whole else "open", signed=signed)

    def _acknowledged(self, version: Version, view: View) -> bool:
        consents = [act for act in version.consents if self._past.within(view, act)]
        return all(
            any(self._holds_all(tip, consents) for tip in self._past.tips(party))
            for party in range(self._past.parties)
        )

    def _holds_all(self, tip: int, consents: list[int]) -> bool:
        past = self._past
        held = {past.party(act) for act in consents if past.reaches(tip, act)}
        return len(held) == past.parties

    def record(self, record: str) -> RecordStanding:
        """Say where a record stands; empty if no valid proposal names it."""
        chain = self.chain(record)
        states: dict[str, list[str]] = {"open": [], "dead": [], "contested": []}
        for version in self._all(record):
            states.setdefault(self._status(version).state, []).append(self._id(version.number))
        return RecordStanding(
            record=record,
            agreed=chain,
            current=chain[-1] if chain else None,
            open=tuple(sorted(states["open"])),
            dead=tuple(sorted(states["dead"])),
            contested=tuple(sorted(states["contested"])),
        )

    def records(self) -> tuple[str, ...]:
        """List the records that at least one valid proposal names, by id."""
        return tuple(sorted(record.hex() for record in self._roots))

    def chain(self, record: str) -> tuple[str, ...]:
        """List the agreed versions of a record, oldest first; the last one is current."""
        return tuple(self._id(each.number) for each in self._chain(record, self._counted()))

    def versions(self, record: str) -> tuple[str, ...]:
        """List the valid proposals of a record, by id."""
        return tuple(sorted(self._id(version.number) for version in self._all(record)))

    def proposed(self, version: str) -> Proposed:
        """Give what a valid proposal offers; ``KeyError`` if it is not one."""
        found = self._version(self._past.find(bytes.fromhex(version)))
        if found is None:
            raise KeyError(version)
        return Proposed(
            id=version,
            number=found.number,
            party=self._names[found.party],
            record=found.group.record.hex(),
            base=self._id(found.group.base.number) if found.group.base else None,
            content=found.content.hex(),
        )

    def current_at(self, record: str, act: str) -> str | None:
        """Give the agreed version of a record that was current in the past of an act."""
        number = self._past.find(bytes.fromhex(act))
        if number < 0:
            raise KeyError(act)
        chain = list(self._chain(record, self._past.view(number)))
        return self._id(chain[-1].number) if chain else None

    def alternat(self, record: str, agreed: int) -> tuple[str, ...]:
        """List the parties by rank in crossings on ``record`` after ``agreed`` agreed versions."""
        start = Group.first(bytes.fromhex(record), agreed, self._past.parties)
        return self._names[start:] + self._names[:start]

    def _chain(self, record: str, view: View) -> Iterator[Version]:
        group = self._roots.get(bytes.fromhex(record))
        while (version := agreed(self._past, group, view)) is not None:
            yield version
            group = version.children

    def _all(self, record: str) -> Iterator[Version]:
        root = self._roots.get(bytes.fromhex(record))
        groups = [root] if root else []
        while groups:
            for version in groups.pop().offers:
                yield version
                if version.children:
                    groups.append(version.children)

    # ------------------------------------------------------------ single acts

    def void(self, act: str) -> str | None:
        """Give the code of an act that has no effect; None if it has, ``KeyError`` if not here."""
        return self._void.get(self._number(act))

    def voids(self) -> dict[str, str]:
        """Give the code of every void act, by id."""
        return {self._id(number): code for number, code in self._void.items()}

    def counts(self, act: str) -> bool:
        """Say whether an act counts: all do but some of a party that forked."""
        return self._past.within(self._counted(), self._number(act))

    def late(self, act: str) -> bool:
        """Say whether a statement cites a version neither current nor open in its own past."""
        return self._number(act) in self._late

    def statements(self, record: str) -> tuple[Stated, ...]:
        """List the statements on a record, causes first, in one order for all nodes.

        Those that do not count are listed too, and say so.
        """
        view, past = self._counted(), self._past
        listed = sorted(
            self._statements.get(record, ()), key=lambda each: (past.weight(each[0]), each[1].id)
        )
        return tuple(
            Stated(
                act=act,
                number=number,
                counted=past.within(view, number),
                late=number in self._late,
            )
            for number, act in listed
        )

    def stated(self) -> tuple[str, ...]:
        """List the records that statements name, by id."""
        return tuple(sorted(self._statements))

    def _counted(self) -> View:
        if self._world[0] != len(self._past):
            self._world = (len(self._past), counted(self._past))
        return self._world[1]

    def _number(self, act: str) -> int:
        number = self._past.find(bytes.fromhex(act))
        if number < 0:
            raise KeyError(act)
        return number

    def _id(self, number: int) -> str:
        return self._past.id(number).hex()
