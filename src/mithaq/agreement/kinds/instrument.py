"""The instrument: clauses each under one number, and a prevailing language that is authentic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.kinds.rules import check_once
from mithaq.agreement.value import stated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_instrument(content: Content, charter: Charter) -> None:
    """Refuse ``content.twice`` (clause numbers), ``content.language`` and ``content.entry``."""
    del charter
    check_once(content, "clauses", by="number")
    prevailing, authentic = (
        stated(content.fields, "prevailing_language"),
        stated(content.fields, "authentic_languages"),
    )
    if prevailing is not None and authentic is not None and prevailing not in authentic:
        raise Refusal("content.language", language=prevailing)
    if stated(content.fields, "entry_rule") == "on_date" and "entry_date" not in content.fields:
        raise Refusal("content.entry")
