"""Fields as people type and read them: ``name=value`` by the type the vocabulary gives the field.

- ``title=Words`` is in the language of the command; ``title:fr=Mots`` says which;
- ``areas=training,exercises`` for a list of codes, or the name again and again;
- ``instrument=REF`` for another record: its number, or the beginning of its id;
- ``legs=party:ma;due:2027-03;duty:Send the list`` for a thing with parts;
- ``name:=JSON`` for anything else, as it stands in a content;
- ``name=-`` takes a field away again, ``name=withheld`` says that we do not tell.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from mithaq.agreement.calendar import parse_date
from mithaq.agreement.vocabulary import FAMILIES, owner_of
from mithaq.agreement.vocabulary.fields import SHAPES
from mithaq.agreement.vocabulary.kinds import KIND_FIELDS
from mithaq.cli import labels
from mithaq.cli.output import short
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mithaq.agreement.value import FieldValue
    from mithaq.agreement.vocabulary.term import Field
    from mithaq.record.canonical import JSON

    Find = Callable[[str], tuple[str, str]]
    """Give the id of a record that a person names, and the SHA-256 of its agreed content."""

    Names = Mapping[str, str]
    """What people call the records that a field refers to."""

NAMELESS: Final[dict[str, str]] = {}
AWAY, WITHHELD = "-", "withheld"
WRITTEN = ({"is"}, {"withheld_by"}, {"disputed"})
LISTED = frozenset({"code", "party", "side", "language", "ref", "pin", "date"})
"""Types of which several are typed with commas between them."""

EXAMPLES = {
    "text": "{0}=Words  {0}:fr=Mots", "string": "{0}=2027/EX/03", "int": "{0}=5", "bool": "{0}=yes",
    "date": "{0}=2027-01-19  {0}=2027-01  {0}=2027-03-30/2027-04-01", "party": "{0}=ma", "side": "{0}=ma  {0}=all",
    "language": "{0}=fr", "ref": "{0}=2027/EX/03", "pin": "{0}=2027/EX/03", "free": "{0}:=JSON",
}  # fmt: skip
"""How a field of each type is typed; ``{0}`` is its name."""


# ------------------------------------------------------------------ typed


def read(words: Sequence[str], *, kind: str, party: str, find: Find) -> dict[str, JSON]:
    """Read typed fields of a ``kind`` into what a content holds; ``None`` takes one away.

    Raises ``cli.field``, ``cli.unknown_field``, ``cli.value``, ``cli.json`` and ``date.*``.
    """
    known = fields_of(kind)
    found: dict[str, JSON] = {}
    for word in words:
        name, language, value = _cut(word)
        if name.endswith(":"):
            name, told = name[:-1], _json(value, name[:-1])
            found[name] = told if _is_written(told) else {"is": told}
            continue
        if name not in known:
            raise Refusal("cli.unknown_field", name=name, kind=kind)
        typing = _Typing(field=known[name], language=language, find=find)
        found[name] = typing.written(value, party=party, before=found.get(name))
    return found


def fields_of(kind: str) -> Mapping[str, Field]:
    """Give the fields of a kind by name. Raises ``cli.kind``."""
    if kind not in KIND_FIELDS:
        raise Refusal("cli.kind", kind=kind, kinds=", ".join(KIND_FIELDS))
    return KIND_FIELDS[kind]


def _cut(word: str) -> tuple[str, str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name:
        raise Refusal("cli.field", text=word)
    if name.endswith(":"):
        return name, "", value
    name, _colon, language = name.partition(":")
    return name, language or in_use(), value


def _json(text: str, name: str) -> JSON:
    try:
        told: JSON = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refusal("cli.json", name=name, why=error.msg) from error
    return told


def _is_written(value: JSON) -> bool:
    return isinstance(value, dict) and set(value) in WRITTEN


class _Typing:
    """One field being typed, in one language."""

    def __init__(self, *, field: Field, language: str, find: Find) -> None:
        self._field = field
        self._language = language
        self._find = find

    def written(self, text: str, *, party: str, before: JSON) -> JSON:
        """Give the field as a content holds it, added to what was typed ``before``."""
        if text == AWAY:
            return None
        if text == WITHHELD:
            return {"withheld_by": party}
        stated = before["is"] if isinstance(before, dict) and "is" in before else None
        if self._field.many:
            kept = stated if isinstance(stated, list) else []
            parts = text.split(",") if self._field.type in LISTED else [text]
            return {"is": [*kept, *(self._value(self._field, part.strip()) for part in parts)]}
        value = self._value(self._field, text)
        if isinstance(stated, dict) and isinstance(value, dict) and self._field.type == "text":
            if set(stated) & set(value):
                raise Refusal("cli.twice", name=self._field.name)
            value = {**stated, **value}
        elif before is not None:
            raise Refusal("cli.twice", name=self._field.name)
        return {"is": value}

    def _value(self, field: Field, text: str) -> JSON:
        """Read one bare value of the field's type."""
        if field.type == "text":
            return {self._language: {"text": text, "role": "working"}}
        if field.type in {"ref", "pin"}:
            record, sha256 = self._find(text)
            return (
                {"record": record} if field.type == "ref" else {"record": record, "sha256": sha256}
            )
        if field.type == "date":
            parse_date(text)
        if field.type == "code":
            _check_code(field, text)
        readers = {"int": _number, "bool": _truth, "object": self._parts, "free": _free}
        reader = readers.get(field.type)
        return text if reader is None else reader(field, text)

    def _parts(self, field: Field, text: str) -> JSON:
        """Read ``party:ma;due:2027-03`` by the shape of the object."""
        if text.startswith("{"):
            return _json(text, field.name)
        inner = {one.name: one for one in SHAPES[field.shape or ""]}
        parts: dict[str, JSON] = {}
        for part in text.split(";"):
            name, colon, value = part.strip().partition(":")
            if not colon or name not in inner:
                raise Refusal(
                    "cli.value", name=field.name, value=part.strip(), wanted=example(field)
                )
            parts[name] = self._value(inner[name], value.strip())
        return parts


