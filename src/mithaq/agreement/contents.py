"""Contents by hash, read once: present, absent or malformed, and none of it changes consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mithaq.agreement.kinds.shape import check_shape
from mithaq.record.content import read_content
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mithaq.record.content import Content

PRESENT, ABSENT, MALFORMED = "present", "absent", "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What could be read of a content; ``fields`` are empty unless it is present.

    A content whose bytes or whose fields' types are wrong is malformed; ``why`` has the code.
    """

    state: str
    content: Content | None = None
    why: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


class Contents:
    """Reads contents for one channel and remembers them until ``forget``."""

    def __init__(
        self,
        source: Callable[[str], bytes | None],
        *,
        parties: int,
        stamp: Callable[[], object] | None = None,
    ) -> None:
        self._source = source
        self._stamp = stamp
        self._stamped: object = None
        self._parties = parties
        self._read: dict[str, Reading] = {}
        self._absent: set[str] = set()

    def get(self, sha256: str) -> Reading:
        """Read a content, or say that it is absent or malformed."""
        found = self._read.get(sha256)
        if found is None:
            found = self._read[sha256] = self._reading(self._source(sha256))
            if found.state == ABSENT:
                self._absent.add(sha256)
        return found

    def arrived(self) -> bool:
        """Tell whether a content that was absent when it was asked for is here now.

        A peer may name as many as it likes and send none: only when the stamp, which every
        arrival changes, is another are they asked for again.
        """
        if self._stamp is not None and self._absent:
            stamp = self._stamp()
            if stamp == self._stamped:
                return False
            self._stamped = stamp
        return any(self._source(sha256) is not None for sha256 in self._absent)

    def forget(self) -> None:
        """Read again from the source at the next question: a blob arrived or was erased."""
        self._read.clear()
        self._absent.clear()

    def _reading(self, blob: bytes | None) -> Reading:
        if blob is None:
            return Reading(state=ABSENT)
        try:
            content = read_content(blob, parties=self._parties)
            check_shape(content)
        except Refusal as refusal:
            return Reading(state=MALFORMED, why=refusal.code)
        return Reading(state=PRESENT, content=content, fields=content.fields)
