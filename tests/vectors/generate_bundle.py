"""Vectors of bundles: sound ones in every order, and hostile ones with one fault each."""

from __future__ import annotations

import base64

from mithaq.exchange.members import CHARTER, KEYS, MANIFEST, SUMMARY, SUMS
from mithaq.exchange.tar import header
from mithaq.record.act import read_act
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from tests.exchange.forge import (
    pairs_of,
    put,
    replaced,
    resigned,
    tar_of,
)
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import Key, charter_of, manifest, node_key
from tests.vectors import bundle_readings
from tests.vectors.door_bundle import by_apply


def cases():
    for name, fault, code, asked in (
        *sound(),
        *files(),
        *manifests(),
        *acts(),
        *keys(),
        *readings(),
    ):
        yield {
            "case": name if code else f"sound_{name}",
            "fault": fault if code else f"None: {fault}",
            "door": "bundle",
            "input": asked,
            "expect": {"code": code} if code else by_apply(asked),
        }


def given(tar, *before, me=PK, charter=None):
    charter = charter or charter_of(MA, PK)
    return {
        "charter": write_envelope(charter.envelope).decode(),
        "me": me,
        "before": [base64.b64encode(one).decode() for one in before],
        "tar_b64": base64.b64encode(tar).decode(),
    }


def readings():
    for name, fault, code, tar, before, charter in bundle_readings.cases():
        yield name, fault, code, given(tar, *before, charter=charter)


