"""Two desks under random schedules: work, lost and late post, restores; they end as one.

``MITHAQ_SCHEDULES`` says how many runs (40 unless told).
"""

from __future__ import annotations

import contextlib
import os
import random

import pytest

from mithaq.desk import correspondence, recovery, registers, statements, views
from mithaq.record.refusal import Refusal
from tests.desk import forms
from tests.peer import Side, backup, exchange, forget, joined, opened, written, yes

RUNS = int(os.environ.get("MITHAQ_SCHEDULES", "40"))
STEPS = 40


class Run:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"schedule {seed}")
        self.sides = joined("ma", "pk", seed=str(seed))
        self.post: list[tuple[Side, list[bytes]]] = []
        self.kept = {one.party: backup(one) for one in self.sides}
        self.done = 0
        self.both_forgot = False

    def other(self, one: Side) -> Side:
        return next(each for each in self.sides if each is not one)

    def record(self, one: Side) -> str:
        return self.dice.choice(one.desk.channel(one.joint).consent.records() or ("00" * 16,))

    def version(self, one: Side) -> str:
        consent = one.desk.channel(one.joint).consent
        versions = [each for record in consent.records() for each in consent.versions(record)]
        return self.dice.choice(versions or ["00" * 32])

    # ------------------------------------------------ what a side does

    def propose(self, one: Side) -> None:
        registers.propose(
            one.desk, one.chair, channel=one.joint, kind="example", marking="unclassified",
            fields=forms.example(f"{self.dice.random()}"), confirm=yes,
        )  # fmt: skip

    def amend(self, one: Side) -> None:
        registers.amend(
            one.desk, one.chair, channel=one.joint, record=self.record(one), confirm=yes,
            changes={"text": forms.text(f"{self.dice.random()}")},
        )  # fmt: skip

    def accept(self, one: Side) -> None:
        registers.accept(one.desk, one.chair, channel=one.joint, versions=[self.version(one)])

    def decline(self, one: Side) -> None:
        registers.decline(one.desk, one.chair, channel=one.joint, version=self.version(one))

    def withdraw(self, one: Side) -> None:
        registers.withdraw(one.desk, one.chair, channel=one.joint, version=self.version(one))

    def replace(self, one: Side) -> None:
        registers.replace(
            one.desk, one.chair, channel=one.joint, version=self.version(one), confirm=yes,
            changes={"text": forms.text(f"{self.dice.random()}")},
        )  # fmt: skip

    def counter(self, one: Side) -> None:
        registers.counter(
            one.desk, one.chair, channel=one.joint, version=self.version(one), confirm=yes,
            changes={"text": forms.text(f"{self.dice.random()}")},
        )  # fmt: skip

    def comment(self, one: Side) -> None:
        statements.comment(
            one.desk, one.officer, channel=one.joint, record=self.record(one), text={"en": "x"},
            confirm=yes,
        )  # fmt: skip

    # ------------------------------------------------ what happens to it

    def send(self, one: Side) -> None:
        self.post.append((one, written(one, self.other(one))))

    def arrive(self, _: Side) -> None:
        """Deliver something from the pile, in no order, and perhaps leave it there."""
        if self.post:
            sender, parts = self.dice.choice(self.post)
            opened(self.other(sender), parts)
            if self.dice.random() < 0.7:
                self.post.remove((sender, parts))

    def lose(self, _: Side) -> None:
        if self.post:
            self.post.remove(self.dice.choice(self.post))

    def back_up(self, one: Side) -> None:
        self.kept[one.party] = backup(one)

    def restore(self, one: Side) -> None:
        """The machine breaks: what it had under way is called back, as the guide says."""
        self.both_forgot |= self.other(one).desk.ledger.locked(one.joint) is not None
        self.post = [each for each in self.post if each[0] is not one]
        one.clock.forward()
        forget(one, self.kept[one.party])
        recovery.unlock(one.desk, one.administrator, channel=one.national)

    def step(self) -> None:
        one = self.dice.choice(self.sides)
        (call,) = self.dice.choices([each for each, _ in CALLS], [weight for _, weight in CALLS])
        before = len(one.desk.all_acts(one.joint)), len(one.desk.all_acts(one.national))
        try:
            call(self, one)
            self.done += 1
        except Refusal:
            after = len(one.desk.all_acts(one.joint)), len(one.desk.all_acts(one.national))
            assert after == before, "a refusal leaves nothing half done"


CALLS = [
    (Run.propose, 5), (Run.amend, 3), (Run.accept, 6), (Run.decline, 2), (Run.withdraw, 2),
    (Run.replace, 2), (Run.counter, 1), (Run.comment, 2), (Run.send, 8), (Run.arrive, 10),
    (Run.lose, 2), (Run.back_up, 2), (Run.restore, 1),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(RUNS))
def test_they_end_as_one(seed):
    run = Run(seed)
    agreed: dict[str, set[str]] = {one.party: set() for one in run.sides}
    for _ in range(STEPS):
        run.step()
        for one in run.sides:
            if one.desk.ledger.locked(one.joint) is None:
                agreed[one.party] |= acknowledged(one)
    for _ in range(2):
        exchange(*run.sides)
    ma, pk = run.sides
    assert views.standing(ma.desk, channel=ma.joint) == views.standing(pk.desk, channel=pk.joint)
    for one in run.sides:
        assert not one.desk.channel(one.joint).forks()
        assert one.desk.ledger.locked(one.joint) is None
        kept = agreed[one.party] <= acknowledged(one)
        assert kept or run.both_forgot, "what was acknowledged stays so"
        for entry in views.history(one.desk, one.officer, channel=one.joint):
            with contextlib.suppress(Refusal):
                correspondence.evidence(one.desk, channel=one.joint)
            assert entry.void in (None, "V_WITHDRAWN_SEEN", "V_DEAD", "V_NOT_OPEN", "V_STALE_BASE",
                                  "V_EXCLUSIVE", "V_ANSWERED")  # fmt: skip
    assert run.done > STEPS / 4


def acknowledged(one: Side) -> set[str]:
    consent = one.desk.channel(one.joint).consent
    return {
        version
        for record in consent.records()
        for version in consent.chain(record)
        if consent.status(version).acknowledged
    }
