"""Sources, claims and judgements: exact, national, and never a change of the record."""

from __future__ import annotations

import pytest

from mithaq.desk import citing, registers, release, views
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import exchange, joined, yes

TEXT = "Rabat, le 13 janvier. Un mémorandum d'entente a été signé. المغرب وباكستان. Un mémorandum."


@pytest.fixture
def ma_pk():
    return joined("ma", "pk")


@pytest.fixture
def ma(ma_pk):
    return ma_pk[0]


BYTES = TEXT.encode()


def filed(side, data=BYTES):
    return citing.file_source(
        side.desk, side.officer, data=data, name="report.txt", fields=forms.source()
    ).record


def drafted(side):
    return registers.draft(
        side.desk, side.officer, kind="instrument", fields=forms.memorandum(),
        marking="unclassified",
    ).record  # fmt: skip


def cited(side, record, source, quote="Un mémorandum d'entente", **more):
    return citing.cite(
        side.desk, side.officer, record=record, source=source, quote=quote, language="fr",
        modality="happened", field="type", value="mou", **more,
    )  # fmt: skip


def test_a_claim_holds_the_exact_words_and_their_place(ma):
    claim = cited(ma, drafted(ma), filed(ma))
    (citation,) = claim.body["data"]["citations"]
    assert TEXT[citation["start"] : citation["end"]] == citation["quote"]


def test_offsets_count_code_points_in_any_script(ma):
    claim = cited(ma, drafted(ma), filed(ma), quote="المغرب")
    (citation,) = claim.body["data"]["citations"]
    assert citation["end"] - citation["start"] == 6


def test_words_that_are_not_there_are_refused(ma):
    refused("citation.absent", cited, ma, drafted(ma), filed(ma), quote="un traité")


def test_words_that_are_there_twice_need_their_place(ma):
    record, source = drafted(ma), filed(ma)
    refused("desk.quote_twice", cited, ma, record, source, quote="Un mémorandum")
    cited(ma, record, source, quote="Un mémorandum", start=TEXT.rindex("Un mémorandum"))


def test_a_wrong_place_is_refused(ma):
    refused("citation.quote", cited, ma, drafted(ma), filed(ma), start=3)


def test_what_is_no_text_is_not_quoted(ma):
    source = filed(ma, b"\xff\xfe\x00")
    refused("desk.source_not_text", cited, ma, drafted(ma), source)


def test_what_is_no_source_is_not_cited(ma):
    record = drafted(ma)
    refused("desk.not_a_source", cited, ma, record, record)


def test_a_judgement_stands_beside_the_claim_and_changes_no_field(ma):
    record = drafted(ma)
    claim = cited(ma, record, filed(ma))
    before = ma.desk.channel(ma.national).consent.record(record)
    citing.judge(
        ma.desk, ma.officer, claim=claim.id, verdict="corrected", reason="an MoU, not a treaty",
        correction="mou",
    )  # fmt: skip
    assert ma.desk.channel(ma.national).consent.record(record) == before
    said = views.record(ma.desk, ma.officer, channel=ma.national, record=record).private.said
    assert [one["topic"] for one in said] == ["claim", "judgement"]


def test_only_a_claim_is_judged(ma):
    record = drafted(ma)
    note = citing.note(ma.desk, ma.officer, record=record, text={"en": "check this"})
    refused(
        "desk.not_a_claim", citing.judge, ma.desk, ma.officer, claim=note.id, verdict="accepted",
        reason="x",
    )  # fmt: skip


def test_a_joint_record_is_cited_on_its_private_side(ma_pk):
    ma, pk = ma_pk
    record = registers.propose(
        ma.desk, ma.officer, channel=ma.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes,
    ).record  # fmt: skip
    before = len(ma.desk.all_acts(ma.joint))
    cited(ma, record, filed(ma), channel=ma.joint)
    assert len(ma.desk.all_acts(ma.joint)) == before
    page = views.record(ma.desk, ma.officer, channel=ma.joint, record=record)
    assert [one["topic"] for one in page.private.said] == ["claim"]
    exchange(ma, pk)
    assert "mémorandum".encode() not in b"".join(ma.sent)


def test_a_passage_crosses_by_two_people_as_evidence(ma_pk):
    ma, pk = ma_pk
    record = registers.propose(
        ma.desk, ma.officer, channel=ma.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes,
    ).record  # fmt: skip
    source = filed(ma)
    claim = cited(ma, record, source, channel=ma.joint)
    request = release.request_citation(
        ma.desk, ma.officer, channel=ma.joint, record=record, claim=claim.id, file=True
    )
    act = release.release_statement(ma.desk, ma.releaser, request=request.id)
    exchange(ma, pk)
    got = pk.desk.act(pk.joint, act.id).body
    assert got["data"]["citation"]["quote"] == "Un mémorandum d'entente"
    assert pk.desk.blobs(pk.joint).get(got["content"]["sha256"]) == TEXT.encode()
    assert source.encode() not in b"".join(ma.sent)
