"""Sentences for the refusals of ``desk``: rights, sight, release, sources, keys and locks."""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

_PLACES: Final = {
    "desk.no_channel": (
        N_("This node keeps no channel {channel}."),
        N_("Look at the channels with 'mithaq standing'; pair with the other side first."),
    ),
    "desk.no_national": (
        N_("The node of {party} has no national channel."),
        N_("Begin the node again with 'mithaq init'."),
    ),
    "desk.no_record": (
        N_("There is no record {record} here for you to see."),
        N_("Look at the register; nothing may be agreed yet, or it is above your clearance."),
    ),
    "desk.above_clearance": (
        N_("The marking {marking} is above your clearance, {clearance}."),
        N_("Give a marking up to your clearance, or let somebody write it who is cleared for it."),
    ),
    "desk.no_version": (
        N_("There is no version {version} here for you to see."),
        N_("Look at the record's history; open the newest bundle first."),
    ),
    "desk.no_act": (
        N_("There is no act {act} here."),
        N_("Look at the history; open the newest bundle first."),
    ),
    "desk.unknown": (
        N_("Nothing here is called {text}."),
        N_("Give the record's reference, or at least four characters of its id."),
    ),
    "desk.no_such_channel": (
        N_("There is no channel {text} here."),
        N_("Name one of these: {channels}."),
    ),
    "desk.no_leg": (
        N_("The record {record} has no part of {party}."),
        N_("The parts it has are those of: {legs}."),
    ),
    "desk.ambiguous": (
        N_("{text} can mean several things: {candidates}."),
        N_("Give more characters of the id."),
    ),
    "desk.not_a_party": (
        N_("{party} is not another party of channel {channel}."),
        N_("Check the party's id in the charter."),
    ),
    "desk.no_card": (
        N_("This node has written no card for {party} yet."),
        N_("Write it first with 'mithaq pair card'."),
    ),
    "desk.not_our_key": (
        N_("The charter does not name the key this node signs with: {key}."),
        N_("Compose the charter again with this node's own card."),
    ),
}

_RIGHTS: Final = {
    "desk.no_right": (
        N_("None of your offices ({offices}) may do this here: {verb} {kind}"),
        N_("Ask a colleague whose office may; the administrator's guide has the table."),
    ),
    "desk.not_confirmed": (
        N_("Nothing was sent: the exact preview of what would leave was not confirmed."),
        N_("Read the preview; if it is right, say yes to it, or add --yes."),
    ),
    "desk.two_people": (
        N_("Your office has asked for two people here: {verb} is not typed straight in."),
        N_("Request the release, and let a colleague release it."),
    ),
    "desk.attachment_by_two": (
        N_("A file cannot be added straight in a joint channel."),
        N_("Attach it to the national record and request its release: files cross by two people."),
    ),
    "desk.own_leg": (
        N_("A party never verifies its own part of a commitment."),
        N_("Report it done; the other side verifies it."),
    ),
    "desk.not_ours": (
        N_("{version} is not ours to change."),
        N_("Answer it, or make a statement of our own beside it."),
    ),
    "desk.ours": (
        N_("{version} is our own proposal."),
        N_("Replace or withdraw it."),
    ),
}

_WORDS: Final = {
    "desk.content_absent": (
        N_("Only the hash of this version is here; its content has not arrived."),
        N_("Ask the other side for it in the next bundle; what cannot be read is not accepted."),
    ),
    "desk.attachment_absent": (
        N_("An attached file has not arrived: {sha256}."),
        N_("Ask the other side for it in the next bundle; what cannot be read is not accepted."),
    ),
    "desk.pin_not_agreed": (
        N_("It lists record {record} in a version that is not agreed."),
        N_("Accept the listed parts together with it, or ask for a corrected list."),
    ),
    "desk.above_ceiling": (
        N_("The file is marked {marking}; this channel carries at most {ceiling}."),
        N_("Send it by the channel meant for that marking."),
    ),
    "desk.not_a_statement": (
        N_("{act} is not a statement."),
        N_("Only statements are corrected; a content is replaced by a new version."),
    ),
    "desk.not_a_recall": (
        N_("{act} is not a request to erase."),
        N_("Look at the record's statements for the request."),
    ),
    "desk.other_kind": (
        N_("One is of kind {kind}, the other of kind {other}: they cannot be the same."),
        N_("Match records of one kind."),
    ),
    "desk.paper_answer": (
        N_("An answer on paper is accepted, declined or signed, not {answer}."),
        N_("Use one of these words."),
    ),
    "desk.paper_ours": (
        N_("{party} is our own side; it answers in the record itself."),
        N_("Name the party whose paper this is."),
    ),
    "desk.linked": (
        N_("{record} is matched already, or the other one is."),
        N_("Look at the record's private side."),
    ),
}

