"""Faults of the line around an act: the envelope's JSON, its fields, its base64."""

from mithaq.record.envelope import TYPES, pae
from tests.record.make import node_key
from tests.vectors.lines import BASE, KEY, b64, line, written

# Chosen so that the base64 of the payload ends in one "=" and holds both "+" and "/".
PAYLOAD = written(
    {
        **BASE,
        "kind": "decline",
        "office": "secretary",
        "body": {"version": "ab" * 32, "reason": "~~~???>>>"},
    }
)


def cases():
    """Yield (name, fault, code, line)."""
    yield from spelling()
    yield from fields()
    yield from base64()


def parts():
    sig = b64(KEY.sign(pae(TYPES["act"], PAYLOAD)))
    return {
        "payload": b64(PAYLOAD),
        "payloadType": TYPES["act"],
        "signatures": [{"keyid": KEY.id, "sig": sig}],
    }


def spelling():
    sound = line(PAYLOAD)
    yield "line_empty", "An empty line.", "E_JSON", b""
    yield "line_no_json", "A line that is no JSON.", "E_JSON", b"MITHAQ 1"
    yield "line_cut", "A line cut in the middle.", "E_JSON", sound[: len(sound) // 2]
    yield (
        "line_byte_order_mark",
        "A byte order mark before the line.",
        "E_JSON",
        b"\xef\xbb\xbf" + sound,
    )
    yield (
        "line_not_utf8",
        "A byte that is no UTF-8 in the line.",
        "E_JSON",
        sound.replace(b'"payload":"', b'"payload":"\xff', 1),
    )
    yield "line_two_values", "Two envelopes on one line.", "E_JSON", sound + sound
    yield (
        "line_65537",
        "A line of a byte more than 64 KiB.",
        "E_SIZE",
        sound + b" " * (65537 - len(sound)),
    )
    yield "line_newline", "A newline that belongs to the line.", "E_CANON", sound + b"\n"
    yield (
        "line_carriage_return",
        "A carriage return at the end of the line.",
        "E_CANON",
        sound + b"\r",
    )
    yield (
        "line_space",
        "A space after a colon of the line.",
        "E_CANON",
        sound.replace(b'"payload":', b'"payload": ', 1),
    )
    yield "line_key_order", "The payload's type before the payload.", "E_CANON", reordered()
    yield (
        "line_duplicate_payload",
        "A payload that stands twice in the line.",
        "E_CANON",
        b'{"payload":"e30=",' + sound[1:],
    )
    yield (
        "line_escaped_slash",
        "A slash escaped in the payload's type.",
        "E_CANON",
        sound.replace(b"application/", b"application\\/", 1),
    )
    yield (
        "line_escaped_letter",
        "A letter of the base64 escaped.",
        "E_CANON",
        sound.replace(b'"payload":"e', b'"payload":"\\u0065', 1),
    )
    yield (
        "line_float",
        "A number with a point in the line.",
        "E_LIMIT",
        sound.replace(b"}]}", b'}],"z":1.5}'),
    )
    yield "line_deep", "A line of nine arrays within each other.", "E_LIMIT", b"[" * 9 + b"]" * 9


def reordered():
    whole = parts()
    return (
        b'{"payloadType":"%b","payload":"%b","signatures":'
        % (whole["payloadType"].encode(), whole["payload"].encode())
        + written(whole["signatures"])
        + b"}"
    )


def fields():
    def wrong(name, fault, code="E_FIELD", **changes):
        value = {**parts(), **changes}
        return (
            name,
            fault,
            code,
            written({name: item for name, item in value.items() if item is not ...}),
        )

    pair = parts()["signatures"][0]
    yield "line_list", "The line is a list.", "E_FIELD", b"[]"
    yield wrong("line_extra_field", "A field too many in the line.", comment="x")
    yield wrong("line_without_type", "A line without the payload's type.", payloadType=...)
    yield wrong("line_payload_number", "A payload that is a number.", payload=7)
    yield wrong("line_payload_null", "A payload that is null.", payload=None)
    yield wrong("signatures_object", "Signatures that are one object.", signatures=pair)
    yield wrong("signature_text", "A signature that is a text.", signatures=["x"])
    yield wrong(
        "signature_extra_field",
        "A field too many beside the signature.",
        signatures=[{**pair, "cert": "x"}],
    )
    yield wrong(
        "signature_without_keyid",
        "A signature without its key id.",
        signatures=[{"sig": pair["sig"]}],
    )
    yield wrong(
        "keyid_uppercase", "A key id in capitals.", signatures=[{**pair, "keyid": KEY.id.upper()}]
    )
    yield wrong(
        "keyid_short", "A key id that lacks a digit.", signatures=[{**pair, "keyid": KEY.id[1:]}]
    )
    yield wrong("keyid_empty", "An empty key id.", signatures=[{**pair, "keyid": ""}])
    yield wrong("signatures_none", "No signature.", "E_SIGS", signatures=[])
    other = node_key("ma", 1)
    second = {"keyid": other.id, "sig": b64(other.sign(pae(TYPES["act"], PAYLOAD)))}
    yield wrong(
        "signatures_two", "Two good signatures by two keys.", "E_SIGS", signatures=[pair, second]
    )
    yield wrong(
        "signatures_twice", "One signature, given twice.", "E_SIGS", signatures=[pair, pair]
    )
    yield wrong(
        "type_unknown", "A type that is not on the list.", "E_TYPE", payloadType="application/json"
    )
    yield wrong(
        "type_charter", "An act that is called a charter.", "E_TYPE", payloadType=TYPES["charter"]
    )
    yield wrong(
        "type_have", "An act that is called a receipt.", "E_TYPE", payloadType=TYPES["have"]
    )
    yield wrong(
        "type_v2",
        "An act of the second version of the type.",
        "E_TYPE",
        payloadType="application/vnd.mithaq.act.v2+json",
    )
    yield wrong(
        "type_uppercase",
        "The type of an act in capitals.",
        "E_TYPE",
        payloadType=TYPES["act"].upper(),
    )


def base64():
    whole = parts()
    text, pair = whole["payload"], whole["signatures"][0]

    def payload(name, fault, changed):
        return f"base64_{name}", fault, "E_B64", written({**whole, "payload": changed})

    def signature(name, fault, changed):
        return (
            f"base64_{name}",
            fault,
            "E_B64",
            written({**whole, "signatures": [{**pair, "sig": changed}]}),
        )

    assert text.endswith("=")
    assert {"+", "/"} <= set(text)
    yield payload("space", "A space in the base64 of the payload.", text[:40] + " " + text[40:])
    yield payload(
        "newline", "A newline in the base64 of the payload.", text[:76] + "\n" + text[76:]
    )
    yield payload(
        "padding_missing", "The base64 of the payload lacks its padding.", text.rstrip("=")
    )
    yield payload("padding_extra", "The base64 of the payload has too much padding.", text + "=")
    yield payload(
        "padding_inside", "Padding in the middle of the base64.", text[:40] + "=" + text[40:]
    )
    yield payload("stray_bits", "Bits after the last byte in the base64.", stray(text))
    yield payload("mixed_alphabets", "Two alphabets in one base64.", text.replace("+", "-"))
    yield payload("foreign_character", "A character that no base64 has.", "!" + text[1:])
    yield payload("foreign_letter", "A Cyrillic letter in the base64.", "а" + text[1:])
    yield signature(
        "sig_padding_missing",
        "The base64 of the signature lacks its padding.",
        pair["sig"].rstrip("="),
    )
    yield signature(
        "sig_stray_bits", "Bits after the last byte of the signature.", stray(pair["sig"])
    )
    yield signature("sig_tab", "A tab after the base64 of the signature.", pair["sig"] + "\t")


def stray(text):
    """Set the lowest of the bits that the last character has to spare."""
    bare = text.rstrip("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return bare[:-1] + alphabet[alphabet.index(bare[-1]) | 1] + text[len(bare) :]
