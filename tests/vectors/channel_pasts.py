"""Vectors of admission: pasts, keys, manifests and forks."""

from tests.record.make import Author, manifest, node_key, root_key, signed
from tests.vectors.channel_places import UNKNOWN, spoilt, three, two


def order():
    parties, ma, pk = two()
    pk.ack(ma.feed[-1])
    ma.ack(pk.feed[-1])
    before = list(parties.said)
    act = ma.build("ack", {}, seen={"pk": (0, pk.feed[0].id)})
    yield (
        "rollback_lower",
        "Seen is lower than in the act before.",
        "E_SEEN_ROLLBACK",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, seen={})
    yield (
        "rollback_dropped",
        "A party is gone from seen.",
        "E_SEEN_ROLLBACK",
        parties,
        [*before, act],
    )
    parties, ma, pk, tr = three()
    pk.ack(tr.feed[-1])
    tr.ack(pk.feed[-1])
    before = list(parties.said)
    act = ma.build("ack", {}, tr.feed[-1])
    yield (
        "open_missing",
        "A seen act has seen a party of which seen says nothing.",
        "E_SEEN_NOT_CLOSED", parties, [*before, act],
    )  # fmt: skip
    act = ma.build("ack", {}, tr.feed[-1], pk.feed[0])
    yield (
        "open_lower",
        "A seen act has seen more of a party than seen says.",
        "E_SEEN_NOT_CLOSED",
        parties,
        [*before, act],
    )
    act = ma.build("ack", {}, tr.feed[-1], pk.feed[1])
    yield (
        "open_closed",
        "The same, closed: all that was seen is named.",
        None,
        parties,
        [*before, act],
    )
    parties, ma, pk = two()
    ma.ack(pk.feed[-1])
    pk.ack(ma.feed[-1])
    act = parties.face(ma, 1).build("ack", {}, pk.feed[-1])
    yield (
        "self_future",
        "A seen act has seen the author at the same place.",
        "E_SELF_FUTURE",
        parties,
        [*parties.said, act],
    )
    ma.ack(pk.feed[-1])
    pk.ack(ma.feed[-1])
    act = parties.face(ma, 1).build("ack", {}, pk.feed[-1])
    yield (
        "self_future_far",
        "A seen act has seen the author at a later place.",
        "E_SELF_FUTURE",
        parties,
        [*parties.said, act],
    )


def mixed():
    parties, ma, pk = two()
    face = parties.face(pk, 1)
    one, two_ = pk.ack(ma.feed[-1]), face.ack(ma.feed[-1])
    further = face.ack(time="2026-11-22T00:00:00Z")
    ma.ack(one)
    act = ma.build("ack", {}, further)
    yield (
        "mix_other_branch",
        "Seen goes over to the other branch of a fork.",
        "E_FORK_MIX",
        parties,
        [*parties.said, act],
    )
    act = ma.build("ack", {}, two_)
    yield (
        "mix_same_place",
        "Seen names the other act at the same place.",
        "E_FORK_MIX",
        parties,
        [*parties.said, act],
    )
    parties, ma, pk, tr = three()
    face = parties.face(tr, 1)
    tr.ack(time="2026-11-22T00:00:00Z")
    face.ack(time="2026-11-23T00:00:00Z")
    pk.ack(face.feed[-1])
    act = ma.build("ack", {}, pk.feed[-1], tr.feed[-1])
    yield (
        "mix_by_another",
        "A seen act has seen the other branch than seen names.",
        "E_FORK_MIX",
        parties,
        [*parties.said, act],
    )
    parties, ma, pk = two()
    face = parties.face(ma, 1)
    face.ack(time="2026-11-22T00:00:00Z")
    pk.ack(face.feed[-1])
    ma.ack(pk.feed[0])
    ma.ack(time="2026-11-23T00:00:00Z")
    act = ma.build("ack", {}, pk.feed[-1])
    yield (
        "mix_own",
        "A seen act has seen the other branch of the author's own feed.",
        "E_FORK_MIX",
        parties,
        [*parties.said, act],
    )


