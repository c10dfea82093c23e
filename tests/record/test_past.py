"""The past in numbers against a past in sets, on random trees of branches."""

from __future__ import annotations

from hashlib import sha256
from random import Random
from time import perf_counter

import pytest

from mithaq.record.past import NONE, Past


def digest(label) -> bytes:
    return sha256(repr(label).encode()).digest()


def tree(seed: int, size: int) -> tuple[Past, list[int]]:
    """One feed that forks at random; give the past and the act before each act."""
    dice, past, before = Random(seed), Past(2), []
    for number in range(size):
        roll = dice.random()
        prev = number - 1 if roll < 0.5 else dice.randint(-1, number - 1)
        assert past.add(digest((seed, number)), party=0, prev=prev, heads=[NONE, NONE]) == number
        before.append(prev)
    return past, before


def line(before: list[int], number: int) -> list[int]:
    found = []
    while number != NONE:
        found.append(number)
        number = before[number]
    return found[::-1]


@pytest.mark.parametrize("seed", range(12))
def test_leads_meet_at_and_since_agree_with_plain_lines(seed):
    past, before = tree(seed, 60)
    lines = [line(before, number) for number in range(60)]
    for one in range(60):
        assert past.before(one) == before[one]
        assert past.seq(one) == len(lines[one]) - 1
        assert [past.at(one, seq) for seq in range(len(lines[one]))] == lines[one]
        pieces = [
            past.branches[branch].numbers[seq - past.branches[branch].start]
            for branch, first, last in past.since(one, 3)
            for seq in range(first, last + 1)
        ]
        assert pieces == lines[one][3:]
        for other in range(60):
            assert past.leads(one, other) == (one in lines[other])
            common = [number for number in lines[one] if number in lines[other]]
            assert past.meet(one, other) == (common[-1] if common else NONE)


@pytest.mark.parametrize("seed", range(12))
def test_tips_and_forks_agree_with_plain_lines(seed):
    past, before = tree(seed, 60)
    assert set(past.tips(0)) == set(range(60)) - set(before)
    children = {prev: [n for n in range(60) if before[n] == prev] for prev in before}
    forked = {(0, prev): each for prev, each in children.items() if len(each) > 1}
    assert {place: sorted(each) for place, each in past.forks.items()} == forked


def test_ids_are_found_and_others_are_not():
    past, _ = tree(1, 500)
    assert [past.find(digest((1, number))) for number in range(500)] == list(range(500))
    assert past.find(digest("another")) == NONE
    assert past.id(7) == digest((1, 7))


def test_nothing_leads_to_or_from_no_act():
    past, _ = tree(1, 3)
    assert not past.leads(NONE, 1)
    assert not past.leads(1, NONE)
    assert past.meet(NONE, 1) == past.meet(1, NONE) == past.at(1, 9) == NONE


def test_five_thousand_nested_forks_are_climbed_in_few_steps():
    """Each branch forks from the one before: an act costs O(log) of the branches under it."""
    started = perf_counter()
    past, stem, leaf = Past(1), NONE, NONE
    for number in range(5000):
        stem = past.add(digest(("stem", number)), party=0, prev=stem, heads=[NONE])
        leaf = past.add(digest(("leaf", number)), party=0, prev=stem, heads=[NONE])
        stem = past.add(digest(("next", number)), party=0, prev=stem, heads=[NONE])
    assert max(branch.depth for branch in past.branches) >= 4999
    for number in range(0, 15000, 7):
        assert past.leads(number, stem) == (number % 3 != 1)
        past.meet(number, leaf)
    assert perf_counter() - started < 5
