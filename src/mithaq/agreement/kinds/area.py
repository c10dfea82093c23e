"""The area: a code with its status, and what the status rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.value import stated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_area(content: Content, charter: Charter) -> None:
    """Refuse ``content.basis``: a status that rests on a clause names the instrument.

    A basis that is not stated is allowed, and shown so: an area may be agreed by press reports alone.
    """
    del charter
    if stated(content.fields, "basis") == "clause" and "instrument" not in content.fields:
        raise Refusal("content.basis")
