"""Kinds of records: what each must hold. One file for each kind that has rules of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from mithaq.agreement.kinds.activity import check_activity
from mithaq.agreement.kinds.area import check_area
from mithaq.agreement.kinds.body import check_body
from mithaq.agreement.kinds.commitment import check_commitment
from mithaq.agreement.kinds.instrument import check_instrument
from mithaq.agreement.kinds.programme import check_programme
from mithaq.agreement.kinds.rules import (
    check_marking,
    check_no_state,
    check_own_codes,
    check_parties,
    check_required,
)
from mithaq.agreement.kinds.shape import check_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mithaq.record.charter import Charter
    from mithaq.record.content import Content

RULES: Mapping[str, Callable[[Content, Charter], None]] = MappingProxyType(
    {
        "instrument": check_instrument,
        "body": check_body,
        "area": check_area,
        "programme": check_programme,
        "activity": check_activity,
        "commitment": check_commitment,
    }
)


def check_content(content: Content, *, charter: Charter) -> None:
    """Refuse a content that breaks the rules of its kind: codes ``content.*``.

    Unknown kinds, fields and codes pass: they are kept, shown as such and carried through
    amendments (law 11). Checked where contents are written, released and accepted; what others
    agreed stays agreed whatever its content (decision 5). Spec: docs/spec/agreement.md section 2.
    """
    check_shape(content)
    check_no_state(content)
    check_required(content)
    check_marking(content, charter)
    check_parties(content, charter)
    check_own_codes(content, charter)
    rule = RULES.get(content.kind)
    if rule is not None:
        rule(content, charter)


__all__ = ["RULES", "check_content", "check_shape"]
