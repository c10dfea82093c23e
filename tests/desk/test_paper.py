"""Paper: recorded by us, its transcription agreed later, answers that came by hand."""

from __future__ import annotations

import pytest

from mithaq.desk import paper, registers, release, views, wording
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import exchange, joined


@pytest.fixture
def pair():
    return joined("ma", "pk")


def drafted(side):
    fields = {"title": forms.text("Memorandum"), "type": {"is": "mou"}}
    return registers.draft(
        side.desk, side.officer, kind="instrument", fields=fields, marking="unclassified"
    ).record


def scanned(side):
    with side.desk.transaction():
        return wording.file(side.desk, b"scan", media="application/pdf", name="mou.pdf")


def transcribed(side, record, **more):
    return paper.transcribe(
        side.desk, side.officer, record=record, basis="original", signed_on="2026-01-13",
        place={"fr": {"text": "Rabat", "role": "authentic"}},
        signatories=[{"party": "ma", "name": "A. L."}, {"party": "pk", "name": "K. A."}],
        **more,
    )  # fmt: skip


def test_a_paper_is_recorded_by_us_with_its_basis_and_scan(pair):
    ma, _ = pair
    record = drafted(ma)
    written = transcribed(ma, record, scan=scanned(ma))
    read = wording.read(ma.desk, channel=ma.national, version=written.version)
    assert read.fields["signed_on"] == {"is": "2026-01-13"}
    assert read.fields["basis"] == {"is": "original"}
    assert read.attachments[0]["name"] == "mou.pdf"


def test_what_the_paper_does_not_say_stays_not_stated(pair):
    ma, _ = pair
    record = drafted(ma)
    written = paper.transcribe(
        ma.desk, ma.officer, record=record, basis="press", signed_on="2026-01-13"
    )
    read = wording.read(ma.desk, channel=ma.national, version=written.version)
    assert "place" not in read.fields


def test_the_other_side_agrees_the_transcription(pair):
    ma, pk = pair
    record = drafted(ma)
    transcribed(ma, record, scan=scanned(ma))
    request = release.request(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (out,) = release.release(ma.desk, ma.releaser, request=request.id)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[out.version])
    exchange(ma, pk)
    view = ma.desk.standing(ma.joint).record(out.record)
    assert view.consent in ("agreed", "acknowledged")
    assert view.state != "signed", "Mithaq's signature is not the treaty's"


def test_an_answer_on_paper_is_our_word_for_it(pair):
    ma, _ = pair
    record = drafted(ma)
    paper.answered(
        ma.desk, ma.officer, record=record, party="pk", answer="accepted", on="2026-02-03",
        basis="original", scan=scanned(ma),
    )  # fmt: skip
    page = views.record(ma.desk, ma.officer, channel=ma.national, record=record)
    (said,) = page.private.said
    assert (said["topic"], said["data"]["party"]) == ("paper", "pk")


def test_a_step_on_paper_is_whose_it_was(pair):
    ma, _ = pair
    record = drafted(ma)
    transcribed(ma, record)
    paper.signed(ma.desk, ma.officer, record=record, by="pk", more={"date": "2026-01-13"})
    view = ma.desk.standing(ma.national).record(record)
    assert view.state == "signed"


def test_ones_own_side_does_not_answer_on_paper(pair):
    ma, _ = pair
    record = drafted(ma)
    fields = {"record": record, "on": "2026-02-03", "basis": "original"}
    refused(
        "desk.paper_ours", paper.answered, ma.desk, ma.officer, party="ma", answer="accepted",
        **fields,
    )  # fmt: skip
    refused(
        "desk.paper_answer", paper.answered, ma.desk, ma.officer, party="pk", answer="perhaps",
        **fields,
    )  # fmt: skip
