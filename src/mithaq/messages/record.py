"""Sentences for the refusals of ``record``.

``E_`` is refused for ever, ``W_`` kept and waiting, ``F_`` evidence that is never dropped, ``V_``
admitted without effect. Spec: docs/spec/act.md (bytes), channel.md (admission), fold.md (effect).
"""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

_BYTES: Final = {
    "E_SIZE": (
        N_("The {what} has {size} bytes; at most {limit} are taken."),
        N_("Ask the sender to write it shorter, or to put long text into an attachment."),
    ),
    "E_JSON": (
        N_("These bytes are not sound JSON in UTF-8."),
        N_("Get the file again; if it stays so, tell the sender that the file is damaged."),
    ),
    "E_LIMIT": (
        N_("A value goes over a limit: {limit}."),
        N_('Write it shorter or simpler; decimals are written as text, such as "12.50".'),
    ),
    "E_CANON": (
        N_("The same value is written in another way than the one that is allowed."),
        N_("Get the original bytes again; something rewrote them on the way."),
    ),
    "E_FIELD": (
        N_("The field {field} is missing, unknown or of the wrong form."),
        N_("Tell the sender which field it is; their program breaks the format."),
    ),
    "E_TYPE": (
        N_("This is of the type {type}, which is not the one that belongs here."),
        N_("Check that it is the file you meant to read."),
    ),
    "E_SIGS": (
        N_("It carries the wrong number of signatures: {count}."),
        N_("Ask each party whether all of its key holders have signed, each once."),
    ),
    "E_B64": (
        N_("The field {field} is not written in sound base64."),
        N_("Get the file again; something rewrote it on the way."),
    ),
    "E_VERSION": (
        N_("It is written in version {version} of the format; this node reads version 1."),
        N_("Install a newer Mithaq if your side has agreed to the new version."),
    ),
    "E_APPROVAL": (
        N_("It asks for approvals by officers' own keys, which version 1 does not know."),
        N_("Ask the sender to leave the approvals out."),
    ),
    "E_KEY": (
        N_("The key {key} may not be used here."),
        N_("Compare the keys with the charter and the newest key manifest of that party."),
    ),
    "E_KEY_SMALL": (
        N_("The key {key} is a weak one that proves nothing."),
        N_("Refuse the charter or manifest, and ask the party for a new key by a trusted way."),
    ),
    "E_SIG": (
        N_("The signature by the key {key} is false."),
        N_("Do not use it. Get it again from its author; if it stays false, report it."),
    ),
    "E_CONTENT": (
        N_("The content does not have the form it must have, at {field}."),
        N_("Do not accept it; ask the other side to propose it again."),
    ),
    "E_NATIONAL": (
        N_("The content carries a part that is national, and the channel is a joint one."),
        N_("Nothing was sent. Release the record again, without its national part."),
    ),
}

_ADMISSION: Final = {
    "E_CHANNEL": (
        N_("It belongs to another channel."),
        N_("Check that you took the file of the right relationship."),
    ),
    "E_PARTY": (
        N_("{party} is not a party here."),
        N_("Check the name against the charter."),
    ),
    "E_PREV": (
        N_("The act does not follow the one before it."),
        N_("Ask for the acts of that party again, from the beginning."),
    ),
    "E_SEEN_ROLLBACK": (
        N_("The act says its author has seen less than it had seen before."),
        N_("Ask the other side to check its node; it may run on an old backup."),
    ),
    "E_SEEN_NOT_CLOSED": (
        N_("The act says its author has seen an act, but not what that act rests on."),
        N_("Ask the other side to check its node; its program breaks the format."),
    ),
    "E_FORK_MIX": (
        N_("The act rests on two acts of {party} that contradict each other."),
        N_("Keep the evidence of the fork and speak to all parties."),
    ),
    "E_SELF_FUTURE": (
        N_("The act rests on a later act of its own author."),
        N_("Ask the other side to check its node; its program breaks the format."),
    ),
    "W_GAP": (
        N_("Acts of {party} before this one have not arrived yet. It is kept and waits."),
        N_("Pull again, or ask for the missing part."),
    ),
    "W_CAUSE": (
        N_("The act rests on an act of {party} that has not arrived yet. It is kept and waits."),
        N_("Pull again, or ask for the missing part."),
    ),
    "F_FORK": (
        N_("{party} signed two different acts at one place of its feed."),
        N_("Both are kept as evidence. Stop signing in this channel and speak to all parties."),
    ),
    "F_ROLLBACK": (
        N_("{party} shows less of its feed than it showed before."),
        N_("Keep what you have; ask whether they restored an old backup."),
    ),
    "F_WITHHELD": (
        N_("{party} names an act that it does not hand over."),
        N_("Ask for it; until it arrives the channel may be incomplete."),
    ),
}

_EFFECT: Final = {
    "V_STALE_BASE": (
        N_("Without effect: the version it builds on is not the agreed one any more."),
        N_("Propose again on the version that is agreed now."),
    ),
    "V_NOT_OPEN": (
        N_("Without effect: it answers something that is no valid proposal."),
        N_("Look at the record and answer a proposal that is open."),
    ),
    "V_ANSWERED": (
        N_("Without effect: this side had already answered that proposal."),
        N_("The first answer counts. To change it, withdraw it or propose anew."),
    ),
    "V_WITHDRAWN_SEEN": (
        N_("Without effect: the proposal had been withdrawn, and this side had seen that."),
        N_("Ask for a new proposal, or make one."),
    ),
    "V_DEAD": (
        N_("Without effect: the proposal was closed already."),
        N_("Make a new proposal."),
    ),
    "V_EXCLUSIVE": (
        N_("Without effect: this side is still bound to another proposal for the same place."),
        N_("Withdraw the other one first and wait until it is closed."),
    ),
    "V_CONTENT": (
        N_("Without effect: it accepts another content than the one proposed."),
        N_("Accept the content that was proposed, or propose the other one."),
    ),
    "V_NOT_MINE": (
        N_("Without effect: it takes back a consent that this side never gave."),
        N_("Only one's own proposal or acceptance can be withdrawn."),
    ),
}

SENTENCES: Final[dict[str, tuple[str, str]]] = {**_BYTES, **_ADMISSION, **_EFFECT}
"""Every code of ``record``: the sentence, and the next step."""
