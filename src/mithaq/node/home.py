"""The home folder of a node: what lies where, and its one settings file.

``node.toml`` · ``keys/`` (``node.keyring``) · ``record.sqlite3`` · ``blobs/`` · ``high-water`` ·
``signer.lock``. Folders are 0700, files 0600. A home is found or made whole: ``begin`` builds it
beside its place and renames it there.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.record.refusal import Refusal

from .disk import write_file

SETTINGS = "node.toml"
ENVIRONMENT = "environment"
"""The database url that means: the one in the variable ``MITHAQ_DATABASE``."""

VARIABLE = "MITHAQ_DATABASE"

_TEXT = """\
# A node of Mithaq. What each line means: docs/guide/administrator.md
version = 1
party = {party}

[name]
{names}

[database]
# "sqlite", "postgresql://user@host/name", or "environment": the url in MITHAQ_DATABASE.
url = {url}

[high_water]
# Best on another disk than the database: it shows at start whether the database was rolled back.
path = {high_water}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home folder and what its settings say."""

    folder: Path
    party: str
    name: Mapping[str, str]
    url: str
    high_water: Path

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def database(self) -> Path:
        return self.folder / "record.sqlite3"

    @property
    def blobs(self) -> Path:
        return self.folder / "blobs"

    @property
    def lock(self) -> Path:
        return self.folder / "signer.lock"


def read_home(folder: Path | str) -> Home:
    """Read the settings of a home.

    Raises: ``node.no_home``, ``node.setting`` naming the setting that is missing or unknown.
    """
    folder = Path(folder).absolute()
    file = folder / SETTINGS
    if not file.is_file():
        raise Refusal("node.no_home", folder=str(folder))
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise Refusal("node.setting", name=SETTINGS, value=str(trouble)) from None
    _only(told, {"version", "party", "name", "database", "high_water"}, "")
    _only(_table(told, "database"), {"url"}, "database.")
    _only(_table(told, "high_water"), {"path"}, "high_water.")
    if told.get("version") != 1:
        raise Refusal("node.setting", name="version", value=str(told.get("version")))
    return Home(
        folder=folder,
        party=_text(told, "party"),
        name={language: _text(told["name"], language) for language in _table(told, "name")},
        url=_url(_text(told["database"], "url")),
        # An absolute path stays as it is.
        high_water=folder / _text(told["high_water"], "path"),
    )


def _url(told: str) -> str:
    if told != ENVIRONMENT:
        return told
    url = os.environ.get(VARIABLE, "")
    if not url:
        raise Refusal("node.setting", name=VARIABLE, value=url)
    return url


def _table(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = told.get(name)
    if not isinstance(table, dict):
        raise Refusal("node.setting", name=name, value=str(table))
    return table


def _text(told: Mapping[str, Any], name: str) -> str:
    text = told.get(name)
    if not isinstance(text, str) or not text:
        raise Refusal("node.setting", name=name, value=str(text))
    return text


def _only(told: Mapping[str, Any], known: set[str], prefix: str) -> None:
    for name in sorted(set(told) - known):
        raise Refusal("node.setting", name=prefix + name, value=str(told[name]))


def write_settings(
    folder: Path, *, party: str, name: Mapping[str, str], url: str, high_water: str = "high-water"
) -> None:
    """Write ``node.toml``."""
    names = "\n".join(f"{language} = {_quoted(text)}" for language, text in sorted(name.items()))
    text = _TEXT.format(
        party=_quoted(party), names=names, url=_quoted(url), high_water=_quoted(high_water)
    )
    write_file(folder / SETTINGS, text.encode("utf-8"))


def _quoted(text: str) -> str:
    # TOML's basic strings escape as JSON's do, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
