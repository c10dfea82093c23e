"""The register and one record's page: what both sides keep, and one's own private side of it.

Rules: a joint record is shown once; the national record it was released from, or matched with, is
its private side and not a line of its own (decision 9). Statements and legs come own side first
(law 4). What is missing is a value, never a gap (law 6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mithaq.agreement.clocks import Offsets
from mithaq.agreement.view import Move, RecordView, StatementView, TrackView
from mithaq.desk import sight
from mithaq.desk.desk import Desk, Who
from mithaq.desk.overlay import ACTED
from mithaq.record.act import Act
from mithaq.record.refusal import Refusal

TITLES = ("title", "text")
SAME_AS = "same_as"
AGREED = ("agreed", "acknowledged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record in one line: where it stands, since when, and who must move next.

    ``title`` is the field people know it by, by language (empty: not stated); ``private`` the
    national record behind a joint one; ``twins`` are records agreed to be the same, shown here.
    """

    channel: str
    national: bool
    record: str
    kind: str | None
    ref: str
    title: Mapping[str, str]
    marking: str | None
    consent: str
    state: str
    since: str
    ours: tuple[Move, ...]
    theirs: tuple[Move, ...]
    private: str | None
    twins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """One's own national side of a joint record; none of it ever leaves.

    ``drifted`` tells that the national record changed since it was released. ``said`` are the
    national statements on either: notes, claims, judgements, requests.
    """

    record: str | None
    released_from: str | None
    current: str | None
    drifted: bool
    said: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record in full. ``statements`` and ``legs`` are pairs by party, own side first."""

    line: Line
    view: RecordView
    statements: tuple[tuple[str, tuple[StatementView, ...]], ...]
    legs: tuple[tuple[str, TrackView], ...]
    private: Private | None


def register(
    desk: Desk, who: Who, *, channel: str | None = None, kind: str | None = None
) -> tuple[Line, ...]:
    """List every record the person may see: of one channel, or joint ones first, then national."""
    channels = (*desk.joint(), desk.national()) if channel is None else (channel,)
    return tuple(line for one in channels for line in _lines(desk, who, channel=one, kind=kind))


def record(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    as_of: str | None = None,
    offsets: Offsets | None = None,
) -> Page:
    """Show one record in full. Raises ``desk.no_record``; without ``as_of`` no date counts."""
    view = seen(desk, who, channel=channel, record=record, as_of=as_of, offsets=offsets)
    sides, twins = _sides(desk, channel=channel), twins_of(desk, channel=channel)
    return Page(
        line=line_of(desk, channel=channel, view=view, twins=twins.get(record, ())),
        view=view,
        statements=tuple((one, view.statements.get(one, ())) for one in sides),
        legs=tuple((one, view.legs[one]) for one in sides if one in view.legs),
        private=_private(desk, who, channel=channel, record=record),
    )


def seen(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    as_of: str | None = None,
    offsets: Offsets | None = None,
) -> RecordView:
    """Give the standing of a record the person may see. Raises ``desk.no_record``."""
    if not sight.visible(desk, who, channel=channel, record=record):
        raise Refusal("desk.no_record", record=record)
    view = desk.standing(channel).record(record, as_of=as_of, offsets=offsets)
    return _cleared(desk, who, channel=channel, view=view)


def _cleared(desk: Desk, who: Who, *, channel: str, view: RecordView) -> RecordView:
    """Leave out the versions the person may not see, and what is said or asked about them."""
    hidden = {
        one.id
        for one in view.versions
        if not sight.readable(desk, who, channel=channel, version=one.id)
    }
    if not hidden:
        return view
    said = {
        party: tuple(one for one in told if one.version not in hidden)
        for party, told in view.statements.items()
    }
    return replace(
        view,
        marking=sight.marked(desk, channel=channel, record=view.record),
        versions=tuple(one for one in view.versions if one.id not in hidden),
        waiting=tuple(one for one in view.waiting if one.version not in hidden),
        conversation=tuple(one for one in view.conversation if one.version not in hidden),
        statements=said,
    )


def visible_records(desk: Desk, who: Who, *, channel: str) -> Iterator[str]:
    """Name the records of a channel that the person may see."""
    for one in desk.standing(channel).records():
        if sight.visible(desk, who, channel=channel, record=one):
            yield one


def line_of(desk: Desk, *, channel: str, view: RecordView, twins: tuple[str, ...] = ()) -> Line:
    """Put a record in one line, for any list."""
    link = desk.overlay().national.get((channel, view.record))
    return Line(
        channel=channel,
        national=desk.is_national(channel),
        record=view.record,
        kind=view.kind,
        ref=str(_stated(view, "reference") or ""),
        title=title(view),
        marking=view.marking,
        consent=view.consent,
        state=view.state,
        since=view.since,
        ours=tuple(one for one in view.waiting if one.party == desk.party),
        theirs=tuple(one for one in view.waiting if one.party != desk.party),
        private=None if link is None else link.national,
        twins=twins,
    )


def title(view: RecordView) -> dict[str, str]:
    """Give the words people know a record by, by language; empty when none are stated."""
    for name in TITLES:
        value = _stated(view, name)
        if isinstance(value, dict):
            return {
                language: str(one.get("text", "") if isinstance(one, dict) else one)
                for language, one in value.items()
            }
        if isinstance(value, str):
            return {"": value}
    return {}


def _lines(desk: Desk, who: Who, *, channel: str, kind: str | None) -> Iterator[Line]:
    joined = {national for _, national in desk.overlay().joint}
    same = twins_of(desk, channel=channel)
    for one in visible_records(desk, who, channel=channel):
        if (desk.is_national(channel) and one in joined) or any(
            each < one for each in same.get(one, ())
        ):
            continue
        view = seen(desk, who, channel=channel, record=one)
        if kind is None or view.kind == kind:
            yield line_of(desk, channel=channel, view=view, twins=same.get(one, ()))


def twins_of(desk: Desk, *, channel: str) -> dict[str, tuple[str, ...]]:
    """Give, for each record that is agreed to be the same as others, those others.

    Lists show the one with the lowest id; an agreed ``same_as`` is what says so (decision 10).
    """
    groups: dict[str, set[str]] = {}
    standing = desk.standing(channel)
    for same in standing.records(SAME_AS):
        view = standing.record(same)
        if view.consent not in AGREED:
            continue
        together = {str(one["record"]) for one in _stated(view, "records") or ()}
        for one in tuple(together):
            together |= groups.get(one, set())
        groups.update(dict.fromkeys(together, together))
    return {one: tuple(sorted(others - {one})) for one, others in groups.items()}


def _sides(desk: Desk, *, channel: str) -> tuple[str, ...]:
    ids = [one.id for one in desk.charter(channel).parties]
    return tuple(sorted(ids, key=lambda one: one != desk.party))


def _private(desk: Desk, who: Who, *, channel: str, record: str) -> Private | None:
    if desk.is_national(channel):
        return Private(
            record=record,
            released_from=None,
            current=None,
            drifted=False,
            said=_said(desk, record),
        )
    link = desk.overlay().national.get((channel, record))
    if link is None or not sight.visible(desk, who, channel=desk.national(), record=link.national):
        return Private(
            record=None, released_from=None, current=None, drifted=False, said=_said(desk, record)
        )
    current = desk.channel(desk.national()).consent.record(link.national).current
    return Private(
        record=link.national,
        released_from=link.source,
        current=current,
        drifted=link.source is not None and link.source != current,
        said=(*_said(desk, link.national), *_said(desk, record)),
    )


def _said(desk: Desk, record: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        _plain(act) for act in desk.overlay().asides.get(record, ()) if act.body["topic"] != ACTED
    )


def _plain(act: Act) -> dict[str, Any]:
    return {
        "id": act.id,
        "time": act.time,
        "office": act.office,
        "topic": act.body["topic"],
        "data": act.body.get("data", {}),
    }


def _stated(view: RecordView, name: str) -> Any:  # noqa: ANN401  (a field holds any MJ-1 value)
    value = view.fields.get(name)
    return value.value if value is not None and value.stated else None
