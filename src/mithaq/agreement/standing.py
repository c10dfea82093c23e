"""Standing: what the acts of a channel say of each record.

* It is a pure function of the acts that count and of the contents that are here (laws 1 and 8): the
  order of arrival, duplicates, the reader and the day change nothing in ``digest``.
* Consent is the record's business (``mithaq.record.consent``). A content that is absent or
  malformed is shown as such and changes no consent; it only leaves its fields unread.
* Steps, statements and their fates are folded here (``fold``, ``records``), for a day where one
  is given (``computed``). Unknown topics, kinds, fields and codes are kept and shown.

Spec: docs/spec/agreement.md.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mithaq.agreement.contents import ABSENT
from mithaq.agreement.door import check_accept, check_statement
from mithaq.agreement.records import Records
from mithaq.agreement.show import Shower
from mithaq.record.canonical import canonical
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mithaq.agreement.clocks import Offsets
    from mithaq.agreement.view import Move, RecordView, TrackView
    from mithaq.record.act import Act
    from mithaq.record.channel import Channel


class Standing:
    """Fold acts into what they mean; built on the channel's consent.

    Give it each act once, in the order of admission and after ``channel.admit`` took it. It reads
    contents through ``contents`` (None where a blob is absent) and notices by itself when one that
    was absent has arrived; call ``refresh`` after one was erased. ``stamp``, if given, must change
    with every content that arrives: it saves asking for each one that is absent.
    """

    def __init__(
        self,
        channel: Channel,
        contents: Callable[[str], bytes | None],
        *,
        stamp: Callable[[], object] | None = None,
    ) -> None:
        self._records = Records(channel, contents, stamp)
        self._shown: dict[str, RecordView] = {}
        self._shown_at = -1

    @classmethod
    def of(
        cls,
        channel: Channel,
        acts: Iterable[Act],
        contents: Callable[[str], bytes | None],
        *,
        stamp: Callable[[], object] | None = None,
    ) -> Standing:
        """Make the standing of a channel that has admitted ``acts`` already, in that order."""
        standing = cls(channel, contents, stamp=stamp)
        for act in acts:
            standing.take(act)
        return standing

    def take(self, act: Act) -> None:
        """Take one act that the channel has just admitted."""
        self._records.take(act)
        self._shown_at = -1

    def refresh(self) -> None:
        """Judge again from the beginning, with the contents that are here now."""
        self._records.refresh()
        self._shown.clear()

    def _now(self) -> Records:
        if self._records.contents.arrived():
            self.refresh()
        if self._shown_at != len(self._records.channel):
            # One act can change what is acknowledged, listed or owed on many records.
            self._shown.clear()
            self._shown_at = len(self._records.channel)
        return self._records

    def _view(self, record: str) -> RecordView:
        if record not in self._shown:
            self._shown[record] = Shower(self._records, record, as_of=None, offsets=None).view()
        return self._shown[record]

    # ------------------------------------------------------------ records

    def records(self, kind: str | None = None) -> tuple[str, ...]:
        """List record ids, all or of one kind, sorted; records only stated upon are listed too."""
        records = self._now()
        everything = sorted({*records.consent.records(), *records.consent.stated()})
        return tuple(
            record for record in everything if kind is None or records.kind(record) == kind
        )

    def kind(self, record: str) -> str | None:
        """Give the kind of a record, None where no content of it can be read."""
        return self._now().kind(record)

    def record(
        self, record: str, *, as_of: str | None = None, offsets: Offsets | None = None
    ) -> RecordView:
        """Show one record; refuses ``record.unknown``. Without ``as_of`` nothing depends on a date."""
        records = self._now()
        if record not in records.words:
            raise Refusal("record.unknown", record=record)
        if as_of is None:
            return self._view(record)
        return Shower(records, record, as_of=as_of, offsets=offsets).view()

    def waiting(self, party: str) -> tuple[Move, ...]:
        """List what ``party`` must move next, over all records, by record id."""
        views = self._views()
        return tuple(move for view in views for move in view.waiting if move.party == party)

    def _views(self) -> Iterable[RecordView]:
        return (self._view(record) for record in self.records())

    # ------------------------------------------------------------ the door for one's own acts

    def check_statement(
        self,
        *,
        party: str,
        office: str,
        topic: str,
        record: str,
        version: str | None = None,
        data: Mapping[str, Any] | None = None,
        replaces: str | None = None,
        attached: bool = False,
    ) -> None:
        """Refuse a statement of one's own that would have no effect.

        Codes ``record.unknown``, ``statement.*``, ``step.*`` and ``guard.*``. ``attached`` says that
        the statement brings a content of its own.
        """
        body: dict[str, Any] = {"topic": topic, "record": record, "data": dict(data or {})}
        optional: dict[str, Any] = {
            "version": version,
            "replaces": replaces,
            "content": {} if attached else None,
        }
        body |= {name: value for name, value in optional.items() if value is not None}
        check_statement(self._now(), party=party, office=office, body=body)

    def check_accept(self, version: str) -> None:
        """Refuse an acceptance of one's own before it is signed.

        ``accept.absent`` and ``accept.malformed``: nobody signs what cannot be read. Then the rules
        of the kind (``content.*``), ``accept.kind`` where the record was of another, and the guard
        of the lifecycle's row (``guard.ready_to_accept``).
        """
        check_accept(self._now(), version)

    # ------------------------------------------------------------ convergence

    def absent(self) -> tuple[str, ...]:
        """List hashes of contents named by proposals and not here, sorted."""
        records = self._now()
        versions = (
            version
            for record in records.consent.records()
            for version in records.consent.versions(record)
        )
        named = {records.consent.proposed(version).content for version in versions}
        return tuple(
            sorted(sha256 for sha256 in named if records.contents.get(sha256).state == ABSENT)
        )

    def as_json(self) -> dict[str, Any]:
        """Give the whole standing as MJ-1 values: no day, no reader's order, no national overlay."""
        return {
            "v": 1,
            "channel": self._records.channel.charter.channel,
            "records": {view.record: _record_json(view) for view in self._views()},
            "absent": list(self.absent()),
        }

    def digest(self) -> str:
        """Give SHA-256 over MJ-1 of ``as_json``: equal on every node with the same acts and blobs."""
        return sha256(canonical(self.as_json())).hexdigest()


def _record_json(view: RecordView) -> dict[str, Any]:
    tracks = {
        name or "main": _track_json(track) for name, track in {**view.tracks, **view.legs}.items()
    }
    told = (one for side in view.statements.values() for one in side)
    return {
        "kind": view.kind,
        "consent": view.consent,
        "state": view.state,
        "version": view.version,
        "versions": {one.id: [one.state, one.content, one.sha256] for one in view.versions},
        "tracks": tracks,
        "statements": {one.id: [one.topic, one.fate, one.why] for one in told},
    }


def _track_json(track: TrackView) -> dict[str, Any]:
    pending = {code: list(who) for code, who in track.pending.items()}
    return {"state": track.state, "by": sorted(track.moved_by), "pending": pending}
