"""What the fold of consent answers: plain values, the same on every node."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.record.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a version stands: ``open``, ``agreed``, ``dead``, ``void`` or ``contested``.

    ``reason`` says why it is dead (``declined withdrawn superseded crossed``) or void (the ``V_``
    code). ``signed`` are the parties whose consent counts, in charter order. ``acknowledged``:
    every party has signed that it saw all signatures.
    """

    state: str
    reason: str | None = None
    signed: tuple[str, ...] = ()
    acknowledged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStanding:
    """Where a record stands: ids of versions; ``agreed`` oldest first, the others by id."""

    record: str
    agreed: tuple[str, ...]
    current: str | None
    open: tuple[str, ...]
    dead: tuple[str, ...]
    contested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a valid proposal offers; ``content`` is the SHA-256 of the content, in hex."""

    id: str
    number: int
    party: str
    record: str
    base: str | None
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement with its arrival number; see ``Consent.statements``."""

    act: Act
    number: int
    counted: bool
    late: bool
