"""Sources and citations, in the national channel: what a text says, and what people think of it.

Rules: a source's bytes are kept whole and addressed by hash; a claim quotes them exactly, with
offsets in code points of the bytes read as UTF-8, checked here before anything is signed; what a
person thinks of a claim is a statement of its own (decision 13). Claims never write the record
(law 7), and leave the national channel only by ``release``.
"""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.agreement.claim import Citation, Claim, Judgement
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.content import Content
from mithaq.record.refusal import Refusal

from . import pen, registers, sight, wording
from .desk import Desk, Who
from .wording import Attachment, Written

SOURCE = "source"
CLAIM = "claim"
JUDGEMENT = "judgement"
NOTE = "note"
DESCRIBES = ("title", "publisher", "date")
"""What of a source a citation tells the other side."""


def file_source(
    desk: Desk,
    who: Who,
    *,
    data: bytes,
    name: str,
    media: str = "text/plain",
    fields: Mapping[str, JSON],
    marking: str = "unclassified",
) -> Written:
    """Keep a text and put it on the national register as a source."""
    with desk.transaction():
        attachment = wording.file(desk, data, media=media, name=name)
        return registers.draft(
            desk, who, kind=SOURCE, fields=fields, marking=marking, attachments=(attachment,)
        )


def source_text(desk: Desk, who: Who, *, source: str) -> tuple[str, str]:
    """Give a source's SHA-256 and its text.

    Raises ``desk.no_record``, ``desk.not_a_source``, ``desk.content_absent``,
    ``desk.source_not_text`` when the bytes are not UTF-8.
    """
    version, content = sight.current(desk, who, channel=desk.national(), record=source)
    if content.kind != SOURCE or not content.attachments:
        raise Refusal("desk.not_a_source", record=source)
    sha256 = str(content.attachments[0]["sha256"])
    data = desk.shelf.get(sha256)
    if data is None:
        raise Refusal("desk.content_absent", version=version, sha256=sha256)
    try:
        return sha256, data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("desk.source_not_text", record=source) from error


def cite(
    desk: Desk,
    who: Who,
    *,
    record: str,
    source: str,
    quote: str,
    language: str,
    modality: str,
    field: str,
    value: str = "",
    start: int | None = None,
    attribution: tuple[str, ...] = (),
    channel: str | None = None,
) -> Act:
    """Cite a source on a record: what it says of ``field``, in its exact words.

    ``start`` may be left out where the quote occurs once. ``channel`` is where the record lives
    (national if left out); the claim itself is always national.
    Raises ``desk.quote_twice``, ``citation.*``, ``claim.*``.
    """
    sha256, text = source_text(desk, who, source=source)
    at = _place(text, quote, source=source) if start is None else start
    citation = Citation(
        text=text,
        source=source,
        sha256=sha256,
        start=at,
        end=at + len(quote),
        quote=quote,
        language=language,
    )
    claim = Claim(
        type=field,
        modality=modality,
        value=value or quote,
        citations=(citation,),
        attribution=attribution,
    )
    data = _claimed(claim)
    return aside(desk, who, about=channel, record=record, topic=CLAIM, verb="cite", data=data)


def judge(
    desk: Desk,
    who: Who,
    *,
    claim: str,
    verdict: str,
    reason: str,
    correction: str | None = None,
) -> Act:
    """Say what a person of one's own side thinks of a claim; it stays national.

    Raises ``desk.no_act``, ``desk.not_a_claim``, ``judgement.*``.
    """
    act = desk.act(desk.national(), claim)
    if act.body.get("topic") != CLAIM:
        raise Refusal("desk.not_a_claim", act=claim)
    judged = Judgement(claim=claim, verdict=verdict, reason=reason, correction=correction)
    data: dict[str, JSON] = {
        "claim": judged.claim,
        "verdict": judged.verdict,
        "reason": judged.reason,
    }
    if judged.correction is not None:
        data["correction"] = judged.correction
    said = act.body.get("data")
    about = str(said["channel"]) if isinstance(said, dict) else None
    record = str(act.body["record"])
    return aside(desk, who, about=about, record=record, topic=JUDGEMENT, verb="judge", data=data)


def passage(desk: Desk, who: Who, *, claim: str) -> tuple[dict[str, JSON], Attachment]:
    """Give a claim's passage without anything national, and the file it stands in.

    Raises ``desk.no_act``, ``desk.not_a_claim``, ``desk.no_record``.
    """
    act = desk.act(desk.national(), claim)
    if act.body.get("topic") != CLAIM:
        raise Refusal("desk.not_a_claim", act=claim)
    said = act.body["data"]
    cited = said["citations"][0]
    _, content = sight.current(desk, who, channel=desk.national(), record=str(cited["source"]))
    kept = {name: cited[name] for name in ("sha256", "start", "end", "quote", "language")}
    about = {name: words for name in DESCRIBES if (words := _plain(content, name))}
    return {**about, **kept, "modality": said["modality"]}, content.attachments[0]


def _plain(content: Content, name: str) -> str:
    """Give what a source says of itself as one line; its title in whatever language it has."""
    value = content.fields.get(name, {}).get("is", "")
    while isinstance(value, dict):
        value = value.get("text") or next(iter(value.values()), "")
    return str(value)


def note(
    desk: Desk, who: Who, *, record: str, text: Mapping[str, str], channel: str | None = None
) -> Act:
    """Note something privately on a record, national or joint; it never leaves."""
    data: dict[str, JSON] = {"text": dict(text)}
    return aside(desk, who, about=channel, record=record, topic=NOTE, verb="comment", data=data)


def aside(
    desk: Desk,
    who: Who,
    *,
    about: str | None,
    record: str,
    topic: str,
    verb: str,
    data: Mapping[str, JSON],
    content: Mapping[str, JSON] | None = None,
) -> Act:
    """Say something nationally about a record, be it national or joint; it never leaves.

    ``about`` is the channel the record lives in, None for the national one; ``content`` names a
    file on the shelf.
    """
    channel = about or desk.national()
    _, kind = sight.spoken(desk, who, channel=channel, record=record)
    office = desk.office(who, verb, kind)
    body: dict[str, JSON] = {
        "topic": topic,
        "record": record,
        "data": {**data, "channel": channel},
    }
    if content is not None:
        body["content"] = dict(content)
    return pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)


def _place(text: str, quote: str, *, source: str) -> int:
    at = text.find(quote) if quote else -1
    if at < 0:
        raise Refusal("citation.absent", quote=quote, source=source)
    if text.find(quote, at + 1) >= 0:
        raise Refusal("desk.quote_twice", quote=quote)
    return at


def _claimed(claim: Claim) -> dict[str, JSON]:
    citations: list[JSON] = [dict(one.as_data()) for one in claim.citations]
    data: dict[str, JSON] = {
        "type": claim.type,
        "modality": claim.modality,
        "value": claim.value,
        "citations": citations,
    }
    if claim.attribution:
        data["attribution"] = list(claim.attribution)
    return data
