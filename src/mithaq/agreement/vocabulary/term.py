"""Terms with labels in five languages, and fields made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: The languages every label is given in, in the order of the tables' columns.
LANGUAGES = ("en", "fr", "ar", "es", "ur")

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_OWN = re.compile(r"x-([a-z0-9.]{1,64})-[a-z0-9_-]{1,63}\Z")
_COLUMNS = 1 + len(LANGUAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a closed list, with its label in every language.

    ``seen`` names the languages in which the label was seen in a public text; the others are
    renderings in standard vocabulary that a native speaker has still to confirm.
    """

    family: str
    code: str
    en: str
    fr: str
    ar: str
    es: str
    ur: str
    seen: frozenset[str] = frozenset()

    def label(self, language: str) -> str:
        """Give the label in ``language``; English where the language is not one of the five."""
        return str(getattr(self, language if language in LANGUAGES else "en"))


Family = Mapping[str, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a kind: its name, its type and where its codes come from.

    ``type`` is one of text, string, int, bool, code, date, party, ref, pin, sha256, object.
    ``shape`` names the inner fields of an object; ``many`` makes the value a list.
    Values of inner fields are bare; those of a record are stated, withheld or disputed.
    """

    name: str
    type: str
    vocabulary: str | None = None
    shape: str | None = None
    many: bool = False
    required: bool = False


def family(name: str, table: str) -> Family:
    """Read a table: one term a line, ``code | en | fr | ar | es | ur`` and perhaps ``| seen``."""
    lines = (line for line in table.strip().splitlines() if line.strip())
    terms = (_term(name, [cell.strip() for cell in line.split("|")]) for line in lines)
    return MappingProxyType({term.code: term for term in terms})


def _term(name: str, cells: list[str]) -> Term:
    code, en, fr, ar, es, ur = cells[:_COLUMNS]
    seen = frozenset(" ".join(cells[_COLUMNS:]).split())
    return Term(family=name, code=code, en=en, fr=fr, ar=ar, es=es, ur=ur, seen=seen)


def is_code(text: object) -> bool:
    """Tell whether ``text`` has the form of a code: ours, or a party's own ``x-<party>-…``."""
    return isinstance(text, str) and bool(_CODE.match(text) or _OWN.match(text))


def owner_of(code: str) -> str | None:
    """Name the party whose own addition ``code`` is, or None for a common code."""
    found = _OWN.match(code)
    return found.group(1) if found else None
