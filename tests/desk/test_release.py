"""The bridge: exactly what was previewed, by two people, and nothing national with it (law 5, K5)."""

from __future__ import annotations

import json

import pytest

from mithaq.desk import citing, leaving, registers, release, statements, wording
from mithaq.record.refusal import Refusal
from tests.desk import forms
from tests.peer import exchange, joined, yes


@pytest.fixture
def ma_pk():
    return joined("ma", "pk", limits={"marking": "restricted"})


@pytest.fixture
def ma(ma_pk):
    return ma_pk[0]


def drafted(side, fields=None, kind="instrument", who=None, **more):
    return registers.draft(
        side.desk, who or side.officer, kind=kind, fields=fields or forms.memorandum(),
        marking="unclassified", **more,
    )  # fmt: skip


def requested(side, *records, who=None, **more):
    return release.request(
        side.desk, who or side.officer, channel=side.joint, records=records, **more
    ).id


def released(side, *records, **more):
    return release.release(side.desk, side.releaser, request=requested(side, *records, **more))


def refused(code, call, *args, **fields):
    with pytest.raises(Refusal) as told:
        call(*args, **fields)
    assert told.value.code == code, str(told.value)


def joint_acts(side):
    return len(side.desk.all_acts(side.joint))


# ---------------------------------------------------------------- what leaves


def test_what_was_previewed_is_what_the_other_side_reads(ma_pk):
    ma, pk = ma_pk
    notes = {"notes": {"en": "our red line"}}
    record = drafted(ma, notes=notes).record
    shown = leaving.preview(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (written,) = released(ma, record)
    exchange(ma, pk)
    read = wording.read(pk.desk, channel=pk.joint, version=written.version)
    assert dict(read.fields) == dict(shown.leaving[0].content.fields)
    assert read.national == {}
    assert shown.to == ("pk",)


def test_nothing_national_is_in_any_byte_that_leaves(ma_pk):
    ma, pk = ma_pk
    secret = "qoqnus-7431"
    record = drafted(ma, notes={"notes": {"en": secret}}, who=ma.who(secret, "es"))
    written = released(ma, record.record)[0]
    exchange(ma, pk)
    sent = b"".join(ma.sent)
    acts = b"".join(act.envelope.payload for act in pk.desk.all_acts(pk.joint))
    for hidden in (
        secret,
        record.record,
        record.version,
        record.sha256,
        ma.national,
        "ma.releaser",
    ):
        assert hidden.encode() not in sent + acts
    assert written.record.encode() in acts


def test_the_content_is_salted_anew(ma):
    record = drafted(ma)
    (written,) = released(ma, record.record)
    assert written.sha256 != record.sha256
    assert written.record != record.record


def test_a_field_left_behind_stays(ma_pk):
    ma, pk = ma_pk
    record = drafted(ma).record
    (written,) = released(ma, record, leave=("place",))
    exchange(ma, pk)
    assert "place" not in wording.read(pk.desk, channel=pk.joint, version=written.version).fields


def test_a_file_goes_along_and_only_then_is_in_the_channel(ma_pk):
    ma, pk = ma_pk
    with ma.desk.transaction():
        scan = wording.file(ma.desk, b"scan of the paper", media="text/plain", name="scan.txt")
    record = drafted(ma, attachments=(scan,)).record
    assert ma.desk.blobs(ma.joint).get(scan["sha256"]) is None
    released(ma, record)
    exchange(ma, pk)
    assert pk.desk.blobs(pk.joint).get(scan["sha256"]) == b"scan of the paper"


def test_a_blob_the_other_side_names_by_guess_is_absent(ma_pk):
    """pk names the hash of a national file of ma: nothing may tell it that ma has it."""
    ma, pk = ma_pk
    with ma.desk.transaction():
        guessed = wording.file(ma.desk, b"a common form", media="text/plain", name="form.txt")
    content = wording.worded(
        pk.desk, channel=pk.joint, kind="example", marking="unclassified",
        fields=forms.example(), attachments=(guessed,),
    )  # fmt: skip
    with pk.desk.transaction():
        offered = wording.offer(
            pk.desk, pk.officer, channel=pk.joint, record="ab" * 16, base=None, office="es",
            content=content,
        )  # fmt: skip
    exchange(ma, pk)
    assert b"a common form" not in b"".join(ma.sent)
    from mithaq.desk import correspondence

    assert guessed["sha256"] in correspondence.show(ma.sent[-1]).manifest.wants
    refused(
        "desk.attachment_absent", registers.accept, ma.desk, ma.chair, channel=ma.joint,
        versions=[offered.version],
    )  # fmt: skip


def test_references_are_written_by_joint_ids(ma_pk):
    ma, pk = ma_pk
    parent = drafted(ma).record
    child = drafted(ma, {**forms.memorandum("Annex"), "parent": {"is": {"record": parent}}}).record
    parent_out, child_out = released(ma, parent, child)
    exchange(ma, pk)
    read = wording.read(pk.desk, channel=pk.joint, version=child_out.version)
    assert read.fields["parent"] == {"is": {"record": parent_out.record}}


def test_a_reference_into_the_dark_is_named_and_stops_the_release(ma):
    parent = drafted(ma).record
    child = drafted(ma, {**forms.memorandum("Annex"), "parent": {"is": {"record": parent}}}).record
    shown = leaving.preview(ma.desk, ma.officer, channel=ma.joint, records=[child])
    assert shown.missing == ((child, parent),)
    refused("release.missing", requested, ma, child)
    released(ma, parent)
    released(ma, child)


def test_a_programme_leaves_with_its_activities_pinned_anew(ma_pk):
    ma, pk = ma_pk
    parts = [drafted(ma, forms.activity(f"Part {n}", f"2027/EV/{n}"), "activity") for n in "12"]
    pins = [{"record": one.record, "sha256": one.sha256} for one in parts]
    whole = drafted(ma, forms.programme(*pins), "programme")
    out = released(ma, whole.record, *(one.record for one in parts))
    exchange(ma, pk)
    assert [one.record for one in out][-1] == out[-1].record
    read = wording.read(pk.desk, channel=pk.joint, version=out[-1].version)
    assert read.fields["activities"]["is"] == [
        {"record": one.record, "sha256": one.sha256} for one in out[:-1]
    ]


def test_a_pin_to_an_older_version_stops_the_release(ma):
    part = drafted(ma, forms.activity(), "activity")
    whole = drafted(
        ma, forms.programme({"record": part.record, "sha256": part.sha256}), "programme"
    )
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=part.record,
        changes={"edition": {"is": 2}},
    )  # fmt: skip
    refused("release.missing", requested, ma, whole.record, part.record)


