"""Statements: what a party says on the record about a thing, beside what the other says.

Rules: a statement never changes what is agreed (record.md 4.1); free words typed into a joint
channel need their exact preview, a coded step needs its office alone (law 5); a file crosses by
two people (``release.request_evidence``), so evidence said here into a joint channel is words or
a file already joint; a party never verifies its own leg (law 4). Whether a step is allowed is
the lifecycle's to say, in the act's own past (decision 3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mithaq.agreement import rights
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.refusal import Refusal

from . import exact, pen, sight, wording
from .desk import Desk, Who
from .exact import Confirm

Text = Mapping[str, str]
"""Words by language code."""


def progress(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    text: Text,
    leg: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Report how far a thing has come; on a commitment, on one's own leg. Raises ``desk.no_leg``."""
    data = _words(text, leg=sight.leg(desk, channel=channel, record=record, leg=leg))
    return say(
        desk, who, channel=channel, record=record, topic="progress", data=data, confirm=confirm
    )


def position(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    text: Text,
    confirm: Confirm | None = None,
) -> Act:
    """State one's own position on a thing, beside the other side's."""
    data = _words(text)
    return say(
        desk, who, channel=channel, record=record, topic="position", data=data, confirm=confirm
    )


def contact(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    post: Text,
    means: Mapping[str, str] | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Name one's own point of contact for a thing: a duty post and how to reach it."""
    data: dict[str, JSON] = {"text": dict(post)}
    if means:
        data["means"] = dict(means)
    return say(
        desk, who, channel=channel, record=record, topic="contact", data=data, confirm=confirm
    )


def comment(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    text: Text,
    version: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Add to the conversation on a record; in the national channel it is a private note."""
    data = _words(text)
    return say(
        desk,
        who,
        channel=channel,
        record=record,
        topic="comment",
        data=data,
        version=version,
        confirm=confirm,
    )


def evidence(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    text: Text,
    leg: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """State evidence in words; a file goes by ``release.request_evidence`` and two people.

    Raises ``desk.no_leg``.
    """
    data = _words(text, leg=sight.leg(desk, channel=channel, record=record, leg=leg))
    return say(
        desk, who, channel=channel, record=record, topic="evidence", data=data, confirm=confirm
    )


def step(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    step: str,
    leg: str | None = None,
    by: str | None = None,
    more: Mapping[str, JSON] | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Move a thing along its lifecycle, on its agreed version; ``more`` are dates, codes, words.

    ``by``, in the national channel only, names the party whose step it was: "recorded by us"
    (decision 11). Raises ``desk.no_right``, ``step.*`` when the lifecycle does not allow it now.
    """
    version, _ = sight.current(desk, who, channel=channel, record=record)
    data: dict[str, JSON] = {**(more or {}), "step": step, "on": version}
    if leg is not None:
        data["leg"] = leg
    if by is not None:
        data["by"] = by
    return say(
        desk,
        who,
        channel=channel,
        record=record,
        topic="step",
        data=data,
        version=version,
        confirm=confirm,
    )


def verify(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    leg: str,
) -> Act:
    """Verify what another party reported done on its leg. Raises ``desk.own_leg`` on one's own."""
    if leg == desk.party:
        raise Refusal("desk.own_leg", record=record)
    return step(desk, who, channel=channel, record=record, step="verify", leg=leg)


def recall(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    version: str,
    text: Text | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Ask the other side to erase what was released by mistake; it stays shown as recalled."""
    data = _words(text or {})
    return say(
        desk,
        who,
        channel=channel,
        record=record,
        topic="recall",
        data=data,
        version=version,
        confirm=confirm,
    )


def answer_recall(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    recall: str,
    erase: bool,
    text: Text | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Answer a request to erase, on record; with ``erase`` the content and its files go from here.

    The acts and their hashes stay, so the history still verifies; the bytes are absent from this
    channel and never asked for again. Raises ``desk.not_a_recall``, ``desk.ours``.
    """
    asked = desk.act(channel, recall)
    if asked.body.get("topic") != "recall":
        raise Refusal("desk.not_a_recall", act=recall)
    if asked.party == desk.party:
        raise Refusal("desk.ours", version=recall)
    version, record = str(asked.body["version"]), str(asked.body["record"])
    data = {**_words(text or {}), "recall": recall, "erased": erase}
    with desk.transaction():
        act = say(
            desk,
            who,
            channel=channel,
            record=record,
            topic="erasure",
            data=data,
            version=version,
            confirm=confirm,
        )
        if erase:
            _erase(desk, channel=channel, version=version)
        return act


def correct(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    statement: str,
    text: Text,
    confirm: Confirm | None = None,
) -> Act:
    """Replace one's own earlier statement by a better one; both stay on record.

    Raises ``desk.no_act``, ``desk.not_ours``, ``desk.not_a_statement``.
    """
    old = desk.act(channel, statement)
    if old.kind != "statement":
        raise Refusal("desk.not_a_statement", act=statement)
    if old.party != desk.party:
        raise Refusal("desk.not_ours", version=statement)
    said = old.body.get("data")
    data: dict[str, JSON] = {**(said if isinstance(said, dict) else {}), "text": dict(text)}
    return say(
        desk,
        who,
        channel=channel,
        record=str(old.body["record"]),
        topic=str(old.body["topic"]),
        data=data,
        version=None if "version" not in old.body else str(old.body["version"]),
        replaces=statement,
        confirm=confirm,
    )


def say(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    topic: str,
    data: Mapping[str, JSON],
    version: str | None = None,
    replaces: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Make one statement about a record the person may see.

    Raises ``desk.no_record``, ``desk.no_right``, ``desk.not_confirmed``, ``step.*``.
    """
    at, kind = sight.spoken(desk, who, channel=channel, record=record)
    body = _body(topic=topic, record=record, data=data, version=version or at, replaces=replaces)
    verb = _right(desk, channel=channel, kind=kind, topic=topic, data=data)
    office = allowed(desk, who, channel=channel, verb=verb, kind=kind, body=body)
    if worded(data):
        exact.confirmed(
            desk, channel=channel, verb=topic, office=office, body=body, confirm=confirm
        )
    return pen.write(desk, who, channel=channel, office=office, kind="statement", body=body)


def allowed(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    verb: str,
    kind: str,
    body: Mapping[str, JSON],
) -> str:
    """Give the first office of ``who`` in which this statement has effect.

    A row of a lifecycle may want another office than the one a person speaks in first. Raises
    ``desk.no_right``, or why the statement would have no effect (``step.*``, ``guard.*`` …).
    """
    refusal = Refusal("desk.no_right", verb=verb, kind=kind, offices=", ".join(who.offices))
    for office in who.offices:
        if rights.may((office,), verb, kind):
            try:
                recheck(desk, channel=channel, office=office, body=body)
            except Refusal as why:
                refusal = why
            else:
                return office
    raise refusal


def recheck(desk: Desk, *, channel: str, office: str, body: Mapping[str, JSON]) -> None:
    """Refuse a statement that would have no effect now (``record.*``, ``step.*``, ``guard.*``)."""
    version, replaces, data = body.get("version"), body.get("replaces"), body.get("data")
    desk.standing(channel).check_statement(
        party=desk.party,
        office=office,
        topic=str(body["topic"]),
        record=str(body["record"]),
        version=None if version is None else str(version),
        data=data if isinstance(data, dict) else {},
        replaces=None if replaces is None else str(replaces),
        attached="content" in body,
    )


def _right(desk: Desk, *, channel: str, kind: str, topic: str, data: Mapping[str, JSON]) -> str:
    """Name the right a statement needs: at home whoever may draft may say anything."""
    if desk.is_national(channel):
        return "draft"
    if topic == "step" and data.get("step") == "verify":
        return "verify"
    if topic == "erasure":
        return "recall"
    if topic == "step" and kind == "instrument" and data.get("step") == "sign":
        return "sign_instrument"
    return topic


CODED = frozenset({"step", "on", "leg", "by", "date", "reason", "recall", "erased"})
"""Keys of a statement's data that can hold a code, a date or an id."""

_CODE = re.compile(r"[A-Za-z0-9_.:/~?-]{1,64}").fullmatch


def worded(data: Mapping[str, JSON]) -> bool:
    """Tell whether a statement's data holds a person's words, or anything not known to be a code.

    A key that holds codes does not make words a code: ``reason`` with a sentence is words.
    """
    return not all(name in CODED and _coded(value) for name, value in data.items())


def _coded(value: JSON) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and _CODE(value) is not None)


def _body(
    *,
    topic: str,
    record: str,
    data: Mapping[str, JSON],
    version: str | None,
    replaces: str | None,
) -> dict[str, JSON]:
    body: dict[str, JSON] = {"topic": topic, "record": record}
    if version is not None:
        body["version"] = version
    if replaces is not None:
        body["replaces"] = replaces
    if data:
        body["data"] = dict(data)
    return body


def _words(text: Text, *, leg: str | None = None) -> dict[str, JSON]:
    data: dict[str, JSON] = {}
    if text:
        data["text"] = dict(text)
    if leg is not None:
        data["leg"] = leg
    return data


def _erase(desk: Desk, *, channel: str, version: str) -> None:
    content = wording.read(desk, channel=channel, version=version)
    act = wording.proposal(desk, channel=channel, version=version)
    for sha256 in (wording.sha_of(act), *(str(one["sha256"]) for one in content.attachments)):
        wording.erase(desk, channel=channel, sha256=sha256)
    desk.refresh(channel)
