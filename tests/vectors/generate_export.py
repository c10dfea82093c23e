"""Vectors of exports: sound ones with everything a channel can hold, and hostile ones."""

from __future__ import annotations

import base64
import json

from mithaq.exchange.export import write_export
from mithaq.exchange.members import ACTS, CHARTER, KEYS, MANIFEST, README, SUMS
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from tests.exchange.forge import canonical, listed, pairs_of, put, replaced, resigned, tar_of
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import TIME, Key, charter_of, manifest, node_key, salt
from tests.vectors.door_export import by_tar
from tests.vectors.generate_bundle import sha


def cases():
    for name, fault, code, asked in (*sound(), *files(), *manifests(), *acts(), *blobs()):
        yield {
            "case": name if code else f"sound_{name}",
            "fault": fault if code else f"None: {fault}",
            "door": "export",
            "input": asked,
            "expect": {"code": code} if code else by_tar(asked),
        }


def given(tar, *, channel=None, tar_only=False):
    asked = {"channel": channel, "tar_b64": base64.b64encode(tar).decode()}
    return asked | ({"tar_only": True} if tar_only else {})


def exported(side):
    done = write_export(
        side.channel,
        acts=side,
        blobs=side,
        author=side.party,
        time=TIME,
        salt=salt("export", side.party),
        key=side.key.id,
        sign=side.key.sign,
        readme="How to check this export: docs/spec/bundle.md.\n",
    )
    return b"".join(done.chunks())