def test_a_circle_of_pins_is_refused(ma):
    """Only a hand can make one: each pins a version of the other that was."""
    one = drafted(ma, forms.programme(), "programme")
    two = drafted(ma, forms.programme({"record": one.record, "sha256": one.sha256}), "programme")
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=one.record,
        changes={"activities": {"is": [{"record": two.record, "sha256": two.sha256}]}},
    )  # fmt: skip
    refused("release.circle", requested, ma, one.record, two.record)


def test_what_is_marked_above_the_ceiling_does_not_leave(ma):
    record = registers.draft(
        ma.desk, ma.officer, kind="instrument", fields=forms.memorandum(), marking="secret"
    ).record
    refused("content.marking", requested, ma, record)


def test_an_amended_record_leaves_as_an_amendment_of_the_joint_one(ma_pk):
    ma, pk = ma_pk
    record = drafted(ma).record
    (first,) = released(ma, record)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[first.version])
    exchange(ma, pk)
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=record,
        changes={"duration_months": {"is": 60}},
    )  # fmt: skip
    (second,) = released(ma, record)
    assert second.record == first.record
    assert second.act.body["base"] == first.version


def test_an_unanswered_release_is_replaced_by_its_correction(ma_pk):
    ma, pk = ma_pk
    record = drafted(ma).record
    (first,) = released(ma, record)
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=record, changes={"place": None}
    )
    (second,) = released(ma, record)
    exchange(ma, pk)
    status = pk.desk.channel(pk.joint).consent.status
    assert second.record == first.record
    assert status(second.version).state == "open"
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[second.version])
    assert status(first.version).state == "dead"


