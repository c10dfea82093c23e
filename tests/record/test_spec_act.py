"""What docs/spec/act.md shows is so."""

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from mithaq.messages import codes
from mithaq.record.content import read_content
from mithaq.record.envelope import TYPES, pae
from tests import needs

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "spec" / "act.md").read_text(encoding="utf-8")
VECTOR = json.loads((ROOT / "vectors" / "act" / "sound_accept.json").read_text(encoding="utf-8"))
ACT, CONTENT = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)


def test_the_example_is_the_vector():
    id_ = sha256(pae(TYPES["act"], ACT.encode())).hexdigest()
    assert id_ == VECTOR["expect"]["id"]
    assert f"the id of the act: {id_[:8]}…" in PAGE


def test_the_content_is_one():
    assert read_content(CONTENT.encode(), parties=2).kind == "activity"


@needs.openssl
@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq (apt install jq)")
def test_the_commands_check_the_example(tmp_path):
    (tmp_path / "vectors").symlink_to(ROOT / "vectors")
    commands = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)[1]
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", commands],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert VECTOR["expect"]["id"] in done.stdout
    assert "Signature Verified Successfully" in done.stdout


def test_the_page_can_be_read_at_one_sitting():
    assert len(PAGE.splitlines()) <= 300


def test_each_code_of_the_page_has_a_sentence():
    told = {code for family, code, *_ in codes() if family == "record"}
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) <= told
