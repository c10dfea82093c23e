"""The area: a code with its status, and what the status rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.value import field_value, stated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_area(content: Content, charter: Charter) -> None:
    """Refuse ``content.basis``: a joint area called agreed must say on what; a clause names its instrument."""
    basis = field_value(content.fields, "basis")
    if (
        len(charter.parties) > 1
        and stated(content.fields, "status") == "agreed"
        and basis.state == "not_stated"
    ):
        raise Refusal("content.basis", status="agreed")
    if basis.value == "clause" and "instrument" not in content.fields:
        raise Refusal("content.basis", status="clause")
