"""What a person may see: every read of a record by a verb or a view goes through here.

Rules: what is marked above a person's clearance is answered like what does not exist
(``desk.no_record``), so that the answer tells nothing (security S19). A record is as high as the
highest of its agreed and its open versions, for either side may raise a marking until both agree
otherwise (decision 16). But what may not be in a channel at all, by its ceiling or by an unknown
marking, hides no record: it is left out of it, and may be declined unread. So is what became of
older versions above a clearance.
"""

from __future__ import annotations

from mithaq.agreement.vocabulary.markings import ORDER, rank
from mithaq.record.content import Content
from mithaq.record.refusal import Refusal

from . import wording
from .desk import Desk, Who

LOWEST = ORDER[0]


def version(desk: Desk, who: Who, *, channel: str, version: str) -> Content:
    """Give the content of a version the person may see.

    Raises ``desk.no_version`` when it is not here or not for this person,
    ``desk.content_absent`` when only its hash is here.
    """
    content = wording.read(desk, channel=channel, version=version)
    if not cleared(who, content.marking):
        raise Refusal("desk.no_version", version=version)
    return content


def current(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[str, Content]:
    """Give the agreed version of a record and its content.

    Raises ``desk.no_record`` for what is not here, not agreed, or not for this person.
    """
    standing = desk.channel(channel).consent.record(record)
    if standing.current is None:
        raise Refusal("desk.no_record", record=record)
    content = wording.read(desk, channel=channel, version=standing.current)
    if not cleared(who, content.marking):
        raise Refusal("desk.no_record", record=record)
    return standing.current, content


def newest(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[str, Content]:
    """Give the agreed version, or the newest open one where nothing is agreed yet.

    Raises ``desk.no_record``.
    """
    standing = desk.channel(channel).consent.record(record)
    held = [one for one in (*standing.open, standing.current) if one is not None]
    if not held:
        raise Refusal("desk.no_record", record=record)
    content = wording.read(desk, channel=channel, version=held[-1])
    if not cleared(who, content.marking):
        raise Refusal("desk.no_record", record=record)
    return held[-1], content


def spoken(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[str, str]:
    """Give the version a statement is about, and the record's kind, empty where none can be read.

    The agreed version, else an open one, else what became of it: one may speak of what was
    declined, and of what has not arrived. Raises ``desk.no_record``.
    """
    if not visible(desk, who, channel=channel, record=record):
        raise Refusal("desk.no_record", record=record)
    standing = desk.channel(channel).consent.record(record)
    held = (standing.current, *standing.open, *standing.contested, *standing.dead)
    version = next(one for one in held if one is not None)
    try:
        return version, wording.read(desk, channel=channel, version=version).kind
    except Refusal:
        return version, ""


def leg(desk: Desk, *, channel: str, record: str, leg: str | None) -> str | None:
    """Give ``leg`` back if it is none, or one of the record's. Raises ``desk.no_leg``."""
    legs = () if leg is None else tuple(desk.standing(channel).record(record).legs)
    if leg is not None and leg not in legs:
        raise Refusal("desk.no_leg", record=record[:10], party=leg, legs=", ".join(legs) or "-")
    return leg


def cleared(who: Who, marking: str) -> bool:
    """Tell whether the person may see this marking."""
    return rank(marking) <= rank(who.clearance)


def visible(desk: Desk, who: Who, *, channel: str, record: str) -> bool:
    """Tell whether the person may know of a record."""
    held = _deciding(desk, channel=channel, record=record)
    return bool(held) and all(readable(desk, who, channel=channel, version=one) for one in held)


def marked(desk: Desk, *, channel: str, record: str) -> str | None:
    """Give the marking a record has by its versions that may be in the channel; None if none."""
    held = _deciding(desk, channel=channel, record=record)
    markings = [_marking(desk, channel=channel, version=one) for one in held]
    return max((one for one in markings if one is not None), key=rank, default=None)


def _deciding(desk: Desk, *, channel: str, record: str) -> list[str]:
    """List the versions whose markings decide who may know of a record."""
    standing = desk.channel(channel).consent.record(record)
    live = [one for one in (standing.current, *standing.open) if one is not None]
    held = live or [*standing.contested, *standing.dead]
    fitting = [one for one in held if not _out_of_place(desk, channel=channel, version=one)]
    return fitting or held


def readable(desk: Desk, who: Who, *, channel: str, version: str) -> bool:
    """Tell whether the person may know of a version.

    One whose content is absent or malformed says no marking: it counts as the channel's ceiling,
    or as unclassified where the charter names none.
    """
    marking = _marking(desk, channel=channel, version=version)
    return cleared(who, marking or desk.charter(channel).limits.marking or LOWEST)


def answerable(desk: Desk, who: Who, *, channel: str, version: str) -> str:
    """Give the kind of a version the person may decline or take back, empty if unreadable.

    Raises ``desk.no_version`` when it is not here or not for this person.
    """
    wording.proposal(desk, channel=channel, version=version)
    if _out_of_place(desk, channel=channel, version=version):
        return ""
    if not readable(desk, who, channel=channel, version=version):
        raise Refusal("desk.no_version", version=version)
    try:
        return wording.read(desk, channel=channel, version=version).kind
    except Refusal:
        return ""


def _out_of_place(desk: Desk, *, channel: str, version: str) -> bool:
    marking = _marking(desk, channel=channel, version=version)
    ceiling = desk.charter(channel).limits.marking
    if marking is None:
        return False
    return marking not in ORDER or (ceiling is not None and rank(marking) > rank(ceiling))


def _marking(desk: Desk, *, channel: str, version: str) -> str | None:
    """Give a version's marking, None where its content is absent or malformed."""
    try:
        return wording.read(desk, channel=channel, version=version).marking
    except Refusal:
        return None
