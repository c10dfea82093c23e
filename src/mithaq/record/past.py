"""The causal past of acts, in numbers.

Every admitted act gets a number, in the order it arrived (0, 1, 2 …). Numbers are private to one
node; nothing that two nodes compare may depend on them. For each act are kept its id, its place in
its feed, and its *vector*: for each party the number of that party's newest act in the past of the
act, or -1 (its own entry is the act itself). Admission makes sure that a vector is closed and lies
on one branch (docs/spec/channel.md section 3), so "x lies in the past of y" is one comparison.

A feed is a tree of *branches*; an honest party has one. About sixty bytes an act for two parties.
Spec: docs/spec/channel.md sections 2 and 3.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

NONE = -1
"""No act."""

Line = tuple[int, ...]
"""The newest acts of one party in some set; more than one only where the feed is forked."""

View = tuple[Line, ...]
"""A causally closed set of acts: for each party, by charter position, its newest acts in the set."""


class Branch:
    """A run of acts of one feed, each following the one before it.

    ``parent`` is the branch it forked from, or -1; ``depth`` counts the branches below it, and
    ``jump`` is one of them, so far down that any of them is O(log depth) steps away.
    """

    __slots__ = ("depth", "jump", "numbers", "parent", "party", "start")

    def __init__(self, *, party: int, parent: int, start: int, depth: int, jump: int) -> None:
        self.party = party
        self.parent = parent
        self.start = start
        self.depth = depth
        self.jump = jump
        self.numbers = array("i")


class Past:
    """All admitted acts of a channel, and which lies before which."""

    __slots__ = ("_branch", "_feeds", "_ids", "_nobody", "_slots", "_tips", "_vectors", "branches",
                 "forks", "parties", "seqs")  # fmt: skip

    def __init__(self, parties: int) -> None:
        self.parties = parties
        self.branches: list[Branch] = []
        self.forks: dict[tuple[int, int], list[int]] = {}
        """(party, number of the act before, or -1) -> the acts that follow it, if more than one."""
        self._feeds: tuple[list[int], ...] = tuple([] for _ in range(parties))
        self._tips = [NONE] * parties
        self._nobody = array("i", [NONE]) * parties
        self._ids = bytearray()
        self.seqs = array("i")
        self._branch = array("i")
        self._vectors = array("i")
        self._slots = array("i", [NONE]) * 64

    def __len__(self) -> int:
        """Count the admitted acts; the next one gets this number."""
        return len(self.seqs)

    # ------------------------------------------------------------ one act

    def find(self, digest: bytes) -> int:
        """Give the number of the act with this id (32 bytes), or -1."""
        slots, ids = self._slots, self._ids
        mask = len(slots) - 1
        place = hash(digest) & mask
        while (number := slots[place]) != NONE:
            if ids[32 * number : 32 * number + 32] == digest:
                return number
            place = (place + 1) & mask
        return NONE

    def id(self, number: int) -> bytes:
        """Give the id of an act, as 32 bytes."""
        return bytes(self._ids[32 * number : 32 * number + 32])

    def party(self, number: int) -> int:
        """Give the charter position of an act's author."""
        return self.branches[self._branch[number]].party

    def seq(self, number: int) -> int:
        """Give the place of an act in its feed; -1 for no act."""
        return self.seqs[number] if number >= 0 else NONE

    def branch(self, number: int) -> int:
        """Give the branch on which an act lies."""
        return self._branch[number]

    def newest(self, number: int, party: int) -> int:
        """Give the newest act of ``party`` in the past of an act or itself, or -1."""
        return self._vectors[number * self.parties + party]

    def vector(self, number: int) -> array[int]:
        """Give the newest act of each party in the past of an act or itself; -1 for none."""
        if number < 0:
            return self._nobody
        first = number * self.parties
        return self._vectors[first : first + self.parties]

    def before(self, number: int) -> int:
        """Give the act before this one in its feed, or -1."""
        branch = self.branches[self._branch[number]]
        seq = self.seqs[number] - 1
        if seq < branch.start and branch.parent >= 0:
            branch = self.branches[branch.parent]
        return branch.numbers[seq - branch.start] if seq >= branch.start else NONE

    def weight(self, number: int) -> int:
        """Count the acts in the past of an act and itself.

        The same on every node, and greater than that of any act in its past: sorting by
        (weight, id) is an order all nodes share and no cause breaks.
        """
        first = number * self.parties
        newest = self._vectors[first : first + self.parties]
        return sum(self.seqs[each] + 1 for each in newest if each >= 0)

    # ------------------------------------------------------------ which before which

    def leads(self, earlier: int, later: int) -> bool:
        """Say whether ``later`` is ``earlier`` or follows it in the same branch of a feed."""
        if earlier < 0 or later < 0:
            return False
        wanted, here = self._branch[earlier], self._branch[later]
        if here == wanted:
            return self.seqs[earlier] <= self.seqs[later]
        depth = self.branches[wanted].depth
        if self.branches[here].depth <= depth:
            return False
        child = self.branches[self._below(here, depth + 1)]
        return child.parent == wanted and self.seqs[earlier] < child.start

    def reaches(self, number: int, earlier: int) -> bool:
        """Say whether ``earlier`` is this act or lies in its past."""
        return self.leads(earlier, self.newest(number, self.party(earlier)))

    def within(self, view: View, number: int) -> bool:
        """Say whether an act lies in the set that ``view`` closes."""
        for newest in view[self.branches[self._branch[number]].party]:
            if self.leads(number, newest):
                return True
        return False

    def view(self, number: int) -> View:
        """Give the past of an act, without itself."""
        own, vector = self.party(number), number * self.parties
        heads = list(self._vectors[vector : vector + self.parties])
        heads[own] = self.before(number)
        return as_view(heads)

    def meet(self, one: int, other: int) -> int:
        """Give the newest act of one feed that leads to both, or -1."""
        if one < 0 or other < 0:
            return NONE
        common = self._common(self._branch[one], self._branch[other])
        if common == NONE:
            return NONE
        branch = self.branches[common]
        last = min(self._last_on(common, one), self._last_on(common, other))
        return branch.numbers[last - branch.start]

    def since(self, number: int, seq: int) -> Iterator[tuple[int, int, int]]:
        """Give (branch, first seq, last seq) of the line to an act from ``seq`` on, oldest first."""
        trail = [(b, max(self.branches[b].start, seq), last) for b, last in self.trail(number)]
        return (piece for piece in reversed(trail) if piece[1] <= piece[2])

    def at(self, number: int, seq: int) -> int:
        """Give the act of number ``seq`` on the line that leads to an act, or -1."""
        for branch, last in self.trail(number):
            start = self.branches[branch].start
            if start <= seq <= last:
                return self.branches[branch].numbers[seq - start]
        return NONE

    def trail(self, number: int) -> Iterator[tuple[int, int]]:
        """Give (branch, last seq) of the line to an act, newest first."""
        here, seq = self._branch[number], self.seqs[number]
        while here >= 0:
            yield here, seq
            seq, here = self.branches[here].start - 1, self.branches[here].parent

    def _last_on(self, branch: int, number: int) -> int:
        """Give the last place of a branch that the line to an act runs through."""
        here = self._branch[number]
        if here == branch:
            return self.seqs[number]
        return self.branches[self._below(here, self.branches[branch].depth + 1)].start - 1

    def _below(self, branch: int, depth: int) -> int:
        """Give the branch at ``depth`` that a branch goes back to."""
        branches = self.branches
        while branches[branch].depth > depth:
            jump = branches[branch].jump
            branch = jump if branches[jump].depth >= depth else branches[branch].parent
        return branch

    def _common(self, one: int, other: int) -> int:
        """Give the last branch that both go back to, or -1."""
        branches = self.branches
        depth = min(branches[one].depth, branches[other].depth)
        one, other = self._below(one, depth), self._below(other, depth)
        while one != other:
            if branches[one].parent == NONE:
                return NONE
            far = branches[one].jump != branches[other].jump
            one, other = (
                (branches[each].jump if far else branches[each].parent) for each in (one, other)
            )
        return one

    # ------------------------------------------------------------ whole feeds

    def tips(self, party: int) -> Line:
        """Give the last act of each branch of a feed; nothing when the party has no act."""
        return tuple(self.branches[branch].numbers[-1] for branch in self._feeds[party])

    def forked(self, party: int) -> bool:
        """Say whether a feed has more than one branch."""
        return len(self._feeds[party]) > 1

    def all(self) -> View:
        """Give the view of everything admitted."""
        if not self.forks:
            return as_view(self._tips)
        return tuple(self.tips(party) for party in range(self.parties))

    # ------------------------------------------------------------ growing

    def add(self, digest: bytes, *, party: int, prev: int, heads: Sequence[int]) -> int:
        """Take in an act that admission let through; give its number.

        ``prev`` is the act before it in its feed or -1; ``heads`` holds for each party the newest
        act in its past or -1 (the author's own entry is not read).
        """
        number = len(self.seqs)
        seq = self.seqs[prev] + 1 if prev >= 0 else 0
        branch = self._place(party, prev, seq, number)
        self.branches[branch].numbers.append(number)
        self._ids += digest
        self.seqs.append(seq)
        self._branch.append(branch)
        self._vectors.extend(heads)
        self._vectors[party - self.parties] = number
        self._tips[party] = number
        if 2 * number >= len(self._slots):
            self._widen(number)
        self._fill(digest, number)
        return number

    def _place(self, party: int, prev: int, seq: int, number: int) -> int:
        if prev >= 0 and prev == self._tips[party]:
            return self._branch[prev]  # an honest feed takes this road always
        feed = self._feeds[party]
        if not feed and prev < 0:
            return self._new_branch(party, NONE, 0)
        if prev >= 0 and self.branches[self._branch[prev]].numbers[-1] == prev:
            return self._branch[prev]
        parent = self._branch[prev] if prev >= 0 else NONE
        root = parent if prev >= 0 else feed[0]
        first = self.branches[root].numbers[seq - self.branches[root].start]
        self.forks.setdefault((party, prev), [first]).append(number)
        return self._new_branch(party, parent, seq)

    def _new_branch(self, party: int, parent: int, start: int) -> int:
        number, depth, jump = len(self.branches), 0, len(self.branches)
        if parent != NONE:
            depth, jump = self.branches[parent].depth + 1, self._jump(parent)
        self.branches.append(
            Branch(party=party, parent=parent, start=start, depth=depth, jump=jump)
        )
        self._feeds[party].append(number)
        return number

    def _jump(self, parent: int) -> int:
        """Choose how far back a child of ``parent`` jumps (skew binary numbers)."""
        branches = self.branches
        one = branches[parent].jump
        two = branches[one].jump
        even = branches[parent].depth - branches[one].depth
        far = even == branches[one].depth - branches[two].depth and even > 0
        return two if far else parent

    def _widen(self, number: int) -> None:
        self._slots = array("i", [NONE]) * (2 * len(self._slots))
        for each in range(number):
            self._fill(bytes(self._ids[32 * each : 32 * each + 32]), each)

    def _fill(self, digest: bytes, number: int) -> None:
        # Python's own hash is keyed anew in every process: nobody can grind ids that pile up here.
        slots = self._slots
        mask = len(slots) - 1
        place = hash(digest) & mask
        while slots[place] != NONE:
            place = (place + 1) & mask
        slots[place] = number


def as_view(heads: Sequence[int]) -> View:
    """Give the view of one newest act a party; -1 means none."""
    return tuple([(head,) if head >= 0 else () for head in heads])
