"""Door ``content``: the bytes of a content, in a channel of so many parties."""

from hashlib import sha256

from mithaq.record.content import read_content
from tests.vectors.bytes_of import bytes_of


def read(given):
    blob = bytes_of(given, "blob")
    content = read_content(blob, parties=given["parties"])
    return {
        "sha256": sha256(blob).hexdigest(),
        "kind": content.kind,
        "marking": content.marking,
        "fields": sorted(content.fields),
    }


DOORS = {"blob": read}
