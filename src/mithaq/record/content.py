"""The shape of a content: the bytes that a proposal offers by hash.

A content is MJ-1 JSON of at most 1 MiB and depth 16:
``{"kind", "schema": 1, "salt", "marking", "fields": {}, "attachments": []}`` and, only in a
channel of one party, ``"national": {}`` when there is something in it. A field is absent (*not
stated*) or an object with one key: ``{"is": value}``, ``{"withheld_by": party}`` or
``{"disputed": [{"by": party, "is": value}, ...]}``, two or more, sorted by party. Null stands
for nothing and is refused wherever it stands. Which fields a kind has is ``agreement``'s to
say; unknown ones are kept. Spec: docs/spec/act.md section 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import Decoder

from mithaq.record.canonical import canonical, parse
from mithaq.record.refusal import Refusal
from mithaq.record.shape import BLOB, Hash, MediaType, Salt, Token, is_party, typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZE = 1024 * 1024
"""The most bytes a content may hold."""

DEPTH = 16
"""How deep arrays and objects may lie in a content."""

TYPE = "application/vnd.mithaq.content.v1+json"
"""The media type of a content, as a proposal names it."""

_FIELD = re.compile(r"[a-z][a-z0-9_.-]{0,63}").fullmatch
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f/\\]").search


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A content that has been read; ``fields`` keep their one-key objects as they are."""

    kind: str
    schema: int = 1
    salt: str
    marking: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Mapping[str, Any], ...] = ()
    national: Mapping[str, Any] = field(default_factory=dict)


class _Attachment(Struct, forbid_unknown_fields=True):
    sha256: Hash
    size: Annotated[int, Meta(ge=0, le=BLOB)]
    type: MediaType
    name: Annotated[str, Meta(min_length=1, max_length=255)]
    marking: Token | UnsetType = UNSET


class _Content(Struct, forbid_unknown_fields=True, rename=None):
    kind: Token
    schema: int
    salt: Salt
    marking: Token
    fields: dict[str, dict[str, Any]]
    attachments: Annotated[list[_Attachment], Meta(max_length=256)]
    national: Annotated[dict[str, Any], Meta(min_length=1)] | UnsetType = UNSET


_content: Decoder[_Content] = Decoder(_Content)


def read_content(blob: bytes, *, parties: int) -> Content:
    """Read a content of a channel with so many parties.

    Checks in this order: ``E_SIZE``, ``E_JSON``, ``E_LIMIT``, ``E_CANON``, ``E_NATIONAL`` (the
    key is there at all and there is more than one party), ``E_VERSION`` (schema), ``E_CONTENT``
    with the name of the wrong field.
    """
    if len(blob) > SIZE:
        raise Refusal("E_SIZE", what="content", size=len(blob), limit=SIZE)
    value = parse(blob, depth=DEPTH)
    if type(value) is not dict:
        raise Refusal("E_CONTENT", field="$")
    if parties > 1 and "national" in value:
        raise Refusal("E_NATIONAL")
    if type(value.get("schema")) is int and value["schema"] != 1:
        raise Refusal("E_VERSION", version=value["schema"])
    _check_shape(blob)
    content: dict[str, Any] = value
    for name, stated in content["fields"].items():
        _check_field(name, stated)
    _check_no_null(content.get("national", {}), "national")
    return _made(content)


def write_content(
    *,
    kind: str,
    salt: str,
    marking: str,
    fields: Mapping[str, Any],
    attachments: Sequence[Mapping[str, Any]] = (),
    national: Mapping[str, Any] | None = None,
) -> bytes:
    """Write a content, and refuse what ``read_content`` would.

    ``national`` is left out when empty; one that is not makes the content fit for a channel of
    one party only.
    """
    value: dict[str, object] = {
        "kind": kind,
        "schema": 1,
        "salt": salt,
        "marking": marking,
        "fields": fields,
        "attachments": list(attachments),
    }
    if national:
        value["national"] = national
    blob = canonical(value, depth=DEPTH)
    read_content(blob, parties=1)
    return blob


def _check_shape(blob: bytes) -> None:
    try:
        shape = typed(blob, _content)
    except Refusal as wrong:
        raise Refusal("E_CONTENT", **wrong.fields) from None
    for one in shape.attachments:
        if _BAD_NAME(one.name) or one.name in (".", ".."):
            raise Refusal("E_CONTENT", field="attachments.name")


def _check_field(name: str, stated: dict[str, Any]) -> None:
    """Require one of the three forms a field can take."""
    if not _FIELD(name) or len(stated) != 1:
        raise Refusal("E_CONTENT", field=f"fields.{name}")
    ((form, value),) = stated.items()
    if form == "is":
        _check_no_null(value, f"fields.{name}")
    elif form == "withheld_by":
        _check_party(value, name)
    elif form == "disputed":
        _check_disputed(value, name)
    else:
        raise Refusal("E_CONTENT", field=f"fields.{name}")


def _check_disputed(value: object, name: str) -> None:
    wrong = Refusal("E_CONTENT", field=f"fields.{name}")
    if type(value) is not list or len(value) < 2:
        raise wrong
    sides: list[str] = []
    for side in value:
        if type(side) is not dict or side.keys() != {"by", "is"}:
            raise wrong
        _check_party(side["by"], name)
        _check_no_null(side["is"], f"fields.{name}")
        sides.append(side["by"])
    if sides != sorted(set(sides)):
        raise wrong


def _check_party(value: object, name: str) -> None:
    if type(value) is not str or not is_party(value):
        raise Refusal("E_CONTENT", field=f"fields.{name}")


def _check_no_null(value: object, field: str) -> None:
    if value is None:
        raise Refusal("E_CONTENT", field=field)
    if type(value) is dict:
        value = list(value.values())
    if type(value) is list:
        for item in value:
            _check_no_null(item, field)


def _made(value: dict[str, Any]) -> Content:
    return Content(
        kind=value["kind"],
        salt=value["salt"],
        marking=value["marking"],
        fields=value["fields"],
        attachments=tuple(value["attachments"]),
        national=value.get("national", {}),
    )