def test_the_same_version_is_not_released_twice(ma):
    record = drafted(ma).record
    released(ma, record)
    refused("release.nothing", requested, ma, record)


def test_nothing_is_released_to_oneself(ma):
    record = drafted(ma).record
    refused(
        "release.national", release.request, ma.desk, ma.officer, channel=ma.national,
        records=[record],
    )  # fmt: skip


# ---------------------------------------------------------------- by two people


def alone(side):
    return side.who("ma.alone", "es", "so", "releasing_officer", "cc")


def path_request_and_release(side):
    record = drafted(side, who=side.officer).record
    request = requested(side, record, who=alone(side))
    release.release(side.desk, alone(side), request=request)


def path_draft_and_release_what_another_requested(side):
    record = drafted(side, who=alone(side)).record
    request = requested(side, record, who=side.officer)
    release.release(side.desk, alone(side), request=request)


def path_edit_and_release_what_another_drafted(side):
    record = drafted(side, who=side.officer).record
    registers.amend(
        side.desk, alone(side), channel=side.national, record=record, changes={"place": None}
    )
    request = requested(side, record, who=side.officer)
    release.release(side.desk, alone(side), request=request)


def path_spell_the_name_otherwise(side):
    record = drafted(side, who=side.officer).record
    request = requested(side, record, who=alone(side))
    release.release(side.desk, side.who("  MA.Alone", "so"), request=request)


def path_spell_the_name_with_what_nobody_sees(side):
    record = drafted(side, who=side.officer).record
    request = requested(side, record, who=alone(side))
    release.release(side.desk, side.who("ma\u200b.al\u00adone\ufe0f", "so"), request=request)


def path_release_a_citation_of_ones_own_claim(side):
    record = drafted(side, who=side.officer).record
    source = citing.file_source(
        side.desk, side.officer, data=b"the words", name="s.txt", fields=forms.source()
    )
    claim = citing.cite(
        side.desk, alone(side), record=record, source=source.record, quote="words", language="en",
        modality="opinion", field="note",
    )  # fmt: skip
    joint = side.desk.channel(side.joint).consent.records()[0]
    request = release.request_citation(
        side.desk, side.officer, channel=side.joint, record=joint, claim=claim.id
    )
    release.release_statement(side.desk, alone(side), request=request.id)


def path_change_the_office_between(side):
    record = drafted(side, who=side.who("ma.alone", "es")).record
    request = requested(side, record, who=side.who("ma.alone", "es"))
    release.release(side.desk, side.who("ma.alone", "so"), request=request)


def path_be_one_drafter_of_a_set(side):
    one = drafted(side, who=side.officer).record
    two = drafted(side, forms.memorandum("Other"), who=alone(side)).record
    request = requested(side, one, two, who=side.officer)
    release.release(side.desk, alone(side), request=request)


def path_release_a_statement_of_ones_own(side):
    said = evidence(side, who=alone(side))
    release.release_statement(side.desk, alone(side), request=said)


PATHS = [value for name, value in sorted(globals().items()) if name.startswith("path_")]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_no_path_lets_one_person_release(ma, path):
    joint_record(ma)
    before = joint_acts(ma)
    refused("release.two_people", path, ma)
    assert joint_acts(ma) == before


def joint_record(side):
    return registers.propose(
        side.desk, side.officer, channel=side.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes,
    ).record  # fmt: skip


def evidence(side, *, who=None, media="text/plain"):
    with side.desk.transaction():
        file = wording.file(side.desk, b"report", media=media, name="report.txt")
    record = side.desk.channel(side.joint).consent.records()[0]
    return release.request_statement(
        side.desk, who or side.officer, channel=side.joint, record=record, topic="evidence",
        data={"text": {"en": "see the report"}}, file=file,
    ).id  # fmt: skip


def test_a_request_is_released_once(ma):
    request = requested(ma, drafted(ma).record)
    release.release(ma.desk, ma.releaser, request=request)
    refused("release.settled", release.release, ma.desk, ma.releaser, request=request)


