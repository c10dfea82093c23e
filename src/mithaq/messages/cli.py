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
    "cli.no_joint": (
        N_("This node has no joint channel yet."),
        N_("Begin one with the other side: mithaq pair card"),
    ),
    "cli.which_joint": (
        N_("This node has several joint channels: {channels}."),
        N_("Name one: the other party's code, or the beginning of its id."),
    ),
    "cli.nothing_open": (
        N_("Record {record} has no such version to answer or change now."),
        N_("See its versions with: mithaq show {record}"),
    ),
    "cli.several_open": (
        N_("Record {record} has several versions that fit: {versions}."),
        N_("Name one with --version ID; mithaq show {record} lists them."),
    ),
    "cli.which_request": (
        N_("{count} requests wait for release; name one."),
        N_("List them with: mithaq release list"),
    ),
    "cli.kind": (
        N_("There is no kind of record called {kind}."),
        N_("The kinds are: {kinds}."),
    ),
    "cli.needed": (
        N_("{option} is needed, and there is no terminal to ask at."),
        N_("Give it on the command line."),
    ),
    "cli.passphrases": (
        N_("The two passphrases differ."),
        N_("Run the command again; nothing was made."),
    ),
    "people.account": (
        N_("{account} cannot be the name of an account."),
        N_("Use letters, digits and _, beginning with a letter."),
    ),
    "people.office": (
        N_("{office} is not an office."),
        N_("The offices are: {offices}."),
    ),
    "people.clearance": (
        N_("{marking} is not a marking."),
        N_("The markings, lowest first, are: {markings}."),
    ),
    "people.nobody": (
        N_("No account is known at this node, and every act needs a person."),
        N_("Add one with: mithaq people add ACCOUNT --office officer --office es"),
    ),
    "people.which": (
        N_("This node has several accounts; say who acts."),
        N_("Add --as ACCOUNT (or set MITHAQ_AS); the accounts are: {accounts}."),
    ),
    "people.unknown": (
        N_("There is no account {account} at this node."),
        N_("The accounts are: {accounts}. Add one with: mithaq people add"),
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
