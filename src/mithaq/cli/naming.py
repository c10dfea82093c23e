"""Finding what a person names: a channel, a record, the version to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mithaq.agreement.calendar import parse_date
from mithaq.desk import views
from mithaq.messages.language import _, in_use, isolated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.agreement.view import VersionView
    from mithaq.cli.session import Session
    from mithaq.desk.views import Page


UNKNOWN = "desk.unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record that was named, and the channel it lives in."""

    channel: str
    record: str


def channel(session: Session, text: str | None) -> str:
    """Give the channel named, or the only joint one. Raises ``cli.no_joint``, ``cli.which_joint``."""
    if text is not None:
        return views.channel_named(session.desk, text)
    joint = session.desk.joint()
    if not joint:
        raise Refusal("cli.no_joint")
    if len(joint) > 1:
        raise Refusal("cli.which_joint", channels=", ".join(one[:10] for one in joint))
    return joint[0]


def record(session: Session, text: str, *, within: str | None = None) -> Named:
    """Give the record named by its number, the beginning of its id, or its whole title."""
    inside = None if within is None else views.channel_named(session.desk, within)
    try:
        where, found = views.found(session.desk, session.who, text=text, channel=inside)
    except Refusal as refusal:
        named = _titled(session, text, inside) if refusal.code == UNKNOWN else []
        if len(named) == 1:
            return named[0]
        if named:
            candidates = ", ".join(one.record[:10] for one in named[:8])
            raise Refusal("desk.ambiguous", text=text, candidates=candidates) from refusal
        raise
    return Named(channel=where, record=found)


def _titled(session: Session, text: str, channel: str | None) -> list[Named]:
    """Find records by their whole title, in any of its languages."""
    lines = views.register(session.desk, session.who, channel=channel)
    wanted = text.casefold()
    return [
        Named(channel=one.channel, record=one.record)
        for one in lines
        if wanted in {title.casefold() for title in one.title.values()}
    ]


def moment(text: str | None) -> str | None:
    """Give a day or a moment back. Raises ``date.form`` for a day that is none."""
    if text is not None and "T" not in text:
        parse_date(text)
    return text


def page(session: Session, named: Named, *, as_of: str | None = None) -> Page:
    """Read the page of a record."""
    return views.record(
        session.desk, session.who, channel=named.channel, record=named.record, as_of=as_of
    )


def open_version(session: Session, named: Named, *, ours: bool) -> str:
    """Give the one open version of a record that is ours, or theirs.

    Raises ``cli.nothing_open``, ``cli.several_open``.
    """
    mine = session.desk.party
    versions = page(session, named).view.versions
    found = [one for one in versions if one.state == "open" and _is(one, mine, ours=ours)]
    if not found:
        raise Refusal("cli.nothing_open", record=named.record[:10])
    if len(found) > 1:
        raise Refusal(
            "cli.several_open",
            record=named.record[:10],
            versions=", ".join(one.id[:10] for one in found),
        )
    return found[0].id


def _is(version: VersionView, party: str, *, ours: bool) -> bool:
    return (version.party == party) is ours


def version(session: Session, named: Named, text: str | None, *, ours: bool) -> str:
    """Give the version whose id begins with ``text``, or the one open version."""
    if text is None:
        return open_version(session, named, ours=ours)
    hits = [one.id for one in page(session, named).view.versions if one.id.startswith(text)]
    if len(hits) != 1:
        raise Refusal(
            "cli.several_open" if hits else "cli.nothing_open",
            record=named.record[:10],
            versions=text,
        )
    return hits[0]


def words(text: Mapping[str, object]) -> str:
    """Give words by language as the reader can best read them, or that nothing is stated."""
    if not text:
        return _("not stated")
    told = text.get(in_use()) or next(iter(text.values()))
    return isolated(str(told["text"] if isinstance(told, dict) else told))
