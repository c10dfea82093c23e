"""The words of four languages: extract, update, compile, check.

English sentences in the code are the source. ``update`` reads them all, carries the translations
over, marks nothing fuzzy (a changed sentence is a new one, to be translated anew) and compiles.
``check`` fails when a sentence has no translation, a translation loses or invents a {field}, a
catalogue is not what the code says, or a compiled file is not what its catalogue says. The compiled
files are committed, so that a clone and a wheel speak five languages without Babel.
"""

from __future__ import annotations

import ast
import io
import re
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "src" / "mithaq"
LOCALE = SOURCE / "locale"
LANGUAGES = ("ar", "es", "fr", "ur")
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2, "fill": 1}
"""What marks a string, and how many of its arguments are strings."""

# One date for ever: a catalogue changes when its words do, and then git knows when.
BEGINNING = datetime(2026, 11, 21, tzinfo=UTC)


def extracted() -> Catalog:
    """Read every marked string of the code.

    By the syntax tree and not by Babel's tokens: those miss what stands inside an f-string on
    Python 3.11, and the catalogues must be the same whichever Python makes them.
    """
    catalogue = _catalogue(None)
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        for message in _marked(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            catalogue.add(message, locations=[(place, 0)])
    return catalogue


def _marked(tree: ast.Module) -> Iterator[str | tuple[str, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS
        ):
            count = KEYWORDS[node.func.id]
            told = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
            if len(told) == count and all(isinstance(one, str) and one for one in told):
                yield told[0] if count == 1 else (told[0], told[1])


def _catalogue(language: str | None) -> Catalog:
    catalogue = Catalog(
        locale=language,
        domain="mithaq",
        project="mithaq",
        version="0",
        copyright_holder="the authors of Mithaq",
        msgid_bugs_address="the project's issues",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        last_translator="the authors of Mithaq",
        language_team=language or "none",
        fuzzy=False,
        charset="utf-8",
    )
    catalogue.header_comment = "# Words of Mithaq. Apache-2.0."
    return catalogue


def place(language: str, kind: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"mithaq.{kind}"


def stored(language: str) -> Catalog:
    path = place(language, "po")
    if not path.exists():
        return _catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="mithaq")


def updated(language: str, template: Catalog) -> Catalog:
    """Give the template's messages with the translations that ``language`` has for them."""
    old = stored(language)
    new = _catalogue(language)
    for message in template:
        if not message.id:
            continue
        known = old.get(
            message.id if isinstance(message.id, str) else message.id[0], message.context
        )
        text = known.string if known is not None and not known.fuzzy else None
        if message.pluralizable and not isinstance(text, tuple):
            text = ("",) * new.num_plurals
        new.add(
            message.id,
            text if text is not None else "",
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return new


def as_po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(
        out, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update() -> int:
    template = extracted()
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / "mithaq.pot").write_bytes(as_po(template))
    for language in LANGUAGES:
        catalogue = updated(language, template)
        place(language, "po").parent.mkdir(parents=True, exist_ok=True)
        place(language, "po").write_bytes(as_po(catalogue))
        place(language, "mo").write_bytes(as_mo(stored(language)))
        lacking = sum(1 for message in catalogue if message.id and not whole(message))
        print(f"{language}: {len(catalogue)} strings, {lacking} to translate")
    return 0


def whole(message: Message) -> bool:
    """Tell whether every form of the message is there."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)


def names(text: str) -> set[str]:
    """Give the {fields} and %(fields)s of a sentence."""
    try:
        braces = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"(broken braces)"}
    return braces | set(re.findall(r"%\((\w+)\)", text))


def faults(language: str, template: Catalog) -> list[str]:
    """List what is wrong with one catalogue, each in a line."""
    if not place(language, "po").exists():
        return [f"{language}: no catalogue"]
    catalogue = stored(language)
    told = []
    for message in template:
        if not message.id:
            continue
        first = message.id if isinstance(message.id, str) else message.id[0]
        told += [
            f"{language}: {fault}: {first!r}" for fault in wrong(message, catalogue.get(first))
        ]
    if place(language, "po").read_bytes() != as_po(updated(language, template)):
        told.append(f"{language}: mithaq.po is not what the code says (make catalogues)")
    if place(language, "mo").read_bytes() != as_mo(catalogue):
        told.append(f"{language}: mithaq.mo is not what mithaq.po says (make catalogues)")
    return told


def wrong(message: Message, translated: Message | None) -> list[str]:
    if translated is None or not whole(translated):
        return ["not translated"]
    if translated.fuzzy:
        return ["fuzzy"]
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set().union(*(names(source) for source in sources))
    forms = translated.string if isinstance(translated.string, tuple) else (translated.string,)
    # A form for one or two may say the number in a word: it may lack a field, never invent one.
    bad = [form for form in forms if names(form) - wanted]
    if not message.pluralizable:
        bad += [form for form in forms if names(form) != wanted]
    return [f"fields differ ({form!r})" for form in dict.fromkeys(bad)]


def check() -> int:
    template = extracted()
    pot = LOCALE / "mithaq.pot"
    told = (
        [] if pot.exists() and pot.read_bytes() == as_po(template) else ["mithaq.pot lags behind"]
    )
    for language in LANGUAGES:
        told += faults(language, template)
    for line in told[:40]:
        print(line)
    if told:
        print(f"{len(told)} faults in the catalogues; `make catalogues` updates and compiles them")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