def story():
    """Morocco proposes, Pakistan accepts and tells; Morocco changes its key and acknowledges."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.apply(pk.tar(to=MA))
    version = ma.propose(attached=(b"the scan",))
    pk.apply(ma.tar(to=PK))
    pk.accept(version)
    ma.apply(pk.tar(to=MA))
    ma.author.rotate(manifest=manifest(ma.charter, MA), key=node_key(MA, 1))
    ma.author.ack(**ma.see())
    return ma, pk


def base():
    ma, _ = story()
    return ma, pairs_of(exported(ma))


def sound():
    ma, pk = story()
    yield (
        "agreed",
        "a version proposed, accepted and acknowledged; a changed key.",
        None,
        given(exported(ma), channel=ma.charter.channel),
    )
    yield (
        "other_side",
        "the same channel from the other side, which knows less.",
        None,
        given(exported(pk)),
    )
    fresh, _ = sides()
    yield "nothing", "a channel without acts.", None, given(exported(fresh))
    lone = Side(charter_of(MA), MA)
    lone.join()
    lone.propose()
    yield "national", "a channel of one party.", None, given(exported(lone))
    bare, _ = story()
    bare.shelf = {name: data for name, data in bare.shelf.items() if data == b"the scan"}
    yield (
        "content_absent",
        "a content that is not there: its attachment is not named.",
        None,
        given(exported(bare)),
    )
    bare, _ = story()
    bare.shelf = {name: data for name, data in bare.shelf.items() if data != b"the scan"}
    yield "attachment_absent", "an attachment that is not there.", None, given(exported(bare))
    void, _ = story()
    void.author.decline(void.author.feed[1], **void.see())
    yield (
        "void",
        "an act without effect: it stays, and is counted as such.",
        None,
        given(exported(void)),
    )
    yield "fork", "a forked feed, both branches kept.", None, given(exported(forked()))


def forked():
    _, pk = story()
    left, _ = story()
    right, _ = story()
    left.say("one way")
    right.say("another way")
    pk.apply(left.tar(to=PK))
    pk.apply(right.tar(to=PK, number=9))
    return pk


def files():
    """Faults of the tar and its members, the manifest untouched."""
    _ma, pairs = base()
    tar = tar_of(pairs)
    yield (
        "time",
        "A header with another time.",
        "E_TAR",
        given(tar.replace(b"00000000000\0", b"00000000001\0", 1), tar_only=True),
    )
    yield "trailing", "A byte after the end.", "E_TAR", given(tar + b"\0", tar_only=True)
    yield (
        "cut",
        "The tar ends in the middle of the acts.",
        "E_CUT",
        given(tar[: tar.index(ACTS.encode()) + 1500], tar_only=True),
    )
    yield (
        "order",
        "Two members in the wrong order.",
        "E_MEMBER",
        given(tar_of([*pairs[:-2], pairs[-1], pairs[-2]]), tar_only=True),
    )
    yield "manifest_missing", "No manifest.", "E_MEMBER", given(tar_of(pairs[1:]))
    yield (
        "acts_missing",
        "The acts are missing.",
        "E_MEMBER",
        given(tar_of([one for one in pairs if one[0] != ACTS])),
    )
    yield (
        "stranger",
        "A file that has no place in an export.",
        "E_MEMBER",
        given(tar_of([*pairs, ("note.txt", b"hello")])),
    )
    yield (
        "unlisted",
        "A blob that the manifest does not list.",
        "E_MEMBER",
        given(tar_of(put(pairs, "blobs/" + "f" * 64, b"x"))),
    )
    lines = dict(pairs)[ACTS].splitlines(keepends=True)
    yield (
        "edge",
        "The acts are cut at the edge of an act.",
        "E_HASH",
        given(tar_of(replaced(pairs, ACTS, b"".join(lines[:-1])))),
    )
    yield (
        "act_byte",
        "One byte of an act is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, ACTS, dict(pairs)[ACTS].replace(b"eyJ", b"eyK", 1)))),
    )
    yield (
        "lines_swapped",
        "Two lines of the acts are exchanged.",
        "E_HASH",
        given(tar_of(replaced(pairs, ACTS, b"".join([lines[1], lines[0], *lines[2:]])))),
    )
    name = next(name for name, data in pairs if data == b"the scan")
    yield (
        "blob_byte",
        "One byte of an attachment is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, name, b"the sxan"))),
    )
    yield (
        "readme_byte",
        "One byte of the README is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, README, b"H" + dict(pairs)[README][1:-1] + b"!"))),
    )
    yield (
        "sums_byte",
        "One byte of SHA256SUMS is changed.",
        "E_HASH",
        given(tar_of(replaced(pairs, SUMS, dict(pairs)[SUMS].replace(b"  ", b" *", 1)))),
    )
    yield (
        "charter_byte",
        "The charter is another one's.",
        "E_HASH",
        given(
            tar_of(
                replaced(
                    pairs,
                    CHARTER,
                    write_envelope(charter_of(MA, PK, title="another").envelope) + b"\n",
                )
            )
        ),
    )


def manifests():
    """Faults that the exporter's own signature vouches for."""
    ma, pairs = base()
    key = node_key(MA, 1)

    def tar(change=None, files=pairs, keep=False, by=key):
        return tar_of(resigned(files, by, change=change, keep_files=keep))

    def changed(name, value):
        return lambda payload: payload.__setitem__(name, value)

    yield (
        "another_channel",
        "The export is of another channel than the one asked about.",
        "E_CHANNEL",
        given(tar(), channel="0" * 64),
    )
    yield (
        "channel_of_charter",
        "The manifest names another channel than its charter's.",
        "E_CHANNEL",
        given(tar(changed("channel", "0" * 64))),
    )
    yield (
        "stranger_signs",
        "The manifest is signed by no key of its author.",
        "E_KEY",
        given(tar(by=Key("thief"))),
    )
    yield (
        "old_key_signs",
        "The manifest is signed by a key its author has given up.",
        "E_KEY",
        given(tar(by=node_key(MA))),
    )
    line = dict(pairs)[MANIFEST][:-1]
    old = read_envelope(line)
    false = Envelope(old.type, old.payload, ()).signed(old.signatures[0].keyid, b"\1" * 64)
    yield (
        "false_signature",
        "The manifest's signature is false.",
        "E_SIG",
        given(tar_of(replaced(pairs, MANIFEST, write_envelope(false) + b"\n"))),
    )
    hint = Envelope(old.type, old.payload, ()).signed("0" * 64, old.signatures[0].sig)
    yield (
        "other_keyid",
        "The signature names another key than the manifest.",
        "E_KEY",
        given(tar_of(replaced(pairs, MANIFEST, write_envelope(hint) + b"\n"))),
    )
    spaced = line.replace(b'","payloadType', b'", "payloadType', 1) + b"\n"
    yield (
        "spaced",
        "The manifest's line has a space that canonical JSON has not.",
        "E_CANON",
        given(tar_of(replaced(pairs, MANIFEST, spaced))),
    )
    yield (
        "addressed",
        "An export that names a receiver.",
        "E_MANIFEST",
        given(tar(changed("to", [PK]))),
    )
    yield "numbered", "An export that has a number.", "E_MANIFEST", given(tar(changed("number", 1)))
    yield "parts", "An export in two parts.", "E_MANIFEST", given(tar(changed("parts", 2)))
    yield (
        "bad_time",
        "A time that no calendar has.",
        "E_FIELD",
        given(tar(changed("time", "2026-02-30T00:00:00Z"))),
    )
    short = [one for one in pairs if one[0] != ACTS]
    yield "acts_unlisted", "The manifest lists no acts.", "E_MEMBER", given(tar(files=short))

    def root(payload):
        payload["heads"][MA]["root"] = "0" * 64

    yield "root", "The head has another root than the acts give.", "E_HEAD", given(tar(root))

    def head(payload):
        payload["heads"][MA]["id"] = "0" * 64

    yield "head", "The head is another act than the last one.", "E_HEAD", given(tar(head))

    def counts(payload):
        payload["ranges"][MA]["count"] += 1

    yield "count", "The manifest counts one act more.", "E_COUNT", given(tar(counts))
    yield "sums", "SHA256SUMS leaves a file out.", "E_HASH", given(tar_of(short_sums(pairs, key)))
    escape = replaced(pairs, README, b"\x1b]0;sound\x07\n")
    yield (
        "readme_control",
        "A README that speaks to the terminal.",
        "E_TEXT",
        given(tar(files=escape)),
    )
    lone = Side(charter_of(MA, PK), MA)
    lone.join()
    yield (
        "keys_empty",
        "keys.jsonl is there, and nothing in it.",
        "E_MEMBER",
        given(tar_of(resigned(put(pairs_of(exported(lone)), KEYS, b""), node_key(MA)))),
    )
    unproved = [one for one in pairs if one[0] != KEYS]
    yield (
        "keys_missing",
        "The change of keys is not proved beside the acts.",
        "E_KEY",
        given(tar(files=unproved)),
    )
    ahead = base()[1]
    more = manifest(ma.charter, MA, n=2, prev=last_keys(ahead), node=(node_key(MA, 2),))
    ahead = replaced(ahead, KEYS, dict(ahead)[KEYS] + write_envelope(more) + b"\n")
    yield (
        "keys_ahead",
        "A change of keys that no act of the feed carries.",
        "E_KEY",
        given(tar(files=ahead, by=node_key(MA, 2))),
    )


