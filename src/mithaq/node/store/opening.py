"""Opening a database: its settings, its shape, and a refusal of anything weaker than durable.

Weaker durability would let a power cut take back acts that were acknowledged, and a party that
then signs again forks its own feed (record.md 7.2). So there is no switch for it: a node that
finds one refuses to start, by name.
"""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
from django.apps import apps
from django.db import connections

from mithaq.record.refusal import Refusal

from . import migrations
from .database import Database
from .troubles import told

PATIENCE = 30

_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    # INSERT OR REPLACE then fires the trigger that refuses DELETE.
    "recursive_triggers": "ON",
    "cell_size_check": "ON",
    # Ids are random, so the index of ids wants room in memory; and the longer the journal, the
    # fewer times a page of the index is written back. 32 MiB each.
    "cache_size": "-32768",
    "wal_autocheckpoint": "8192",
    "journal_size_limit": "67108864",
}
# What PRAGMA answers, and which answers are strong enough.
_SQLITE = {
    "journal_mode": ("wal",),
    "synchronous": (2, 3),
    "foreign_keys": (1,),
    "trusted_schema": (0,),
}
_POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}


def register(alias: str, *, url: str, file: Path, pragmas: Mapping[str, str] | None = None) -> None:
    """Tell Django of a database under ``alias``: SQLite in ``file``, or a PostgreSQL ``url``.

    Raises: ``node.setting`` for a url that is neither.
    """
    prepare()
    found = _sqlite(file, {**_PRAGMAS, **(pragmas or {})}) if url == "sqlite" else _postgresql(url)
    if alias in connections.databases:
        connections[alias].close()
        del connections[alias]
    connections.databases[alias] = {**connections.databases["default"], **found}


def prepare() -> None:
    """Start Django once in this process, with the settings of ``mithaq.node.settings``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.node.settings")
    if not apps.ready:
        django.setup()


def _sqlite(file: Path, pragmas: Mapping[str, str]) -> dict[str, Any]:
    init = ";".join(f"PRAGMA {name}={value}" for name, value in pragmas.items())
    options = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE, "init_command": init}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Refusal("node.setting", name="database.url", value=url.rsplit("@", maxsplit=1)[-1])
    # libpq's own way to name a socket folder: postgresql://user@/name?host=/folder
    host = parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": f"-c lock_timeout={PATIENCE}s"},
    }


def refuse_weak(database: Database) -> None:
    """Refuse a database whose commits may be lost by a power cut.

    Raises: ``node.durability`` naming the setting, what it is, and what it must be.
    """
    wanted = _SQLITE if database.sqlite else _POSTGRESQL
    ask = "PRAGMA {}" if database.sqlite else "SHOW {}"
    for setting, strong in wanted.items():
        row = database.row(ask.format(setting))
        found = row[0] if row else None
        if found not in strong:
            raise Refusal("node.durability", setting=setting, found=found, wanted=strong[0])


def migrate(alias: str) -> None:
    """Make or bring up to date the tables."""
    # Django's commands take longer to import than a whole command of ours takes to run.
    from django.core.management import call_command  # noqa: PLC0415

    with told("open"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def refuse_other_shape(database: Database) -> None:
    """Refuse a database whose tables are older or newer than this program.

    Raises: ``node.schema``.
    """
    wanted = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    rows = database.rows("SELECT name FROM django_migrations WHERE app = 'store'")
    found = {row[0] for row in rows}
    if found != wanted:
        raise Refusal("node.schema", found=max(found, default=""), wanted=max(wanted))
