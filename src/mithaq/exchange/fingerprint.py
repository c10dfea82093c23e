"""Fingerprints that people compare: by eye as digit groups, by ear as words.

Both say the first 128 bits of a hash: eight groups of five digits, each two bytes as a decimal
number from 00000 to 65535; or sixteen words of one list, one a byte. Comparing either is enough.
To pass for another a forger would have to meet all 128 bits. Spec: docs/spec/exchange.md section 9.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from mithaq.exchange.words import LISTS
from mithaq.record.refusal import Refusal

BYTES: Final = 16
LANGUAGES: Final = tuple(LISTS)


def digits(sha256: str) -> str:
    """Give eight groups of five digits, with single spaces."""
    raw = bytes.fromhex(sha256)[:BYTES]
    return " ".join(f"{raw[at] * 256 + raw[at + 1]:05d}" for at in range(0, BYTES, 2))


def words(sha256: str, language: str) -> str:
    """Give sixteen words in one of ``LANGUAGES``, with single spaces."""
    return " ".join(LISTS[language][byte] for byte in bytes.fromhex(sha256)[:BYTES])


def check_told(told: str, sha256: str) -> None:
    """Compare what a person typed with a fingerprint: digits of any script, or words of any list.

    Raises ``E_FINGERPRINT`` when they differ, with the place of the first group or word that does.
    """
    heard = _plain(told).split()
    forms = [digits(sha256).split(), *(words(sha256, one).split() for one in LANGUAGES)]
    if heard and all(group.isdigit() for group in heard):
        joined = "".join(heard)
        heard = [joined[at : at + 5] for at in range(0, len(joined), 5)]
    places = [_first_other(heard, [_plain(part) for part in form]) for form in forms]
    if None not in places:
        raise Refusal("E_FINGERPRINT", place=max(place for place in places if place is not None))


def _first_other(heard: list[str], form: list[str]) -> int | None:
    """Give the place, from 1, at which two lists part, or None."""
    if heard == form:
        return None
    return next(
        (at for at, pair in enumerate(zip(heard, form, strict=False), 1) if pair[0] != pair[1]),
        min(len(heard), len(form)) + 1,
    )


def _plain(text: str) -> str:
    """Fold case, and write the digits of any script as 0 to 9."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in folded)
