"""Payloads that say a value in another way than the one, that are no JSON, or over a limit."""

from tests.vectors.lines import BASE, full, nested, said, written


def spelling():
    """Payloads that say a value in another way than the one, or that are no JSON."""
    sound, some = written(BASE), said({"n": 1, "text": "é"})
    swap = lambda old, new, text=some: text.replace(old, new, 1)  # noqa: E731
    yield "payload_empty", "An empty payload.", "E_JSON", b""
    yield "payload_no_json", "A payload that is no JSON.", "E_JSON", b"hello"
    yield "payload_cut", "A payload whose last brace is cut off.", "E_JSON", sound[:-1]
    yield (
        "payload_byte_order_mark",
        "A byte order mark before the payload.",
        "E_JSON",
        b"\xef\xbb\xbf" + sound,
    )
    yield "payload_not_utf8", "A payload in Latin-1.", "E_JSON", swap("é".encode(), b"\xe9")
    yield (
        "payload_overlong_utf8",
        "A slash in overlong UTF-8.",
        "E_JSON",
        swap("é".encode(), b"\xc0\xaf"),
    )
    yield (
        "payload_surrogate_escape",
        "A lone surrogate, escaped.",
        "E_JSON",
        swap("é".encode(), b"\\ud800"),
    )
    yield (
        "payload_surrogate_bytes",
        "A lone surrogate in UTF-8.",
        "E_JSON",
        swap("é".encode(), b"\xed\xa0\x80"),
    )
    yield (
        "payload_control_character",
        "A bare control character in a text.",
        "E_JSON",
        swap("é".encode(), b"\x01"),
    )
    yield "payload_nan", "A number that is none.", "E_JSON", swap(b'"n":1', b'"n":NaN')
    yield "payload_trailing_comma", "A comma after the last field.", "E_JSON", sound[:-1] + b",}"
    yield "payload_trailing_garbage", "A second value after the payload.", "E_JSON", sound + b"{}"
    yield "payload_comment", "A comment in the payload.", "E_JSON", sound[:-1] + b"/**/}"
    yield (
        "payload_leading_zero",
        "A number with a leading zero.",
        "E_JSON",
        swap(b'"n":1', b'"n":01'),
    )
    yield "payload_trailing_newline", "A newline after the payload.", "E_CANON", sound + b"\n"
    yield "payload_space", "A space after a colon.", "E_CANON", swap(b'"seq":1', b'"seq": 1')
    yield (
        "payload_key_order",
        "Two fields in the other order.",
        "E_CANON",
        swap(b'"n":1,"text":"\xc3\xa9"', b'"text":"\xc3\xa9","n":1'),
    )
    yield (
        "payload_duplicate_key",
        "A field that stands twice, with the same value.",
        "E_CANON",
        swap(b'"n":1', b'"n":1,"n":1'),
    )
    yield (
        "payload_duplicate_party",
        "The party stands twice, and the second time it is another.",
        "E_CANON",
        swap(b'"party":"ma"', b'"party":"ma","party":"pk"'),
    )
    yield (
        "payload_escaped_letter",
        "A letter escaped without need.",
        "E_CANON",
        swap("é".encode(), b"\\u00e9"),
    )
    yield (
        "payload_escaped_slash",
        "A slash escaped without need.",
        "E_CANON",
        swap("é".encode(), b"\\/"),
    )
    yield (
        "payload_escape_capitals",
        "An escape in capital hex digits.",
        "E_CANON",
        swap("é".encode(), b"\\u001F"),
    )
    yield (
        "payload_long_escape",
        "A newline in its long escape.",
        "E_CANON",
        swap("é".encode(), b"\\u000a"),
    )
    yield "payload_minus_zero", "Minus zero.", "E_CANON", swap(b'"n":1', b'"n":-0')
    yield "payload_list", "The payload is a list.", "E_FIELD", b"[]"
    yield "payload_null", "The payload is null.", "E_FIELD", b"null"


def limits():
    """Payloads over a limit of MJ-1 or of acts."""
    number = lambda text: said({"n": 1}).replace(b'"n":1', b'"n":' + text, 1)  # noqa: E731
    yield "payload_32769", "A payload of a byte more than 32 KiB.", "E_SIZE", full(32769)
    yield "number_float", "A number with a point.", "E_LIMIT", number(b"1.5")
    yield "number_whole_float", "A whole number written with a point.", "E_LIMIT", number(b"1.0")
    yield "number_exponent", "A number with an exponent.", "E_LIMIT", number(b"1e2")
    yield "number_minus_zero_float", "Minus zero with a point.", "E_LIMIT", number(b"-0.0")
    yield "number_2_53", "A number of 2 to the 53rd.", "E_LIMIT", number(b"9007199254740992")
    yield (
        "number_minus_2_53",
        "A number of minus 2 to the 53rd.",
        "E_LIMIT",
        number(b"-9007199254740992"),
    )
    yield "number_2_64", "A number beyond 64 bits.", "E_LIMIT", number(b"18446744073709551616")
    yield "number_2_70", "A number beyond 70 bits.", "E_LIMIT", number(b"1180591620717411303424")
    yield (
        "seq_float",
        "The number of the act is written with a point.",
        "E_LIMIT",
        written(BASE).replace(b'"seq":1', b'"seq":1.0'),
    )
    yield (
        "seq_2_53",
        "The number of the act is 2 to the 53rd.",
        "E_LIMIT",
        written({**BASE, "seq": 2**53}),
    )
    yield "depth_9", "Arrays nine deep.", "E_LIMIT", said(nested(9))
    yield "depth_16000", "Sixteen thousand brackets opened, none closed.", "E_LIMIT", b"[" * 16000
    yield "key_empty", "A field with an empty name.", "E_LIMIT", said({"": 1})
    yield "key_space", "A field with a space in its name.", "E_LIMIT", said({"a b": 1})
    yield "key_accent", "A field with an accent in its name.", "E_LIMIT", said({"é": 1})
    yield (
        "key_delete",
        "A field with a delete character in its name.",
        "E_LIMIT",
        said({"a\x7f": 1}),
    )
