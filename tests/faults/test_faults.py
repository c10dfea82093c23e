"""What was acknowledged is kept, what was not is refused by name, and work goes on.

Each scenario runs in a process of its own (``nursery``) and reports what it struck and what it
found wrong. Counts are for a build; MITHAQ_FAULTS=1000 kills a thousand times instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs, postgresql

ROOT = Path(__file__).parent.parent.parent
KILLS = os.environ.get("MITHAQ_FAULTS", "200")

pytestmark = pytest.mark.long


def scenario(tmp_path, database, *arguments, own=False):
    """Run a scenario of the nursery and give its report; ``own``: on a server of its own."""
    if database == "postgresql":
        postgresql.server()
    given = {"MITHAQ_TEST_POSTGRESQL": ""} if own else {}
    command = [sys.executable, "-m", "tests.faults.nursery", str(tmp_path), database, *arguments]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, **given},
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_kill_loses_an_acknowledged_act(tmp_path, database):
    report = scenario(tmp_path, database, "kills", KILLS)
    assert report["faults"] == []
    assert report["kills"] >= int(KILLS)
    assert report["acks"] > report["kills"]


@needs.strace
@pytest.mark.parametrize(
    ("deed", "fewest"), [("sign", 20), ("file", 30), ("receive", 30), ("save", 10)]
)
def test_no_kill_at_any_write_or_sync_leaves_half(tmp_path, deed, fewest):
    report = scenario(tmp_path, "sqlite", "kill", deed)
    assert report["faults"] == []
    assert sum(report["points"].values()) >= fewest


@needs.strace
def test_no_kill_at_the_high_water_file_forks_a_node_on_postgresql(tmp_path):
    report = scenario(tmp_path, "postgresql", "kill", "sign")
    assert report["faults"] == []
    assert report["points"]["pwrite64"] >= 1


@needs.strace
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("deed", ["sign", "file", "receive", "save"])
def test_every_error_of_the_disk_is_refused_by_name_and_work_goes_on(tmp_path, deed, error):
    report = scenario(tmp_path, "sqlite", "error", deed, error)
    assert report["faults"] == []
    assert report["refused"].keys() <= {
        "node.disk_full",
        "node.disk_error",
        "node.high_water_unwritten",
    }
    # After each one, in the same process, the same deed was done and acknowledged.
    assert report["acked_after"] == sum(report["points"].values())


def test_a_full_disk_is_refused_by_name_and_work_goes_on_after(tmp_path):
    report = scenario(tmp_path, "sqlite", "full")
    assert report["faults"] == []
    assert report["points"] >= 12
    assert report["refused"].keys() <= {"node.disk_full", "node.disk_error"}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_twenty_writers_give_no_number_twice(tmp_path, database):
    report = scenario(tmp_path, database, "crowd", "20", "15")
    assert report["faults"] == []
    assert report["acks"] == report["distinct"] == report["grown"] == 300


def test_a_crashed_server_loses_nothing_it_acknowledged(tmp_path):
    if needs.POSTGRESQL and not postgresql.binary("initdb"):
        pytest.skip("needs PostgreSQL's initdb: this test crashes a server of its own")
    report = scenario(tmp_path, "postgresql", "crashes", "3", own=True)
    assert report["faults"] == []
    assert report["acks"] > 0


def test_the_nursery_sees_a_lost_act(tmp_path):
    """A writer that acknowledges before it commits is found out: the harness is not blind."""
    report = scenario(tmp_path, "sqlite", "liar")
    assert any(fault.startswith("lost") for fault in report["faults"])
