"""The demo holds, says so by its exit status, and leaves nothing behind when asked to check only."""

from __future__ import annotations

import time

import pytest

from mithaq.cli import demo_proof
from mithaq.cli.stage import NotHeld


@pytest.mark.long
def test_it_holds_within_a_minute(typed, tmp_path):
    begun = time.process_time()
    status, out, err = typed("demo", "--check", "--folder", tmp_path / "demo")
    assert status == 0, out + err
    assert "All held." in out
    assert time.process_time() - begun < 60
    assert not (tmp_path / "demo").exists()


@pytest.mark.long
def test_it_fails_when_something_did_not_hold(typed, tmp_path, monkeypatch):
    def otherwise(_stage):
        raise NotHeld("the moon is made of stone")

    monkeypatch.setattr("mithaq.cli.demo.STEPS", (otherwise, demo_proof.flip))
    status, out, err = typed("demo", "--folder", tmp_path / "demo")
    assert status == 1
    assert "FAILED: otherwise: the moon is made of stone" in err
    assert "All held" not in out
