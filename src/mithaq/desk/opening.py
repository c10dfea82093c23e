"""Opening a channel: hold its charter and take one's own first place in it."""

from __future__ import annotations

from mithaq.record.canonical import JSON
from mithaq.record.charter import Charter, read_charter
from mithaq.record.envelope import Envelope
from mithaq.record.refusal import Refusal

from . import pen
from .desk import Desk


def open_channel(desk: Desk, *, charter: Envelope) -> Charter:
    """Hold a complete charter that names this party and write one's own ``join``.

    Opening a channel that is open already changes nothing. The first channel a node opens is its
    national one. Raises what ``read_charter`` raises, ``desk.not_a_party``, ``desk.not_our_key``
    when the charter does not name the key this node signs with.
    """
    read = read_charter(charter)
    if desk.party not in read.ids:
        raise Refusal("desk.not_a_party", party=desk.party, channel=read.channel)
    if desk.signer.key not in read.party(desk.party).keys.node:
        raise Refusal("desk.not_our_key", key=desk.signer.key)
    if read.channel in desk.ledger.channels():
        return read
    with desk.transaction():
        desk.touch(read.channel)
        desk.ledger.open(charter)
        body: dict[str, JSON] = {"charter": read.channel}
        pen.write_automatic(desk, channel=read.channel, kind="join", body=body)
    return read
