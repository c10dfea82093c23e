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
        N_("What {name} is given is not JSON: {why}."),
        N_("Correct it, or type the field as its example shows: mithaq say fields KIND"),
    ),
    "cli.code": (
        N_("{value} is not a code that {name} takes."),
        N_("Its codes are: {codes}."),
    ),
    "cli.twice": (
        N_("The field {name} was given twice, and it holds one value."),
        N_("Say it once; text may be given once in each language, as {name}:fr=…"),
    ),
    "cli.nothing": (
        N_("Nothing was said that changes."),
        N_("Name what changes: NAME=VALUE; all else is carried over."),
    ),
    "cli.not_text": (
        N_("The file {name} is not a text in UTF-8, or it is empty."),
        N_("Save it as plain text in UTF-8, and file that."),
    ),
    "cli.party": (
        N_("“{party}” cannot be the code of a party."),
        N_("Use small letters and digits: ma, pk"),
    ),
    "cli.empty": (
        N_("{option} has no words."),
        N_("Give it on the command line."),
    ),
    "cli.own_card": (
        N_("This is our own card; the charter needs the other side's."),
        N_("Give the file that the other side's mithaq pair card wrote."),
    ),
    "cli.no_request": (
        N_("Nothing waits for release."),
        N_("Ask for one with: mithaq release request RECORD"),
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
