"""The verbs over real homes: paired by cards, sealed bundles, keys rotated, one node restored."""

from __future__ import annotations

import os

import pytest

from mithaq.desk import (
    correspondence,
    pairing,
    recovery,
    registers,
    release,
    upkeep,
    views,
    wording,
)
from mithaq.desk.desk import Who
from mithaq.exchange import fingerprint
from mithaq.node.backup import backup
from mithaq.node.beginning import entry, init
from mithaq.node.opening import CURRENT_KEY, open_node
from mithaq.node.restore import restore
from mithaq.record.envelope import read_envelope
from tests import postgresql
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import yes

SECRET = "a long passphrase for a test"
OFFICER = Who(account="officer", offices=("es",), clearance="secret")
CHAIR = Who(account="chair", offices=("cc", "min"), clearance="secret")
RELEASER = Who(account="releaser", offices=("so",), clearance="secret")
ADMINISTRATOR = Who(account="admin", offices=("administrator",), clearance="secret")


@pytest.fixture
def url():
    """Give homes their database: SQLite, or PostgreSQL where the run asks for it."""
    made = []

    def new():
        if os.environ.get("MITHAQ_TEST_NODES") != "postgresql":
            return None
        made.append(postgresql.new_database())
        return made[-1]

    yield new
    for one in made:
        postgresql.drop_database(one)


@pytest.fixture
def nodes(tmp_path, url):
    both = [
        init(tmp_path / party, party=party, names={"en": name}, passphrase=SECRET, url=url())
        for party, name in (("ma", "Morocco"), ("pk", "Pakistan"))
    ]
    pair(*both)
    yield both
    for one in both:
        one.close()


def pair(ma, pk):
    roots = {one.party: one.keyring.unlock(SECRET) for one in (ma, pk)}
    cards = [
        pairing.card(
            one.desk,
            ADMINISTRATOR,
            entry=entry(one.keyring, roots[one.party], party=one.party, names=one.home.name),
        )
        for one in (ma, pk)
    ]
    charter = pairing.compose(
        ma.desk, ADMINISTRATOR, cards=cards, title="Follow-up", roots=roots["ma"]
    )
    charter = pairing.countersign(
        pk.desk, ADMINISTRATOR, charter=charter, cards=cards, roots=roots["pk"]
    )
    told = fingerprint.digits(read_envelope(charter.rstrip(b"\n")).id)
    for one in (ma, pk):
        pairing.complete(one.desk, ADMINISTRATOR, charter=charter, told=told)


def joint(node):
    return node.desk.joint()[0]


def post(sender, receiver):
    """Write, seal, carry, unseal, open."""
    sent = correspondence.write(sender.desk, OFFICER, channel=joint(sender), to=receiver.party)
    recipients = sender.desk.channel(joint(sender)).keys(receiver.party).age
    return [
        correspondence.open(
            receiver.desk, OFFICER, data=receiver.unseal(sender.seal(part, recipients))
        )
        for part in sent.parts
    ]


def meet(ma, pk):
    for _ in range(2):
        post(ma, pk)
        post(pk, ma)


def same(ma, pk):
    return views.standing(ma.desk, channel=joint(ma)) == views.standing(pk.desk, channel=joint(pk))


def released(node, scan=b"a scan"):
    with node.desk.transaction():
        file = wording.file(node.desk, scan, media="application/pdf", name="scan.pdf")
    record = registers.draft(
        node.desk, OFFICER, kind="instrument", fields=forms.memorandum(), marking="unclassified",
        attachments=[file],
    ).record  # fmt: skip
    request = release.request(node.desk, OFFICER, channel=joint(node), records=[record])
    return release.release(node.desk, RELEASER, request=request.id)[0]


def agree_a_memorandum(ma, pk):
    out = released(ma)
    post(ma, pk)
    registers.accept(pk.desk, CHAIR, channel=joint(pk), versions=[out.version])
    meet(ma, pk)
    (line,) = views.register(pk.desk, OFFICER, kind="instrument")
    assert line.consent == "acknowledged"
    assert same(ma, pk)
    for one in (ma, pk):
        for channel in one.desk.ledger.channels():
            assert list(upkeep.check(one.desk, channel=channel)) == []


def change_a_key_and_go_on(ma, pk):
    roots = ma.keyring.unlock(SECRET)
    new = ma.keyring.add_node_key()
    with ma.desk.transaction():
        upkeep.rotate(ma.desk, ADMINISTRATOR, roots=roots, node=[new.public])
        ma.desk.ledger.note(CURRENT_KEY, new.key.encode())
        ma.desk.signer = new
    out = released(ma)
    meet(ma, pk)
    assert pk.desk.act(joint(pk), out.version).key == new.key
    assert same(ma, pk)


def restore_and_sign_again_only_after_the_other_side_answered(ma, pk, tmp_path, url):
    meet(ma, pk)
    backup(ma, tmp_path / "ma.backup")
    out = released(ma)
    post(ma, pk)
    registers.accept(pk.desk, CHAIR, channel=joint(pk), versions=[out.version])
    ma.close()
    restore(tmp_path / "ma.backup", tmp_path / "again", keys=tmp_path / "ma" / "keys", url=url())
    with open_node(tmp_path / "again") as again:
        refused(
            "desk.locked", registers.propose, again.desk, CHAIR, channel=joint(again),
            kind="example", fields=forms.example(), marking="unclassified", confirm=yes,
        )  # fmt: skip
        assert recovery.unlock(again.desk, ADMINISTRATOR, channel=again.desk.national()).open
        post(again, pk)
        (opened,) = post(pk, again)
        assert opened.unlocked
        meet(again, pk)
        assert again.desk.channel(joint(again)).consent.status(out.version).state == "agreed"
        registers.propose(
            again.desk, CHAIR, channel=joint(again), kind="example", fields=forms.example(),
            marking="unclassified", confirm=yes,
        )  # fmt: skip
        meet(again, pk)
        assert not pk.desk.channel(joint(pk)).forks()
        assert same(again, pk)


def fail_and_leave_the_store_untouched(ma):
    out = released(ma, b"one more scan")
    tips = {one: ma.desk.ledger.tip(one) for one in ma.desk.ledger.channels()}
    refused(
        "V_ANSWERED", registers.accept, ma.desk, CHAIR, channel=joint(ma), versions=[out.version]
    )
    assert tips == {one: ma.desk.ledger.tip(one) for one in ma.desk.ledger.channels()}
    released(ma, b"another scan")


@pytest.mark.long
def test_a_year_of_two_homes(nodes, tmp_path, url):
    """One story, for a passphrase costs seconds on purpose."""
    ma, pk = nodes
    agree_a_memorandum(ma, pk)
    fail_and_leave_the_store_untouched(ma)
    change_a_key_and_go_on(ma, pk)
    restore_and_sign_again_only_after_the_other_side_answered(ma, pk, tmp_path, url)
