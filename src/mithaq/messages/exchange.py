"""Sentences for the refusals of ``exchange``: bundles, exports, what peers say, and pairing.

``E_`` is refused for ever, ``W_`` can be sent again later, ``F_`` is evidence about a peer (or
about this node) that is kept with its proof. Spec: docs/spec/exchange.md and bundle.md.
"""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

_FILES: Final = {
    "E_TAR": (
        N_("The file is not written in the one way a bundle or an export is written (byte {at})."),
        N_("Nothing was applied. Get the file again from its author; something rewrote it."),
    ),
    "E_CUT": (
        N_("The file ends too early."),
        N_("Nothing was applied. Copy it again and compare the sizes of the two copies."),
    ),
    "E_MEMBER": (
        N_("The file {name} inside is missing, doubled, out of order or not allowed."),
        N_("Nothing was applied. Get the whole again from its author."),
    ),
    "E_HASH": (
        N_("The bytes of {name} are not the ones its author signed for."),
        N_("Nothing was applied. Copy it again; if it stays so, somebody changed it: report it."),
    ),
    "E_MANIFEST": (
        N_("The manifest contradicts itself at {field}."),
        N_("Nothing was applied. Ask its author to write it again; its program breaks the format."),
    ),
    "E_COUNT": (
        N_("The acts of {party} inside are not the ones the manifest counts."),
        N_("Nothing was applied. Ask its author to write it again; its program breaks the format."),
    ),
    "E_ORDER": (
        N_("The act {seq} of {party} stands before an act that it rests on."),
        N_("The export is not whole. Ask its author to make it again."),
    ),
    "E_HEAD": (
        N_("The acts of {party} inside do not end at the head the manifest names."),
        N_("The export is not whole. Ask its author to make it again."),
    ),
    "E_BLOB": (
        N_("The attached bytes {sha256} are named by nothing, or are not those of their name."),
        N_("Nothing was applied. Ask the sender what it is; this channel did not ask for it."),
    ),
    "E_TEXT": (
        N_("The text {name} inside holds signs that a screen would obey instead of show."),
        N_("Nothing was applied. Treat the sender's machine as suspect, and tell them."),
    ),
}

_ADDRESS: Final = {
    "E_SENDER": (
        N_("This was written by {party}, which is this side itself."),
        N_("Give it to the other side; take only what they wrote."),
    ),
    "E_RECEIVER": (
        N_("This is addressed to {to}, not to {me}."),
        N_("Nothing was applied. Send it back, or on to the party it is for."),
    ),
    "E_NONCE": (
        N_("{party} did not answer the question that was asked now: it may be an old answer."),
        N_("Ask again; if it stays so, something between the two nodes replays old answers."),
    ),
    "E_NOT_JOINT": (
        N_("This channel has one party only, and nothing of it can be sent to anyone."),
        N_("Release the record into a joint channel first."),
    ),
    "W_FULL": (
        N_("Too many acts of {party} wait here for earlier ones (at most {limit})."),
        N_("Nothing is lost. Take the earlier bundles first, then this one again."),
    ),
}

_FACTS: Final = {
    "F_NUMBER": (
        N_("{party} signed two different bundles under one number."),
        N_("Both were judged act by act. Ask whether their node was restored or copied."),
    ),
    "F_OWN": (
        N_(
            "An act signed with this side's own key came from outside, and this node never wrote it."
        ),
        N_(
            "Sign nothing in this channel. This node was restored from a backup or copied: recover it."
        ),
    ),
    "E_PROOF": (
        N_("The two acts do not prove a fork."),
        N_("A proof needs two different signed acts of one party at one place of its feed."),
    ),
}

_PAIRING: Final = {
    "E_CARD": (
        N_("The card is damaged, or the charter names this party otherwise than its card does."),
        N_("Sign nothing. Get the card again and compare its fingerprint by voice."),
    ),
    "E_FINGERPRINT": (
        N_("The fingerprint is another one, from group {place} on."),
        N_("Read it out once more. If it differs again, somebody changed the file: do not sign."),
    ),
}

SENTENCES: Final[dict[str, tuple[str, str]]] = {**_FILES, **_ADDRESS, **_FACTS, **_PAIRING}
"""Every code of ``exchange``: the sentence, and the next step."""
