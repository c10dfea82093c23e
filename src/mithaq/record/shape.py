"""What single fields of signed objects look like, and how a wrong one is named.

The shapes are msgspec constraints, so that one typed decode checks a whole payload: missing
and unknown fields, types, and patterns. Spec: docs/spec/act.md section 1.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, TypeVar

from msgspec import DecodeError, Meta, ValidationError

from mithaq.record.canonical import LARGEST
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from msgspec.json import Decoder

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}\\Z")]
Salt = Annotated[str, Meta(pattern="^[0-9a-f]{32}\\Z")]
_PARTY = "^[a-z0-9.-]{1,64}\\Z"
_TOKEN = "^[a-z][a-z0-9_-]{0,31}\\Z"  # noqa: S105  (no password)

PartyId = Annotated[str, Meta(pattern=_PARTY)]
Token = Annotated[str, Meta(pattern=_TOKEN)]
Topic = Annotated[str, Meta(pattern="^[a-z][a-z0-9_.-]{0,63}\\Z")]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\\Z")]
MediaType = Annotated[
    str, Meta(pattern="^[a-z0-9][a-z0-9.+_-]{0,126}/[a-z0-9][a-z0-9.+_-]{0,126}\\Z")
]
Recipient = Annotated[str, Meta(pattern="^age1[02-9ac-hj-np-z]{58}\\Z")]
Count = Annotated[int, Meta(ge=0, le=LARGEST)]

TEXT = 2000
"""The most code points a text in a signed payload may hold; longer ones go to a content."""

BLOB = 100 * 1024 * 1024
"""The most bytes a content or an attachment may hold."""

_TIME = re.compile(
    r"(?P<day>(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8]|(?P<late>29|3[01])))"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
).fullmatch
_NAMED = re.compile(r"field `([^`]*)`")
_PATH = re.compile(r"at `(?:key in )?\$\.?([^`]*)`")

S = TypeVar("S")


def typed(data: bytes, decoder: Decoder[S]) -> S:
    """Decode canonical ``data`` by ``decoder``; ``E_FIELD`` names the first wrong field."""
    try:
        return decoder.decode(data)
    except ValidationError as wrong:
        raise Refusal("E_FIELD", field=_field(str(wrong))) from None
    except (DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("E_JSON") from None


@lru_cache(maxsize=1024)
def is_party(text: str) -> bool:
    """Say whether ``text`` can be the id of a party."""
    return re.match(_PARTY, text) is not None


@lru_cache(maxsize=1024)
def is_token(text: str) -> bool:
    """Say whether ``text`` can be an office, a kind or a marking."""
    return re.match(_TOKEN, text) is not None


def check_time(time: str) -> None:
    """Require ``YYYY-MM-DDThh:mm:ssZ``, a real day and hour (no leap second): else ``E_FIELD``."""
    found = _TIME(time)
    if found is None or (found["late"] and not _is_day(found["day"])):
        raise Refusal("E_FIELD", field="time")


def _is_day(day: str) -> bool:
    """Say whether the month has that day; asked only for days from 29 on."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def check_text(text: str, field: str) -> None:
    """Refuse a text of more than ``TEXT`` code points: ``E_LIMIT``."""
    if len(text) > TEXT:
        raise Refusal("E_LIMIT", limit="text", field=field)


def check_version(value: object) -> None:
    """Refuse what is not an object of version 1: ``E_FIELD`` without ``v``, else ``E_VERSION``."""
    if type(value) is not dict or type(value.get("v")) is not int:
        raise Refusal("E_FIELD", field="v")
    if value["v"] != 1:
        raise Refusal("E_VERSION", version=value["v"])


def _field(message: str) -> str:
    """Read the name of the wrong field out of msgspec's message."""
    named, path = _NAMED.search(message), _PATH.search(message)
    parts = [found[1] for found in (path, named) if found and found[1]]
    return ".".join(parts) or "$"
