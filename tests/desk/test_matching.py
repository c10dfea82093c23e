"""Both sides had a register: match, and link rather than release a twin (decision 10)."""

from __future__ import annotations

import pytest

from mithaq.desk import matching, registers, views
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import exchange, joined, yes


@pytest.fixture
def pair():
    return joined("ma", "pk")


def drafted(side, fields=None, kind="instrument"):
    return registers.draft(
        side.desk, side.officer, kind=kind, fields=fields or forms.memorandum(),
        marking="unclassified",
    ).record  # fmt: skip


def proposed(side, fields=None, kind="instrument"):
    return registers.propose(
        side.desk, side.officer, channel=side.joint, kind=kind,
        fields=fields or forms.memorandum(), marking="unclassified", confirm=yes,
    )  # fmt: skip


def test_a_twin_is_found_by_title_date_and_type(pair):
    ma, pk = pair
    theirs = proposed(pk)
    proposed(pk, {"title": forms.text("Something else"), "type": {"is": "treaty"}})
    exchange(ma, pk)
    mine = drafted(ma)
    (found,) = matching.candidates(ma.desk, ma.officer, channel=ma.joint, record=mine)
    assert found.record == theirs.record
    assert found.reasons == ("title", "date", "type")


def test_a_linked_record_is_shown_once_with_its_private_side(pair):
    ma, pk = pair
    theirs = proposed(pk)
    exchange(ma, pk)
    mine = drafted(ma)
    before = len(ma.desk.all_acts(ma.joint))
    matching.link(ma.desk, ma.officer, channel=ma.joint, record=mine, joint=theirs.record)
    assert len(ma.desk.all_acts(ma.joint)) == before
    (line,) = views.register(ma.desk, ma.officer, kind="instrument")
    assert (line.record, line.private) == (theirs.record, mine)
    assert not matching.candidates(ma.desk, ma.officer, channel=ma.joint, record=mine)


def test_a_record_is_linked_once_and_to_its_kind(pair):
    ma, pk = pair
    theirs, other = proposed(pk), proposed(pk, forms.example(), "example")
    exchange(ma, pk)
    mine = drafted(ma)
    refused(
        "desk.other_kind", matching.link, ma.desk, ma.officer, channel=ma.joint, record=mine,
        joint=other.record,
    )  # fmt: skip
    matching.link(ma.desk, ma.officer, channel=ma.joint, record=mine, joint=theirs.record)
    refused(
        "desk.linked", matching.link, ma.desk, ma.officer, channel=ma.joint, record=mine,
        joint=theirs.record,
    )  # fmt: skip


def test_twins_are_joined_by_an_agreed_same_as(pair):
    ma, pk = pair
    one, two = proposed(ma), proposed(pk)
    exchange(ma, pk)
    same = matching.same_as(
        ma.desk, ma.officer, channel=ma.joint, records=(one.record, two.record), confirm=yes
    )
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[same.version])
    assert pk.desk.channel(pk.joint).consent.status(same.version).state == "agreed"


def test_unlike_kinds_are_not_the_same(pair):
    ma, _ = pair
    one, two = proposed(ma), proposed(ma, forms.example(), "example")
    refused(
        "desk.other_kind", matching.same_as, ma.desk, ma.officer, channel=ma.joint,
        records=(one.record, two.record), confirm=yes,
    )  # fmt: skip
