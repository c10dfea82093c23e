"""Two worlds that differ only in national data send byte-identical output (law 5, security K2).

Each pair of worlds plays one joint script; between its lines each world does national things of
its own: drafts, notes, sources, claims, judgements, requests refused, versions amended, views,
files the other side may guess at. Everything that leaves must be equal, byte for byte.
``MITHAQ_WORLDS`` says how many pairs (50 unless told; the figure to reach is 1,000).
"""

from __future__ import annotations

import os
import random

import pytest

from mithaq.desk import citing, leaving, matching, registers, release, statements, views, wording
from mithaq.record.refusal import Refusal
from tests.desk import forms
from tests.peer import carry, joined, yes

PAIRS = int(os.environ.get("MITHAQ_WORLDS", "50"))
LINES = 8
GUESSABLE = b"the form everybody knows"


class World:
    """One side of the comparison: ma and pk play ``script``, ma does ``noise`` between the lines."""

    def __init__(self, script: random.Random, noise: random.Random) -> None:
        self.ma, self.pk = joined("ma", "pk", seed="worlds")
        self.script, self.noise = script, noise
        self.own: list[str] = []
        self.joint: list[str] = []

    def play(self) -> None:
        for _ in range(LINES):
            for _ in range(self.noise.randrange(4)):
                self.noise.choice(NOISE)(self)
            self.ma.clock.forward()
            self.pk.clock.forward()
            self.script.choice(SCRIPT)(self)
        self.meet()

    def meet(self) -> None:
        carry(self.ma, self.pk)
        carry(self.pk, self.ma)

    def out(self) -> tuple:
        """Everything that left ma, and everything pk can read of it."""
        received = [act.envelope for act in self.pk.desk.all_acts(self.pk.joint)]
        return self.ma.sent, received, views.standing(self.pk.desk, channel=self.pk.joint)

    # ------------------------------------------------ the joint script

    def propose(self) -> None:
        written = registers.propose(
            self.ma.desk, self.ma.officer, channel=self.ma.joint, kind="example",
            fields=forms.example(f"thing {self.script.random()}"), marking="unclassified",
            confirm=yes,
        )  # fmt: skip
        self.joint.append(written.record)

    def answer(self) -> None:
        self.meet()
        ours = views.waiting(self.pk.desk, self.pk.chair).ours
        for one in [each for each in ours if each.what == "answer"][:1]:
            registers.accept(
                self.pk.desk, self.pk.chair, channel=self.pk.joint, versions=[one.version]
            )

    def comment(self) -> None:
        if self.joint:
            statements.comment(
                self.ma.desk, self.ma.officer, channel=self.ma.joint,
                record=self.script.choice(self.joint), text={"en": "noted"}, confirm=yes,
            )  # fmt: skip

    def release(self) -> None:
        """Release what is the same in both worlds, out of national records that are not."""
        title = f"released {self.script.random()}"
        record = self.draft_with_secrets(title)
        request = release.request(
            self.ma.desk, self.someone(), channel=self.ma.joint, records=[record], leave=["note"]
        )
        (written,) = release.release(self.ma.desk, self.ma.releaser, request=request.id)
        self.joint.append(written.record)

    def guess(self) -> None:
        """The other side names the hash of a form: whether we hold it must not show."""
        content = wording.worded(
            self.pk.desk, channel=self.pk.joint, kind="example", marking="unclassified",
            fields=forms.example("with a form"),
            attachments=[wording.file(self.pk.desk, GUESSABLE, media="text/plain", name="form")],
        )  # fmt: skip
        with self.pk.desk.transaction():
            offered = wording.offer(
                self.pk.desk, self.pk.officer, channel=self.pk.joint,
                record=self.pk.desk.draw(self.pk.joint), base=None, office="es", content=content,
            )  # fmt: skip
        self.meet()
        with pytest.raises(Refusal, match=r"desk\.attachment_absent"):
            registers.accept(
                self.ma.desk, self.ma.chair, channel=self.ma.joint, versions=[offered.version]
            )

    # ------------------------------------------------ national noise

    def someone(self):
        return self.ma.who(f"officer {self.noise.random()}", "es", "officer")

    def draft_with_secrets(self, title: str) -> str:
        written = registers.draft(
            self.ma.desk, self.someone(), kind="instrument", marking="unclassified",
            fields={**forms.memorandum(title), "note": forms.text(f"{self.noise.random()}")},
            notes={"notes": {"en": "x" * self.noise.randrange(200)}},
        )  # fmt: skip
        for _ in range(self.noise.randrange(3)):
            registers.amend(
                self.ma.desk, self.someone(), channel=self.ma.national, record=written.record,
                changes={"note": forms.text(f"{self.noise.random()}")},
            )  # fmt: skip
        self.own.append(written.record)
        return written.record

    def draft(self) -> None:
        self.draft_with_secrets(f"private {self.noise.random()}")

    def note(self) -> None:
        if self.own:
            citing.note(
                self.ma.desk, self.someone(), record=self.noise.choice(self.own),
                text={"en": "red line"},
            )  # fmt: skip

    def note_on_joint(self) -> None:
        if self.joint:
            citing.note(
                self.ma.desk, self.someone(), record=self.noise.choice(self.joint),
                text={"en": "red line"}, channel=self.ma.joint,
            )  # fmt: skip

    def cite(self) -> None:
        if self.own:
            words = f"source {self.noise.random()}"
            source = citing.file_source(
                self.ma.desk, self.someone(), data=words.encode(), name="s.txt",
                fields=forms.source(),
            )  # fmt: skip
            claim = citing.cite(
                self.ma.desk, self.someone(), record=self.noise.choice(self.own),
                source=source.record, quote=words, language="en", modality="opinion", field="note",
            )  # fmt: skip
            citing.judge(
                self.ma.desk, self.someone(), claim=claim.id, verdict="rejected", reason="no"
            )

    def request_and_refuse(self) -> None:
        if self.own:
            record = self.draft_with_secrets("not to be released")
            request = release.request(
                self.ma.desk, self.someone(), channel=self.ma.joint, records=[record]
            )
            release.refuse(self.ma.desk, self.ma.releaser, request=request.id, reason="no")

    def look(self) -> None:
        for record in self.own[-2:]:
            leaving.preview(self.ma.desk, self.ma.officer, channel=self.ma.joint, records=[record])
            matching.candidates(self.ma.desk, self.ma.officer, channel=self.ma.joint, record=record)
        views.register(self.ma.desk, self.ma.officer)
        views.waiting(self.ma.desk, self.ma.officer)

    def file_the_form(self) -> None:
        with self.ma.desk.transaction():
            wording.file(self.ma.desk, GUESSABLE, media="text/plain", name="form.txt")


SCRIPT = [World.propose, World.answer, World.comment, World.release, World.release, World.guess]
NOISE = [
    World.draft, World.note, World.note_on_joint, World.cite, World.request_and_refuse,
    World.look, World.file_the_form,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_leaves_is_the_same_whatever_is_private(seed):
    worlds = [
        World(random.Random(f"script {seed}"), random.Random(f"noise {seed} {world}"))
        for world in "ab"
    ]
    for world in worlds:
        world.play()
    one, other = worlds
    assert one.out() == other.out()
    assert len(one.ma.desk.all_acts(one.ma.national)) > 1


def test_the_comparison_sees_a_difference():
    """The canary of the canary: another joint word must show."""
    worlds = [World(random.Random(script), random.Random("noise")) for script in ("one", "two")]
    for world in worlds:
        world.play()
    assert worlds[0].out() != worlds[1].out()
