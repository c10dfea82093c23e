"""What a field of a content says: stated, withheld, disputed, or not stated (law 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_STATED = "not_stated"
IS = "is"
WITHHELD = "withheld"
DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One field's value; ``state`` tells which of the four it is, and None never does.

    ``value`` holds what is stated; ``party`` who withholds it; ``sides`` each party's own value
    where they differ, in the order of the content.
    """

    state: str
    value: Any = None
    party: str | None = None
    sides: tuple[tuple[str, Any], ...] = ()

    @property
    def stated(self) -> bool:
        """Tell whether a single value is stated."""
        return self.state == IS


ABSENT = FieldValue(state=NOT_STATED)


def field_value(fields: Mapping[str, Any], name: str) -> FieldValue:
    """Read one field of a content; a field that is not there is *not stated*."""
    return as_value(fields[name]) if name in fields else ABSENT


def as_value(raw: Mapping[str, Any]) -> FieldValue:
    """Read one of the three written forms (decision 5); their shape is the record's business."""
    if "is" in raw:
        return FieldValue(state=IS, value=raw["is"])
    if "withheld_by" in raw:
        return FieldValue(state=WITHHELD, party=raw["withheld_by"])
    sides = tuple((side["by"], side["is"]) for side in raw["disputed"])
    return FieldValue(state=DISPUTED, sides=sides)


def stated(fields: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  (a field can hold any MJ-1 value)
    """Give the stated value of a field, or None where there is no single one."""
    return field_value(fields, name).value
