"""Contents: the shape of what is proposed."""

import json

import pytest

from mithaq.record.content import Content, read_content, write_content
from mithaq.record.refusal import Refusal

SOUND = {
    "kind": "activity",
    "salt": "5a" * 16,
    "marking": "unclassified",
    "fields": {"title": {"is": "Exercise"}},
}
FILE = {"sha256": "ab" * 32, "size": 1, "type": "application/pdf", "name": "a.pdf"}


def refused(act, *args, **more):
    with pytest.raises(Refusal) as refusal:
        act(*args, **more)
    return refusal.value


def test_what_is_written_reads_back_as_it_was():
    blob = write_content(**SOUND, attachments=[FILE])
    assert read_content(blob, parties=2) == Content(**SOUND, attachments=(FILE,))


def test_a_national_part_stays_in_a_channel_of_one():
    blob = write_content(**SOUND, national={"drafter": "col1"})
    assert read_content(blob, parties=1).national == {"drafter": "col1"}
    assert refused(read_content, blob, parties=2).code == "E_NATIONAL"


def test_an_empty_national_part_is_not_written():
    assert b"national" not in write_content(**SOUND, national={})


def test_an_empty_national_part_is_refused_even_in_a_channel_of_one():
    value = {**json.loads(write_content(**SOUND)), "national": {}}
    blob = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    refusal = refused(read_content, blob, parties=1)
    assert (refusal.code, refusal.fields["field"]) == ("E_CONTENT", "national")


def test_null_is_refused_in_the_national_part_too():
    refusal = refused(write_content, **SOUND, national={"note": {"deep": [None]}})
    assert (refusal.code, refusal.fields["field"]) == ("E_CONTENT", "national")


def test_it_names_the_wrong_field():
    wrong = {**SOUND, "fields": {"title": {"is": None}}}
    assert refused(write_content, **wrong).fields["field"] == "fields.title"
    assert refused(write_content, **{**SOUND, "kind": "Two Words"}).fields["field"] == "kind"
    bad = {**FILE, "size": -1}
    assert "attachments" in refused(write_content, **SOUND, attachments=[bad]).fields["field"]


def test_a_content_of_a_mebibyte_is_read_and_one_byte_more_is_not():
    def having(size):
        return write_content(**{**SOUND, "fields": {"text": {"is": "x" * size}}})

    room = 1048576 - len(having(0))
    assert len(having(room)) == 1048576
    assert refused(having, room + 1).code == "E_SIZE"
    assert refused(read_content, b"x" * 1048577, parties=1).code == "E_SIZE"


def test_fields_nobody_knows_survive():
    stated = {"x-pk-colour": {"is": {"deep": [1, "two"]}}}
    blob = write_content(**{**SOUND, "fields": stated})
    assert read_content(blob, parties=2).fields == stated
