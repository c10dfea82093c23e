"""Vectors of admission: sound acts, frames, places and causes."""

from hashlib import sha256

from tests.record.make import Author, manifest, node_key, record_id
from tests.vectors.lives import Parties, line

UNKNOWN = sha256(b"an act nobody has").hexdigest()


def two():
    parties = Parties("ma", "pk")
    return (parties, *parties.joined())


def three():
    parties = Parties("ma", "pk", "tr")
    return (parties, *parties.joined())


def spoilt(act):
    """The line of an act with another signature, which is bad."""
    envelope = act.envelope
    sig = envelope.signatures[0]
    changed = type(sig)(keyid=sig.keyid, sig=sig.sig[:32] + bytes(32))
    return line(
        type(act)(
            **{
                **fields_of(act),
                "envelope": type(envelope)(envelope.type, envelope.payload, (changed,)),
            }
        )
    )


def fields_of(act):
    return {name: getattr(act, name) for name in act.__struct_fields__}


def sound():
    parties = Parties("ma", "pk")
    yield "sound_nothing", "No act at all.", None, parties, []
    parties.authors[0].join()
    yield "sound_join", "One party has joined.", None, parties, parties.said
    parties, ma, pk = two()
    yield "sound_two_joins", "Two parties have joined.", None, parties, list(parties.said)
    yield (
        "sound_twice",
        "The same act twice changes nothing.",
        None,
        parties,
        [*parties.said, ma.feed[0]],
    )
    yield (
        "sound_twice_spoilt",
        "An act that is here comes again with a bad signature: it is not looked at again.",
        None, parties, [*parties.said, spoilt(ma.feed[0])],
    )  # fmt: skip
    ma.ack(pk.feed[0], time="1999-01-01T00:00:00Z")
    yield "sound_old_time", "A time before that of the act before it.", None, parties, parties.said
    parties, ma, pk = two()
    proposal = ma.propose("memo", pk.feed[-1])
    pk.accept(proposal)
    other = pk.propose("visit")
    ma.decline(other)
    pk.withdraw(other)
    ma.state("memo", "progress", version=proposal.id, data={"text": {"fr": "fait"}})
    ma.rotate(manifest=manifest(parties.charter, "ma"), key=node_key("ma", 1))
    ma.ack(pk.feed[-1])
    yield "sound_every_kind", "An act of every kind.", None, parties, parties.said
    parties, ma, pk = two()
    pk.ack(ma.feed[-1])
    pk.ack(time="2026-11-21T20:00:01Z")
    ma.ack(pk.feed[1])
    yield (
        "sound_seen_not_newest",
        "An act that has not seen the newest.",
        None,
        parties,
        parties.said,
    )
    parties, ma, pk, _tr = three()
    for author in parties.authors:
        author.ack(*parties.newest(author))
    yield "sound_three", "Three parties.", None, parties, parties.said
    parties = Parties("ma")
    parties.joined()[0].propose("draft")
    yield "sound_one_party", "A channel of one party.", None, parties, parties.said


def frame():
    parties, ma, _ = two()
    stranger = Author(Parties("ma", "pk", salt="11" * 16).charter, "ma").join()
    yield (
        "channel_other",
        "An act of another channel.",
        "E_CHANNEL",
        parties,
        [*parties.said, stranger],
    )
    stranger = Author(parties.charter, "zz").join()
    yield (
        "party_stranger",
        "An author the charter does not name.",
        "E_PARTY",
        parties,
        [*parties.said, stranger],
    )
    act = ma.build("ack", {}, seen={"zz": (0, UNKNOWN)})
    yield (
        "seen_stranger",
        "A party in seen that the charter does not name.",
        "E_PARTY",
        parties,
        [*parties.said, act],
    )
    parties = Parties("ma", "pk", limits={"payload": 1024, "blob": 100})
    ma, _ = parties.joined()
    act = ma.build(
        "statement", {"topic": "comment", "record": record_id("memo"), "data": {"text": "x" * 1000}}
    )
    yield (
        "limit_payload",
        "A payload above the charter's limit.",
        "E_LIMIT",
        parties,
        [*parties.said, act],
    )
    body = {
        "record": record_id("memo"),
        "base": None,
        "content": {"sha256": UNKNOWN, "size": 101, "type": "a/b"},
    }
    act = ma.build("propose", body)
    yield (
        "limit_blob",
        "A content above the charter's limit.",
        "E_LIMIT",
        parties,
        [*parties.said, act],
    )


