"""The second reader, written from the spec, opens bundles and verifies exports as the first does."""

from __future__ import annotations

import base64
import json

import pytest

from mithaq.exchange.verify import verify_tar
from tests.exchange.forge import code_of
from tests.vectors import plain_files
from tests.vectors.gather import made
from tests.vectors.generate_export import exported, story
from tests.vectors.plain_bytes import Refused

CASES = [json.loads(text) for text in made("bundle").values()]
NEEDS_A_CHANNEL = {
    "act_false_signature",
    "act_waits_then_other_key",
    "blob_unnamed",
}


def by_plain(given):
    channel = plain_files.Envelope(given["charter"].encode()).id
    try:
        return plain_files.open_bundle(base64.b64decode(given["tar_b64"]), given["me"], channel)
    except Refused as refused:
        return {"code": str(refused)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_bundle_opens_or_not_alike(case):
    told = by_plain(case["input"])
    if case["case"] in NEEDS_A_CHANNEL or "code" not in case["expect"]:
        assert isinstance(told, tuple)
        unnamed = told[2]
        assert bool(unnamed) == (case["case"] == "blob_unnamed")
    else:
        assert told == case["expect"]


def test_flips_are_refused_by_both_readers():
    ma, _ = story()
    tar = exported(ma)
    for place in range(0, len(tar), 211):
        bad = bytearray(tar)
        bad[place] ^= 1
        assert code_of(verify_tar, [bytes(bad)]) is not None
        with pytest.raises((Refused, ValueError)):
            plain_files.verify(bytes(bad), None)
