"""Let the database itself refuse to change or drop an act or a charter.

The chain is the proof all the same: whoever can drop a trigger can also write the file. The
triggers stop mistakes, and ``check`` says when one is missing.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from mithaq.node.store.triggers import create, drop


def _create(_apps: Any, editor: Any) -> None:
    for statement in create(editor.connection.vendor):
        editor.execute(statement)


def _drop(_apps: Any, editor: Any) -> None:
    for statement in drop(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("store", "0001_tables")]

    operations = [migrations.RunPython(_create, _drop)]
