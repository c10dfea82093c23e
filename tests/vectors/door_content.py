"""Door ``content``: the bytes of a content, in a channel of so many parties."""

from hashlib import sha256

from mithaq.record.content import read_content
from tests.vectors import plain
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


def read_plainly(given):
    blob = bytes_of(given, "blob")
    value = plain.read_content(blob, given["parties"])
    told = {name: value[name] for name in ("kind", "marking")}
    return {"sha256": sha256(blob).hexdigest(), **told, "fields": sorted(value["fields"])}


DOORS = {"blob": read, "plain": read_plainly}