def places():
    parties, ma, pk = two()
    first = ma.ack()
    before = list(parties.said)
    act = ma.build("ack", {}, prev=ma.feed[0].id)
    yield (
        "prev_too_old",
        "Prev is the author's act two places before.",
        "E_PREV",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, prev=pk.feed[0].id, seq=1)
    yield "prev_of_other", "Prev is an act of the other party.", "E_PREV", parties, [*before, act]
    act = ma.build("ack", {}, seq=3)
    yield (
        "prev_skips_place",
        "Prev is here, and a place is left out after it.",
        "E_PREV",
        parties,
        [*before, act],
    )
    second, third = ma.ack(time="2026-11-22T00:00:00Z"), ma.ack(time="2026-11-23T00:00:00Z")
    yield "gap", "The act before it is not here.", "W_GAP", parties, [*before, third]
    face = parties.face(ma, 2)
    hidden = face.ack(time="2026-11-24T00:00:00Z")
    act = face.ack(time="2026-11-25T00:00:00Z")
    yield (
        "gap_other_branch",
        "The act before it is not here, though another act has its place.",
        "W_GAP", parties, [*before, second, act],
    )  # fmt: skip
    yield "gap_filled", "The act before it has come.", None, parties, [*before, second, hidden, act]
    assert first.seq == 1


def causes():
    parties, ma, pk = two()
    theirs = [pk.ack(ma.feed[-1]), pk.ack(time="2026-11-22T00:00:00Z")]
    before = parties.said[:2]
    act = ma.build("ack", {}, theirs[0])
    yield "cause_missing", "A seen act is not here.", "W_CAUSE", parties, [*before, act]
    act = ma.build("ack", {}, seen={"pk": (1, UNKNOWN)})
    yield (
        "cause_missing_taken",
        "A seen act is not here, though another act has its place.",
        "W_CAUSE", parties, [*before, theirs[0], act],
    )  # fmt: skip
    before = list(parties.said)
    act = ma.build("ack", {}, seen={"pk": (1, theirs[1].id)})
    yield (
        "seen_seq_low",
        "Seen gives a number below the act's own.",
        "E_FIELD",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, seen={"pk": (7, theirs[1].id)})
    yield (
        "seen_seq_high",
        "Seen gives a number above the act's own.",
        "E_FIELD",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, seen={"pk": (0, ma.feed[0].id)})
    yield (
        "seen_own_act",
        "Seen names the author's own act as another's.",
        "E_FIELD",
        parties,
        [*before, act],
    )


def first_of_two():
    parties, ma, pk = two()
    pk.ack(ma.feed[-1])
    before = parties.said[:2]
    act = ma.build("ack", {}, seq=2, prev=UNKNOWN, seen={"pk": (1, pk.feed[1].id)})
    yield (
        "first_gap",
        "Neither prev nor a seen act is here: prev comes first.",
        "W_GAP",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, prev=pk.feed[0].id, seen={"pk": (4, pk.feed[0].id)})
    yield (
        "first_prev",
        "A wrong prev and a wrong seen: prev comes first.",
        "E_PREV",
        parties,
        [*before, act],
    )
    parties, ma, pk, tr = three()
    act = ma.build("ack", {}, seen={"pk": (9, UNKNOWN), "tr": (9, tr.feed[0].id)})
    yield (
        "first_field",
        "One seen act is missing, another is wrong: what is wrong comes first.",
        "E_FIELD",
        parties,
        [*parties.said, act],
    )
    parties, ma, pk = two()
    ma.ack(pk.feed[-1])
    act = Author(parties.charter, "ma", list(ma.feed), key=node_key("ma", 1)).build(
        "ack", {}, seen={}
    )
    yield (
        "first_rollback",
        "A rollback under a wrong key: the rollback comes first.",
        "E_SEEN_ROLLBACK",
        parties,
        [*parties.said, act],
    )
    bad = manifest(parties.charter, "pk")
    act = Author(parties.charter, "ma", list(ma.feed)).rotate(manifest=bad)
    yield (
        "first_signature",
        "A spoilt signature over a wrong manifest: the signature comes first.",
        "E_SIG",
        parties,
        [*parties.said, spoilt(act)],
    )
