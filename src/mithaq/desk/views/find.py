"""Finding a channel or a record by what a person would type."""

from __future__ import annotations

from mithaq.desk.desk import Desk, Who
from mithaq.record.refusal import Refusal

from .register import register

NATIONAL = "national"
SHORTEST = 4


def channel_named(desk: Desk, text: str) -> str:
    """Give the channel meant by ``national``, a party's id, or the beginning of its own id.

    Raises ``desk.no_such_channel``, ``desk.ambiguous``.
    """
    if text == NATIONAL:
        return desk.national()
    hits = [one for one in desk.ledger.channels() if _is(desk, one, text)]
    if not hits:
        raise Refusal("desk.no_such_channel", text=text, channels=", ".join(_names(desk)))
    return _only(hits, text)


def found(desk: Desk, who: Who, *, text: str, channel: str | None = None) -> tuple[str, str]:
    """Give (channel, record) of the record whose id begins so, or whose reference it is.

    Raises ``desk.unknown``, ``desk.ambiguous``; what is not for this person is unknown.
    """
    lines = register(desk, who, channel=channel)
    exact = [one for one in lines if text and one.ref == text]
    near = [one for one in lines if len(text) >= SHORTEST and one.record.startswith(text)]
    hits = {one.record: one.channel for one in exact or near}
    record = _only(sorted(hits), text)
    return hits[record], record


def request_named(desk: Desk, text: str) -> str:
    """Give the id of the open release request that begins so.

    Raises ``desk.unknown``, ``desk.ambiguous``.
    """
    overlay = desk.overlay()
    hits = [
        one
        for one in overlay.requests
        if one not in overlay.settled and len(text) >= SHORTEST and one.startswith(text)
    ]
    return _only(hits, text)


def _names(desk: Desk) -> list[str]:
    """Name the channels there are, as a person would type them."""
    others = {one for channel in desk.joint() for one in desk.charter(channel).ids}
    return [NATIONAL, *sorted(others - {desk.party})]


def _is(desk: Desk, channel: str, text: str) -> bool:
    parties = [one.id for one in desk.charter(channel).parties]
    named = len(parties) > 1 and text in parties and text != desk.party
    return named or (len(text) >= SHORTEST and channel.startswith(text))


def _only(hits: list[str], text: str) -> str:
    if not hits:
        raise Refusal("desk.unknown", text=text)
    if len(hits) > 1:
        raise Refusal("desk.ambiguous", text=text, candidates=", ".join(hits))
    return hits[0]
