"""What waits: for us, for them, since when, and whether they have seen it; and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mithaq.agreement.clocks import Offsets, age_in_days
from mithaq.agreement.view import Move, RecordView
from mithaq.desk import heard
from mithaq.desk.desk import Desk, Who

from .register import seen, title, visible_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits.

    ``party`` must move; ``since`` is when what it answers was signed; ``days`` its age where a
    date was given. ``told`` says whether that party has signed that it saw it: None where the
    move answers nothing of ours.
    """

    channel: str
    record: str
    kind: str | None
    title: Mapping[str, str]
    party: str
    what: str
    track: str
    version: str | None
    offices: tuple[str, ...]
    since: str
    days: int | None
    told: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for us, and what for them."""

    ours: tuple[Item, ...]
    theirs: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing with a due date: a leg of a commitment, or a track of a record."""

    channel: str
    record: str
    kind: str | None
    title: Mapping[str, str]
    party: str | None
    track: str
    state: str
    due: str
    overdue: bool | None


def waiting(desk: Desk, who: Who, *, as_of: str | None = None) -> Waiting:
    """List what waits in every channel, oldest first; ages only for a given date (law 8)."""
    items = sorted(_items(desk, who, as_of=as_of), key=lambda one: (one.since, one.record))
    return Waiting(
        ours=tuple(one for one in items if one.party == desk.party),
        theirs=tuple(one for one in items if one.party != desk.party),
    )


def due(
    desk: Desk, who: Who, *, as_of: str | None = None, offsets: Offsets | None = None
) -> tuple[Due, ...]:
    """List everything that has a due date, the earliest first."""
    found = [
        one
        for channel in desk.ledger.channels()
        for record in visible_records(desk, who, channel=channel)
        for one in _due(
            seen(desk, who, channel=channel, record=record, as_of=as_of, offsets=offsets),
            channel=channel,
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.record, one.track)))


def _items(desk: Desk, who: Who, *, as_of: str | None) -> Iterator[Item]:
    # After release the joint record is the one that waits (decision 9).
    joined = {national for _, national in desk.overlay().joint}
    for channel in desk.ledger.channels():
        for record in visible_records(desk, who, channel=channel):
            if desk.is_national(channel) and record in joined:
                continue
            view = seen(desk, who, channel=channel, record=record)
            for move in view.waiting:
                yield _item(desk, channel=channel, view=view, move=move, as_of=as_of)


def _item(desk: Desk, *, channel: str, view: RecordView, move: Move, as_of: str | None) -> Item:
    version = next((one for one in view.versions if one.id == move.version), None)
    since = view.since if version is None else version.time
    told = None
    if version is not None and move.party != desk.party:
        told = heard.has_seen(desk, channel=channel, party=move.party, act=version.id)
    return Item(
        channel=channel,
        record=view.record,
        kind=view.kind,
        title=title(view),
        party=move.party,
        what=move.what,
        track=move.track,
        version=move.version,
        offices=move.offices,
        since=since,
        days=None if as_of is None else age_in_days(since, as_of=as_of),
        told=told,
    )


def _due(view: RecordView, *, channel: str) -> Iterator[Due]:
    for name, track in (*view.tracks.items(), *view.legs.items()):
        if track.due is not None:
            yield Due(
                channel=channel,
                record=view.record,
                kind=view.kind,
                title=title(view),
                party=track.party,
                track=name,
                state=track.state,
                due=track.due,
                overdue=track.overdue,
            )
