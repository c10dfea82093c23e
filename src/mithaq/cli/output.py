"""What the commands print, and how.

The rules of this face (a command that breaks one is wrong):

- What was asked for goes to stdout; everything else (hints, progress, refusals) to stderr.
- Without ``--json`` for a person: sentences and aligned tables, our own side first, no colour,
  nothing that moves. With ``--json`` for a program: one JSON value, the keys of the views.
- Where both sides can speak, both columns are there; an empty one says so in a word.
- Reference numbers, hashes and names of files are isolated (U+2068, U+2069) in right-to-left
  languages, so that they read in their own direction; nowhere else, so that they can be copied.
- Whatever another side wrote is shown, never obeyed: no control character, override of direction
  or line break of a value reaches the terminal.
- A refusal is one sentence and the next step: ``mithaq: refused: ...`` and ``hint: ...``; exit 2.
  Nothing was applied. A bug is ``mithaq: internal error`` and a reference number; exit 3.
- No question is asked unless stdin is a terminal, and every question has a flag.
- Commands are silent about what went as expected, but for one line that says what now is.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TextIO

from mithaq.messages.language import RIGHT_TO_LEFT, _, in_use, isolated, tame

RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

HASH = 10
"""How many digits of a hash a person is shown."""


_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def short(hexadecimal: str | None) -> str:
    """Give the first digits of an id or hash, isolated."""
    return isolated((hexadecimal or "")[:HASH])


def width(text: str) -> int:
    """Count the columns ``text`` takes in a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay ``rows`` out in aligned columns, under ``head`` and a line."""
    cells = [[isolated(cell) for cell in row] for row in (head, *rows)]
    wide = [max(width(row[at]) for row in cells) for at in range(len(head))]
    lines = [_row(row, wide) for row in cells]
    rule = "  ".join("-" * columns for columns in wide)
    # Between isolates nothing tells a screen where the line begins: the mark does.
    side = RIGHT_TO_LEFT_MARK if in_use() in RIGHT_TO_LEFT else ""
    return [side + line for line in (lines[0], rule, *lines[1:])]


def _row(row: Sequence[str], wide: Sequence[int]) -> str:
    padded = [cell + " " * (columns - width(cell)) for cell, columns in zip(row, wide, strict=True)]
    return "  ".join(padded).rstrip()


def plain(value: object) -> object:
    """Turn a view into what JSON can carry, keeping the names of its fields."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.hex() if isinstance(value, bytes) else value


class Output:
    """Where a command speaks: lines or one JSON value on stdout, the rest on stderr."""

    def __init__(
        self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        """Speak to ``out`` and ``err`` (by default the process's own)."""
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def answer(self, value: object, lines: Sequence[str]) -> None:
        """Give ``value`` to a program or ``lines`` to a person."""
        if self.as_json:
            self.json(value)
            return
        for line in lines:
            self.line(line)

    def line(self, text: str = "") -> None:
        """Print one line for a person; a program never sees it."""
        if not self.as_json:
            print(tame(text), file=self._out, flush=True)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str) -> None:
        """Print a table, or ``empty`` where it would have no row."""
        for line in table(head, rows) if rows else [empty]:
            self.line(line)

    def json(self, value: object) -> None:
        """Print one JSON value."""
        told = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, indent=1)
        print(_OBEYED.sub(_escaped, told), file=self._out)

    def aside(self, text: str) -> None:
        """Say something beside the answer."""
        print(tame(text), file=self._err, flush=True)

    def refused(self, sentence: str, hint: str) -> None:
        """Say no, why, and what to do next."""
        self.aside(f"mithaq: {_('refused:')} {sentence}")
        if hint:
            self.aside(f"{_('hint:')} {hint}")