def story():
    """Morocco joins, proposes and tells; Pakistan joins."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.propose(attached=(b"the scan",))
    ma.say("begun")
    return ma, pk


def base():
    ma, _ = story()
    return ma, pairs_of(ma.tar(to=PK))


def sound():
    ma, pk = story()
    first = ma.tar(to=PK)
    yield "first", "a first bundle.", None, given(first)
    yield "again", "the same bytes once more: already applied.", None, given(first, first)
    yield (
        "empty",
        "a bundle without acts: only what its author holds.",
        None,
        given(ma.tar(to=PK, have=ma.sizes())),
    )
    answer = pk.tar(to=MA)
    yield "answer", "the other side's bundle.", None, given(answer, me=MA)
    one, two, three = (b"".join(part.chunks()) for part in ma.write(to=PK, size=2_000))
    yield (
        "part_three_first",
        "the last of three parts comes first: its acts wait.",
        None,
        given(three),
    )
    yield (
        "parts_backwards",
        "three parts in the wrong order end in the same state.",
        None,
        given(one, three, two),
    )
    ma.say("more")
    later = ma.tar(to=PK)
    yield (
        "late",
        "a bundle that comes after a later one: late, and no alarm.",
        None,
        given(first, later),
    )
    yield (
        "smaller_head",
        "a later bundle whose head is smaller is evidence.",
        None,
        given(*smaller(ma, later)),
    )
    yield from sound_evidence(ma, first)


def smaller(ma, later):
    less = Side(ma.charter, MA, lines=list(ma.lines[:2]), shelf=dict(ma.shelf), number=ma.number)
    less.fold()
    return less.tar(to=PK), later


def sound_evidence(ma, first):
    other, _ = story()
    other.say("something else")
    yield (
        "same_number",
        "another bundle under the same number is evidence.",
        None,
        given(other.tar(to=PK), first),
    )
    left, _ = story()
    left.say("two ways")
    right, _ = story()
    right.say("another way")
    one, two = left.tar(to=PK), right.tar(to=PK, number=2)
    yield (
        "fork",
        "two acts at one place: both are kept, and that is evidence.",
        None,
        given(two, one),
    )
    yield (
        "fork_other_order",
        "the same fork the other way round: the same heads.",
        None,
        given(left.tar(to=PK, number=1), right.tar(to=PK, number=2)),
    )
    yield (
        "start_after_gap",
        "a bundle that starts after what the reader holds: its acts wait.",
        None,
        given(ma.tar(to=PK, have={MA: 2})),
    )
    pairs = pairs_of(first)
    name = feed(pairs)
    lines = dict(pairs)[name].splitlines(keepends=True)
    short = put(
        [one for one in pairs if one[0] != name], f"feeds/{MA}/0-1.jsonl", b"".join(lines[:2])
    )

    def fewer(payload):
        payload["ranges"][MA].update(last=1, count=2)

    yield (
        "tail_withheld",
        "its head is past what it hands over: withheld.",
        None,
        given(tar_of(resigned(short, node_key(MA), change=fewer))),
    )

    def false_root(payload):
        payload["heads"][MA]["root"] = "0" * 64

    yield (
        "false_root",
        "its head has the right size and another root: evidence.",
        None,
        given(tar_of(resigned(pairs, node_key(MA), change=false_root))),
    )
    turned, _ = story()
    turned.author.rotate(manifest=manifest(turned.charter, MA), key=node_key(MA, 1))
    turned.say("under a new key")
    yield "new_key", "signed by a new key that keys.jsonl proves.", None, given(turned.tar(to=PK))
    held = dict(pairs)[name].splitlines(keepends=True)
    bare = read_envelope(held[1][:-1])
    false = Envelope(bare.type, bare.payload, ()).signed(bare.signatures[0].keyid, b"\1" * 64)
    held[1] = write_envelope(false) + b"\n"
    copy = tar_of(resigned(replaced(pairs, name, b"".join(held)), node_key(MA)))
    yield (
        "false_copy_of_held_act",
        "a false signature on an act that is held: a duplicate.",
        None,
        given(copy, first),
    )


def feed(pairs, party=MA):
    return next(name for name, _ in pairs if name.startswith(f"feeds/{party}/"))


def files():
    """Faults of the tar and its members, the manifest untouched."""
    _, pairs = base()
    tar = tar_of(pairs)
    yield (
        "mode",
        "A header with another mode.",
        "E_TAR",
        given(tar.replace(b"0000644", b"0000755", 1)),
    )
    yield "link", "A member that is a symbolic link.", "E_TAR", given(tar[:156] + b"2" + tar[157:])
    size = int(tar[124:135], 8)
    pad = 512 + size
    yield (
        "padding",
        "A padding byte that is not zero.",
        "E_TAR",
        given(tar[:pad] + b"\1" + tar[pad + 1 :]),
    )
    yield "trailing", "A zero block after the end.", "E_TAR", given(tar + bytes(512))
    yield "cut", "The tar ends in the middle of a member.", "E_CUT", given(tar[: len(tar) // 2])
    yield "no_end", "The two zero blocks at the end are missing.", "E_CUT", given(tar[:-1024])
    yield (
        "huge",
        "A member that claims more bytes than any part may have.",
        "E_SIZE",
        given(tar[:-1024] + header("blobs/" + "0" * 64, 8**11 - 1)),
    )
    yield (
        "no_manifest",
        "The manifest is not first.",
        "E_MEMBER",
        given(tar_of([*pairs[1:], pairs[0]])),
    )
    yield (
        "missing_blob_file",
        "A listed file is missing.",
        "E_MEMBER",
        given(tar_of([one for one in pairs if not one[0].startswith("blobs/")])),
    )
    yield (
        "extra_file",
        "A file that the manifest does not list.",
        "E_MEMBER",
        given(tar_of([*pairs, ("blobs/" + "0" * 64, b"x")])),
    )
    yield (
        "doubled_file",
        "A listed file comes twice.",
        "E_MEMBER",
        given(tar_of([*pairs[:2], pairs[1], *pairs[2:]])),
    )
    name = feed(pairs)
    lines = dict(pairs)[name]
    yield (
        "act_byte",
        "One byte of an act is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, name, lines.replace(b"eyJ", b"eyK", 1)))),
    )
    yield (
        "act_edge",
        "A feed is cut at the edge of an act.",
        "E_HASH",
        given(tar_of(replaced(pairs, name, b"".join(lines.splitlines(keepends=True)[:2])))),
    )
    yield (
        "summary_byte",
        "One byte of the summary is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, SUMMARY, dict(pairs)[SUMMARY].replace(b"1", b"2", 1)))),
    )


def changed(name, value):
    def change(payload):
        payload[name] = value

    return change


def manifests():
    """Faults a sender's own signature vouches for."""
    _ma, pairs = base()
    key = node_key(MA)

    def tar(change=None, files=pairs, keep=False):
        return tar_of(resigned(files, key, change=change, keep_files=keep))

    yield (
        "to_another",
        "It is addressed to another party.",
        "E_RECEIVER",
        given(tar(), me=MA, charter=None) | {"me": "tr"},
    )
    yield "own", "The receiver wrote it itself.", "E_SENDER", given(tar(), me=MA)
    yield (
        "another_channel",
        "It is of another channel of the same parties.",
        "E_CHANNEL",
        given(tar(), charter=charter_of(MA, PK, title="another")),
    )
    yield "to_nobody", "It names no receiver.", "E_MANIFEST", given(tar(changed("to", [])))
    yield (
        "to_stranger",
        "It names a receiver that is no party of the channel.",
        "E_PARTY",
        given(tar(changed("to", [PK, "tr"]))),
    )
    yield "part_of_less", "Part 2 of 1.", "E_MANIFEST", given(tar(changed("part", 2)))
    yield "number_zero", "A bundle has number 0.", "E_MANIFEST", given(tar(changed("number", 0)))
    yield "version_two", "The manifest is of version 2.", "E_VERSION", given(tar(changed("v", 2)))
    yield (
        "unknown_field",
        "The manifest has a field more.",
        "E_FIELD",
        given(tar(changed("note", ""))),
    )
    yield (
        "export_as_bundle",
        "The manifest is that of an export.",
        "E_MANIFEST",
        given(tar(changed("kind", "export"))),
    )

    def size(payload):
        payload["heads"][MA]["size"] += 1

    yield "head_size", "A head whose size is not its number plus one.", "E_FIELD", given(tar(size))

    def range_past(payload):
        payload["heads"][MA].update(seq=1, size=2)

    yield (
        "range_past_head",
        "The acts inside go past the head.",
        "E_MANIFEST",
        given(tar(range_past)),
    )

    def more(payload):
        payload["ranges"][MA]["count"] = 4

    yield "count", "The manifest counts one act more.", "E_COUNT", given(tar(more))
    name = feed(pairs)
    kept = dict(pairs)[name].splitlines(keepends=True)
    gap = replaced(pairs, name, b"".join([kept[0], kept[2]]))

    def two(payload):
        payload["ranges"][MA].update(last=1, count=2)

    renamed = [(f"feeds/{MA}/0-1.jsonl" if one == name else one, data) for one, data in gap]
    yield "gap", "An act in the middle is left out.", "E_COUNT", given(tar(two, renamed))
    turned = replaced(pairs, name, b"".join([kept[0], kept[2], kept[1]]))
    yield "disorder", "The acts of a feed are out of order.", "E_COUNT", given(tar(files=turned))
    yield (
        "path",
        "A file name that leads out of the folder.",
        "E_MEMBER",
        given(tar_of([pairs[0], ("feeds/../0-2.jsonl", b"x"), *pairs[1:]]))
        | {"tar_b64": b64(resigned(leading_out(pairs), key))},
    )
    stranger = put(pairs, f"blobs/{'5' * 64}", b"stray")
    yield "blob_name", "A blob whose name is not its hash.", "E_BLOB", given(tar(files=stranger))
    stray = put(pairs, "blobs/" + sha(b"stray"), b"stray")
    yield "blob_unnamed", "A blob that nothing names.", "E_BLOB", given(tar(files=stray))
    control = replaced(pairs, SUMMARY, b"all is well\x1b[2J\n")
    yield (
        "summary_control",
        "A summary that would clear the screen.",
        "E_TEXT",
        given(tar(files=control)),
    )
    swapped = replaced(pairs, SUMS, b"")
    swapped = resigned(
        swapped,
        key,
        keep_files=True,
        change=lambda p: p["files"].__setitem__(-1, {"name": SUMS, "sha256": sha(b""), "size": 0}),
    )
    yield (
        "sums_empty",
        "SHA256SUMS does not follow from the list.",
        "E_HASH",
        given(tar_of(swapped)),
    )
    lone = Side(charter_of(MA), MA)
    lone.join()
    yield (
        "one_party",
        "A channel of one party in a bundle.",
        "E_PARTY",
        given(
            tar_of(
                resigned(
                    replaced(pairs, CHARTER, write_envelope(lone.charter.envelope) + b"\n"),
                    key,
                    change=changed("channel", lone.charter.channel),
                )
            ),
            charter=lone.charter,
        ),
    )
    newline = resigned(pairs, key)
    newline = replaced(newline, MANIFEST, dict(newline)[MANIFEST][:-1])
    yield "manifest_newline", "The manifest's line has no newline.", "E_CUT", given(tar_of(newline))


