"""The vocabulary: every closed list, as data with labels in five languages.

A code that no list knows is shown raw (decision 17); a party's own additions are
``x-<party>-…``. A word that is in none of the lists does not enter the code.
"""

from types import MappingProxyType

from mithaq.agreement.vocabulary import (
    activity_types,
    areas,
    clauses,
    fields,
    kinds,
    markings,
    reasons,
    states,
    words,
)
from mithaq.agreement.vocabulary.term import LANGUAGES, Family, Field, Term, is_code, owner_of

_ALL = (
    words.WORDS, kinds.KINDS, fields.FIELDS, areas.AREAS, areas.AREA_STATUSES, areas.AREA_BASES,
    activity_types.ACTIVITY_TYPES, activity_types.ACTIVITY_FORMS, clauses.CLAUSES, clauses.INSTRUMENT_TYPES,
    clauses.BODY_TYPES, states.STATES, states.STEPS, states.FATES, states.TOPICS, markings.MARKINGS, markings.OFFICES,
    markings.MODALITIES, markings.VERDICTS, reasons.COST_RULES, reasons.REASONS, reasons.ENTRY_RULES, reasons.BINDINGS,
    reasons.BASES, reasons.TEXT_ROLES, reasons.COMMITMENT_KINDS, reasons.MODES, reasons.ORIGINS,
)  # fmt: skip

#: family name -> its terms by code
FAMILIES = MappingProxyType({next(iter(terms.values())).family: terms for terms in _ALL})


def term(family: str, code: str) -> Term | None:
    """Find a term; None for a code that the list does not know."""
    return FAMILIES[family].get(code)


def label(family: str, code: str, *, language: str) -> str:
    """Give the label of a code; an unknown code is its own label."""
    found = term(family, code)
    return found.label(language) if found else code


__all__ = [
    "FAMILIES",
    "LANGUAGES",
    "Family",
    "Field",
    "Term",
    "is_code",
    "label",
    "owner_of",
    "term",
]