def keys():
    parties, ma, _pk = two()
    before = list(parties.said)
    for name, fault, key in (
        ("key_of_other", "Signed with the other party's node key.", node_key("pk")),
        ("key_root", "Signed with a root key.", root_key("ma")),
        ("key_not_yet", "Signed with a node key of which no manifest is here.", node_key("ma", 1)),
    ):
        author = Author(parties.charter, "ma", list(ma.feed), key=key)
        yield name, fault, "E_KEY", parties, [*before, author.build("ack", {})]
    yield (
        "signature_spoilt",
        "A signature that is not over these bytes.",
        "E_SIG",
        parties,
        [*before, spoilt(ma.build("ack", {}))],
    )
    ma.rotate(manifest=manifest(parties.charter, "ma"), key=node_key("ma", 1))
    before = list(parties.said)
    yield "rotation", "A rotation: the manifest alone.", None, parties, before
    act = Author(parties.charter, "ma", list(ma.feed)).build("ack", {})
    yield (
        "key_old",
        "Signed with the key that a manifest has replaced.",
        "E_KEY",
        parties,
        [*before, act],
    )
    yield (
        "rotation_used",
        "An act under the new key.",
        None,
        parties,
        [*before, ma.build("ack", {})],
    )
    face = parties.face(ma, 1)
    other = face.build("ack", {})
    yield (
        "rotation_other_branch",
        "On the branch without the manifest the old key still holds.",
        None, parties, [*before, other],
    )  # fmt: skip
    face.key = node_key("ma", 1)
    yield (
        "key_other_branch",
        "The new key on the branch without the manifest.",
        "E_KEY", parties, [*before, face.build("ack", {})],
    )  # fmt: skip


def manifests():
    parties, ma, pk = two()
    charter, before = parties.charter, list(parties.said)
    new = (root_key("ma", 7),)
    for name, fault, code, made in (
        ("manifest_of_other", "A manifest of the other party.", "E_PARTY", manifest(charter, "pk")),
        ("manifest_other_channel", "A manifest for another channel.", "E_CHANNEL", manifest(charter, "ma", channel=UNKNOWN)),
        ("manifest_skips", "A manifest whose number is not the next.", "E_FIELD", manifest(charter, "ma", n=2)),
        ("manifest_prev", "A manifest that follows another than the one in force.", "E_PREV", manifest(charter, "ma", prev=UNKNOWN)),
        ("manifest_old_root_only", "A new root that has not signed.", "E_SIGS", manifest(charter, "ma", root=new, signers=(root_key("ma"),))),
        ("manifest_new_root_only", "The old root has not signed.", "E_SIGS", manifest(charter, "ma", root=new, signers=new)),
        ("manifest_stranger", "A manifest signed by a root key of the other party.", "E_KEY", manifest(charter, "ma", signers=(root_key("pk"),))),
        ("manifest_twice", "A manifest signed twice by one key.", "E_SIGS", manifest(charter, "ma", signers=(root_key("ma"),) * 2)),
        ("manifest_approval", "A manifest with an approval rule, which version 1 has not.", "E_APPROVAL", manifest(charter, "ma", approval={"accept": {}})),
    ):  # fmt: skip
        author = Author(charter, "ma", list(ma.feed))
        yield name, fault, code, parties, [*before, author.rotate(manifest=made)]
    bad = signed("keys", manifest(charter, "ma").payload).signed(root_key("ma").id, bytes([1] * 64))
    act = Author(charter, "ma", list(ma.feed)).rotate(manifest=bad)
    yield (
        "manifest_signature",
        "A manifest whose signature is bad.",
        "E_SIG",
        parties,
        [*before, act],
    )
    first = manifest(charter, "ma", root=new, signers=(root_key("ma"), *new))
    ma.rotate(manifest=first, key=node_key("ma", 1))
    yield (
        "rotation_root",
        "A new root, signed by the old and the new.",
        None,
        parties,
        list(parties.said),
    )
    act = Author(charter, "ma", list(ma.feed), key=node_key("ma", 1)).rotate(manifest=first)
    yield (
        "manifest_again",
        "The manifest in force once more.",
        "E_FIELD",
        parties,
        [*parties.said, act],
    )
    second = manifest(charter, "ma", n=2, prev=first.id, root=new)
    ma.rotate(manifest=second, key=node_key("ma", 2))
    ma.ack(pk.feed[-1])
    yield "rotation_twice", "Two rotations one after the other.", None, parties, list(parties.said)


def forks():
    parties, ma, pk = two()
    face = parties.face(ma, 1)
    joins = list(parties.said)
    a, b = ma.ack(pk.feed[-1]), face.ack(pk.feed[-1])
    yield "fork", "Two acts of one party at one place: both stay.", None, parties, [*joins, a, b]
    yield (
        "fork_turned",
        "The same two acts the other way round: the same answer.",
        None,
        parties,
        [*joins, b, a],
    )
    c = face.ack(time="2026-11-22T00:00:00Z")
    yield "fork_goes_on", "The second branch goes on.", None, parties, [*joins, a, b, c]
    third = parties.face(ma, 1, "third").ack()
    yield "fork_three", "Three acts at one place.", None, parties, [*joins, a, b, third]
    nested = parties.face(face, 2, "nested").ack()
    yield "fork_nested", "A branch forks again.", None, parties, [*joins, a, b, c, nested]
    again = parties.face(ma, 0, "again").join()
    yield "fork_joins", "Two joins of one party.", None, parties, [*joins, again]
    pk.ack(a)
    yield (
        "fork_relied_on",
        "The other party has seen one branch.",
        None,
        parties,
        [*joins, a, pk.feed[-1], b],
    )
