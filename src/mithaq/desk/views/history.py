"""Who signed what, and the conversation on a record.

The office is shown to both sides; the account only to its own (decision 7). An act without
effect is shown with the rule that made it void.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.desk import citing, sight, wording
from mithaq.desk.desk import Desk, Who
from mithaq.record.act import Act
from mithaq.record.refusal import Refusal

from .register import seen

AUTOMATIC = ("join", "ack", "keys")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One signed act. ``account`` is None for the other side's acts and for the node's own.

    ``step`` is the code of the step that a statement takes, None for all else.
    """

    channel: str
    id: str
    party: str
    seq: int
    time: str
    kind: str
    office: str
    account: str | None
    record: str | None
    version: str | None
    topic: str | None
    step: str | None
    void: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One word in the conversation on a record; ``private`` ones are national and stay so."""

    id: str
    party: str
    office: str
    time: str
    data: Mapping[str, Any]
    private: bool


def history(desk: Desk, who: Who, *, channel: str, record: str | None = None) -> tuple[Entry, ...]:
    """List the acts of a channel, or of one record, in the order they arrived here.

    Raises ``desk.no_record`` for a record that is not for this person.
    """
    if record is not None and not sight.visible(desk, who, channel=channel, record=record):
        raise Refusal("desk.no_record", record=record)
    entries = (_entry(desk, act) for act in desk.all_acts(channel))
    return tuple(one for one in entries if _shown(desk, who, one, only=record))


def conversation(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[Remark, ...]:
    """Give what both sides said about a record, and one's own private notes, by time as stated."""
    view = seen(desk, who, channel=channel, record=record)
    said = [
        Remark(
            id=one.id,
            party=one.party,
            office=one.office,
            time=one.time,
            data=one.data,
            private=desk.is_national(channel),
        )
        for one in view.conversation
    ]
    return tuple(sorted([*said, *_notes(desk, record)], key=lambda one: (one.time, one.id)))


def _notes(desk: Desk, record: str) -> list[Remark]:
    return [
        Remark(
            id=act.id,
            party=act.party,
            office=act.office,
            time=act.time,
            data=act.body["data"],
            private=True,
        )
        for act in desk.overlay().asides.get(record, ())
        if act.body["topic"] == citing.NOTE
    ]


def _entry(desk: Desk, act: Act) -> Entry:
    own = act.party == desk.party and act.kind not in AUTOMATIC
    return Entry(
        channel=act.channel,
        id=act.id,
        party=act.party,
        seq=act.seq,
        time=act.time,
        kind=act.kind,
        office=act.office,
        account=_account(desk, act) if own else None,
        record=_record(desk, act),
        version=_version(act),
        topic=act.body.get("topic"),
        step=_step(act),
        void=desk.channel(act.channel).consent.void(act.id),
    )


def _account(desk: Desk, act: Act) -> str | None:
    """Name who acted: the national overlay says it, or the drafter in a national content."""
    if act.kind != "propose" or not desk.is_national(act.channel):
        return desk.account_of(act)
    try:
        drafted = wording.read(desk, channel=act.channel, version=act.id)
    except Refusal:
        return None
    return str(drafted.national.get("drafter", "")) or None


def _version(act: Act) -> str | None:
    if act.kind == "propose":
        return act.id
    version = act.body.get("version")
    return None if version is None else str(version)


def _record(desk: Desk, act: Act) -> str | None:
    record = act.body.get("record")
    if record is None and "version" in act.body:
        try:
            record = desk.act(act.channel, str(act.body["version"])).body.get("record")
        except Refusal:
            return None
    return None if record is None else str(record)


def _shown(desk: Desk, who: Who, entry: Entry, *, only: str | None) -> bool:
    if only is not None and entry.record != only:
        return False
    if entry.record is None or entry.topic == "acted":
        return only is None and entry.record is None
    if entry.version is not None and not _may_read(desk, who, entry):
        return False
    return _visible_anywhere(desk, who, channel=entry.channel, record=entry.record)


def _may_read(desk: Desk, who: Who, entry: Entry) -> bool:
    """Tell whether the version an act is about may be seen; one that is not here hides nothing."""
    try:
        wording.proposal(desk, channel=entry.channel, version=str(entry.version))
    except Refusal:
        return True
    return sight.readable(desk, who, channel=entry.channel, version=str(entry.version))


def _visible_anywhere(desk: Desk, who: Who, *, channel: str, record: str) -> bool:
    """A national statement may be about a joint record: then that record's marking decides."""
    places = (channel, *desk.joint()) if desk.is_national(channel) else (channel,)
    return any(sight.visible(desk, who, channel=one, record=record) for one in places)


def _step(act: Act) -> str | None:
    said = act.body.get("data") if act.body.get("topic") == "step" else None
    step = said.get("step") if isinstance(said, dict) else None
    return step if isinstance(step, str) else None
