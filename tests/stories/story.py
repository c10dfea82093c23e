"""Runs a story: shell lines and what they print, as a person would type and read them.

``$ command`` is typed (a line that ends in ``\\`` goes on); the lines under it, up to a blank one, are
what it prints, stdout and stderr together. A line ``...`` stands for any lines, ``...`` inside a
line for any words, ``? 2`` for the exit status (0 where none is given). With nothing under it a
command may print what it likes. Everything else is narration. A page of the guide is a story too:
only its ``console`` blocks are read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests import keeping, needs

ROOT = Path(__file__).parent.parent.parent
MARK = "@@done@@"
POSTGRESQL = keeping.NODES == "postgresql"
"""Every node that a story makes gets a database of its own on the server of the tests."""

ON_POSTGRESQL = f"""\
case " $* " in *" init "*|*" restore "*)
  url=$(cd {ROOT} && MITHAQ_TEST_POSTGRESQL='{needs.POSTGRESQL}' {sys.executable} -m tests.postgresql)
  set -- "$@" --database "$url"
esac
"""


def steps(text):
    """Give (command, expected lines, exit status) of each typed line of a story or a guide page."""
    if "```console" in text:
        text = "\n\n".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL))
    found, told = [], None
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(told := [line[2:], [], 0])
        elif not line.strip():
            told = None
        elif told and told[0].endswith("\\"):
            told[0] += "\n" + line
        elif told and line.startswith("? "):
            told[2] = int(line[2:])
        elif told:
            told[1].append(line)
    return found


def run(commands, folder):
    """Type the commands into one shell in ``folder``; give (output, exit status) of each."""
    binary = folder / "bin"
    binary.mkdir()
    run_it = f'exec {sys.executable} -m mithaq.cli.main "$@"\n'
    (binary / "mithaq").write_text("#!/bin/sh\n" + ON_POSTGRESQL * POSTGRESQL + run_it)
    (binary / "mithaq").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MITHAQ_")}
    path = {"PATH": f"{binary}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    script = "".join(f'{{ {command}\n}} 2>&1 </dev/null\necho "{MARK}$?"\n' for command in commands)
    environment = kept | path | {"MITHAQ_LANGUAGE": "en", "ROOT": str(ROOT), "HOME": str(folder)}
    done = subprocess.run(["/bin/sh"], input=script, text=True, capture_output=True, cwd=folder,
                          env=environment, timeout=600, check=False)  # fmt: skip
    parts = re.split(rf"^{MARK}(\d+)\n", done.stdout, flags=re.MULTILINE)
    return list(zip(parts[0::2], map(int, parts[1::2]), strict=False))


def matches(expected, output):
    """Tell whether ``output`` reads as ``expected`` says."""
    if not expected:
        return True
    parts = [r"(?:.*\n)*?" if line == "..." else _line(line) for line in expected]
    return re.fullmatch("".join(parts), output) is not None


def _line(line):
    return ".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ ]*\n"


def play(text, folder):
    """Run a whole story and fail at the first line that reads otherwise."""
    told = steps(text)
    for (command, expected, status), (output, left) in zip(
        told, run([one[0] for one in told], folder), strict=True
    ):
        shown = f"$ {command}\n{output}? {left}"
        assert left == status, f"the story says ? {status}:\n{shown}"
        assert matches(expected, output), f"{shown}\nthe story says:\n" + "\n".join(expected)