_SOURCES: Final = {
    "desk.not_a_source": (
        N_("{record} is not a source with a text."),
        N_("File the text first with 'mithaq cite file'."),
    ),
    "desk.source_not_text": (
        N_("The source {record} is not text in UTF-8, so its words cannot be quoted."),
        N_("File its text beside it as a source of its own."),
    ),
    "desk.quote_twice": (
        N_("The source says these words more than once: {quote}"),
        N_("Say where: give the offset, or quote more words."),
    ),
    "desk.not_a_claim": (
        N_("{act} is not a claim."),
        N_("Look at the record's private side for its claims."),
    ),
}

_RELEASE: Final = {
    "release.national": (
        N_("Nothing can be released to a channel with one party: {channel}."),
        N_("Name a joint channel."),
    ),
    "release.two_people": (
        N_("{account} drafted or requested this, and cannot release it."),
        N_("Let a colleague who wrote no part of it release it."),
    ),
    "release.drifted": (
        N_("What would leave is no longer what was previewed in request {request}."),
        N_("Look at the record again and make a new request."),
    ),
    "release.missing": (
        N_("{record} refers to {reference}, which the other side does not have."),
        N_("Release both together, match it with a joint record, or leave that field behind."),
    ),
    "release.circle": (
        N_("Records list each other by hash in a circle, beginning at {record}."),
        N_("Take one of the lists out."),
    ),
    "release.nothing": (
        N_("There is nothing new to release in {record}."),
        N_("Change the national record first."),
    ),
    "release.no_request": (
        N_("There is no request {request}."),
        N_("List the open requests."),
    ),
    "release.settled": (
        N_("The request {request} has been released or refused already."),
        N_("Make a new request."),
    ),
    "release.not_records": (
        N_("The request {request} is for a statement, not for records."),
        N_("Release it as a statement."),
    ),
    "release.not_a_statement": (
        N_("The request {request} is for records, not for a statement."),
        N_("Release it as records."),
    ),
}

_KEEPING: Final = {
    "desk.locked": (
        N_("Nothing may be signed in channel {channel}: {why}."),
        N_("Exchange bundles with the other side, or let administrators unlock it."),
    ),
    "desk.not_locked": (
        N_("Channel {channel} is not locked."),
        N_("There is nothing to do."),
    ),
    "desk.forked": (
        N_("{party} signed two different acts at number {seq}: the channel is forked."),
        N_("Write the proof with 'mithaq prove-fork' and continue in a new channel."),
    ),
    "desk.no_fork": (
        N_("No feed of channel {channel} is forked."),
        N_("There is nothing to prove."),
    ),
    "check.act": (
        N_("Act {number} of channel {channel} does not hold: {why}."),
        N_("Restore the newest backup and fetch what is missing from the other side."),
    ),
    "check.absent": (
        N_("Channel {channel} names bytes that are not here: {sha256}."),
        N_("Ask the other side for them in the next bundle."),
    ),
    "check.blob": (
        N_("The bytes kept as {sha256} in channel {channel} are not those bytes."),
        N_("Restore the newest backup, or ask the other side for them again."),
    ),
}

SENTENCES: Final = {
    **_PLACES,
    **_RIGHTS,
    **_WORDS,
    **_SOURCES,
    **_RELEASE,
    **_KEEPING,
}
"""Every code of the desk, with its sentence and the next step."""
