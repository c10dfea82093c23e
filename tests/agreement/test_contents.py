"""What a content of each kind must hold; what is unknown survives."""

from __future__ import annotations

import pytest

from mithaq.agreement.kinds import check_content
from mithaq.agreement.value import FieldValue, as_value, field_value
from mithaq.agreement.vocabulary.kinds import CORE_COLUMNS, KIND_FIELDS
from mithaq.record.content import read_content
from mithaq.record.refusal import Refusal
from tests.agreement.make import Pair, activity, commitment, content, instrument, words
from tests.record.make import charter_of

JOINT, NATIONAL = charter_of("ma", "pk"), charter_of("ma")
REF, PIN = {"record": "a" * 32}, {"record": "a" * 32, "sha256": "b" * 64}


def judged(blob, charter=JOINT):
    try:
        check_content(read_content(blob, parties=len(charter.parties)), charter=charter)
    except Refusal as refusal:
        return refusal.code
    return None


def area(**more):
    return content(
        "area",
        **{
            "code": "training",
            "title": words("Training"),
            "status": "agreed",
            "basis": "minutes",
            **more,
        },
    )


def programme(**more):
    return content(
        "programme", **{"title": words("2027"), "year": 2027, "activities": [PIN], **more}
    )


def body(**more):
    return content(
        "body",
        **{"title": words("Mechanism"), "sections": [{"party": "ma"}, {"party": "pk"}], **more},
    )


GOOD = [area(), programme(), body(), activity(), commitment(), instrument()]


@pytest.mark.parametrize("blob", GOOD)
def test_a_sound_content_of_each_kind_with_rules_passes_in_both_spaces(blob):
    assert judged(blob) is None
    assert judged(blob, NATIONAL) is None


BAD = {
    "content.missing": [content("area", code="training", title=words("x")), content("commitment", title=words("x"))],
    "content.state": [content("activity", title=words("x"), type="seminar", state="confirmed")],
    "content.party": [
        activity(host="fr"),
        commitment(parties=("fr",)),
        content("area", code="training", title=words("x"), raw={"status": {"withheld_by": "fr"}}),
        content("area", code="training", title=words("x"), raw={"status": {"disputed": [{"by": "fr", "is": "agreed"}, {"by": "ma", "is": "possible"}]}}),
    ],
    "content.code": [activity("x-fr-parade"), activity(areas=["training", "x-fr-space"])],
    "content.twice": [
        instrument(clauses=[{"number": "1"}, {"number": "1"}]), programme(activities=[PIN, PIN]),
        body(sections=[{"party": "ma"}, {"party": "ma"}]), activity(participants=[{"party": "ma"}, {"party": "ma"}]),
        content("commitment", title=words("x"), legs=[{"party": "ma"}, {"party": "ma"}]),
    ],
    "content.language": [instrument(prevailing_language="ar")],
    "content.entry": [instrument(entry_rule="on_date")],
    "content.basis": [area(basis="clause")],
    "content.year": [programme(year=27)],
    "content.legs": [content("commitment", title=words("x"), raw={"legs": {"withheld_by": "pk"}})],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "blob"), [(code, blob) for code, blobs in BAD.items() for blob in blobs]
)
def test_a_content_that_breaks_a_rule_is_refused_by_its_name(code, blob):
    assert judged(blob) == code


WRONG_TYPES = [
    activity(title="a bare string"), activity(title={"en": "no object"}), activity(title={"en": {"text": " "}}),
    activity(title={"en": {"text": "x", "role": "original"}}), activity(period="soon"), activity(areas="training"),
    activity(areas=[]), activity(areas=["Not a code!"]), activity(edition="5"), activity(edition=-1), activity(host="A B"),
    activity(access_needed=1), activity(parent_activity="a" * 32), activity(parent_activity={"record": "a" * 31}),
    activity(participants=[{"count": 3}]), activity(contacts=[{"party": "ma", "office": "bare"}]), activity(languages=["English"]),
    programme(activities=[REF]), programme(activities=[{**PIN, "sha256": "B" * 64}]), instrument(clauses=["text"]),
    instrument(reference=" "), content("source", title=words("x"), language="fr", sha256="short"),
    content("commitment", title=words("x"), legs=[{"party": "ma", "due": "2027-13"}]),
    content("area", code="training", title=words("x"), raw={"status": {"disputed": [{"by": "ma", "is": 1}, {"by": "pk", "is": "agreed"}]}}),
]  # fmt: skip


@pytest.mark.parametrize("blob", WRONG_TYPES)
def test_a_value_of_another_type_is_refused_with_its_place(blob):
    assert judged(blob) == "content.type"


def test_unknown_kinds_fields_and_codes_pass_and_survive():
    assert judged(content("x-ma-parade", anything={"deep": [1]})) is None
    assert judged(activity("x-ma-parade", weather="clear")) is None
    pair = Pair()
    on = pair.agree("s", activity(weather="clear"))
    pair.agree("s", activity(weather="clear", period="2027-11-24"), base=on)
    view = pair.view("s")
    assert view.unknown == ("weather",)
    assert view.fields["weather"].value == "clear"


def test_a_marking_above_the_ceiling_is_refused_on_content_and_attachment():
    low = charter_of("ma", "pk", limits={"marking": "official"})
    attachment = {
        "sha256": "c" * 64,
        "size": 1,
        "type": "text/plain",
        "name": "a.txt",
        "marking": "secret",
    }
    assert judged(commitment(marking="official"), low) is None
    assert judged(commitment(marking="restricted"), low) == "content.marking"
    assert judged(commitment(marking="cosmic"), low) == "content.marking"
    assert judged(commitment(attachments=[attachment]), low) == "content.marking"
    assert judged(commitment(attachments=[attachment])) is None


def test_a_third_state_may_stand_in_a_national_register_and_as_context():
    assert judged(activity(host="fr"), NATIONAL) is None
    assert judged(instrument(signatories=[{"party": "ma"}, {"party": "fr"}])) is None


def test_not_stated_is_told_apart_from_stated_withheld_and_disputed():
    fields = {
        "a": {"is": 1},
        "b": {"withheld_by": "pk"},
        "c": {"disputed": [{"by": "ma", "is": 1}, {"by": "pk", "is": 2}]},
    }
    assert field_value(fields, "a") == FieldValue(state="is", value=1)
    assert field_value(fields, "b") == FieldValue(state="withheld", party="pk")
    assert field_value(fields, "c") == FieldValue(state="disputed", sides=(("ma", 1), ("pk", 2)))
    assert field_value(fields, "d") == FieldValue(state="not_stated")
    assert as_value({"is": 0}).stated


def test_an_activity_begins_with_the_twelve_core_columns():
    assert CORE_COLUMNS == (
        "reference", "title", "type", "areas", "place", "period", "host", "participants", "level", "cost_rule", "contacts", "remarks",
    )  # fmt: skip
    assert set(CORE_COLUMNS) < set(KIND_FIELDS["activity"])
