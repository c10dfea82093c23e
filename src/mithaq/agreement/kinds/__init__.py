"""Kinds of records: one file for each kind that has rules of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content


def check_content(content: Content, *, charter: Charter) -> None:
    """Refuse a content that breaks the rules of its kind: codes ``content.*``. Unknown fields survive."""
