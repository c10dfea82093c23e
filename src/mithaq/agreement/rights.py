"""Who may do what, within one party: offices by verbs, as data (docs/spec/agreement.md section 7).

Checked for one's own side only: which of the other side's offices may sign is theirs to say.
A right is *all* or a list of kinds; a verb that no held office has is refused at the desk.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL = frozenset({"*"})
_WORK = frozenset({"activity", "commitment", "example"})
_FORMAL = frozenset(
    {
        "programme",
        "priority",
        "priority_round",
        "minutes",
        "review",
        "body",
        "area",
        "session",
        "same_as",
        "relationship",
    }
)
_NONE: frozenset[str] = frozenset()

VERBS = (
    "see", "draft", "propose", "accept", "decline", "withdraw", "release", "recall", "report", "verify",
    "comment", "carry", "sign_instrument", "judge", "administer", "audit",
)  # fmt: skip
OFFICES = (
    "poc",
    "wl",
    "es",
    "cc",
    "so",
    "la",
    "da",
    "min",
    "releasing_officer",
    "officer",
    "auditor",
    "administrator",
    "node",
)

_DESK = {"see": ALL, "draft": ALL, "comment": ALL, "judge": ALL}
_CONSENTS = _WORK | frozenset(
    {"person", "organisation", "point_of_contact", "document", "communication", "lesson", "project"}
)

#: office -> verb -> kinds. The rows are domain.md 2.4; releasing needs an office of its own.
MATRIX: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType({
    "poc": {**_DESK, "propose": _WORK, "withdraw": _WORK, "report": ALL, "verify": ALL},
    "wl": {**_DESK, "propose": _CONSENTS, "accept": _CONSENTS, "decline": _CONSENTS, "withdraw": _CONSENTS, "report": ALL, "verify": ALL},
    "es": {**_DESK, "propose": ALL, "accept": _CONSENTS | {"area", "session", "same_as"}, "decline": ALL, "withdraw": ALL, "report": ALL, "verify": ALL, "carry": ALL},
    "cc": {**_DESK, "propose": ALL, "accept": _CONSENTS | _FORMAL | {"instrument"}, "decline": ALL, "withdraw": ALL, "carry": ALL},
    "so": {**_DESK, "release": ALL, "recall": ALL},
    "la": {**_DESK, "propose": frozenset({"instrument", "clause"})},
    "da": {**_DESK, "propose": _WORK, "carry": ALL},
    "min": {**_DESK, "propose": ALL, "accept": ALL, "decline": ALL, "withdraw": ALL, "carry": ALL, "sign_instrument": ALL},
    "releasing_officer": {**_DESK, "release": ALL, "recall": ALL},
    "officer": {**_DESK},
    "auditor": {"see": ALL, "audit": ALL},
    "administrator": {"administer": ALL},
    "node": {},
})  # fmt: skip


def may(offices: Iterable[str], verb: str, kind: str = "*") -> bool:
    """Tell whether one of ``offices`` gives the right to ``verb`` a record of ``kind``.

    ``kind="*"`` asks for the right on every kind. An unknown office or verb gives no right.
    """
    return any(_covers(MATRIX.get(office, {}).get(verb, _NONE), kind) for office in offices)


def offices_for(verb: str, kind: str = "*") -> tuple[str, ...]:
    """Name the offices that may ``verb`` a record of ``kind``, in the matrix's order."""
    return tuple(office for office in OFFICES if may((office,), verb, kind))


def _covers(kinds: frozenset[str], kind: str) -> bool:
    return "*" in kinds or kind in kinds
