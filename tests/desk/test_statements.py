"""What a side says about a thing, beside what the other says."""

from __future__ import annotations

import pytest

from mithaq.desk import registers, statements, views
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import exchange, joined, yes


@pytest.fixture
def pair():
    return joined("ma", "pk")


def agreed(pair, fields=None, kind="commitment"):
    ma, pk = pair
    written = registers.propose(
        ma.desk, ma.chair, channel=ma.joint, kind=kind,
        fields=fields or forms.commitment("ma", "pk"), marking="unclassified", confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    return written


def step(side, record, name, **more):
    return statements.step(
        side.desk, side.officer, channel=side.joint, record=record, step=name, confirm=yes, **more
    )


def leg(side, record, party):
    view = side.desk.standing(side.joint).record(record)
    return view.legs[party].state


def test_a_commitment_runs_from_done_to_verified(pair):
    ma, pk = pair
    record = agreed(pair).record
    step(ma, record, "acknowledge", leg="ma", more={"office": {"en": "training bureau"}})
    step(ma, record, "start", leg="ma")
    statements.evidence(
        ma.desk, ma.officer, channel=ma.joint, record=record, leg="ma",
        text={"en": "the list was sent on 1 March"}, confirm=yes,
    )  # fmt: skip
    step(ma, record, "report_done", leg="ma", more={"text": {"en": "sent"}})
    exchange(ma, pk)
    statements.verify(pk.desk, pk.officer, channel=pk.joint, record=record, leg="ma")
    exchange(ma, pk)
    assert leg(ma, record, "ma") == leg(pk, record, "ma") == "verified"


def test_a_side_never_verifies_its_own_leg(pair):
    ma, _ = pair
    record = agreed(pair).record
    refused(
        "desk.own_leg", statements.verify, ma.desk, ma.officer, channel=ma.joint, record=record,
        leg="ma",
    )  # fmt: skip


def test_a_step_the_lifecycle_does_not_allow_now_is_refused(pair):
    ma, _ = pair
    record = agreed(pair).record
    before = len(ma.desk.all_acts(ma.joint))
    assert refused("step.state", step, ma, record, "report_done", leg="ma")
    assert len(ma.desk.all_acts(ma.joint)) == before


def test_a_coded_step_asks_for_no_preview(pair):
    ma, _ = pair
    record = agreed(pair).record
    step(ma, record, "acknowledge", leg="ma", more={"office": {"en": "training bureau"}})
    statements.step(ma.desk, ma.officer, channel=ma.joint, record=record, step="start", leg="ma")


def test_words_beside_a_step_are_previewed(pair):
    ma, _ = pair
    record = agreed(pair).record
    refused(
        "desk.not_confirmed", statements.step, ma.desk, ma.officer, channel=ma.joint,
        record=record, step="acknowledge", leg="ma", more={"office": {"en": "training bureau"}},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"step": "start", "on": "0" * 64, "leg": "ma"}, False),
        ({"step": "postpone", "reason": "weather"}, False),
        ({"step": "carry_out", "date": "2026-10-25/2026-11-06"}, False),
        ({"step": "postpone", "reason": "our minister will not travel"}, True),
        ({"step": "start", "text": {"en": "x"}}, True),
        ({"step": "start", "more": "x"}, True),
        ({"recall": "0" * 64, "erased": True}, False),
    ],
)
def test_words_hide_under_no_code(data, words):
    assert statements.worded(data) is words


@pytest.mark.parametrize("verb", [statements.progress, statements.position, statements.comment])
def test_words_stand_beside_the_other_sides(pair, verb):
    ma, pk = pair
    record = agreed(pair).record
    for one in pair:
        verb(
            one.desk, one.officer, channel=one.joint, record=record,
            text={"en": f"words of {one.party}"}, confirm=yes,
        )  # fmt: skip
    exchange(ma, pk)
    for one, other in ((ma, pk), (pk, ma)):
        page = views.record(one.desk, one.officer, channel=one.joint, record=record)
        said = dict(page.statements)
        assert list(said) == [one.party, other.party]
        assert all(said[party] for party in said) or page.view.conversation


