"""Sentences for the refusals of ``node``: the home, its keys, its disk and its database."""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # The home
    "node.no_home": (
        N_("There is no node in {folder}."),
        N_("Name its folder with --home, or make a node there with mithaq init."),
    ),
    "node.home_taken": (
        N_("The folder {folder} is not empty."),
        N_("Name a folder that does not exist yet, or an empty one."),
    ),
    "node.database_taken": (
        N_("The database already holds the record of a node."),
        N_("Name an empty database: a record is never written over."),
    ),
    "node.setting": (
        N_("The setting {name} is missing, unknown or wrong: {value}."),
        N_("Correct it in node.toml; the administrator's guide lists every setting."),
    ),
    # Keys
    "node.passphrase_empty": (
        N_("The root key needs a passphrase."),
        N_("Choose several words that are written down nowhere on this machine."),
    ),
    "node.passphrase": (
        N_("The passphrase does not open {path}."),
        N_(
            "Type it again; nobody can recover a lost one, but a copy of the file may have another."
        ),
    ),
    "node.no_root": (
        N_("The root key is not at {path}."),
        N_("Bring the medium it was moved to, and name the file."),
    ),
    "node.no_key": (
        N_("The key {key} is not in {folder}."),
        N_("Bring the copy of the folder keys that is kept apart from this machine."),
    ),
    "node.bad_key": (
        N_("The file {path} holds no key that can be read."),
        N_("Bring the copy of the folder keys that is kept apart from this machine."),
    ),
    "node.recipient": (
        N_("{recipient} is not the address of a key that files can be sealed to."),
        N_("Such an address begins with age1; the partner's is in its charter or card."),
    ),
    "node.sealed": (
        N_("The sealed file cannot be opened: it is damaged, cut short, or meant for another key."),
        N_("Ask for it again, and compare the SHA-256 of both copies."),
    ),
    "node.seal_size": (
        N_("The sealed file has {size} bytes; at most {limit} are accepted."),
        N_("Ask the sender to write it in parts."),
    ),
    # Disk and database
    "node.disk_full": (
        N_("The disk is full ({doing}: {reason}). Nothing was recorded."),
        N_("Make room, then do it again."),
    ),
    "node.disk_error": (
        N_("The disk refused ({doing}: {reason}). Nothing was recorded."),
        N_("Look at the disk, then run mithaq check before going on."),
    ),
    "node.busy": (
        N_("Another program of this node is writing ({doing} {reason}). Nothing was recorded."),
        N_("Try again in a moment."),
    ),
    "node.database": (
        N_("The database refused ({doing}: {reason}). Nothing was recorded."),
        N_("See that the database server runs and that node.toml names it rightly."),
    ),
    "node.damaged": (
        N_("The database file is damaged ({doing}: {reason})."),
        N_("Stop, copy the home folder away, and restore the newest backup."),
    ),
    "node.no_database": (
        N_("The database is not at {path}."),
        N_("Bring the file back, or restore the newest backup into a new home."),
    ),
    "node.durability": (
        N_(
            "The database setting {setting} is {found}; a power cut could take back what was signed."
        ),
        N_("Set it to {wanted}. The node does not start with less."),
    ),
    "node.schema": (
        N_("The tables are of version {found}, this program needs {wanted}."),
        N_("Write a backup with the program that wrote them, then run mithaq check --upgrade."),
    ),
    "store.no_channel": (
        N_("The channel {channel} is not kept here."),
        N_("List the channels with mithaq standing."),
    ),
    "node.blob_damaged": (
        N_("The content {sha256} is missing or is not what its hash says."),
        N_("Run mithaq check; then fetch it from the partner or from a backup."),
    ),
    # Signing
    "node.locked": (
        N_("Nothing may be signed in this channel now: {why}."),
        N_("Exchange with the partner first: its copy shows what this node had already signed."),
    ),
    "node.not_next": (
        N_("Entry {seq} of {party} does not follow; the next number is {expected}."),
        N_("Do it again: another program of this node has just signed."),
    ),
    "node.high_water": (
        N_("The high-water file {path} is damaged."),
        N_(
            "Bring its copy; without one, remove it: signing is then locked until heads are compared."
        ),
    ),
    "node.high_water_unwritten": (
        N_("It is recorded, but the high-water file could not be written ({reason})."),
        N_("Do not do it again. Mend the disk of the high-water file first."),
    ),
    # Backup and restore
    "node.target_taken": (
        N_("There is a file at {path} already."),
        N_("Name another file: a backup never writes over one."),
    ),
    "node.backup_damaged": (
        N_("The backup is not what was written ({told}). Nothing was restored."),
        N_("Use another copy of it, or an older backup."),
    ),
    "node.not_ours": (
        N_("The backup was not written by the node of {party} whose keys were given."),
        N_("Give the folder keys of the node that wrote it."),
    ),
    # What check finds
    "damage.act": (
        N_("Act {act} (row {n}) is damaged or out of its place: {told}."),
        N_("Restore the newest backup into a new home; the partner's copy holds what came after."),
    ),
    "damage.row": (
        N_("The row {n} of act {act} says other than its signed bytes."),
        N_("Restore the newest backup into a new home; the partner's copy holds what came after."),
    ),
    "damage.charter": (
        N_("The charter of channel {channel} is damaged: {told}."),
        N_("Restore the newest backup into a new home."),
    ),
    "damage.high_water": (
        N_("Channel {channel}: the record and the high-water file differ at own act {seq}."),
        N_("If the database was set back, exchange with the partner before anything is signed."),
    ),
    "damage.waiting": (
        N_("The waiting act {act} is damaged: {told}."),
        N_("Ask the partner for the bundle again."),
    ),
    "damage.blob": (
        N_("The content {sha256} is not what its hash says."),
        N_("Fetch it from the partner or from a backup."),
    ),
    "damage.blob_missing": (
        N_("The attachment {sha256} is missing."),
        N_("Fetch it from the partner or from a backup."),
    ),
    "damage.trigger": (
        N_("The database no longer guards the record: {trigger} is missing."),
        N_("Find out who removed it; restoring a backup into a new home brings it back."),
    ),
    "damage.database": (
        N_("The database reports damage: {told}."),
        N_("Stop, copy the home folder away, and restore the newest backup."),
    ),
}
