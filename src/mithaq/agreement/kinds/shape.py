"""The types of fields: a value that is not what its field says is a malformed content.

Only fields the kind knows are looked at; unknown kinds, fields and codes pass untouched and
survive (law 11). Refuses ``content.type`` with the field's path, and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mithaq.agreement.calendar import is_date
from mithaq.agreement.value import as_value
from mithaq.agreement.vocabulary.fields import SHAPES
from mithaq.agreement.vocabulary.kinds import fields_of
from mithaq.agreement.vocabulary.reasons import TEXT_ROLES
from mithaq.agreement.vocabulary.term import is_code
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mithaq.agreement.vocabulary.term import Field
    from mithaq.record.content import Content

_RECORD = re.compile(r"[0-9a-f]{32}").fullmatch
_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_PARTY = re.compile(r"[a-z0-9.-]{1,64}").fullmatch
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}").fullmatch
_MOST = {"legs": 32}
"""Each leg is a track that every step is folded on: without a limit one content stops a node."""


def check_shape(content: Content) -> None:
    """Refuse a content one of whose known fields holds a value of another type: ``content.type``."""
    known = fields_of(content.kind)
    for name, raw in content.fields.items():
        spec = known.get(name)
        if spec is None:
            continue
        for value in _values(raw):
            _check(spec, value, path=name, kind=content.kind)


def _values(raw: Mapping[str, Any]) -> Iterator[Any]:
    value = as_value(raw)
    if value.stated:
        yield value.value
    yield from (side for _, side in value.sides)


def _check(spec: Field, value: object, *, path: str, kind: str) -> None:
    if spec.many:
        if not isinstance(value, list) or not 0 < len(value) <= _MOST.get(spec.name, len(value)):
            raise Refusal("content.type", kind=kind, field=path, expected=f"{spec.type}*")
        for place, item in enumerate(value):
            _check_one(spec, item, path=f"{path}.{place}", kind=kind)
    else:
        _check_one(spec, value, path=path, kind=kind)


def _check_one(spec: Field, value: object, *, path: str, kind: str) -> None:
    if spec.shape is not None:
        _check_object(spec.shape, value, path=path, kind=kind)
    elif not _TYPES[spec.type](value):
        raise Refusal("content.type", kind=kind, field=path, expected=spec.type)


def _check_object(shape: str, value: object, *, path: str, kind: str) -> None:
    known = {spec.name: spec for spec in SHAPES[shape]}
    if not isinstance(value, dict):
        raise Refusal("content.type", kind=kind, field=path, expected=shape)
    for spec in known.values():
        if spec.name in value:
            _check(spec, value[spec.name], path=f"{path}.{spec.name}", kind=kind)
        elif spec.required:
            raise Refusal(
                "content.type", kind=kind, field=f"{path}.{spec.name}", expected=spec.type
            )


def _is_text(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_LANGUAGE(name) and _is_wording(one) for name, one in value.items())
    )


def _is_wording(value: object) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"text", "role"}:
        return False
    text, role = value.get("text"), value.get("role", "working")
    return isinstance(text, str) and bool(text.strip()) and role in TEXT_ROLES


def _is_ref(value: object) -> bool:
    return (
        isinstance(value, dict) and set(value) == {"record"} and _matches(_RECORD)(value["record"])
    )


def _is_pin(value: object) -> bool:
    return (
        isinstance(value, dict) and set(value) == {"record", "sha256"}
        and _matches(_RECORD)(value["record"]) and _matches(_HASH)(value["sha256"])
    )  # fmt: skip


def _matches(pattern: Callable[[str], object]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(pattern(value))


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "text": _is_text,
    "string": lambda value: isinstance(value, str) and bool(value.strip()),
    "int": lambda value: type(value) is int and value >= 0,
    "bool": lambda value: isinstance(value, bool),
    "date": is_date,
    "party": _matches(_PARTY),
    "side": _matches(_PARTY),
    "language": _matches(_LANGUAGE),
    "ref": _is_ref,
    "pin": _is_pin,
    "sha256": _matches(_HASH),
    "code": is_code,
    "free": lambda _: True,
}
