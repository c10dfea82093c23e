"""The programme: a year, and its activities pinned to the exact content both agreed (decision 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.kinds.rules import check_once
from mithaq.agreement.value import stated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_programme(content: Content, charter: Charter) -> None:
    """Refuse ``content.twice`` (an activity pinned twice) and ``content.year``."""
    del charter
    check_once(content, "activities", by="record")
    year = stated(content.fields, "year")
    if year is not None and not 1900 <= year <= 2999:
        raise Refusal("content.year", year=year)
