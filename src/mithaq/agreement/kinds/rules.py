"""Rules that hold for every kind: nothing required is missing, parties are the channel's, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mithaq.agreement.value import as_value, field_value
from mithaq.agreement.vocabulary.fields import SHAPES
from mithaq.agreement.vocabulary.kinds import fields_of
from mithaq.agreement.vocabulary.markings import rank
from mithaq.agreement.vocabulary.term import owner_of
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mithaq.agreement.vocabulary.term import Field
    from mithaq.record.charter import Charter
    from mithaq.record.content import Content

#: Fields whose party must be a party of the channel; others may name third states.
_OURS = frozenset({"legs", "sections", "contacts", "host", "participants", "leads", "borne_by"})


def check_required(content: Content) -> None:
    """Refuse ``content.missing``: a field the kind requires is absent."""
    for name, spec in fields_of(content.kind).items():
        if spec.required and name not in content.fields:
            raise Refusal("content.missing", kind=content.kind, field=name)


def check_no_state(content: Content) -> None:
    """Refuse ``content.state``: where a thing stands is folded from acts, never a field (decision 3)."""
    if "state" in content.fields:
        raise Refusal("content.state", kind=content.kind)


def check_marking(content: Content, charter: Charter) -> None:
    """Refuse ``content.marking``: the content, or an attachment, is above the channel's ceiling."""
    ceiling = charter.limits.marking
    if ceiling is None:
        return
    for marking in (
        content.marking,
        *(one["marking"] for one in content.attachments if "marking" in one),
    ):
        if rank(marking) > rank(ceiling):
            raise Refusal("content.marking", marking=marking, ceiling=ceiling)


def check_parties(content: Content, charter: Charter) -> None:
    """Refuse ``content.party``: a side of the work that is no party of a joint channel.

    In a national channel the other side is not in the charter yet, and any party may be named.
    """
    if len(charter.parties) == 1:
        return
    for name, raw in content.fields.items():
        for party in _parties_in(fields_of(content.kind).get(name), raw, name):
            if party not in charter.ids:
                raise Refusal("content.party", field=name, party=party)


def _parties_in(spec: Field | None, raw: Mapping[str, Any], name: str) -> Iterator[str]:
    value = as_value(raw)
    yield from (party for party, _ in value.sides)
    if value.party is not None:
        yield value.party
    if spec is None or name not in _OURS:
        return
    for stated in [value.value] if value.stated else [side for _, side in value.sides]:
        for item in stated if spec.many else [stated]:
            party = (
                item["party"]
                if spec.shape and any(one.name == "party" for one in SHAPES[spec.shape])
                else item
            )
            if spec.type != "side" or party != "all":
                yield party


def check_own_codes(content: Content, charter: Charter) -> None:
    """Refuse ``content.code``: a code ``x-<party>-…`` of somebody who is no party of the channel."""
    if len(charter.parties) == 1:
        return
    for name, spec in fields_of(content.kind).items():
        value = field_value(content.fields, name)
        if spec.type != "code" or not value.stated:
            continue
        for code in value.value if spec.many else [value.value]:
            owner = owner_of(code)
            if owner is not None and owner not in charter.ids:
                raise Refusal("content.code", field=name, value=code)


def check_once(content: Content, field: str, *, by: str) -> None:
    """Refuse ``content.twice``: two entries of a list under one ``by``."""
    value = field_value(content.fields, field)
    seen: set[str] = set()
    for entry in value.value if value.stated else ():
        if entry[by] in seen:
            raise Refusal("content.twice", field=field, value=entry[by])
        seen.add(entry[by])
