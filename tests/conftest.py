"""What every test stands on: the purity guard, Hypothesis profiles, and the list of what was skipped.

The guard: import-linter sees imports, ruff sees calls by name, neither sees ``open``. An audit hook
does: while a test runs, a file, socket, process or database opened *by a line of a pure package*
fails the test. The nearest frame of ``mithaq`` decides, so that a store of ``node`` called by a desk
may open what it must. Lazy imports count: import at module top.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest

from tests import keeping

PURE = ("record", "agreement", "reading", "exchange", "reports", "desk")
SOURCE = str(Path(__file__).parent.parent / "src" / "mithaq") + os.sep
WATCHED = ("open", "socket.", "subprocess.", "sqlite3.", "os.", "shutil.", "tempfile.", "time.")
AVOIDABLE = "needs "
"""A skip whose reason begins so could have been avoided: with MITHAQ_NO_SKIPS it fails the run."""

_armed = []  # holds the test that is running, so that a nested run does not disarm it


def _impure(event: str, arguments: tuple[object, ...]) -> None:
    if not _armed or not event.startswith(WATCHED):
        return
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(SOURCE):
            package = file[len(SOURCE) :].partition(os.sep)[0]
            if package in PURE:
                where = f"{file[len(SOURCE) :]}:{frame.f_lineno}"
                raise RuntimeError(
                    f"a pure package reached outside: {event} {arguments!r} at {where}"
                )
            return
        frame = frame.f_back


sys.addaudithook(_impure)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """Arm the guard for the call alone: pytest opens sources itself when it formats a traceback."""
    _armed.append(item)
    try:
        return (yield)
    finally:
        _armed.pop()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown():
    """Close what the sides of the test kept, where that is a database (MITHAQ_TEST_NODES)."""
    if not keeping.MEMORY:
        keeping.forget()


hypothesis.settings.register_profile("quick", max_examples=40, database=None, deadline=None)
hypothesis.settings.register_profile(
    "ci", max_examples=150, database=None, deadline=None, derandomize=True
)
hypothesis.settings.register_profile("long", max_examples=5000, database=None, deadline=None)
hypothesis.settings.load_profile(os.environ.get("MITHAQ_HYPOTHESIS", "quick"))


def _reasons(reporter):
    told = {}
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        told[reason] = told.get(reason, 0) + 1
    return told


def pytest_terminal_summary(terminalreporter):
    """Say what was left out and why, in words, above the last line."""
    reasons = _reasons(terminalreporter)
    if not reasons:
        return
    terminalreporter.section("not run here, and why")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:5d}  {reason}")


def pytest_sessionfinish(session):
    """Where everything can be had (.ci/run), a skip that something was missing for is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("MITHAQ_NO_SKIPS"):
        return
    avoidable = sorted(reason for reason in _reasons(reporter) if reason.startswith(AVOIDABLE))
    if avoidable:
        reporter.write_line(f"\nskipped what this machine should have: {avoidable}", red=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
