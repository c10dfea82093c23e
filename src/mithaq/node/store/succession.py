"""What every ledger checks of an act signed here, in the transaction that stores it.

The pen has built the act on its folded standing; this is the last look, on the rows themselves,
so that a stale fold or a second process can never give one number to two own acts.
"""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.node.high_water import Mark
from mithaq.record.act import Act
from mithaq.record.refusal import Refusal


def check_next(acts: Sequence[Act], *, own: str, locked: str | None, head: Mark | None) -> None:
    """Refuse own acts that do not follow ``head``, or any in a locked channel.

    Raises: ``node.locked``, ``node.not_next``.
    """
    if locked is not None:
        raise Refusal("node.locked", why=locked)
    for act in acts:
        seq, prev = (head.seq + 1, head.id) if head else (0, None)
        if (act.party, act.seq, act.prev) != (own, seq, prev):
            raise Refusal("node.not_next", party=act.party, seq=act.seq, expected=seq)
        head = Mark(seq=act.seq, id=act.id)
