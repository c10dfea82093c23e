"""Faults of the fields that every act has, and of the body of each kind."""

from mithaq.record.envelope import TYPES, envelope_object
from tests.record.make import manifest, node_key
from tests.vectors.lines import BASE, BLOB, CHARTER, HASH, RECORD, STATEMENT, act, changed, written


def fields():
    """Faults of the fields that every act has."""

    def wrong(name, fault, code="E_FIELD", without=(), **changes):
        return name, fault, code, written(changed(BASE, changes, without))

    for name in (
        "v",
        "channel",
        "party",
        "seq",
        "prev",
        "seen",
        "time",
        "salt",
        "key",
        "kind",
        "office",
        "body",
    ):
        yield wrong(f"field_missing_{name}", f"The field {name} is missing.", without=(name,))
    yield wrong("field_extra", "A field nobody knows.", colour="red")
    yield wrong("version_2", "Version 2 of the format.", "E_VERSION", v=2)
    yield wrong("version_0", "Version 0 of the format.", "E_VERSION", v=0)
    yield wrong("version_text", "The version is a text.", v="1")
    yield wrong("version_true", "The version is true instead of 1.", v=True)
    yield wrong("approvals_empty", "Approvals, though an empty list.", "E_APPROVAL", approvals=[])
    yield wrong("approvals", "An approval.", "E_APPROVAL", approvals=[{"type": "webauthn"}])
    yield wrong(
        "channel_uppercase", "The channel in capital hex digits.", channel=CHARTER.channel.upper()
    )
    yield wrong("channel_short", "The channel lacks a digit.", channel=CHARTER.channel[:-1])
    yield wrong("channel_number", "The channel is a number.", channel=7)
    yield wrong(
        "channel_foreign_digit",
        "A letter beyond f in the channel.",
        channel="g" + CHARTER.channel[1:],
    )
    yield wrong("party_empty", "A party without a name.", party="")
    yield wrong("party_uppercase", "A party in capitals.", party="MA")
    yield wrong("party_long", "A party of 65 characters.", party="m" * 65)
    yield wrong("party_newline", "A party with a newline at its end.", party="ma\n")
    yield wrong("seq_negative", "A negative number of the act.", seq=-1)
    yield wrong("seq_true", "The number of the act is true.", seq=True)
    yield wrong("seq_text", "The number of the act is a text.", seq="1")
    yield wrong("seq_null", "The number of the act is null.", seq=None)
    yield wrong("seq_0_not_join", "The first act of a feed is no join.", seq=0, prev=None)
    yield wrong("prev_null", "No act before, though it is the second.", "E_PREV", prev=None)
    yield wrong(
        "prev_uppercase", "The act before in capital hex digits.", prev=BASE["prev"].upper()
    )
    yield wrong("prev_empty", "The act before is an empty text.", prev="")
    yield wrong("seen_list", "What was seen is a list.", seen=[])
    yield wrong("seen_null", "What was seen is null.", seen=None)
    yield wrong(
        "seen_self", "The author says it has seen itself.", seen={"ma": {"seq": 0, "id": HASH}}
    )
    yield wrong(
        "seen_id_uppercase",
        "A seen act in capital hex digits.",
        seen={"pk": {"seq": 0, "id": HASH.upper()}},
    )
    yield wrong(
        "seen_seq_negative",
        "A seen act with a negative number.",
        seen={"pk": {"seq": -1, "id": HASH}},
    )
    yield wrong("seen_without_id", "A seen act without its id.", seen={"pk": {"seq": 0}})
    yield wrong(
        "seen_extra",
        "A seen act with a field too many.",
        seen={"pk": {"seq": 0, "id": HASH, "time": 1}},
    )
    yield wrong(
        "seen_party_uppercase", "A seen party in capitals.", seen={"PK": {"seq": 0, "id": HASH}}
    )
    yield wrong(
        "seen_16",
        "Sixteen other parties seen.",
        "E_LIMIT",
        seen={f"p{n}": {"seq": n, "id": HASH} for n in range(16)},
    )
    for name, fault, time in (
        ("empty", "The time is an empty text.", ""),
        ("offset", "The time has an offset.", "2026-11-21T20:00:00+00:00"),
        ("fraction", "The time has a fraction.", "2026-11-21T20:00:00.0Z"),
        ("lowercase", "The time ends in a small z.", "2026-11-21T20:00:00z"),
        ("space", "The time has a space for the T.", "2026-11-21 20:00:00Z"),
        ("without_zone", "The time has no zone.", "2026-11-21T20:00:00"),
        ("basic_form", "The time lacks its hyphens and colons.", "20261121T200000Z"),
        ("day_30_of_february", "The time is on a day no year has.", "2026-02-30T20:00:00Z"),
        (
            "leap_day_in_common_year",
            "The time is on a leap day of a common year.",
            "2026-02-29T20:00:00Z",
        ),
        ("hour_24", "The time is at hour 24.", "2026-11-21T24:00:00Z"),
        ("leap_second", "The time is a leap second.", "2026-12-31T23:59:60Z"),
        ("year_0", "The time is in the year 0.", "0000-01-01T00:00:00Z"),
        ("arabic_digits", "The time is in Arabic digits.", "٢٠٢٦-11-21T20:00:00Z"),
    ):
        yield wrong(f"time_{name}", fault, time=time)
    yield wrong("salt_short", "The salt lacks a digit.", salt="5" * 31)
    yield wrong("salt_uppercase", "The salt is in capitals.", salt="5A" * 16)
    yield wrong(
        "key_not_the_signing_one",
        "The act names another key than its signature does.",
        "E_KEY",
        key=node_key("ma", 7).id,
    )
    yield wrong("kind_unknown", "A kind nobody knows.", kind="vote")
    yield wrong("kind_null", "The kind is null.", kind=None)
    yield wrong("office_uppercase", "An office in capitals.", office="Node")
    yield wrong("office_long", "An office of 33 characters.", office="n" * 33)
    yield wrong("office_of_ack", "An automatic act under a person's office.", office="secretary")
    yield wrong(
        "office_of_propose",
        "A person's act under the node's office.",
        kind="propose",
        body={"record": RECORD, "base": None, "content": BLOB},
    )