def leading_out(pairs):
    return [
        pairs[0],
        *[("feeds/../0-2.jsonl" if n.startswith("feeds") else n, d) for n, d in pairs[1:]],
    ]


def sha(data):
    from hashlib import sha256

    return sha256(data).hexdigest()


def b64(pairs):
    return base64.b64encode(tar_of(pairs)).decode()


def acts():
    """Faults of acts that the sender vouches for."""
    _ma, pairs = base()
    name, key = feed(pairs), node_key(MA)
    lines = dict(pairs)[name].splitlines()

    def with_line(line, place=1):
        kept = [*lines[:place], line, *lines[place + 1 :]]
        return tar_of(resigned(replaced(pairs, name, b"".join(one + b"\n" for one in kept)), key))

    old = read_envelope(lines[1])
    bare = Envelope(old.type, old.payload, ())
    yield (
        "act_false_signature",
        "An act with a false signature.",
        "E_SIG",
        given(with_line(write_envelope(bare.signed(key.id, b"\1" * 64)))),
    )
    thief = Key("thief")
    yield (
        "act_other_key",
        "An act signed by another key.",
        "E_KEY",
        given(with_line(write_envelope(bare.signed(thief.id, thief.sign(bare.pae))))),
    )
    elsewhere = Side(charter_of(MA, PK, title="another"), MA)
    elsewhere.join()
    yield (
        "act_other_channel",
        "An act of another channel.",
        "E_CHANNEL",
        given(with_line(write_envelope(elsewhere.lines[0]), place=0)),
    )
    urlsafe = (
        lines[1]
        .replace(b"+", b"-")
        .replace(b"/", b"_")
        .replace(b"application_vnd.mithaq.act.v1-json", b"application/vnd.mithaq.act.v1+json")
    )
    assert read_act(read_envelope(urlsafe)).id == read_act(old).id
    yield (
        "act_url_safe",
        "An act written in the other base64 alphabet.",
        "E_B64",
        given(with_line(urlsafe)),
    )


def keys():
    _ma, pairs = base()
    thief = Key("thief")
    yield (
        "manifest_other_key",
        "The manifest is signed by a key that is not the author's.",
        "E_KEY",
        given(tar_of(resigned(pairs, thief))),
    )
    line = dict(pairs)[MANIFEST][:-1]
    old = read_envelope(line)
    false = Envelope(old.type, old.payload, ()).signed(old.signatures[0].keyid, b"\1" * 64)
    yield (
        "manifest_false_signature",
        "The manifest's signature is false.",
        "E_SIG",
        given(tar_of(replaced(pairs, MANIFEST, write_envelope(false) + b"\n"))),
    )
    turned, _ = story()
    before = turned.tar(to=PK)
    turned.author.rotate(manifest=manifest(turned.charter, MA), key=node_key(MA, 1))
    after = turned.tar(to=PK)
    said = "signed before a change of keys that the reader knows: late, its words count no more."
    yield "signed_before_key_change", said, None, given(before, after)
    unproved = [one for one in pairs_of(after) if one[0] != KEYS]
    yield (
        "key_unproved",
        "Signed by a new key that keys.jsonl does not prove.",
        "E_KEY",
        given(tar_of(resigned(unproved, node_key(MA, 1)))),
    )
