"""MJ-1: the one way a value is written as bytes.

MJ-1 is RFC 8785 (JCS) output, narrowed until every sound JSON library reads the same value:

* UTF-8 without a byte order mark, no white space, no duplicate keys, keys sorted;
* keys are one or more printable ASCII characters, 0x21 to 0x7E;
* numbers are whole, from -(2**53 - 1) to 2**53 - 1, and never written with a point or exponent;
* strings hold no lone surrogate;
* arrays and objects lie at most ``depth`` deep (8 in acts, 16 in contents).

Spec: docs/spec/act.md section 2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import orjson

from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON: TypeAlias = "bool | int | str | list[JSON] | dict[str, JSON] | None"

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

PAYLOAD_DEPTH = 8
"""How deep arrays and objects may lie in a signed payload."""

_KEYS = re.compile(r"[!-~]*").fullmatch
_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def canonical(value: object, *, depth: int = PAYLOAD_DEPTH) -> bytes:
    """Write ``value`` as MJ-1 bytes.

    Raises ``E_LIMIT`` for a float, a number out of range, a key outside printable ASCII or a
    value too deep, and ``E_JSON`` for what JSON cannot say (a lone surrogate, another type).
    """
    check_value(value, depth)
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        raise Refusal("E_JSON") from None


def parse(data: bytes, *, depth: int = PAYLOAD_DEPTH) -> JSON:
    """Read MJ-1 bytes; what comes back writes back to the same bytes.

    Checks in this order: ``E_JSON`` (not UTF-8, a byte order mark, not JSON), ``E_LIMIT``
    (depth, floats, range, keys), ``E_CANON`` (the value is written otherwise: white space,
    order, escapes, duplicate keys).
    """
    try:
        value: JSON = orjson.loads(data)
    except orjson.JSONDecodeError:
        if _nesting(data) > depth:
            raise Refusal("E_LIMIT", limit="depth") from None
        raise Refusal("E_JSON") from None
    check_value(value, depth)
    if orjson.dumps(value, option=orjson.OPT_SORT_KEYS) != data:
        raise Refusal("E_CANON")
    return value


def check_value(value: object, depth: int) -> None:
    """Refuse what JSON readers disagree about, at most ``depth`` deep: ``E_LIMIT``, ``E_JSON``.

    Equal bytes after rewriting do not show it: ``1.0`` and ``2**70`` survive orjson both ways.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return
    if kind is int:
        if not -LARGEST <= value <= LARGEST:  # type: ignore[operator]
            raise Refusal("E_LIMIT", limit="number")
    elif kind is dict or kind is list:
        if depth == 0:
            raise Refusal("E_LIMIT", limit="depth")
        _check_inside(value, depth - 1)  # type: ignore[arg-type]
    elif kind is float:
        raise Refusal("E_LIMIT", limit="number")
    else:
        raise Refusal("E_JSON")


def _check_inside(value: list[object] | dict[object, object], depth: int) -> None:
    inner: Iterable[object] = value
    if type(value) is dict:
        _check_keys(value)
        inner = value.values()
    for item in inner:
        if type(item) is not str:
            check_value(item, depth)


def _check_keys(value: dict[object, object]) -> None:
    try:
        sound = "" not in value and _KEYS("".join(value))  # type: ignore[arg-type]
    except TypeError:
        sound = None
    if not sound:
        raise Refusal("E_LIMIT", limit="key")


def _nesting(data: bytes) -> int:
    """Count how deep brackets lie outside strings, in bytes that may not be JSON."""
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(data):
        mark = found[0][:1]
        if mark in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in b"]}":
            depth -= 1
    return deepest
