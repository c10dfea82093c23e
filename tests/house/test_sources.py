"""Rules of the house that no linter knows: one writer, sizes, names, and that the guard bites."""

from __future__ import annotations

import ast

import pytest

from tests.house import source

# Restore puts back what a backup holds, each act admitted anew; it signs nothing.
WRITERS = {"desk/pen.py", "desk/correspondence.py", "node/restore.py"}
FUNCTION, FILE = 40, 400
FORBIDDEN = {"utils", "helpers", "services", "common", "base", "misc", "manager"}
LEDGERS = {"ledger", "_ledger"}


def _appends(tree):
    """Lines that call ``….ledger.append(`` or ``ledger.append(``."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "append"
        ):
            of = node.func.value
            name = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
            if name in LEDGERS:
                yield node.lineno


def test_only_the_pen_and_correspondence_append_acts():
    found = {str(path) for path, tree in source.trees().items() if any(_appends(tree))}
    assert found <= WRITERS, sorted(found - WRITERS)
    assert found, "the rule finds nobody: has `ledger.append` been renamed?"


def test_the_rule_sees_a_stray_writer():
    assert list(_appends(ast.parse("desk.ledger.append(channel, acts)"))) == [1]
    assert list(_appends(ast.parse("lines.append(act)"))) == []


def test_only_release_reads_a_national_channel_to_write_a_joint_one():
    """The bridge is one module: nobody else imports it but those who show or call it."""
    importers = set()
    for path, tree in source.trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "mithaq.desk":
                importers |= {str(path) for name in node.names if name.name == "release"}
            if isinstance(node, ast.ImportFrom) and node.module == "mithaq.desk.release":
                importers.add(str(path))
    assert not [
        path for path in importers if path.startswith(("exchange/", "agreement/", "record/"))
    ]


def test_files_stay_short():
    long = {
        str(path): lines
        for path in source.trees()
        if (lines := len((source.SOURCE / path).read_text(encoding="utf-8").splitlines())) > FILE
        and "vocabulary" not in path.parts
        and "migrations" not in path.parts
    }
    assert not long


def test_functions_stay_short():
    """Forty lines of code; a docstring is not code. Longer: `# long: why` on the line of `def`."""
    long = []
    for path, tree in source.trees().items():
        lines = (source.SOURCE / path).read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                first = (
                    node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                )
                if (
                    node.end_lineno - first.lineno + 1 > FUNCTION
                    and "# long:" not in lines[node.lineno - 1]
                ):
                    long.append(f"{path}:{node.lineno} {node.name}")
    assert not long


def test_no_module_is_called_after_nothing():
    assert not [str(path) for path in source.trees() if path.stem in FORBIDDEN]


@pytest.mark.parametrize("package", ["record", "agreement", "exchange", "desk"])
def test_the_guard_bites_in_a_pure_package(package):
    reach = compile(
        "def reach(): return open(__file__)", str(source.SOURCE / package / "stray.py"), "exec"
    )
    told = {"__file__": __file__}
    exec(reach, told)
    with pytest.raises(RuntimeError, match="a pure package reached outside"):
        told["reach"]()


def test_the_guard_lets_the_shell_open_what_it_must():
    reach = compile(
        "def reach(): return open(__file__)", str(source.SOURCE / "node" / "shelf.py"), "exec"
    )
    told = {"__file__": __file__}
    exec(reach, told)
    told["reach"]().close()
