"""Codes in the reader's language, from the vocabulary: kinds, fields, states, steps, offices."""

from __future__ import annotations

from mithaq.agreement.vocabulary import FAMILIES, label
from mithaq.messages.language import _, in_use
from mithaq.messages.marks import N_

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


def offices(codes: tuple[str, ...]) -> str:
    """Give offices in words, or that any may."""
    return ", ".join(of("office", one) for one in codes) or _("any office")


CONSENTS = {
    "open": N_("open"),
    "agreed": N_("agreed"),
    "acknowledged": N_("agreed and seen"),
    "dead": N_("declined or withdrawn"),
    "contested": N_("contested: a fork"),
    "void": N_("without effect"),
    "none": N_("no version"),
}


def consent(code: str) -> str:
    """Say where the consent of all stands."""
    return _(CONSENTS.get(code, code))
