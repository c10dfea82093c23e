"""Faults of the signature of an act."""

from mithaq.record.envelope import TYPES, pae
from mithaq.record.keys import SMALL_ORDER
from tests.record.make import node_key
from tests.vectors.lines import BASE, KEY, b64, line, written

ORDER = 2**252 + 27742317777372353535851937790883648493
PAYLOAD = written(BASE)
PAE = pae(TYPES["act"], PAYLOAD)


def cases():
    """Yield (name, fault, code, line, node keys or None)."""
    for name, fault, code, sig in signatures():
        yield name, fault, code, line(PAYLOAD, (KEY.id, sig)), None
    other = node_key("ma", 1)
    changed = written({**BASE, "key": other.id})
    yield (
        "key_not_in_force",
        "Signed with a key that is not in force.",
        "E_KEY",
        line(changed, key=other),
        None,
    )
    altered = written({**BASE, "time": "2026-11-21T20:00:01Z"})
    yield (
        "payload_altered",
        "A second changed after signing.",
        "E_SIG",
        line(altered, (KEY.id, KEY.sign(PAE))),
        None,
    )
    swapped = line(PAYLOAD, (KEY.id, KEY.sign(pae(TYPES["have"], PAYLOAD))))
    yield "signed_as_receipt", "Signed as a receipt, and called an act.", "E_SIG", swapped, None
    small = [b64(bytes.fromhex("302a300506032b6570032100") + bytes(32))]
    yield (
        "key_of_small_order",
        "A node key of small order is in force.",
        "E_KEY_SMALL",
        line(PAYLOAD),
        small,
    )
    short = [b64(bytes.fromhex("302a300506032b6570032100") + bytes(31))]
    yield "key_short", "A node key of 31 bytes is in force.", "E_KEY", line(PAYLOAD), short


def signatures():
    good = KEY.sign(PAE)
    point, number = good[:32], int.from_bytes(good[32:], "little")
    flipped = bytes([good[0] ^ 1]) + good[1:]
    yield "sig_flipped_bit", "A bit of the signature flipped.", "E_SIG", flipped
    yield (
        "sig_last_bit",
        "The highest bit of the signature set.",
        "E_SIG",
        good[:63] + bytes([good[63] | 0x80]),
    )
    yield "sig_zero", "A signature of zeros.", "E_SIG", bytes(64)
    yield "sig_short", "A signature of 63 bytes.", "E_SIG", good[:63]
    yield "sig_long", "A signature of 65 bytes.", "E_SIG", good + b"\0"
    yield "sig_empty", "An empty signature.", "E_SIG", b""
    yield (
        "sig_s_plus_order",
        "The number of the signature, plus the order of the group.",
        "E_SIG",
        point + (number + ORDER).to_bytes(32, "little"),
    )
    yield (
        "sig_by_another_key",
        "Signed by another key than it names.",
        "E_SIG",
        node_key("pk").sign(PAE),
    )
    yield (
        "sig_over_payload",
        "Signed over the payload without its type.",
        "E_SIG",
        KEY.sign(PAYLOAD),
    )
    for n, encoding in enumerate(sorted(SMALL_ORDER)):
        yield (
            f"sig_small_r_{n:02}",
            f"A signature whose point is number {n} of small order.",
            "E_SIG",
            encoding + good[32:],
        )