def test_a_request_refused_is_settled(ma):
    request = requested(ma, drafted(ma).record)
    release.refuse(ma.desk, ma.releaser, request=request, reason="not yet")
    refused("release.settled", release.release, ma.desk, ma.releaser, request=request)


def test_a_request_nobody_made_is_not_released(ma):
    refused("release.no_request", release.release, ma.desk, ma.releaser, request="00" * 32)


def test_a_record_that_changed_since_is_not_released(ma):
    record = drafted(ma).record
    request = requested(ma, record)
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=record, changes={"place": None}
    )
    refused("release.drifted", release.release, ma.desk, ma.releaser, request=request)


def test_an_officer_without_the_office_releases_nothing(ma):
    request = requested(ma, drafted(ma).record)
    colleague = ma.who("ma.colleague", "es", "officer")
    refused("desk.no_right", release.release, ma.desk, colleague, request=request)


def test_a_failed_release_leaves_nothing_half_done(ma):
    one, two = drafted(ma).record, drafted(ma, forms.memorandum("Second")).record
    request = requested(ma, one, two)
    before = joint_acts(ma), len(ma.desk.all_acts(ma.national))
    sign, count = ma.desk.signer.__class__.sign, iter(range(100))

    def tired(self, message):
        if next(count) > 2:
            raise OSError("the key is gone")
        return sign(self, message)

    ma.desk.signer.__class__.sign = tired
    try:
        with pytest.raises(OSError, match="the key is gone"):
            release.release(ma.desk, ma.releaser, request=request)
    finally:
        ma.desk.signer.__class__.sign = sign
    assert (joint_acts(ma), len(ma.desk.all_acts(ma.national))) == before


def test_a_file_crosses_with_its_statement_by_two(ma_pk):
    ma, pk = ma_pk
    joint_record(ma)
    act = release.release_statement(ma.desk, ma.releaser, request=evidence(ma))
    exchange(ma, pk)
    assert pk.desk.blobs(pk.joint).get(act.body["content"]["sha256"]) == b"report"
    assert "account" not in json.dumps(act.body)


def test_a_request_for_records_is_not_released_as_a_statement(ma):
    joint_record(ma)
    records, said = requested(ma, drafted(ma).record), evidence(ma)
    refused(
        "release.not_a_statement", release.release_statement, ma.desk, ma.releaser, request=records
    )
    refused("release.not_records", release.release, ma.desk, ma.releaser, request=said)


def test_a_file_above_the_ceiling_does_not_cross(ma):
    record = joint_record(ma)
    with ma.desk.transaction():
        file = wording.file(ma.desk, b"x", media="text/plain", name="x.txt", marking="secret")
    refused(
        "desk.above_ceiling", release.request_statement, ma.desk, ma.officer, channel=ma.joint,
        record=record, topic="evidence", data={}, file=file,
    )  # fmt: skip


# ---------------------------------------------------------------- what is typed straight


def test_nothing_typed_into_a_joint_channel_names_a_national_record_or_act(ma):
    secret = drafted(ma)
    before = joint_acts(ma)
    hidden = [secret.record, secret.version, ma.national]
    shapes = [lambda one: {"record": one}, lambda one: [{"deep": {"er": one}}], lambda one: one]
    for one in hidden:
        for shape in shapes:
            refused(
                "release.missing", registers.propose, ma.desk, ma.officer, channel=ma.joint,
                kind="example", marking="unclassified", confirm=yes,
                fields={**forms.example("x"), "about": {"is": shape(one)}},
            )  # fmt: skip
    assert joint_acts(ma) == before
    joint = registers.propose(
        ma.desk, ma.officer, channel=ma.joint, kind="example", marking="unclassified",
        fields=forms.example("y"), confirm=yes,
    )  # fmt: skip
    for one in hidden:
        data = {"text": {"en": "x"}, "on": one}
        refused(
            "release.missing", statements.say, ma.desk, ma.officer, channel=ma.joint,
            record=joint.record, topic="comment", data=data, confirm=yes,
        )  # fmt: skip