def _check_code(field: Field, text: str) -> None:
    """Refuse what is neither a code of the field's list nor a party's own addition."""
    codes = FAMILIES.get(field.vocabulary or "", {})
    if codes and text not in codes and owner_of(text) is None:
        raise Refusal("cli.code", name=field.name, value=text, codes=", ".join(codes))


def _free(field: Field, text: str) -> JSON:
    return _json(text, field.name)


def _number(field: Field, text: str) -> JSON:
    if not text.lstrip("-").isdecimal():
        raise Refusal("cli.value", name=field.name, value=text, wanted=example(field))
    return int(text)


def _truth(field: Field, text: str) -> JSON:
    if text not in {"yes", "no"}:
        raise Refusal("cli.value", name=field.name, value=text, wanted="yes, no")
    return text == "yes"


def example(field: Field) -> str:
    """Show how a field of this type is typed."""
    if field.type == "code":
        codes = FAMILIES.get(field.vocabulary or "", {})
        return "  ".join(f"{field.name}={code}" for code in [*codes][:2])
    if field.type == "object":
        inner = ";".join(f"{one.name}:…" for one in SHAPES[field.shape or ""])
        return f"{field.name}={inner}"
    if field.name == "year":
        return "year=2027"
    return EXAMPLES.get(field.type, "").format(field.name)


# ------------------------------------------------------------------ read


def words_of(value: FieldValue, field: Field | None, names: Names = NAMELESS) -> str:
    """Say a field's value for a person: what is stated, withheld, disputed, or that nothing is."""
    if value.state == "is":
        return plain(value.value, field, names)
    if value.state == "withheld":
        return fill("withheld by {party}", party=value.party)
    if value.state == "disputed":
        return "; ".join(
            f"{isolated(party)}: {plain(one, field, names)}" for party, one in value.sides
        )
    return _("not stated")


def plain(value: JSON, field: Field | None, names: Names = NAMELESS) -> str:
    """Say one bare value for a person."""
    if isinstance(value, list):
        return labels.listed([plain(one, field, names) for one in value])
    if isinstance(value, dict):
        return _structured(value, field, names)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.type == "code" and isinstance(value, str):
        return labels.of(field.vocabulary or "", value)
    return isolated(str(value))


def _structured(value: dict[str, JSON], field: Field | None, names: Names) -> str:
    if "record" in value:
        record = str(value["record"])
        return names.get(record) or short(record)
    if value and all(isinstance(one, dict) and "text" in one for one in value.values()):
        told = value.get(in_use()) or next(iter(value.values()))
        return isolated(str(told["text"])) if isinstance(told, dict) else ""
    inner = (
        {}
        if field is None or field.shape is None
        else {one.name: one for one in SHAPES[field.shape]}
    )
    return " · ".join(plain(one, inner.get(name), names) for name, one in value.items())
