"""Forks: two acts of one party at one place of its feed.

* Both acts stay, with all that follows either. Which came first on which node changes nothing.
* The two envelopes are the proof, and anyone can check it (``F_FORK``).
* Let f be the lowest place at which a party forked. Its acts before f count. An act from f on
  counts only when it lies in the past of an act of *every other* party; in a channel of one
  party none does. So a forker cannot take back what the others relied on, and cannot agree
  twice with two audiences: nobody's past may hold both branches (``E_FORK_MIX``).

Spec: docs/spec/fold.md section 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.record.past import NONE, Line, Past, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A place where a party signed more than one next act.

    ``ids`` are the acts that follow the same act, sorted; ``numbers`` their arrival numbers in
    the same order, for fetching the envelopes. ``seq`` is the place they all claim.
    """

    party: str
    seq: int
    ids: tuple[str, ...]
    numbers: tuple[int, ...]


def forks_of(past: Past, names: tuple[str, ...]) -> tuple[Fork, ...]:
    """List the forks of a channel by (party, seq, ids), whatever order the acts came in."""
    found = []
    for (party, prev), numbers in past.forks.items():
        pairs = sorted((past.id(number).hex(), number) for number in numbers)
        found.append(
            Fork(
                party=names[party],
                seq=past.seq(prev) + 1,
                ids=tuple(each[0] for each in pairs),
                numbers=tuple(each[1] for each in pairs),
            )
        )
    return tuple(sorted(found, key=lambda fork: (fork.party, fork.seq, fork.ids)))


def counted(past: Past) -> View:
    """Give the view of the acts that count among all admitted ones."""
    if not past.forks:
        return past.all()
    return tuple(
        _counted_line(past, party) if past.forked(party) else past.tips(party)
        for party in range(past.parties)
    )


def _counted_line(past: Past, party: int) -> Line:
    """Give the newest counted acts of a party that forked."""
    trunk = _trunk(past, party)
    others = [each for each in range(past.parties) if each != party]
    if not others:
        return (trunk,) if trunk != NONE else ()
    relied = _relied(past, others[0], party)
    for other in others[1:]:
        second = _relied(past, other, party)
        relied = {past.meet(one, two) for one in relied for two in second}
    return _newest(past, relied | {trunk})


def _trunk(past: Past, party: int) -> int:
    """Give the last act before the lowest fork, or -1."""
    return min((prev for who, prev in past.forks if who == party), key=past.seq)


def _relied(past: Past, reader: int, party: int) -> set[int]:
    """Give the newest acts of ``party`` that ``reader`` has signed to have seen."""
    return {past.newest(tip, party) for tip in past.tips(reader)}


def _newest(past: Past, acts: set[int]) -> Line:
    """Leave out what another of ``acts`` follows."""
    real = sorted(acts - {NONE})
    return tuple(
        act for act in real if not any(act != other and past.leads(act, other) for other in real)
    )
