"""Codes in the reader's language, from the vocabulary: kinds, fields, states, steps, offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.vocabulary import FAMILIES, label
from mithaq.messages.language import _, in_use
from mithaq.messages.marks import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

SAID = ("state", "step", "topic", "fate", "word", "modality", "verdict", "reason")


def of(family: str, code: str | None) -> str:
    """Give the label of a code of one family; an unknown code as it is, nothing as a dash."""
    return label(family, code, language=in_use()) if code else "-"


def said(code: str | None) -> str:
    """Give the label of a code that may be a state, a step, a topic, a fate or a word of the desk."""
    for family in SAID:
        if code in FAMILIES[family]:
            return of(family, code)
    return code or "-"


def listed(parts: Sequence[str]) -> str:
    """Put parts beside each other with the comma of the reader's language."""
    return _(", ").join(parts)


def offices(codes: tuple[str, ...]) -> str:
    """Give offices in words, or that any may."""
    return listed([of("office", one) for one in codes]) or _("any office")


CONSENTS = {
    "open": N_("open"),
    "agreed": N_("agreed"),
    "acknowledged": N_("agreed and seen"),
    "dead": N_("declined or withdrawn"),
    "contested": N_("contested: a fork"),
    "void": N_("without effect"),
    "none": N_("no version"),
}


ACTS = {
    "join": "pairing",
    "propose": "proposal",
    "accept": "acceptance",
    "decline": "refusal",
    "ack": "acknowledgement",
    "keys": "key",
}


def act(kind: str) -> str:
    """Say what an act is, in the word of the glossary."""
    return of("word", ACTS[kind]) if kind in ACTS else said(kind)


CONTENTS = {"present": N_("present"), "absent": N_("absent"), "malformed": N_("malformed")}


def content(code: str) -> str:
    """Say whether the bytes of a version are here."""
    return _(CONTENTS.get(code, code))


def consent(code: str) -> str:
    """Say where the consent of all stands."""
    return _(CONSENTS.get(code, code))
