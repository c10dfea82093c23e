"""What a test may need that a machine may lack: one mark each, whose reason ``.ci/run`` counts.

A test that needs one says ``@needs.postgresql``; the reason begins with "needs ", so that
``make test`` names it at the end and ``.ci/run`` fails on it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

POSTGRESQL = os.environ.get("MITHAQ_TEST_POSTGRESQL", "")
"""A database the tests may fill and empty, ``postgresql://user@host/name``."""

SHARED = Path(__file__).parent.parent.parent / "shared"
"""Seeds and yardsticks of the project, beside its clone; a stranger's clone has none."""

postgresql = pytest.mark.skipif(
    not POSTGRESQL, reason="needs PostgreSQL: set MITHAQ_TEST_POSTGRESQL=postgresql://…"
)
strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="needs strace (apt install strace)"
)
age = pytest.mark.skipif(shutil.which("age") is None, reason="needs age (apt install age)")
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root (mounts a small disk)")
seeds = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="no ../shared/seeds beside this clone"
)
yardsticks = pytest.mark.skipif(
    not (SHARED / "yardsticks").is_dir(), reason="no ../shared/yardsticks beside this clone"
)
