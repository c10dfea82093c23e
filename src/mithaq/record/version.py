"""Versions and siblings: when a version is agreed, dead, or binds its signer.

Every predicate here takes a ``View``, a causally closed set of acts S, and is a function of it
alone: the same text serves the past of an act (validity, fixed for ever) and the whole channel
(where it stands). *Siblings* are valid proposals of one record on one base.

* ``agreed``: every party has a valid consent in S, and no other sibling has.
* ``dead``: some party has no valid consent in S and one of D1 declined by a party that has none,
  D2 withdrawn, and a party that has none has an act after the withdrawal, D3 crossed by a
  sibling of lower rank, D4 a sibling is agreed.
* ``bound``: the exclusivity of rule 6.

Spec: docs/spec/fold.md sections 3 and 4.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from hashlib import sha256

from mithaq.record.past import Past, View

DECLINED, WITHDRAWN, SUPERSEDED, CROSSED = "declined", "withdrawn", "superseded", "crossed"
"""Why a version is dead, in the order in which the first true one is shown."""


class Version:
    """A valid proposal, with the numbers of all valid acts on it."""

    __slots__ = ("children", "consents", "content", "declines", "group", "number", "party",
                 "voices", "withdraws")  # fmt: skip

    def __init__(self, *, number: int, party: int, group: Group, content: bytes) -> None:
        self.number = number
        self.party = party
        self.group = group
        self.content = content
        self.consents = array("i", (number,))
        self.voices = 0
        """One bit for each party that consented on some branch."""
        self.declines: array[int] | None = None
        self.withdraws: array[int] | None = None
        self.children: Group | None = None


class Side:
    """What binds one branch of one feed in a long group, so that nothing is read twice."""

    __slots__ = ("held", "taken")

    def __init__(self) -> None:
        self.held: list[Version] = []
        """Versions it consented to that it has not yet seen dead."""
        self.taken: list[Version] = []
        """The same, but its own proposals that it withdrew."""


class Long:
    """What keeps each act O(1) in a group of many siblings, by branch."""

    __slots__ = ("lines", "sides")

    def __init__(self) -> None:
        self.lines: dict[int, array[int]] = {}
        """The proposals of a branch, oldest first."""
        self.sides: dict[int, Side] = {}


class Group:
    """All siblings: the valid proposals of one record on one base."""

    __slots__ = ("base", "depth", "full", "long", "offers", "record", "start")

    SHORT = 8
    """Up to so many siblings are simply read through; beyond, ``long`` is kept."""

    def __init__(self, *, record: bytes, base: Version | None, parties: int) -> None:
        self.record = record
        self.base = base
        self.depth: int = base.group.depth + 1 if base else 0
        self.start = self.first(record, self.depth, parties)
        self.offers: list[Version] = []
        self.full: tuple[Version, ...] = ()
        """Those to which every party has a valid consent somewhere."""
        self.long: Long | None = None

    @staticmethod
    def first(record: bytes, agreed: int, parties: int) -> int:
        """Give the position that ranks first by the alternat, after ``agreed`` agreed versions."""
        return (agreed + (sha256(record).digest()[0] >> 7)) % parties

    def rank(self, party: int, parties: int) -> int:
        """Give the rank of a party by the alternat: the lowest wins a crossing."""
        return (party - self.start) % parties


def signer(past: Past, version: Version, party: int, view: View) -> bool:
    """Say whether a party has a valid consent to a version."""
    return any(past.party(act) == party and past.within(view, act) for act in version.consents)


def unsigned(past: Past, version: Version, view: View) -> tuple[int, ...]:
    """Give the parties that have no valid consent to a version."""
    signed = {past.party(act) for act in version.consents if past.within(view, act)}
    return tuple(party for party in range(past.parties) if party not in signed)


def agreed(past: Past, group: Group | None, view: View) -> Version | None:
    """Give the agreed one of a group's siblings, if there is one.

    Two can have every consent only when every party has forked; then neither is agreed.
    """
    if group is None:
        return None
    full = [version for version in group.full if not unsigned(past, version, view)]
    return full[0] if len(full) == 1 else None


def dead(past: Past, version: Version, view: View) -> str | None:
    """Give the reason why a version can never be agreed, or None."""
    group = version.group
    quiet = not (version.declines or version.withdraws or group.full)
    if quiet and len(group.offers) < 2:
        return None  # nobody said anything against it, and it has no sibling
    missing = unsigned(past, version, view)
    if not missing:
        return None
    if _declined(past, version, missing, view):
        return DECLINED
    if _withdrawn(past, version, missing, view):
        return WITHDRAWN
    if agreed(past, version.group, view) is not None:
        return SUPERSEDED
    if _crossed(past, version, view):
        return CROSSED
    return None


def taken_back(past: Past, version: Version, party: int, view: View) -> bool:
    """Say whether ``party`` has validly withdrawn its consent to a version."""
    return any(past.party(act) == party and past.within(view, act)
               for act in version.withdraws or ())  # fmt: skip


def _declined(past: Past, version: Version, missing: tuple[int, ...], view: View) -> bool:
    """D1."""
    return any(past.party(act) in missing and past.within(view, act)
               for act in version.declines or ())  # fmt: skip


def _withdrawn(past: Past, version: Version, missing: tuple[int, ...], view: View) -> bool:
    """D2: the newest act of a party in S has all its earlier ones in its past."""
    return any(
        past.within(view, act) and past.reaches(newest, act)
        for act in version.withdraws or ()
        for party in missing
        for newest in view[party]
    )


def _crossed(past: Past, version: Version, view: View) -> bool:
    """D3."""
    group = version.group
    if len(group.offers) < 2:
        return False
    if group.long is None:
        return any(_crosses(past, other, version, view) for other in group.offers)
    rank = group.rank(version.party, past.parties)
    lower = ((group.start + step) % past.parties for step in range(rank))
    return any(_witness(past, version, party, newest) for party in lower for newest in view[party])


def _crosses(past: Past, other: Version, version: Version, view: View) -> bool:
    parties, group = past.parties, version.group
    return (
        group.rank(other.party, parties) < group.rank(version.party, parties)
        and past.within(view, other.number)
        and not past.reaches(version.number, other.number)
        and not past.reaches(other.number, version.number)
    )


def _witness(past: Past, version: Version, party: int, newest: int) -> bool:
    """Look at one sibling only: a party's first one that the version had not seen.

    If that one had seen the version, so had every later one of the same line.
    """
    if version.group.long is None:
        return False
    known = past.meet(newest, past.newest(version.number, party))
    for branch, first, last in past.since(newest, past.seq(known) + 1):
        offers = version.group.long.lines.get(branch, ())
        place = bisect_left(offers, first, key=past.seq)
        if place < len(offers) and past.seq(offers[place]) <= last:
            return not past.reaches(offers[place], version.number)
    return False


def bound(past: Past, group: Group, act: int, view: View, *, proposing: bool) -> bool:
    """Say whether an earlier consent of an act's author to a sibling still binds it (rule 6).

    It binds unless the sibling is dead in ``view``, the past of the act. A proposal is not bound
    by the author's own proposals that it withdrew; an acceptance is.
    """
    party = past.party(act)
    if group.long:
        side = _side_of(past, group, act, view)
        return _still(past, side.held, view) or (not proposing and _still(past, side.taken, view))
    return any(
        signer(past, other, party, view)
        and not (proposing and other.party == party and taken_back(past, other, party, view))
        and dead(past, other, view) is None
        for other in group.offers
    )


def _still(past: Past, versions: list[Version], view: View) -> bool:
    """Say whether one is alive; drop the dead: what is dead in one's past stays so in one's later."""
    while versions:
        if dead(past, versions[-1], view) is None:
            return True
        versions.pop()
    return False


def _side_of(past: Past, group: Group, act: int, view: View) -> Side:
    """Give the side of an act's branch in a long group, made up by reading it through once."""
    sides = group.long.sides if group.long else {}
    side = sides.get(past.branch(act))
    if side is None:
        side = sides[past.branch(act)] = Side()
        for version in group.offers:
            if signer(past, version, past.party(act), view):
                own = version.party == past.party(act)
                back = own and taken_back(past, version, version.party, view)
                (side.taken if back else side.held).append(version)
    return side


