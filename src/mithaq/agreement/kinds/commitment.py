"""The commitment: one leg for each party that owes something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.kinds.rules import check_once
from mithaq.agreement.value import field_value
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_commitment(content: Content, charter: Charter) -> None:
    """Refuse ``content.twice`` (a party owes by one leg) and ``content.legs`` (they are not stated)."""
    del charter
    if not field_value(content.fields, "legs").stated:
        raise Refusal("content.legs")
    check_once(content, "legs", by="party")