def last_keys(pairs):
    return read_envelope(dict(pairs)[KEYS].splitlines()[-1]).id


def short_sums(pairs, key):
    text = b"".join(dict(pairs)[SUMS].splitlines(keepends=True)[1:])
    wrong = replaced(pairs, SUMS, text)

    def change(payload):
        payload["files"] = listed(wrong)

    return resigned(wrong, key, change=change, keep_files=True)


def acts():
    """Faults of acts that the exporter vouches for."""
    _ma, pairs = base()
    key = node_key(MA, 1)
    lines = dict(pairs)[ACTS].splitlines()

    def tar(*kept, change=None):
        data = b"".join(line + b"\n" for line in kept)
        return tar_of(resigned(replaced(pairs, ACTS, data), key, change=change))

    old = read_envelope(lines[2])
    bare = Envelope(old.type, old.payload, ())
    yield (
        "act_false_signature",
        "An act with a false signature.",
        "E_SIG",
        given(
            tar(
                *lines[:2],
                write_envelope(bare.signed(old.signatures[0].keyid, b"\1" * 64)),
                *lines[3:],
            )
        ),
    )
    other = json.loads(old.payload) | {"time": "2020-01-01T00:00:00Z"}
    moved = Envelope(old.type, canonical(other), old.signatures)
    yield (
        "act_changed",
        "An act with another time and its old signature.",
        "E_SIG",
        given(
            tar(*lines[:2], write_envelope(moved))  # what follows would miss it
        ),
    )
    yield (
        "act_before_cause",
        "An act stands before one that it has seen.",
        "E_ORDER",
        given(tar(lines[0], lines[2], lines[1], *lines[3:])),
    )
    yield (
        "act_left_out",
        "An act in the middle is left out.",
        "E_ORDER",
        given(tar(*lines[:2], *lines[3:])),
    )
    yield "act_twice", "An act stands there twice.", "E_COUNT", given(tar(*lines, lines[-1]))
    yield (
        "tail_left_out",
        "The last act is left out, and the manifest counts it.",
        "E_COUNT",
        given(tar(*lines[:-1])),
    )
    elsewhere = Side(charter_of(MA, PK, title="another"), MA)
    elsewhere.join()
    yield (
        "act_other_channel",
        "An act of another channel.",
        "E_CHANNEL",
        given(tar(*lines, write_envelope(elsewhere.lines[0]))),
    )
    yield (
        "act_empty_line",
        "An empty line among the acts.",
        "E_JSON",
        given(tar(lines[0], b"", *lines[1:])),
    )
    yield (
        "act_crlf",
        "A line that ends with a carriage return.",
        "E_CANON",
        given(tar(lines[0] + b"\r", *lines[1:])),
    )
    cut = replaced(pairs, ACTS, dict(pairs)[ACTS][:-1])
    yield (
        "act_no_newline",
        "The last line has no newline.",
        "E_CUT",
        given(tar_of(resigned(cut, key))),
    )


def blobs():
    _ma, pairs = base()
    key = node_key(MA, 1)
    stray = put(pairs, "blobs/" + sha(b"stray"), b"stray")
    yield (
        "blob_unnamed",
        "A blob that nothing names.",
        "E_BLOB",
        given(tar_of(resigned(stray, key))),
    )
    wrong = put(pairs, "blobs/" + "5" * 64, b"stray")
    yield (
        "blob_name",
        "A blob whose name is not its hash.",
        "E_BLOB",
        given(tar_of(resigned(wrong, key))),
    )
    content = [one for one in pairs if not one[1].startswith(b'{"attachments"')]
    yield (
        "blob_unnamed_since_content_left",
        "An attachment without the content that names it.",
        "E_BLOB",
        given(tar_of(resigned(content, key))),
    )
    lone = Side(charter_of(MA, limits={"blob": 600}), MA)
    lone.join()
    lone.content(attached=(b"x" * 601,))
    content = next(data for data in lone.shelf.values() if data[:1] == b"{")
    lone.author.propose("memorandum", text=content, **lone.see())
    yield (
        "blob_over_limit",
        "An attachment above the charter's limit.",
        "E_SIZE",
        given(exported(lone)),
    )
