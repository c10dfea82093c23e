"""One node for the tests of the command line, made once: closing a root key takes its time."""

from __future__ import annotations

import json
import shutil

import pytest

from mithaq.cli.main import COMMANDS, command, main

# Imported before a test runs: the guard takes a late import by a pure package for reading a file.
for _name in COMMANDS:
    command(_name)


@pytest.fixture
def typed(capsys, monkeypatch):
    """Type a command; give its exit status, stdout and stderr."""
    for name in ("MITHAQ_HOME", "MITHAQ_AS", "LANGUAGE", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MITHAQ_LANGUAGE", "en")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def run(*words):
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = left.code
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def code(typed):
    """Type a command that is refused; give the code."""

    def run(*words):
        status, out, err = typed(*words, "--json")
        assert status == 2, out + err
        assert "mithaq: refused: " in err
        assert "hint: " in err
        return json.loads(out)["refused"]

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A node with one officer and one releaser, to be copied by each test."""
    folder = tmp_path_factory.mktemp("made") / "home"
    assert (
        main(["init", "--home", str(folder), "--party", "ma", "--name", "Morocco", "--trial"]) == 0
    )
    for account, offices in (
        ("salma", ["officer", "es", "cc"]),
        ("rachid", ["releasing_officer", "administrator"]),
    ):
        words = [word for office in offices for word in ("--office", office)]
        assert main(["people", "add", account, "--home", str(folder), *words]) == 0
    return folder


@pytest.fixture
def home(made, tmp_path):
    """A node of its own for one test."""
    folder = tmp_path / "home"
    shutil.copytree(made, folder)
    return folder


@pytest.fixture
def salma(home):
    """The words that let the officer act at the node."""
    return ("--home", home, "--as", "salma")
