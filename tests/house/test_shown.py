"""What the guides show is run: every ```console block, each page in a folder of its own.

A line that begins with ``$ `` is run by a shell that the whole page shares (``cd`` and variables
stay). What stands below it, if anything, must be what it prints; ``…`` stands for anything. A
command must succeed, unless a refusal is shown.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import source

GUIDES = sorted((source.HERE / "docs" / "guide").glob("*.md"))
MARK = "=== mithaq-shown"


def shown(page):
    """Give (line number, command, expected lines) of every shown command."""
    commands, inside = [], False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            commands.append((number, line[2:], []))
        elif inside and line.startswith("> "):
            at, command, told = commands.pop()
            commands.append((at, f"{command}\n{line[2:]}", told))
        elif inside:
            commands[-1][2].append(line)
    return commands


def as_pattern(lines):
    text = re.escape("\n".join(lines).strip()).replace("…", ".*?")
    return re.compile(rf"\A\s*{text}\s*\Z", re.DOTALL)


@pytest.mark.long
@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_a_guide_shows_what_happens(page, tmp_path):
    commands = shown(page)
    lines = [f"{command}\necho; echo '{MARK}' $?" for _, command, _ in commands]
    shutil.copytree(source.HERE / "samples", tmp_path / "samples")
    bin_ = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", "exec 2>&1\n" + "\n".join(lines)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        check=False,
    )
    answers = re.split(rf"^{MARK} (\d+)\n", done.stdout, flags=re.MULTILINE)
    for (number, command, expected), printed, status in zip(
        commands, answers[::2], answers[1::2], strict=False
    ):
        told = f"{page.name}:{number}: $ {command}\n{printed}"
        refusal = any("refused:" in line for line in expected)
        assert (status != "0") == refusal, told
        if any(line.strip() for line in expected):
            assert as_pattern(expected).match(printed), told
    assert len(answers) // 2 == len(commands), done.stdout[-2000:]


def test_the_runner_tells_a_wrong_page():
    assert as_pattern(["a … z"]).match("a b\nc z\n")
    assert not as_pattern(["a … z"]).match("a b y\n")