def add_offer(past: Past, version: Version) -> None:
    """Enter a new valid proposal among its siblings, and as its author's consent."""
    group = version.group
    group.offers.append(version)
    if group.long is None and len(group.offers) > group.SHORT:
        group.long = Long()
        for each in group.offers[:-1]:
            _line(past, group.long, each)
    if group.long:
        _line(past, group.long, version)
    _bind(past, version, version.number)


def add_consent(past: Past, version: Version, act: int) -> None:
    """Enter a valid acceptance."""
    version.consents.append(act)
    _bind(past, version, act)


def add_withdraw(past: Past, version: Version, act: int) -> None:
    """Enter a valid withdrawal."""
    version.withdraws = version.withdraws or array("i")
    version.withdraws.append(act)
    side = version.group.long and version.group.long.sides.get(past.branch(act))
    if side and version.party == past.party(act) and version in side.held:
        side.held.remove(version)
        side.taken.append(version)


def add_decline(version: Version, act: int) -> None:
    """Enter a valid decline."""
    version.declines = version.declines or array("i")
    version.declines.append(act)


def _line(past: Past, long: Long, version: Version) -> None:
    long.lines.setdefault(past.branch(version.number), array("i")).append(version.number)


def _bind(past: Past, version: Version, act: int) -> None:
    group = version.group
    side = group.long and group.long.sides.get(past.branch(act))
    if side:
        side.held.append(version)
    missing = (1 << past.parties) - 1 - version.voices
    version.voices |= 1 << past.party(act)
    if missing == 1 << past.party(act):
        group.full = (*group.full, version)
