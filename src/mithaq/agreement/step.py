"""A step as it was stated, and how it is read out of its statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.record.act import Act

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_RECORD = re.compile(r"[0-9a-f]{32}").fullmatch
_PARTY = re.compile(r"[a-z0-9.-]{1,64}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as stated: ``party`` is whose step it is, ``author`` who signed the statement.

    ``index`` counts the versions agreed in the act's own past and ``place`` the steps its author
    has stated on the record up to this one; ``wrong`` is the code by which it was refused there,
    None where it was allowed.
    """

    id: str
    number: int
    party: str
    author: str
    code: str
    time: str
    office: str
    on: str
    index: int
    place: int = 1
    leg: str | None = None
    replaces: str | None = None
    wrong: str | None = None
    attached: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


def read_step(act: Act, *, number: int) -> Step:
    """Read a step out of its statement; one of the wrong form is kept with ``step.data``."""
    return step_of(
        act.body, act=act.id, number=number, author=act.party, office=act.office, time=act.time
    )


def step_of(
    body: Mapping[str, Any], *, act: str, number: int, author: str, office: str, time: str
) -> Step:
    """Read a step out of the body of a statement, signed or still to be."""
    data = body.get("data", {})
    code, on, leg, by = (data.get(name) for name in ("step", "on", "leg", "by"))
    good = isinstance(code, str) and isinstance(on, str) and bool(_HASH(on))
    good = good and all(
        name is None or (isinstance(name, str) and bool(_PARTY(name))) for name in (leg, by)
    )
    good = good and body.get("version", on) == on
    return Step(
        id=act, number=number, party=by if good and by else author, author=author,
        code=code if isinstance(code, str) else "", time=time, office=office, on=on if good else "", index=0,
        leg=leg if good else None, replaces=body.get("replaces"), wrong=None if good else "step.data", data=data,
        attached="content" in body,
    )  # fmt: skip


def is_record(text: object) -> bool:
    """Tell whether ``text`` has the form of a record id."""
    return isinstance(text, str) and bool(_RECORD(text))
