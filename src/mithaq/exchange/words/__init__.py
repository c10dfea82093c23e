"""Words for fingerprints, one list a language; two people choose the language they share.

Each list has 256 common words, distinct, of one script; no two become one by changing, adding or
leaving out a single letter, nor, in Arabic and Urdu, by losing the dots. The order is that of
code points. The lists are part of the format: a word may never change. Spec:
docs/spec/exchange.md section 9.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from mithaq.exchange.words import ar, en, es, fr, ur

LISTS: Final = MappingProxyType(
    {"ar": ar.WORDS, "en": en.WORDS, "es": es.WORDS, "fr": fr.WORDS, "ur": ur.WORDS}
)
