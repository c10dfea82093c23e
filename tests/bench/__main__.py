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


RATIOS = ()
"""Each row: what it is, its figure, the primitive's, the aim."""


def _ratios(figures, primitives):
    print("\nratios                                                      figure      aim")
    for what, mine, theirs, aim in RATIOS:
        if mine in figures and theirs in primitives:
            ratio = figures[mine] / primitives[theirs]
            print(f"  {what:<54} {ratio:>9.2f} {aim:>8.2f}{'' if ratio >= aim else '  below'}")


if __name__ == "__main__":
    main()
