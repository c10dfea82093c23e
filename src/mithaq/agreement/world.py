"""The world as of one past: what a guard may know of other records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mithaq.agreement.value import stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.agreement.records import Records


class Past:
    """The world of records as of one past; what guards may ask (``case.World``)."""

    __slots__ = ("_at", "_records")

    def __init__(self, records: Records, at: int | None) -> None:
        self._records = records
        self._at = at

    def kind(self, record: str) -> str | None:
        """Give the kind of a record's agreed content, or None."""
        chain = self._records.chain(record, self._at)
        content = self._records.reading(chain[-1]).content if chain else None
        return content.kind if content else None

    def fields(self, record: str) -> Mapping[str, Any] | None:
        """Give the fields of a record's agreed content; None if there is none to read."""
        chain = self._records.chain(record, self._at)
        content = self._records.reading(chain[-1]).content if chain else None
        return content.fields if content else None

    def content(self, record: str) -> str | None:
        """Give the hash of a record's agreed content, or None."""
        chain = self._records.chain(record, self._at)
        return self._records.consent.proposed(chain[-1]).content if chain else None

    def state(self, record: str) -> str:
        """Give where a record stood."""
        return self._records.folded(record, self._at).state

    def areas(self) -> Mapping[str, str]:
        """Give the status of each area agreed as a record; of two records of one area the lower id's."""
        found: dict[str, str] = {}
        for record in self._records.of_kind("area"):
            fields = (self.fields(record) if self.kind(record) == "area" else None) or {}
            code, status = stated(fields, "code"), stated(fields, "status")
            if code is not None and status is not None:
                found.setdefault(code, status)
        return found
