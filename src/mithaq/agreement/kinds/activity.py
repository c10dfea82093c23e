"""The activity: the twelve core columns of a programme, and what follow-up adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.kinds.rules import check_once

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_activity(content: Content, charter: Charter) -> None:
    """Refuse ``content.twice``: each party states its participants and its lead once."""
    del charter
    check_once(content, "participants", by="party")
    check_once(content, "leads", by="party")
