"""Vectors of the door ``content``."""

from hashlib import sha256

from tests.vectors.bytes_of import as_bytes
from tests.vectors.lines import changed, written

HASH = "ab" * 32
FILE = {"sha256": HASH, "size": 4096, "type": "application/pdf", "name": "accord.pdf"}
BASE = {
    "kind": "activity",
    "schema": 1,
    "salt": "5a" * 16,
    "marking": "unclassified",
    "fields": {"title": {"is": {"fr": {"text": "Exercice", "role": "authentic"}}}},
    "attachments": [],
}


def cases():
    yield from sound()
    for name, fault, code, blob in (*shape(), *fields(), *files(), *spelling()):
        yield case(name, fault, blob, {"code": code})


def case(name, fault, blob, expect, *, parties=2):
    given = {**as_bytes("blob", blob), "parties": parties}
    return {"case": name, "fault": fault, "door": "content", "input": given, "expect": expect}


def having(**stated):
    return written({**BASE, "fields": stated})


def sound():
    def fine(name, fault, value, parties=2):
        blob = written(value)
        told = {name: value[name] for name in ("kind", "marking")}
        expect = {"sha256": sha256(blob).hexdigest(), **told, "fields": sorted(value["fields"])}
        return case(name, f"None: {fault}", blob, expect, parties=parties)

    yield fine("sound", "a content with one field.", BASE)
    yield fine("sound_empty", "a content that states nothing yet.", {**BASE, "fields": {}})
    disputed = [{"by": "ma", "is": "2027-01"}, {"by": "pk", "is": "2027-02"}]
    forms = {
        "when": {"disputed": disputed},
        "where": {"withheld_by": "pk"},
        "x-ma-what": {"is": [1, True]},
    }
    yield fine(
        "sound_every_form",
        "the three forms of a field, and one nobody knows.",
        {**BASE, "fields": forms},
    )
    yield fine(
        "sound_files",
        "two attachments, one marked by itself.",
        {**BASE, "attachments": [FILE, {**FILE, "name": "خريطة.png", "marking": "restricted"}]},
    )
    yield fine(
        "sound_national",
        "a national part in a national channel.",
        {**BASE, "national": {"drafter": "col1"}},
        parties=1,
    )
    deep = []
    for _ in range(12):
        deep = [deep]
    yield fine(
        "sound_depth_16", "arrays exactly sixteen deep.", {**BASE, "fields": {"deep": {"is": deep}}}
    )


def shape():
    def wrong(name, fault, code="E_CONTENT", without=(), **changes):
        return name, fault, code, written(changed(BASE, changes, without))

    for name in BASE:
        yield wrong(f"missing_{name}", f"The content lacks {name}.", without=(name,))
    yield wrong("extra", "The content has a part too many.", status="agreed")
    yield wrong("schema_2", "The content is of schema 2.", "E_VERSION", schema=2)
    yield wrong("schema_text", "The schema is a text.", schema="1")
    yield wrong("schema_true", "The schema is true.", schema=True)
    yield wrong("kind_uppercase", "The content's kind is in capitals.", kind="Activity")
    yield wrong("salt_short", "The content's salt lacks a digit.", salt="5" * 31)
    yield wrong("marking_null", "The marking is null.", marking=None)
    yield wrong("marking_uppercase", "The content's marking is in capitals.", marking="SECRET")
    yield wrong("fields_list", "The fields are a list.", fields=[])
    yield wrong(
        "national_in_joint",
        "A national part in a joint channel.",
        "E_NATIONAL",
        national={"drafter": "col1"},
    )
    yield wrong(
        "national_empty_in_joint",
        "An empty national part in a joint channel.",
        "E_NATIONAL",
        national={},
    )
    yield wrong(
        "national_null_in_joint",
        "A national part of null in a joint channel.",
        "E_NATIONAL",
        national=None,
    )
    yield "list", "The content is a list.", "E_CONTENT", b"[]"
    yield "text", "The content is a text.", "E_CONTENT", b'"agreed"'


