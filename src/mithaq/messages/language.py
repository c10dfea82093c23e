"""The reader's language: catalogues by the standard library, so that ``verify`` needs no Django.

English is the source. A string that a catalogue lacks is shown in English, never in a third
language. ``use`` sets the language of this process's words (the command line has one reader);
code that serves several readers passes ``language`` and calls ``translation`` itself.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("ar", "en", "es", "fr", "ur")
"""The five, in the order of their codes: none comes first."""

RIGHT_TO_LEFT: Final = frozenset({"ar", "ur"})
CATALOGUES: Final = Path(__file__).parent.parent / "locale"

_LEFT_TO_RIGHT_ISOLATE: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
_FIRST_STRONG_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
_POP_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"

_STRONG: Final = frozenset({"L", "R", "AL"})
_OPENING: Final = "\u2066\u2067\u2068"
_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]")
"""What a terminal obeys instead of showing, and overrides that show what is not written."""
_ISOLATES: Final = re.compile("[\u2066-\u2069]")

_in_use = "en"


@cache
def translation(language: str) -> _gettext.NullTranslations:
    """Give the catalogue of ``language``; English and the unknown give the source as it is."""
    return _gettext.translation("mithaq", CATALOGUES, languages=[language], fallback=True)


def use(language: str) -> None:
    """Speak ``language`` in this process from now on; unknown ones are English."""
    global _in_use  # noqa: PLW0603  (one process of the command line has one reader)
    _in_use = language if language in LANGUAGES else "en"


def in_use() -> str:
    """Tell the language that ``_`` speaks."""
    return _in_use


def _(text: str) -> str:
    """Translate ``text`` into the language in use."""
    return translation(_in_use).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate the form that ``count`` needs (Arabic has six)."""
    return translation(_in_use).ngettext(one, many, count)


def isolated(text: str, language: str | None = None) -> str:
    """Wrap ``text`` so that it keeps its own direction inside a right-to-left sentence.

    Without it the parts of a reference such as ``MoU-2026/3`` change places in Arabic and Urdu.
    A date has no letter to tell its direction, and screens differ on what follows from that: it is
    told outright. In the languages that run from left to right nothing is added. The text is made ``tame`` and
    stays on one line: it may be another side's, and must not write lines of its own into ours.
    """
    text = tame(" ".join(text.split("\n")))
    if (language or _in_use) not in RIGHT_TO_LEFT or not text:
        return text
    lettered = any(unicodedata.bidirectional(one) in _STRONG for one in text)
    opening = _FIRST_STRONG_ISOLATE if lettered else _LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{text}{_POP_ISOLATE}"


def tame(text: str) -> str:
    """Give ``text`` without what would move a cursor, colour a screen or turn the words around.

    Controls (but tab and newline) and overrides of direction become U+FFFD; each line closes the
    isolates it opens, and no others.
    """
    text = _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)
    if not _ISOLATES.search(text):
        return text
    return "\n".join(map(_balanced, text.split("\n")))


def _balanced(line: str) -> str:
    depth, kept = 0, []
    for one in line:
        if one == _POP_ISOLATE and not depth:
            continue
        depth += (one in _OPENING) - (one == _POP_ISOLATE)
        kept.append(one)
    return "".join(kept) + _POP_ISOLATE * depth


def fill(text: str, **fields: object) -> str:
    """Translate ``text`` and put the fields in, each isolated."""
    told = {name: isolated(str(value)) for name, value in fields.items()}
    return _(text).format(**told)


def detected(environment: Mapping[str, str] | None = None) -> str:
    """Tell the reader's language from the environment, as gettext does: the first that we speak.

    ``LANGUAGE`` is a list; then ``LC_ALL``, ``LC_MESSAGES``, ``LANG``. None of ours: English.
    """
    told = os.environ if environment is None else environment
    wishes = told.get("LANGUAGE", "").split(":")
    wishes += [told.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for wish in wishes:
        code = wish.split(".")[0].split("@")[0].split("_")[0].split("-")[0].lower()
        if code in LANGUAGES:
            return code
        if code in {"c", "posix"}:
            return "en"
    return "en"
