"""What others need for the like: git with ssh-signed commits, securesystemslib, and the bare primitives."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from nacl.signing import SigningKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer import CryptoSigner

BODY = b"x" * 700


def _rate(times, work):
    begun = time.perf_counter()
    for turn in range(times):
        work(turn)
    return times / (time.perf_counter() - begun)


def raw_verify(times=4000):
    """Ed25519 by PyNaCl, nothing around it: verifications a second on one core."""
    key = SigningKey(b"7" * 32)
    signature = key.sign(BODY).signature
    return _rate(times, lambda _turn: key.verify_key.verify(BODY, signature))


def raw_append(folder, times=300):
    """Append 1 KiB to a file and fdatasync: durable appends a second of this disk."""
    with (folder / "log").open("ab", buffering=0) as log:

        def one(_turn):
            log.write(b"y" * 1024)
            os.fdatasync(log.fileno())

        return _rate(times, one)


def securesystemslib_verify(times=2000):
    """A DSSE envelope verified by securesystemslib, a second."""
    signer = CryptoSigner.generate_ed25519()
    envelope = Envelope(BODY, "application/vnd.example+json", {})
    envelope.sign(signer)
    return _rate(times, lambda _turn: envelope.verify([signer.public_key], 1))


def git(times=60):
    """Commits signed with an ssh key: (appended a second, verified a second), or None without git."""
    if not shutil.which("git") or not shutil.which("ssh-keygen"):
        return None
    with tempfile.TemporaryDirectory() as name:
        return _git(Path(name), times)


def _git(folder, times):
    def call(*words):
        subprocess.run(words, cwd=folder, check=True, capture_output=True)

    call("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key")
    public = (folder / "key.pub").read_text()
    (folder / "allowed").write_text(f"bench@example {public}")
    call("git", "init", "-q", ".")
    settings = {
        "user.name": "bench", "user.email": "bench@example", "gpg.format": "ssh", "commit.gpgsign": "true",
        "user.signingkey": str(folder / "key"), "gpg.ssh.allowedSignersFile": str(folder / "allowed"),
        "core.fsync": "all", "gc.auto": "0",
    }  # fmt: skip
    for name, value in settings.items():
        call("git", "config", name, value)

    def append(turn):
        (folder / "act").write_text(f"{turn} {BODY!r}")
        call("git", "add", "act")
        call("git", "commit", "-q", "-m", str(turn))

    appended = _rate(times, append)
    verified = times * _rate(1, lambda _turn: call("git", "log", "--format=%G?"))
    return appended, verified
