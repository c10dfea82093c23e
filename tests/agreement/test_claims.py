"""Citations never lie, claims are carried by passages, judgements give reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.agreement.claim import Citation, Claim, Judgement, Source, cite, recall_citation
from mithaq.record.refusal import Refusal

TEXT = "Rabat, mardi. وقّع الطرفان مذكرة تفاهم. The two sides signed."
SHA = "e" * 64
AT = {"source": "doc-1", "sha256": SHA, "language": "ar"}


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_a_citation_names_its_exact_passage_in_code_points():
    found = cite(TEXT, quote="مذكرة تفاهم", **AT)
    assert TEXT[found.start : found.end] == found.quote
    assert recall_citation(found.as_data(), text=TEXT) == found
    assert cite("ab ab", quote="ab", after=1, **AT).start == 3


@given(st.text(min_size=1), st.data())
def test_every_citation_that_can_be_made_is_true(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = Citation(text=text, start=start, end=end, quote=text[start:end], **AT)
    assert text[made.start : made.end] == made.quote
    other = data.draw(st.text())
    if other != text[start:end]:
        assert (
            refused(Citation, text=text, start=start, end=end, quote=other, **AT)
            == "citation.quote"
        )


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 999), (True, 3), (0.0, 3), (None, 3)]
)
def test_offsets_lie_in_the_text(start, end):
    assert (
        refused(Citation, text=TEXT, start=start, end=end, quote=TEXT[0:3], **AT)
        == "citation.offsets"
    )


def test_what_the_source_does_not_say_cannot_be_cited():
    assert refused(cite, TEXT, quote="مذكره تفاهم", **AT) == "citation.absent"
    assert refused(cite, TEXT, quote="", **AT) == "citation.absent"
    assert refused(cite, TEXT, quote="Rabat", **{**AT, "sha256": "E" * 64}) == "citation.hash"
    assert refused(cite, TEXT, quote="Rabat", **{**AT, "language": "French"}) == "citation.language"


@pytest.mark.parametrize(
    "data", [None, {}, {"quote": "Rabat"}, {**AT, "start": 0, "end": 5, "quote": 5}]
)
def test_a_written_citation_of_another_form_is_refused(data):
    assert refused(recall_citation, data, text=TEXT) == "citation.form"


def test_a_written_citation_against_another_text_is_refused():
    assert (
        refused(recall_citation, cite(TEXT, quote="Rabat", **AT).as_data(), text="Taza, mardi.")
        == "citation.quote"
    )


def test_a_claim_needs_a_passage_and_a_modality():
    passage = (cite(TEXT, quote="signed", **AT),)
    assert (
        Claim(
            type="agreement_signed", modality="happened", value="2026-01-13", citations=passage
        ).attribution
        == ()
    )
    assert (
        refused(Claim, type="x", modality="certain", value="v", citations=passage)
        == "claim.modality"
    )
    assert refused(Claim, type="x", modality="planned", value="v", citations=()) == "claim.uncited"


def test_a_judgement_gives_a_reason_and_a_correction_only_when_it_corrects():
    assert (
        Judgement(claim="c", verdict="corrected", reason="seed date", correction="2026").correction
        == "2026"
    )
    assert refused(Judgement, claim="c", verdict="maybe", reason="x") == "judgement.verdict"
    assert refused(Judgement, claim="c", verdict="corrected", reason="x") == "judgement.correction"
    assert (
        refused(Judgement, claim="c", verdict="accepted", reason="x", correction="y")
        == "judgement.correction"
    )
    assert refused(Judgement, claim="c", verdict="rejected", reason="  ") == "judgement.reason"


def test_a_source_has_a_hash_a_language_and_perhaps_a_date():
    assert Source(sha256=SHA, language="ar").published is None
    assert Source(sha256=SHA, language="fr", published="2026-01").published == "2026-01"
    assert refused(Source, sha256="x", language="fr") == "citation.hash"
    assert refused(Source, sha256=SHA, language="fr", published="mardi") == "date.form"
