"""The body: one national section a party, with its points of contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.kinds.rules import check_once

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_body(content: Content, charter: Charter) -> None:
    """Refuse ``content.twice``: a party has one section."""
    del charter
    check_once(content, "sections", by="party")
