"""Standing: what the acts of a channel say of each record (skeleton; filled in next)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mithaq.agreement.clocks import Offsets
    from mithaq.agreement.view import Move, RecordView
    from mithaq.record.act import Act
    from mithaq.record.channel import Channel


class Standing:
    """Fold acts into what they mean; built on the channel's consent.

    Give it each act once, in the order of admission and after ``channel.admit`` took it. It reads
    contents through ``contents`` (None where a blob is absent); call ``refresh`` after one arrived.
    """

    def __init__(self, channel: Channel, contents: Callable[[str], bytes | None]) -> None:
        raise NotImplementedError

    @classmethod
    def of(cls, channel: Channel, acts: Iterable[Act], contents: Callable[[str], bytes | None]) -> Standing:
        """Make the standing of a channel that has admitted ``acts`` already."""
        raise NotImplementedError

    def take(self, act: Act) -> None:
        """Take one act that the channel has just admitted."""

    def refresh(self) -> None:
        """Judge again from the beginning: a content arrived, or one was erased."""

    def records(self, kind: str | None = None) -> tuple[str, ...]:
        """List record ids, all or of one kind, sorted."""
        raise NotImplementedError

    def record(self, record: str, *, as_of: str | None = None, offsets: Offsets | None = None) -> RecordView:
        """Show one record; refuses ``record.unknown``. Without ``as_of`` nothing depends on a date."""
        raise NotImplementedError

    def waiting(self, party: str) -> tuple[Move, ...]:
        """List what ``party`` must move next, over all records."""
        raise NotImplementedError

    def check_statement(
        self, *, party: str, office: str, topic: str, record: str, version: str | None = None,
        data: Mapping[str, Any] | None = None, replaces: str | None = None,
    ) -> None:  # fmt: skip
        """Refuse at the door a statement that would have no effect (``step.*``, ``guard.*``, ``statement.*``)."""

    def check_accept(self, version: str) -> None:
        """Refuse at the door an acceptance whose guard is unmet (``guard.*``) or whose content is malformed."""

    def absent(self) -> tuple[str, ...]:
        """List hashes of contents named by the acts and not here, sorted."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """Give the whole standing as MJ-1 values: no dates to look by, no reader's order."""
        raise NotImplementedError

    def digest(self) -> str:
        """Give SHA-256 over MJ-1 of ``as_json``: equal on every node with the same acts and blobs."""
        raise NotImplementedError
