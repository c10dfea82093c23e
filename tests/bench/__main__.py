"""``make bench``: the table of record.md section 10, each figure beside its primitive in the same run.

``python -m tests.bench [--acts N]`` (100,000 acts by default; ``ACTS=1000000 make bench``).
A figure below its aim is marked; the exit status stays 0, for a busy machine proves nothing.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import others

PARTS = ("fold", "store", "verify")


def main():
    """Measure everything, print it, and say what fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=100_000)
    acts = parser.parse_args().acts
    print(f"{acts:,} acts, Python {platform.python_version()}, {os.cpu_count()} cores")
    primitives = _primitives()
    _print("primitives, and others' ways", primitives)
    figures = {}
    for part in PARTS:
        figures |= _part(part, acts)
    _ratios(figures, primitives)


def _primitives():
    figures = {"raw Ed25519 verify (PyNaCl) /s": others.raw_verify()}
    with tempfile.TemporaryDirectory(dir=".") as folder:
        figures["append 1 KiB + fdatasync /s"] = others.raw_append(Path(folder))
    figures["securesystemslib DSSE verify /s"] = others.securesystemslib_verify()
    git = others.git()
    if git is None:
        print("git or ssh-keygen is not here: those rows are left out", file=sys.stderr)
        return figures
    return figures | {"git, ssh-signed commit /s": git[0], "git, verify such a commit /s": git[1]}


def _part(name, acts):
    try:
        module = importlib.import_module(f"tests.bench.{name}")
    except ModuleNotFoundError:
        print(f"no bench of {name} yet", file=sys.stderr)
        return {}
    begun = time.perf_counter()
    figures = module.run(acts)
    _print(f"{name} ({time.perf_counter() - begun:.0f} s)", figures)
    return {f"{name}.{key}": value for key, value in figures.items()}


def _print(title, figures):
    print(f"\n{title}")
    for name, value in figures.items():
        told = (
            f"{value:,.3f}"
            if isinstance(value, float) and value < 100
            else f"{value:,.0f}"
            if isinstance(value, (int, float))
            else value
        )
        print(f"  {name:<52} {told:>14}")


GIT, GIT_VERIFY = "git, ssh-signed commit /s", "git, verify such a commit /s"
LIBRARY = "securesystemslib DSSE verify /s"
RECEIVE = "store.receive+verify+store, a second"

TABLE = (
    ("verify an export / raw Ed25519, one core", "verify.verify_to_raw", None, ">=", 0.70),
    ("verify an export, two processes / raw", "verify.verify_2_processes_to_raw", None, ">=", 1.20),
    (
        "receive, verify, store / raw Ed25519",
        "store.receive+verify+store / raw verify (aim >= 0.50)",
        None,
        ">=",
        0.50,
    ),
    (
        "one durable append / append + fdatasync",
        "store.durable append / disk (aim >= 0.5)",
        None,
        ">=",
        0.50,
    ),
    ("an act in a long fold / in a short one", "fold.ratio", None, "<=", 1.50),
    ("memory while verifying, MB", "verify.verify_peak_mb", None, "<=", 100),
    (
        "store / payload and signature",
        "store.store / payload+signature (aim <= 1.3)",
        None,
        "<=",
        1.30,
    ),
    ("verify / securesystemslib's verify alone", "verify.verify_acts_per_s", LIBRARY, ">=", 1.0),
    (
        "verify / git verifying ssh-signed commits",
        "verify.verify_acts_per_s",
        GIT_VERIFY,
        ">=",
        1.0,
    ),
    ("receive, verify, store / git commit", RECEIVE, GIT, ">=", 1.0),
    ("one durable append / git commit", "store.durable append, a second", GIT, ">=", 1.0),
)
"""Record.md section 10, then the same work beside others': what, figure, divided by, aim."""


def _ratios(figures, primitives):
    print(f"\n{'record.md section 10, and beside others':<56} {'figure':>9} {'aim':>9}")
    for what, mine, theirs, sense, aim in TABLE:
        if mine not in figures or theirs not in {None, *primitives}:
            continue
        figure = figures[mine] / (primitives[theirs] if theirs else 1)
        good = figure >= aim if sense == ">=" else figure <= aim
        print(f"  {what:<54} {figure:>9.2f} {sense:>4} {aim:<6} {'' if good else 'NOT REACHED'}")


if __name__ == "__main__":
    main()
