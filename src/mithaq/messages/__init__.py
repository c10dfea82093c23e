"""Refusals into sentences, for pages and command line alike.

The core raises ``Refusal(code, **fields)``; here each code has one sentence and one next step, in
the reader's language. The sentences are data, a family a file (``record``, ``agreement`` …): a
dictionary ``SENTENCES = {code: (N_("what is so, with {field}"), N_("what to do next"))}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mithaq.messages import agreement, cli, desk, exchange, node, record, words
from mithaq.messages.language import RIGHT_TO_LEFT, isolated, translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mithaq.record.refusal import Refusal

FAMILIES: Final = {
    "record": record.SENTENCES,
    "agreement": agreement.SENTENCES,
    "exchange": exchange.SENTENCES,
    "desk": desk.SENTENCES,
    "node": node.SENTENCES,
    "cli": cli.SENTENCES,
}
"""Every family of codes, from the bottom of the picture up."""


class _Told(dict[str, str]):
    """The fields of one refusal; a field it lacks is shown by its name, never as a crash."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def sentence(refusal: Refusal, language: str = "en") -> tuple[str, str]:
    """Give the sentence and the next step for ``refusal`` in ``language``.

    Field values are wrapped in direction isolates in Arabic and Urdu, so that a number or a Latin
    name keeps its order in a line that runs from right to left. A code without a sentence (no test
    lets one be) is shown as it is: better a bare code than a lost refusal.
    """
    text, hint = _SENTENCES.get(refusal.code, (refusal.code, ""))
    gettext = translation(language).gettext
    fields = refusal.fields.items()
    told = _Told(
        {name: isolated(_plain(name, value, language), language) for name, value in fields}
    )
    return gettext(text).format_map(told), gettext(hint).format_map(told) if hint else ""


def codes() -> Iterator[tuple[str, str, str, str]]:
    """Yield (family, code, English sentence, English next step) of every code, in order."""
    for family, sentences in FAMILIES.items():
        for code, (text, hint) in sorted(sentences.items()):
            yield family, code, text, hint


def _plain(name: str, value: object, language: str) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        comma = "، " if language in RIGHT_TO_LEFT else ", "
        return comma.join(isolated(str(part), language) for part in value)
    text = str(value)
    if name in words.FIELDS and text in words.KNOWN:
        return translation(language).gettext(text)
    return text


def _all() -> Mapping[str, tuple[str, str]]:
    """One dictionary of all; a code told twice is a fault of ours, found at import."""
    merged: dict[str, tuple[str, str]] = {}
    for family, sentences in FAMILIES.items():
        if twice := merged.keys() & sentences.keys():
            message = f"messages/{family}.py tells again what another family tells: {sorted(twice)}"
            raise RuntimeError(message)
        merged.update(sentences)
    return merged


_SENTENCES: Final = _all()
