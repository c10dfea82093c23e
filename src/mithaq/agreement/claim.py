"""Sources, citations, claims, and a party's judgement on them (docs/spec/citation.md).

A claim is what a source says, with the passage it says it in. It never changes a record; a
judgement is what one party's person thinks of a claim, and stays in the national channel.
Offsets count Unicode code points of the source's text, the end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mithaq.agreement.calendar import parse_date
from mithaq.record.refusal import Refusal

MODALITIES = ("happened", "agreed", "planned", "negotiated", "possible", "denied", "opinion")
VERDICTS = ("accepted", "corrected", "rejected")

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document a claim can come from, by the hash of its exact text.

    ``published`` is a stated date or None (not stated); ``basis`` says whence the date is known:
    given, byline, metadata, bounded or none.
    """

    sha256: str
    language: str
    title: str = ""
    publisher: str = ""
    published: str | None = None
    basis: str = "none"

    def __post_init__(self) -> None:
        """Refuse ``citation.hash``, ``citation.language`` and a date that is none."""
        _check_hash(self.sha256)
        _check_language(self.language)
        if self.published is not None:
            parse_date(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage of a source: ``text[start:end] == quote`` held when it was made.

    Make one with ``cite``; the constructor needs the source's text for the same reason, and
    refuses ``citation.quote`` where the passage is not there. ``text`` is not kept.
    """

    source: str
    sha256: str
    start: int
    end: int
    quote: str
    language: str

    def __init__(
        self,
        *,
        text: str,
        source: str,
        sha256: str,
        start: int,
        end: int,
        quote: str,
        language: str,
    ) -> None:
        """Cite ``text[start:end]``, which must be ``quote``, from the source of that hash."""
        _check_hash(sha256)
        _check_language(language)
        if not _is_offset(start) or not _is_offset(end) or not start < end <= len(text):
            raise Refusal("citation.offsets", start=start, end=end, length=len(text))
        if text[start:end] != quote:
            raise Refusal(
                "citation.quote", start=start, end=end, quote=quote, found=text[start:end]
            )
        for name, value in (("source", source), ("sha256", sha256), ("start", start), ("end", end)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "quote", quote)
        object.__setattr__(self, "language", language)

    def as_data(self) -> dict[str, str | int]:
        """Give the citation as it is written in a national content."""
        return {
            "source": self.source, "sha256": self.sha256, "start": self.start, "end": self.end,
            "quote": self.quote, "language": self.language,
        }  # fmt: skip


def cite(
    text: str, *, source: str, sha256: str, quote: str, language: str, after: int = 0
) -> Citation:
    """Find the first ``quote`` in ``text`` at or after ``after`` and cite it.

    Refuses ``citation.absent`` where the words are not there exactly as quoted.
    """
    start = text.find(quote, after) if quote else -1
    if start < 0:
        raise Refusal("citation.absent", quote=quote, source=source)
    end = start + len(quote)
    return Citation(
        text=text,
        source=source,
        sha256=sha256,
        start=start,
        end=end,
        quote=quote,
        language=language,
    )


def recall_citation(data: object, *, text: str) -> Citation:
    """Read back a written citation against the source's text; the same refusals as making it."""
    if not isinstance(data, dict) or set(data) != {
        "source",
        "sha256",
        "start",
        "end",
        "quote",
        "language",
    }:
        raise Refusal("citation.form")
    if any(not isinstance(data[name], str) for name in ("source", "sha256", "quote", "language")):
        raise Refusal("citation.form")
    return Citation(text=text, **data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a source says about one thing: its kind of event or fact, its value, its passages.

    ``attribution`` is the chain of those the source itself leans on, nearest first. Refuses
    ``claim.modality`` and ``claim.uncited``: a claim without a passage is an assertion.
    """

    type: str
    modality: str
    value: str
    citations: tuple[Citation, ...]
    attribution: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a claim that no passage carries or whose modality is not in the list."""
        if self.modality not in MODALITIES:
            raise Refusal("claim.modality", modality=self.modality)
        if not self.citations:
            raise Refusal("claim.uncited", type=self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one party's person decided about a claim: national, and never a change of a record.

    ``correction`` holds the value the person put beside the source's where the verdict is
    corrected. Refuses ``judgement.verdict``, ``judgement.correction`` and ``judgement.reason``.
    """

    claim: str
    verdict: str
    reason: str
    correction: str | None = None

    def __post_init__(self) -> None:
        """Refuse a verdict that is not in the list, or one that lacks what it needs."""
        if self.verdict not in VERDICTS:
            raise Refusal("judgement.verdict", verdict=self.verdict)
        if (self.verdict == "corrected") != (self.correction is not None):
            raise Refusal("judgement.correction", verdict=self.verdict)
        if not self.reason.strip():
            raise Refusal("judgement.reason", verdict=self.verdict)


def _check_hash(sha256: object) -> None:
    if not isinstance(sha256, str) or not _SHA256.match(sha256):
        raise Refusal("citation.hash", sha256=str(sha256))


def _check_language(language: object) -> None:
    if not isinstance(language, str) or not _LANGUAGE.match(language):
        raise Refusal("citation.language", language=str(language))


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
