"""Match before release: both sides had a register, so most things are twins (decision 10).

Candidates are joint records of the same kind whose date, type or title agree; a person decides.
A national record that is matched is linked to the joint one and becomes its private side; two
joint records that prove one are joined by an agreed ``same_as``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.agreement.calendar import parse_date
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.content import Content
from mithaq.record.refusal import Refusal

from . import pen, registers, sight
from .desk import Desk, Who
from .exact import Confirm
from .overlay import LINKED
from .wording import Written

SAME_AS = "same_as"
DATES = ("signed_on", "date", "period", "span")
TITLES = ("title", "text")
ALIKE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A joint record that may be the same thing; ``reasons`` says by what."""

    channel: str
    record: str
    version: str
    reasons: tuple[str, ...]


def candidates(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[Candidate, ...]:
    """List joint records that may be this national one, the likeliest first.

    Raises ``desk.no_record``.
    """
    _, ours = sight.newest(desk, who, channel=desk.national(), record=record)
    linked = desk.overlay().national
    found: list[Candidate] = []
    for other in desk.channel(channel).consent.records():
        if (channel, other) in linked or not sight.visible(
            desk, who, channel=channel, record=other
        ):
            continue
        try:
            version, theirs = sight.newest(desk, who, channel=channel, record=other)
        except Refusal:
            continue
        reasons = alike(ours, theirs)
        if reasons:
            found.append(Candidate(channel=channel, record=other, version=version, reasons=reasons))
    return tuple(sorted(found, key=lambda one: (-len(one.reasons), one.record)))


def link(desk: Desk, who: Who, *, channel: str, record: str, joint: str) -> Act:
    """Say nationally that a national record is the joint one; nothing leaves.

    Raises ``desk.no_record``, ``desk.linked`` when either has its match already,
    ``desk.other_kind``.
    """
    _, ours = sight.newest(desk, who, channel=desk.national(), record=record)
    _, theirs = sight.newest(desk, who, channel=channel, record=joint)
    if ours.kind != theirs.kind:
        raise Refusal("desk.other_kind", kind=ours.kind, other=theirs.kind)
    overlay = desk.overlay()
    if (channel, record) in overlay.joint or (channel, joint) in overlay.national:
        raise Refusal("desk.linked", record=record)
    office = desk.office(who, "link", ours.kind)
    data: dict[str, JSON] = {"channel": channel, "joint": joint}
    body: dict[str, JSON] = {"topic": LINKED, "record": record, "data": data}
    return pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)


def same_as(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    records: tuple[str, str],
    confirm: Confirm | None = None,
) -> Written:
    """Propose that two joint records are one thing; agreed, lists show them as one."""
    kinds = {sight.newest(desk, who, channel=channel, record=one)[1].kind for one in records}
    if len(kinds) > 1:
        first, second = sorted(kinds)
        raise Refusal("desk.other_kind", kind=first, other=second)
    value: list[JSON] = [{"record": one} for one in records]
    return registers.propose(
        desk,
        who,
        channel=channel,
        kind=SAME_AS,
        fields={"records": {"is": value}},
        marking="unclassified",
        confirm=confirm,
    )


def alike(ours: Content, theirs: Content) -> tuple[str, ...]:
    """Say by what two contents of one kind look the same: title, date, type."""
    if ours.kind != theirs.kind:
        return ()
    reasons = []
    if _titles_alike(ours, theirs):
        reasons.append("title")
    if _dates_meet(ours, theirs):
        reasons.append("date")
    if reasons and _stated(ours, "type") is not None:
        reasons += ["type"] if _stated(ours, "type") == _stated(theirs, "type") else []
    return tuple(reasons)


def _titles_alike(ours: Content, theirs: Content) -> bool:
    return any(
        _share(_words(one), _words(other)) >= ALIKE
        for language, one in _titles(ours).items()
        for other_language, other in _titles(theirs).items()
        if language == other_language
    )


def _titles(content: Content) -> dict[str, str]:
    for name in TITLES:
        value = _stated(content, name)
        if isinstance(value, dict):
            return {
                language: str(one.get("text", "")) if isinstance(one, Mapping) else str(one)
                for language, one in value.items()
            }
    return {}


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(word for word in re.findall(r"\w+", plain) if len(word) > 2)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _dates_meet(ours: Content, theirs: Content) -> bool:
    if isinstance(year := _stated(ours, "year"), int):
        return year == _stated(theirs, "year")
    return any(
        _meet(one, other)
        for name in DATES
        if isinstance(one := _stated(ours, name), str)
        and isinstance(other := _stated(theirs, name), str)
    )


def _meet(one: str, other: str) -> bool:
    """Tell whether two stated dates can mean one day; what is no date meets nothing."""
    try:
        first, second = parse_date(one), parse_date(other)
    except Refusal:
        return False
    before = first.latest and second.earliest and first.latest < second.earliest
    after = second.latest and first.earliest and second.latest < first.earliest
    return not before and not after


def _stated(content: Content, name: str) -> JSON:
    field = content.fields.get(name)
    value: JSON = field.get("is") if isinstance(field, Mapping) else None
    return value