def fields():
    def wrong(name, fault, stated, code="E_CONTENT"):
        return name, fault, code, having(title=stated)

    one, two = {"by": "ma", "is": 1}, {"by": "pk", "is": 2}
    yield wrong("field_null", "A field that is null.", None)
    yield wrong("field_bare", "A field that is its bare value.", "Exercice")
    yield wrong("field_empty", "A field in no form at all.", {})
    yield wrong("field_two_keys", "A field in two forms at once.", {"is": 1, "withheld_by": "ma"})
    yield wrong("field_unknown_form", "A field in a form nobody knows.", {"maybe": 1})
    yield wrong("field_is_null", "A field that is stated to be null.", {"is": None})
    yield wrong("field_null_inside", "Null deep inside a field.", {"is": {"fr": {"text": None}}})
    yield wrong("field_null_in_list", "Null in a list of a field.", {"is": [1, None]})
    yield wrong("withheld_by_nobody", "A field withheld by null.", {"withheld_by": None})
    yield wrong(
        "withheld_by_uppercase", "A field withheld by a party in capitals.", {"withheld_by": "MA"}
    )
    yield wrong("disputed_object", "A dispute that is no list.", {"disputed": {"ma": 1, "pk": 2}})
    yield wrong("disputed_alone", "A dispute with one side.", {"disputed": [one]})
    yield wrong(
        "disputed_with_oneself", "A dispute of a party with itself.", {"disputed": [one, one]}
    )
    yield wrong(
        "disputed_unsorted", "A dispute whose parties are not sorted.", {"disputed": [two, one]}
    )
    yield wrong(
        "disputed_null",
        "A dispute in which a party states null.",
        {"disputed": [{**one, "is": None}, two]},
    )
    yield wrong(
        "disputed_silent",
        "A dispute in which a party states nothing.",
        {"disputed": [{"by": "ma"}, two]},
    )
    yield wrong(
        "disputed_extra", "A dispute with a note.", {"disputed": [{**one, "note": "x"}, two]}
    )
    yield (
        "field_name_uppercase",
        "A field's name in capitals.",
        "E_CONTENT",
        having(Title={"is": 1}),
    )
    yield (
        "field_name_long",
        "A field's name of 65 characters.",
        "E_CONTENT",
        having(**{"t" * 65: {"is": 1}}),
    )


def files():
    def wrong(case, fault, without=(), **changes):
        listed = [changed(FILE, changes, without)]
        return case, fault, "E_CONTENT", written({**BASE, "attachments": listed})

    yield wrong("file_without_hash", "An attachment without its hash.", ("sha256",))
    yield wrong("file_hash_uppercase", "An attachment's hash in capitals.", sha256=HASH.upper())
    yield wrong("file_size_negative", "An attachment of a negative size.", size=-1)
    yield wrong("file_size_over", "An attachment of a byte more than 100 MiB.", size=104857601)
    yield wrong("file_type", "An attachment's type that is none.", type="pdf")
    yield wrong("file_name_empty", "An attachment without a name.", name="")
    yield wrong("file_name_long", "An attachment's name of 256 characters.", name="n" * 256)
    yield wrong("file_name_path", "An attachment's name with a slash.", name="../accord.pdf")
    yield wrong(
        "file_name_backslash", "An attachment's name with a backslash.", name="c:\\accord.pdf"
    )
    yield wrong("file_name_dots", "An attachment named after the folder above.", name="..")
    yield wrong("file_name_newline", "An attachment's name with a newline.", name="accord\n.pdf")
    yield wrong(
        "file_name_c1", "An attachment's name with a C1 control character.", name="accord\x9b.pdf"
    )
    yield wrong("file_extra", "An attachment with a part too many.", path="/tmp")
    yield wrong("file_marking_null", "An attachment whose marking is null.", marking=None)


def spelling():
    text = written(BASE)
    yield "empty", "No bytes at all.", "E_JSON", b""
    yield (
        "byte_order_mark",
        "A byte order mark before the content.",
        "E_JSON",
        b"\xef\xbb\xbf" + text,
    )
    yield "not_utf8", "A content in Latin-1.", "E_JSON", text.replace(b"Exercice", b"\xc9t\xe9")
    yield "newline", "A newline after the content.", "E_CANON", text + b"\n"
    yield "pretty", "A content with white space to look at.", "E_CANON", text.replace(b",", b", ")
    yield (
        "duplicate_field",
        "A field that stands twice in the content.",
        "E_CANON",
        text.replace(b'"title":', b'"title":{"is":1},"title":'),
    )
    yield "float", "A number with a point in the content.", "E_LIMIT", having(price={"is": 12.5})
    yield (
        "number_2_53",
        "A number of 2 to the 53rd in the content.",
        "E_LIMIT",
        having(price={"is": 2**53}),
    )
    yield (
        "key_accent",
        "A key with an accent in the content.",
        "E_LIMIT",
        having(title={"is": {"é": 1}}),
    )
    deep = []
    for _ in range(13):
        deep = [deep]
    yield "depth_17", "Arrays seventeen deep.", "E_LIMIT", having(deep={"is": deep})
