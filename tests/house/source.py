"""The sources as trees, read once for all house rules."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent.parent.parent
SOURCE = HERE / "src" / "mithaq"


@cache
def trees() -> dict[Path, ast.Module]:
    """Give every module of the package, by its path below src/mithaq."""
    return {
        path.relative_to(SOURCE): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def pages() -> str:
    """Give all words of the documentation in one text."""
    found = [*HERE.glob("*.md"), *(HERE / "docs").rglob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(found))


def refusals() -> list[tuple[Path, int, str, set[str] | None]]:
    """Give every ``Refusal("code", field=…)`` of the sources: where, code, names of its fields.

    The names are None where the call spreads a dictionary (``**fields``): nobody can count those.
    """
    found = []
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _named(node.func, "Refusal") and node.args:
                for code in _literals(node.args[0]):
                    names = {word.arg for word in node.keywords if word.arg}
                    spread = any(word.arg is None for word in node.keywords)
                    found.append((path, node.lineno, code, None if spread else names))
    return found


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def _named(node: ast.expr, name: str) -> bool:
    return (isinstance(node, ast.Name) and node.id == name) or (
        isinstance(node, ast.Attribute) and node.attr == name
    )


def strings(path: Path) -> set[str]:
    """Give the string literals of one module."""
    return {
        node.value
        for node in ast.walk(trees()[path])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
