"""A stranger's verifier, written in another language from ``docs/spec`` alone, agrees on every vector.

``verify.mjs`` was written by somebody who had seen the specification and the vectors, and nothing of
this program. What it could not know from the pages was then written into them.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VERIFIER = HERE / "verify.mjs"
VECTORS = HERE.parent.parent / "vectors"

node = pytest.mark.skipif(shutil.which("node") is None, reason="needs node (Node.js 20 or later)")


@node
def test_every_vector_agrees() -> None:
    count = len(list(VECTORS.glob("*/*.json")))
    done = subprocess.run(
        ["node", str(VERIFIER), "vectors", str(VECTORS)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stdout.splitlines()[-1:] == [f"{count} passed, 0 failed"], done.stdout + done.stderr
    assert done.returncode == 0


def test_it_stays_short() -> None:
    lines = VERIFIER.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400
    assert max(map(len, lines)) <= 120
