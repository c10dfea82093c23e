"""Sentences of the command line's own refusals, and the words argparse prints."""

from __future__ import annotations

from mithaq.messages.marks import N_

SENTENCES = {
    "cli.file": (
        N_("The file {name} could not be read or written: {why}."),
        N_("Check the name and your rights on it, and run the same command again."),
    ),
    "cli.no_home": (
        N_("There is no node in {home}."),
        N_("Make one with: mithaq init --home {home} --party CODE --name NAME"),
    ),
    "cli.field": (
        N_("{text} is not a field: write name=value."),
        N_("See the fields of a kind with: mithaq say fields KIND"),
    ),
    "cli.unknown_field": (
        N_("The kind {kind} has no field {name}."),
        N_("See its fields with: mithaq say fields {kind}"),
    ),
    "cli.value": (
        N_("The field {name} cannot hold {value}: it takes {wanted}."),
        N_("Write it again; mithaq say fields KIND shows an example of each type."),
    ),
    "cli.json": (
        N_("The file {name} is not JSON: {why}."),
        N_("Correct the file at that place."),
    ),
    "cli.quote": (
        N_("The words quoted occur {times} times in {name}; they must occur once."),
        N_("Quote a few words more, exactly as the file has them, or give --start."),
    ),
    "cli.passphrase": (
        N_(
            "This command needs the passphrase of the root key, and there is no terminal to ask at."
        ),
        N_("Give it with --passphrase-file FILE."),
    ),
    "cli.exists": (
        N_("{name} already exists, and nothing is written over."),
        N_("Give another name."),
    ),
    "cli.not_empty": (
        N_("The folder {name} is not empty."),
        N_("Give the name of a folder that is empty or not there yet."),
    ),
    "cli.tool": (
        N_("The program {name} is needed for this and is not installed."),
        N_("Install it, or leave that part out."),
    ),
}

# What argparse says by itself; it looks each of them up in the reader's language.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("subcommands"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
)