def bodies():
    """Faults of the body, by kind."""

    def wrong(name, fault, kind, body, *code, **changes):
        return name, fault, *(code or ("E_FIELD",)), act(kind, body, **changes)

    first = {"record": RECORD, "base": None, "content": BLOB}
    yield wrong("join_second", "A feed joined a second time.", "join", {"charter": CHARTER.channel})
    yield wrong(
        "join_with_prev",
        "A first act that follows another.",
        "join",
        {"charter": CHARTER.channel},
        "E_PREV",
        seq=0,
    )
    yield wrong(
        "join_other_charter",
        "A join that names another charter than its channel.",
        "join",
        {"charter": HASH},
        "E_CHANNEL",
        seq=0,
        prev=None,
    )
    yield wrong("body_list", "The body is a list.", "ack", [])
    yield wrong("body_null", "The body is null.", "ack", None)
    yield wrong(
        "ack_with_field", "An acknowledgement that says something.", "ack", {"note": "hello"}
    )
    yield wrong(
        "propose_without_base",
        "A proposal that leaves its base out.",
        "propose",
        changed(first, {}, ("base",)),
    )
    yield wrong(
        "propose_base_empty",
        "A proposal whose base is an empty text.",
        "propose",
        {**first, "base": ""},
    )
    yield wrong(
        "propose_record_31",
        "A record id that lacks a digit.",
        "propose",
        {**first, "record": RECORD[1:]},
    )
    yield wrong(
        "propose_record_64", "A record id as long as a hash.", "propose", {**first, "record": HASH}
    )
    yield wrong(
        "propose_content_hash",
        "A proposal whose content is a bare hash.",
        "propose",
        {**first, "content": HASH},
    )
    yield wrong(
        "propose_content_extra",
        "A content reference with a field too many.",
        "propose",
        {**first, "content": {**BLOB, "name": "a"}},
    )
    yield wrong(
        "propose_size_negative",
        "A content of a negative size.",
        "propose",
        {**first, "content": {**BLOB, "size": -1}},
    )
    yield wrong(
        "propose_size_true",
        "A content whose size is true.",
        "propose",
        {**first, "content": {**BLOB, "size": True}},
    )
    yield wrong(
        "propose_size_over",
        "A content of a byte more than 100 MiB.",
        "propose",
        {**first, "content": {**BLOB, "size": 104857601}},
        "E_LIMIT",
    )
    yield wrong(
        "propose_hash_uppercase",
        "A content hash in capitals.",
        "propose",
        {**first, "content": {**BLOB, "sha256": HASH.upper()}},
    )
    yield wrong(
        "propose_type_uppercase",
        "A media type in capitals.",
        "propose",
        {**first, "content": {**BLOB, "type": "Text/Plain"}},
    )
    yield wrong(
        "propose_type_parameter",
        "A media type with a parameter.",
        "propose",
        {**first, "content": {**BLOB, "type": "text/plain;charset=utf-8"}},
    )
    yield wrong(
        "accept_without_content",
        "An acceptance that does not say of what content.",
        "accept",
        {"version": HASH},
    )
    yield wrong(
        "accept_content_object",
        "An acceptance whose content is an object.",
        "accept",
        {"version": HASH, "content": BLOB},
    )
    yield wrong(
        "accept_with_reason",
        "An acceptance with a reason.",
        "accept",
        {"version": HASH, "content": HASH, "reason": "but"},
    )
    yield wrong(
        "decline_reason_null",
        "A refusal whose reason is null.",
        "decline",
        {"version": HASH, "reason": None},
    )
    yield wrong(
        "decline_reason_2001",
        "A reason of 2001 code points.",
        "decline",
        {"version": HASH, "reason": "x" * 2001},
        "E_LIMIT",
    )
    yield wrong(
        "withdraw_version_short",
        "A withdrawal of a version whose id lacks a digit.",
        "withdraw",
        {"version": HASH[1:]},
    )
    yield wrong(
        "statement_without_record",
        "A statement about no record.",
        "statement",
        {"topic": "progress"},
    )
    yield wrong(
        "statement_topic_uppercase",
        "A topic in capitals.",
        "statement",
        {**STATEMENT, "topic": "Progress"},
    )
    yield wrong(
        "statement_topic_long",
        "A topic of 65 characters.",
        "statement",
        {**STATEMENT, "topic": "t" * 65},
    )
    yield wrong(
        "statement_data_text",
        "A statement whose data is a text.",
        "statement",
        {**STATEMENT, "data": "done"},
    )
    yield wrong(
        "statement_data_null",
        "A statement whose data is null.",
        "statement",
        {**STATEMENT, "data": None},
    )
    yield wrong(
        "statement_replaces_null",
        "A statement that replaces null.",
        "statement",
        {**STATEMENT, "replaces": None},
    )
    yield wrong(
        "statement_text_2001",
        "A text of 2001 code points deep in the data.",
        "statement",
        {**STATEMENT, "data": {"text": [{"fr": "é" * 2001}]}},
        "E_LIMIT",
    )
    sealed = envelope_object(manifest(CHARTER, "ma"))
    pair = sealed["signatures"][0]
    yield wrong("keys_manifest_text", "A manifest that is a text.", "keys", {"manifest": "none"})
    yield wrong(
        "keys_manifest_extra",
        "A manifest with a field too many.",
        "keys",
        {"manifest": {**sealed, "note": 1}},
    )
    yield wrong(
        "keys_manifest_type",
        "A manifest of the type of an act.",
        "keys",
        {"manifest": {**sealed, "payloadType": TYPES["act"]}},
        "E_TYPE",
    )
    yield wrong(
        "keys_manifest_unsigned",
        "A manifest without a signature.",
        "keys",
        {"manifest": {**sealed, "signatures": []}},
        "E_SIGS",
    )
    yield wrong(
        "keys_manifest_base64",
        "A manifest's signature without its padding.",
        "keys",
        {"manifest": {**sealed, "signatures": [{**pair, "sig": pair["sig"].rstrip("=")}]}},
        "E_B64",
    )