def test_a_contact_is_a_post_and_its_means(pair):
    ma, _ = pair
    record = agreed(pair).record
    act = statements.contact(
        ma.desk, ma.officer, channel=ma.joint, record=record, post={"en": "training bureau"},
        means={"mail": "bureau@example.org"}, confirm=yes,
    )  # fmt: skip
    assert act.body["data"]["means"]["mail"] == "bureau@example.org"


def test_a_statement_is_corrected_by_its_author_only(pair):
    ma, pk = pair
    record = agreed(pair).record
    said = statements.comment(
        ma.desk, ma.officer, channel=ma.joint, record=record, text={"en": "tree"}, confirm=yes
    )
    better = statements.correct(
        ma.desk, ma.officer, channel=ma.joint, statement=said.id, text={"en": "three"}, confirm=yes
    )
    exchange(ma, pk)
    assert better.body["replaces"] == said.id
    fates = {one.id: one.fate for one in _said(pk, record)}
    assert fates[said.id] == "replaced"
    refused(
        "desk.not_ours", statements.correct, pk.desk, pk.officer, channel=pk.joint,
        statement=said.id, text={"en": "x"}, confirm=yes,
    )  # fmt: skip


def test_what_is_no_statement_is_not_corrected(pair):
    ma, _ = pair
    written = agreed(pair)
    refused(
        "desk.not_a_statement", statements.correct, ma.desk, ma.officer, channel=ma.joint,
        statement=written.version, text={"en": "x"}, confirm=yes,
    )  # fmt: skip


def test_a_mistaken_release_is_recalled_on_record(pair):
    ma, pk = pair
    written = agreed(pair)
    statements.recall(
        ma.desk, ma.releaser, channel=ma.joint, record=written.record, version=written.version
    )
    exchange(ma, pk)
    view = pk.desk.standing(pk.joint).record(written.record)
    assert [one.recalled for one in view.versions if one.id == written.version] == [True]


def test_a_record_one_may_not_see_is_not_spoken_of(pair):
    ma, _ = pair
    refused(
        "desk.no_record", statements.comment, ma.desk, ma.officer, channel=ma.joint,
        record="ee" * 16, text={"en": "x"}, confirm=yes,
    )  # fmt: skip


def test_one_may_speak_of_what_was_declined_and_of_what_did_not_arrive(pair):
    ma, pk = pair
    declined, lost = (
        registers.propose(
            ma.desk, ma.chair, channel=ma.joint, kind="example", fields=forms.example(),
            marking="unclassified", confirm=yes,
        )
        for _ in "ab"
    )  # fmt: skip
    exchange(ma, pk)
    registers.decline(pk.desk, pk.chair, channel=pk.joint, version=declined.version)
    with pk.desk.transaction():
        pk.desk.blobs(pk.joint).erase(lost.sha256)
        pk.desk.refresh(pk.joint)
    for written in (declined, lost):
        statements.comment(
            pk.desk, pk.officer, channel=pk.joint, record=written.record,
            text={"en": "please send it again"}, confirm=yes,
        )  # fmt: skip


def test_one_officer_records_steps_nationally_for_both_sides(pair):
    ma, _ = pair
    officer = ma.who("ma.alone", "officer")
    record = registers.draft(
        ma.desk, officer, kind="instrument", marking="unclassified",
        fields={**forms.memorandum(), "signatories": {"is": [
            {"party": "ma", "name": "A"}, {"party": "pk", "name": "B"},
        ]}},
    ).record  # fmt: skip
    statements.step(
        ma.desk, officer, channel=ma.national, record=record, step="sign", by="pk",
        more={"date": "2026-01-13"},
    )  # fmt: skip
    view = ma.desk.standing(ma.national).record(record)
    (said,) = view.statements["pk"]
    assert (view.state, said.recorded_by) == ("signed", "ma")


def _said(side, record):
    view = side.desk.standing(side.joint).record(record)
    return [*view.conversation, *(one for told in view.statements.values() for one in told)]


def test_words_are_on_a_part_that_the_record_has(pair):
    written = agreed(pair)
    ma, _ = pair
    for verb in (statements.progress, statements.evidence):
        refused(
            "desk.no_leg", verb, ma.desk, ma.officer,
            channel=ma.joint, record=written.record, text={"en": "half"}, leg="zz", confirm=yes,
        )  # fmt: skip
