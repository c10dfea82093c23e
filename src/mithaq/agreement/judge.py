"""Whether a step is allowed, judged in the act's own past (decision 3), or at the door before it is signed.

The first of these that applies gives the code: ``step.limit`` its author has stated 256 steps on the record, ``step.data`` its data has the wrong form,
``step.unknown`` the kind has no such step, ``step.by`` it speaks for another in a joint channel,
``step.version`` it is not on the version in hand, ``step.leg`` there is no such leg, ``step.state``
the track is elsewhere, ``step.party`` it is another's to take, then the row's guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mithaq.agreement.lifecycles.guards import unmet
from mithaq.agreement.lifecycles.table import LEG
from mithaq.agreement.value import stated

if TYPE_CHECKING:
    from mithaq.agreement.fold import Folded, Track
    from mithaq.agreement.lifecycles.case import Case
    from mithaq.agreement.lifecycles.table import Lifecycle, Row


def wrong_step(case: Case, *, lifecycle: Lifecycle, folded: Folded, in_hand: tuple[str, ...], on: object, author: str) -> str | None:  # fmt: skip
    """Give the code by which a step is refused, or None where it is allowed.

    ``in_hand`` are the versions a step may be on: the agreed one, or those open while none is.
    ``author`` proposed the version the step is on.
    """
    if case.step not in lifecycle.steps:
        return "step.unknown"
    if on not in in_hand:
        return "step.version"
    names = tracks_for(case, lifecycle=lifecycle, folded=folded)
    if not names:
        return "step.leg"
    found = [_row(case, name, lifecycle, folded) for name in names]
    rows = [
        (row, folded.tracks[name])
        for row, name in zip(found, names, strict=True)
        if row is not None
    ]
    if not rows:
        return "step.state"
    row, track = rows[0]
    host = host_of(case.fields) if lifecycle.kind == "activity" else None
    if not is_theirs(row, party=case.party, leg=case.leg, track=track, author=author, host=host):
        return "step.party"
    return unmet(row.guard, case)


def tracks_for(case: Case, *, lifecycle: Lifecycle, folded: Folded) -> tuple[str, ...]:
    """Name the tracks a step is about: one leg, every leg where all may withdraw, or its own track."""
    wanted = lifecycle.tracks_of(case.step)
    if LEG not in wanted:
        return tuple(name for name in wanted if name in folded.tracks)
    if case.leg is not None:
        return (case.leg,) if case.leg in folded.legs else ()
    everyone = all(row.who == "all" for row in lifecycle.rows_for(case.step, track=LEG))
    return folded.legs if everyone else ()


def _row(case: Case, name: str, lifecycle: Lifecycle, folded: Folded) -> Row | None:
    rows = lifecycle.rows_for(case.step, track=LEG if name in folded.legs else name)
    state = folded.tracks[name].state
    return next(
        (row for row in rows if state in row.before and row.who not in ("version", "computed")),
        None,
    )


def is_theirs(
    row: Row, *, party: str, leg: str | None, track: Track, author: str, host: str | None
) -> bool:
    """Tell whether the row's step is ``party``'s to take.

    Of an activity that both host, or none, the one who took the last step is its host for the
    next: the other side answers an invitation, whoever sent it.
    """
    if row.who == "owner":
        return party == leg
    if row.who == "host":
        return host is None or party == host
    if row.who != "other":
        return True
    return party != leg if row.track == LEG else party != (host or track.mover or author)


def host_of(fields: Any) -> str | None:  # noqa: ANN401  (the fields of any content)
    """Give the one party that hosts; None where both do or none is stated."""
    host = stated(fields, "host")
    return host if isinstance(host, str) and host != "all" else None
