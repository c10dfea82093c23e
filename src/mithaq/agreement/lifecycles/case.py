"""What a guard may look at: the step, the content it is on, and the world in the act's past."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class World(Protocol):
    """Other records, as they stood in the past the step is judged in."""

    def kind(self, record: str) -> str | None:
        """Give the kind of a record's agreed content, or None."""

    def fields(self, record: str) -> Mapping[str, Any] | None:
        """Give the fields of a record's agreed content; None if none is agreed, here and readable."""

    def content(self, record: str) -> str | None:
        """Give the hash of a record's agreed content, or None if nothing is agreed."""

    def state(self, record: str) -> str:
        """Give where a record's main track stood."""

    def areas(self) -> Mapping[str, str]:
        """Give the status of each area that is agreed as a record, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One step, or one version at the door, to be judged by a guard.

    ``sides`` are the parties whose word is needed where all must speak; ``states`` the tracks of
    the record before the step; ``fields`` and ``attached`` come from the version it is on.
    """

    party: str
    step: str
    record: str
    sides: tuple[str, ...]
    world: World
    leg: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    attached: bool = False
    told: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
