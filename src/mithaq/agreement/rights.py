"""Who may do what, within one party: offices by verbs, as data (docs/spec/agreement.md section 7).

Checked for one's own side only: which of the other side's offices may sign is theirs to say.
A right covers every kind (``*``) or some; a verb that no held office has is refused at the desk.
Releasing needs an office of its own, so that whoever drafts is not who releases (law 5).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL = frozenset({"*"})
_NONE: frozenset[str] = frozenset()

#: What a working group or a point of contact consents to.
_WORK = frozenset({"activity", "commitment", "example"})
#: Things that only name, describe or file: no promise is made by agreeing them.
_FILED = frozenset(
    {
        "person",
        "organisation",
        "point_of_contact",
        "document",
        "source",
        "communication",
        "lesson",
        "same_as",
    }
)
#: What a secretary settles between sessions.
_SETTLED = (
    _WORK
    | _FILED
    | frozenset({"area", "session", "agenda_item", "delegation", "project", "notice"})
)
#: What the heads of section adopt: programme, priorities, minutes, the bodies themselves.
_ADOPTED = _SETTLED | frozenset(
    {
        "programme",
        "priority",
        "priority_round",
        "minutes",
        "decision",
        "review",
        "body",
        "national_section",
    }
    | {
        "instrument",
        "clause",
        "difference",
        "relationship",
        "vocabulary_addition",
        "rules_of_procedure",
    }
)

OFFICES = (
    "poc", "wl", "es", "cc", "so", "la", "da", "min",
    "releasing_officer", "officer", "auditor", "administrator", "node",
)  # fmt: skip
#: Work in one's own national space.
NATIONAL_VERBS = (
    "see",
    "draft",
    "amend",
    "correct",
    "cite",
    "judge",
    "link",
    "paper",
    "request_release",
)
#: Words on the joint record that bind nobody to anything.
TELLING_VERBS = ("comment", "contact", "position", "evidence", "progress", "step")
#: Consents, and what reaches beyond one desk.
JOINT_VERBS = (
    "propose",
    "accept",
    "decline",
    "withdraw",
    "verify",
    "sign_instrument",
    "carry",
    "recall",
    "release",
)
KEEPING_VERBS = ("export", "pair", "unlock", "rotate", "administer")
VERBS = NATIONAL_VERBS + TELLING_VERBS + JOINT_VERBS + KEEPING_VERBS

Rights = dict[str, frozenset[str]]


def _all(*verbs: str) -> Rights:
    return dict.fromkeys(verbs, ALL)


def _consent(kinds: frozenset[str]) -> Rights:
    return {"propose": ALL, "accept": kinds, "decline": ALL, "withdraw": ALL}


_DESK = _all(*NATIONAL_VERBS)
_TELL = _all(*TELLING_VERBS)

#: office -> verb -> kinds: the rows of domain.md 2.4, with the offices a node itself needs.
MATRIX: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "poc": _DESK | _TELL | {"propose": _WORK, "withdraw": _WORK} | _all("verify"),
        "wl": _DESK | _TELL | _consent(_WORK | _FILED) | _all("verify"),
        "es": _DESK | _TELL | _consent(_SETTLED) | _all("verify", "carry", "recall", "export"),
        "cc": _DESK | _TELL | _consent(_ADOPTED) | _all("carry", "recall", "export"),
        "so": _DESK | _all("comment", "step", "release", "recall"),
        "la": _DESK | _all("comment", "position", "step"),
        "da": _DESK | _TELL | {"propose": _WORK, "withdraw": _WORK} | _all("carry"),
        "min": _DESK | _TELL | _consent(ALL) | _all("sign_instrument", "carry", "recall"),
        "releasing_officer": _all("see", "comment", "release", "recall"),
        "officer": _DESK | _all("comment", "contact"),
        "auditor": _all("see", "export"),
        "administrator": _all("export", "pair", "unlock", "rotate", "administer"),
        "node": {},
    }
)


def may(offices: Iterable[str], verb: str, kind: str = "") -> bool:
    """Tell whether one of ``offices`` gives the right to ``verb`` a record of ``kind``.

    Without a kind: whether it gives that right on any kind at all. An office or a verb that the
    matrix does not know gives none.
    """
    return any(_covers(MATRIX.get(office, {}).get(verb, _NONE), kind) for office in offices)


def offices_for(verb: str, kind: str = "") -> tuple[str, ...]:
    """Name the offices that may ``verb`` a record of ``kind``, in the matrix's order."""
    return tuple(office for office in OFFICES if may((office,), verb, kind))


def _covers(kinds: frozenset[str], kind: str) -> bool:
    return bool(kinds) if not kind else "*" in kinds or kind in kinds
