"""The pages that are made from the code: `write` makes them again, `check` fails when one lags.

docs/codes.md from the messages, docs/commands.md from the parsers, docs/kinds.md from the
vocabulary, docs/glossary.md from docs/glossary.tsv. Nothing here is written by hand twice.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq import messages
from mithaq.agreement import vocabulary
from mithaq.agreement.vocabulary.kinds import fields_of
from mithaq.agreement.vocabulary.term import Field
from mithaq.cli import main as cli
from mithaq.messages.language import use

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made from the code by `make docs`; do not edit. -->\n\n"

FAMILIES = {
    "record": "The record: acts, signatures, the chain, consent. Normative in [spec](spec).",
    "agreement": "What the acts mean: contents, kinds, steps, dates, citations.",
    "exchange": "Bundles, exports, pairing.",
    "desk": "The verbs.",
    "node": "The store, the home folder, keys, backup.",
    "cli": "The command line.",
}


def codes() -> str:
    """Give every code with its sentence and next step, by family."""
    lines = [
        "# Refusals and other codes\n",
        "Bad input is refused whole, by a code from this closed list. `E_` is refused for ever, `W_` is kept",
        "and waits, `F_` is evidence that is never dropped, `V_` is admitted and without effect; all others are",
        'said to the person who asked. With `--json` a refusal is `{"refused": code, "fields": {…}}`.\n',
    ]
    family = ""
    for of, code, text, hint in messages.codes():
        if of != family:
            family = of
            lines += [
                "",
                f"## {family}\n",
                FAMILIES[family],
                "",
                "| code | says | next step |",
                "| --- | --- | --- |",
            ]
        lines.append(f"| `{code}` | {_cell(text)} | {_cell(hint)} |")
    return MADE + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Give every command with its options, as the parsers know them."""
    use("en")
    lines = [
        "# Commands\n",
        "`mithaq COMMAND --help` says the same in five languages (`--language ar|en|es|fr|ur`). Every command",
        "takes `--home`, `--as`, `--language` and `--json`. Exit status: 0 done, 2 refused (the code is in",
        "[codes](codes.md)), 3 a fault of the program.\n",
    ]
    for name, (_file, what) in cli.COMMANDS.items():
        lines += [f"## mithaq {name}\n", what[:1].upper() + what[1:] + ".\n"]
        lines += _options(cli.parser_for(name))
    return MADE + "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser) -> list[str]:
    shared = {"help", "home", "account", "language", "as_json"}
    lines: list[str] = []
    below: list[str] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            below += _below(action)
        elif action.dest not in shared and action.help != argparse.SUPPRESS:
            lines.append(f"- `{_shown(action)}` {_help(action, parser)}".rstrip())
    return [*lines, *([""] if lines else []), *below]


def _below(action: argparse._SubParsersAction[argparse.ArgumentParser]) -> Iterator[str]:
    told = {choice.dest: choice.help for choice in action._choices_actions}
    for name, parser in action.choices.items():
        yield f"### {parser.prog}\n"
        about = told.get(name) or parser.description or ""
        yield (about[:1].upper() + about[1:]).rstrip(".") + ".\n"
        yield from _options(parser)


def _shown(action: argparse.Action) -> str:
    value = action.metavar or (
        "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    )
    value = " ".join(value) if isinstance(value, tuple) else value
    if not action.option_strings:
        return value if action.nargs not in {"?", "*"} else f"[{value}]"
    plain = action.nargs == 0
    return ", ".join(action.option_strings) + ("" if plain else f" {value}")


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    told = {**vars(action), "prog": parser.prog}
    return (action.help or "") % told if action.help else ""


def glossary() -> str:
    """Give the words of the project in five languages."""
    lines = [
        "# Glossary\n",
        "The words of Mithaq in five languages. A word that is not here does not enter the code. To add one:",
        "`docs/glossary.tsv`, then `make docs`. *Seen in* names the languages in which the term was seen in a",
        "public text; in the others it is a rendering that a native speaker has still to confirm, Urdu first.",
        "Arabic gives Moroccan official usage first. Labels of codes: [kinds.md](kinds.md).\n",
    ]
    group = ""
    with (DOCS / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["group"] != group:
                group = row["group"]
                lines += [
                    "",
                    f"## {group}\n",
                    "| English | français | العربية | español | اردو | seen in | note |",
                ]
                lines.append("| --- " * 7 + "|")
            cells = [row[key] for key in ("en", "fr", "ar", "es", "ur", "seen", "note")]
            lines.append("| " + " | ".join(_cell(cell or "") for cell in cells) + " |")
    return MADE + "\n".join(lines) + "\n"


def kinds() -> str:
    """Give every kind with its fields, and every list of codes, with their labels."""
    lines = [
        "# Kinds, fields and codes\n",
        "What a record can be and what it can hold. A field is absent (*not stated*), stated, withheld or",
        "disputed; a star means a list; an exclamation mark means that a record without it is refused. A code",
        "that is not listed is kept and shown as it is; a party's own begin with `x-PARTY-`.\n",
    ]
    for code, term in vocabulary.FAMILIES["kind"].items():
        lines += [f"## {code}\n", " · ".join(term.label(language) for language in LABELS) + "\n"]
        lines += [
            f"- `{name}` {_type(one)}: {_label(name)}" for name, one in fields_of(code).items()
        ]
        lines.append("")
    lines.append("# Lists of codes\n")
    for name, terms in vocabulary.FAMILIES.items():
        if name not in {"kind", "field", "word"}:
            lines += [f"## {name}\n", "| code | " + " | ".join(LABELS) + " |", "| --- " * 6 + "|"]
            lines += [
                f"| `{code}` | " + " | ".join(term.label(one) for one in LABELS) + " |"
                for code, term in terms.items()
            ]
            lines.append("")
    return MADE + "\n".join(lines)


def _type(one: Field) -> str:
    inner = one.vocabulary or one.shape
    return (
        one.type
        + (f":{inner}" if inner else "")
        + ("*" if one.many else "")
        + ("!" if one.required else "")
    )


def _label(name: str) -> str:
    return vocabulary.label("field", name, language="en")


LABELS = ("en", "fr", "ar", "es", "ur")
PAGES = {"codes.md": codes, "commands.md": commands, "glossary.md": glossary, "kinds.md": kinds}


def main(verb: str) -> int:
    lagging = []
    for name, make in PAGES.items():
        page, text = DOCS / name, make()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            lagging.append(f"docs/{name}")
            if verb == "write":
                page.write_text(text, encoding="utf-8")
    if lagging:
        print(
            ("written: " if verb == "write" else "lags behind the code (make docs): ")
            + ", ".join(lagging)
        )
    return 1 if lagging and verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
