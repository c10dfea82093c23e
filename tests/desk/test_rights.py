"""Every verb of the desk, walked through every office: the matrix decides, and nothing else does."""

from __future__ import annotations

import copy
import functools
import inspect

import pytest

from mithaq.agreement.rights import OFFICES, VERBS, may
from mithaq.desk import (
    citing,
    correspondence,
    matching,
    pairing,
    paper,
    recovery,
    registers,
    release,
    statements,
    upkeep,
    wording,
)
from mithaq.desk.desk import Desk, Who
from mithaq.record.refusal import Refusal
from tests.desk import forms
from tests.peer import RootSigner, Side, exchange, joined, yes
from tests.record.make import node_key, party_entry

KIND = "commitment"
CARRY = ("carry", "export", "administer")


@functools.cache
def _world() -> tuple[Side, Side, dict]:
    """A channel in which every verb has something to be done to."""
    ma, pk = joined("ma", "pk")
    things = {}
    with ma.desk.transaction():
        file = wording.file(ma.desk, b"report", media="text/plain", name="r.txt")
    things["file"] = file
    things["source"] = citing.file_source(
        ma.desk, ma.officer, data=b"exact words", name="s.txt", fields=forms.source()
    ).record
    own = _draft(ma)
    things["own"], things["twin"] = own.record, _draft(ma).record
    things["claim"] = citing.cite(
        ma.desk, ma.officer, record=own.record, source=things["source"], quote="exact",
        language="en", modality="happened", field="text",
    ).id  # fmt: skip
    things["open"] = _propose(ma).version
    things["agreed"] = _propose(ma)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[things["agreed"].version])
    things["theirs"] = _propose(pk)
    done = things["agreed"].record
    for step, more in (("acknowledge", {"office": {"en": "x"}}), ("start", {})):
        statements.step(
            pk.desk, pk.officer, channel=pk.joint, record=done, step=step, leg="pk", more=more,
            confirm=yes,
        )  # fmt: skip
    statements.step(
        pk.desk, pk.officer, channel=pk.joint, record=done, step="report_done", leg="pk",
        more={"text": {"en": "done"}}, confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    things["said"] = statements.comment(
        ma.desk, ma.officer, channel=ma.joint, record=done, text={"en": "x"}, confirm=yes
    ).id
    things["request"] = release.request(
        ma.desk, ma.officer, channel=ma.joint, records=[own.record]
    ).id
    things["statement"] = release.request_statement(
        ma.desk, ma.officer, channel=ma.joint, record=done, topic="evidence",
        data={"text": {"en": "x"}}, file=file,
    ).id  # fmt: skip
    (things["bundle"],) = correspondence.write(pk.desk, pk.officer, channel=pk.joint, to="ma").parts
    return ma, pk, things


def _draft(side):
    return registers.draft(
        side.desk, side.officer, kind=KIND, fields=forms.commitment("ma", "pk"),
        marking="unclassified",
    )  # fmt: skip


def _propose(side):
    return registers.propose(
        side.desk, side.chair, channel=side.joint, kind=KIND, fields=forms.commitment("ma", "pk"),
        marking="unclassified", confirm=yes,
    )  # fmt: skip


@pytest.fixture
def world():
    """A copy of that channel, to be spoilt by one test."""
    ma, _, things = _world()
    old = ma.desk
    desk = Desk(
        party="ma", ledger=copy.deepcopy(old.ledger), shelf=copy.deepcopy(old.shelf),
        clock=old.clock, dice=copy.deepcopy(old.dice), signer=old.signer,
    )  # fmt: skip
    return Side(party="ma", desk=desk, clock=old.clock), things


def verb(*rights: str, row: tuple[str, ...] = (), kind: str = KIND):
    """Say which rights allow a verb (any of them), and which offices its lifecycle row wants."""

    def mark(call):
        call.rights, call.row, call.kind = rights, row, kind
        return call

    return mark


@verb("draft")
def draft(s, who, t):
    registers.draft(
        s.desk, who, kind=KIND, fields=forms.commitment("ma", "pk"), marking="unclassified"
    )


@verb("draft")
def amend(s, who, t):
    registers.amend(s.desk, who, channel=s.national, record=t["own"], changes={"note": None})


@verb("propose")
def propose(s, who, t):
    registers.propose(
        s.desk, who, channel=s.joint, kind=KIND, fields=forms.commitment("ma", "pk"),
        marking="unclassified", confirm=yes,
    )  # fmt: skip


@verb("propose")
def amend_joint(s, who, t):
    registers.amend(
        s.desk, who, channel=s.joint, record=t["agreed"].record, changes={"note": None}, confirm=yes
    )


@verb("accept")
def accept(s, who, t):
    registers.accept(s.desk, who, channel=s.joint, versions=[t["theirs"].version])


@verb("decline")
def decline(s, who, t):
    registers.decline(s.desk, who, channel=s.joint, version=t["theirs"].version)


@verb("withdraw")
def withdraw(s, who, t):
    registers.withdraw(s.desk, who, channel=s.joint, version=t["open"])


@verb("withdraw")
def replace(s, who, t):
    registers.replace(s.desk, who, channel=s.joint, version=t["open"], changes={}, confirm=yes)


@verb("decline")
def counter(s, who, t):
    registers.counter(
        s.desk, who, channel=s.joint, version=t["theirs"].version, changes={}, confirm=yes
    )


def _says(name):
    @verb(name)
    def call(s, who, t):
        getattr(statements, name)(
            s.desk, who, channel=s.joint, record=t["agreed"].record, text={"en": "x"}, confirm=yes
        )

    call.__name__ = name
    return call


progress, position, comment, evidence = map(_says, ("progress", "position", "comment", "evidence"))


@verb("contact")
def contact(s, who, t):
    statements.contact(
        s.desk, who, channel=s.joint, record=t["agreed"].record, post={"en": "x"}, confirm=yes
    )


@verb("comment")
def correct(s, who, t):
    statements.correct(
        s.desk, who, channel=s.joint, statement=t["said"], text={"en": "y"}, confirm=yes
    )


@verb("step", row=("es",))
def step(s, who, t):
    statements.step(
        s.desk, who, channel=s.joint, record=t["agreed"].record, step="acknowledge", leg="ma",
        more={"office": {"en": "x"}}, confirm=yes,
    )  # fmt: skip


@verb("verify", row=("poc", "wl", "es"))
def verify(s, who, t):
    statements.verify(s.desk, who, channel=s.joint, record=t["agreed"].record, leg="pk")


@verb("recall")
def recall(s, who, t):
    statements.recall(
        s.desk, who, channel=s.joint, record=t["agreed"].record, version=t["agreed"].version
    )


@verb("draft", kind="source")
def file_source(s, who, t):
    citing.file_source(s.desk, who, data=b"x", name="x.txt", fields=forms.source())


@verb("cite")
def cite(s, who, t):
    citing.cite(
        s.desk, who, record=t["own"], source=t["source"], quote="words", language="en",
        modality="opinion", field="text",
    )  # fmt: skip


@verb("judge")
def judge(s, who, t):
    citing.judge(s.desk, who, claim=t["claim"], verdict="accepted", reason="x")


@verb("comment")
def note(s, who, t):
    citing.note(s.desk, who, record=t["own"], text={"en": "x"})


@verb("request_release")
def request_release(s, who, t):
    release.request(s.desk, who, channel=s.joint, records=[t["own"]])


@verb("evidence")
def request_statement(s, who, t):
    release.request_statement(
        s.desk, who, channel=s.joint, record=t["agreed"].record, topic="evidence",
        data={"text": {"en": "x"}}, file=t["file"],
    )  # fmt: skip


@verb("release")
def release_records(s, who, t):
    release.release(s.desk, who, request=t["request"])


@verb("release")
def release_statement(s, who, t):
    release.release_statement(s.desk, who, request=t["statement"])


@verb("release")
def refuse_release(s, who, t):
    release.refuse(s.desk, who, request=t["request"], reason="no")


@verb("link")
def link(s, who, t):
    matching.link(s.desk, who, channel=s.joint, record=t["twin"], joint=t["agreed"].record)


@verb("propose", kind="same_as")
def same_as(s, who, t):
    matching.same_as(
        s.desk, who, channel=s.joint, records=(t["agreed"].record, t["theirs"].record), confirm=yes
    )


@verb("paper")
def answered_on_paper(s, who, t):
    paper.answered(
        s.desk, who, record=t["own"], party="pk", answer="accepted", on="2026-02", basis="copy"
    )


@verb(*CARRY, kind="")
def bundle_write(s, who, t):
    correspondence.write(s.desk, who, channel=s.joint, to="pk")


@verb(*CARRY, kind="")
def bundle_open(s, who, t):
    correspondence.open(s.desk, who, data=t["bundle"])


@verb("export", kind="")
def export(s, who, t):
    upkeep.export(s.desk, who, channel=s.joint)


@verb("pair", kind="")
def pair(s, who, t):
    pairing.card(s.desk, who, entry=party_entry("ma"))


@verb("rotate", kind="")
def rotate(s, who, t):
    upkeep.rotate(s.desk, who, roots=RootSigner("ma"), node=[node_key("ma", 1).public])


@verb("unlock", kind="")
def unlock(s, who, t):
    with s.desk.transaction():
        s.desk.ledger.lock(s.joint, "restored")
    recovery.unlock(s.desk, who, channel=s.joint)


WALKED = {
    name: one
    for name, one in sorted(globals().items())
    if inspect.isfunction(one) and hasattr(one, "rights")
}


def expected(call, office: str) -> bool:
    right = any(may((office,), one, call.kind) for one in call.rights)
    return right and (not call.row or office in call.row)


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("name", WALKED)
def test_the_matrix_decides(world, name, office):
    side, things = world
    before = {one: side.desk.ledger.tip(one) for one in side.desk.ledger.channels()}
    call = WALKED[name]
    if expected(call, office):
        call(side, Who(account="a colleague", offices=(office,), clearance="secret"), things)
        return
    with pytest.raises(Refusal) as told:
        call(side, Who(account="a colleague", offices=(office,), clearance="secret"), things)
    assert told.value.code in ("desk.no_right", "step.office")
    assert before == {one: side.desk.ledger.tip(one) for one in side.desk.ledger.channels()}


def test_every_right_of_the_matrix_is_walked():
    """``see`` and ``amend`` are read by views and by ``draft``; the rest are offices of later verbs."""
    asked = {one for call in WALKED.values() for one in call.rights}
    assert set(VERBS) - asked <= {"see", "amend", "correct", "sign_instrument"}


def test_every_verb_of_the_desk_is_walked():
    """A public function that takes ``who`` and writes is here, or reads only."""
    reading = {"preview", "requested", "candidates", "together", "source_text", "passage",
               "allowed", "say", "aside", "recheck"}  # fmt: skip
    built = {"answer_recall", "request_citation", "transcribe", "signed", "answered", "compose", "countersign",
             "complete", "card", "request", "release", "refuse", "write", "open"}  # fmt: skip
    for module in (citing, correspondence, matching, pairing, paper, recovery, registers, release,
                   statements, upkeep):  # fmt: skip
        for name, one in inspect.getmembers(module, inspect.isfunction):
            own = one.__module__ == module.__name__ and not name.startswith("_")
            if own and "who" in inspect.signature(one).parameters:
                assert name in {*WALKED, *reading, *built}, f"{module.__name__}.{name}"
