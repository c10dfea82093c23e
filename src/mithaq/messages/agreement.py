"""Sentences for what acts mean: contents, steps, dates, citations, claims."""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

_DATES: Final = {
    "date.form": (
        N_("“{value}” is not a date in a form that is read here."),
        N_(
            "Write 2026-01-13, 2026-01, 2026, 2026-34 (second quarter) or two of these with a / between; ? or ~ after a doubtful one."
        ),
    ),
    "date.order": (
        N_("In “{value}” the end lies before the beginning."),
        N_("Write the earlier date first."),
    ),
    "date.instant": (
        N_("“{value}” is not a moment in UTC."),
        N_("Write it as 2026-11-21T20:00:00Z."),
    ),
}

_CITATIONS: Final = {
    "citation.hash": (
        N_("{sha256} is not the hash of a text."),
        N_("Give the SHA-256 of the source's text: 64 digits and letters a to f."),
    ),
    "citation.language": (
        N_("“{language}” is not a language code."),
        N_("Write two or three small letters: ar, en, es, fr, ur."),
    ),
    "citation.offsets": (
        N_("The passage from {start} to {end} does not lie in a text of {length} characters."),
        N_("Count characters from 0; the end comes after the last one."),
    ),
    "citation.quote": (
        N_("At {start} to {end} the source says “{found}”, not “{quote}”."),
        N_("Quote the words exactly as they stand, or cite another passage."),
    ),
    "citation.absent": (
        N_("The source {source} does not contain the words “{quote}”."),
        N_("Copy the words from the source itself: every letter, mark and space counts."),
    ),
    "citation.form": (
        N_("This citation lacks one of its parts or has one too many."),
        N_(
            "A citation has source, sha256, start, end, quote and language; make it again from the source."
        ),
    ),
    "claim.modality": (
        N_("“{modality}” does not say how the source puts it."),
        N_("Choose happened, agreed, planned, negotiated, possible, denied or opinion."),
    ),
    "claim.uncited": (
        N_("This claim of type {type} has no passage that carries it."),
        N_("Cite the words of the source, or record it as your own statement."),
    ),
    "judgement.verdict": (
        N_("“{verdict}” is not a judgement on a claim."),
        N_("Choose accepted, corrected or rejected."),
    ),
    "judgement.correction": (
        N_("With the verdict {verdict} a corrected value is either missing or out of place."),
        N_("Give a value when you correct, and only then."),
    ),
    "judgement.reason": (
        N_("The judgement “{verdict}” gives no reason."),
        N_("Say in a few words why; others will rely on it."),
    ),
}

_CONTENTS: Final = {
    "content.type": (
        N_("In a content of kind {kind} the field {field} is not of the type {expected}."),
        N_("Correct the field; leave it out where nothing is stated."),
    ),
    "content.missing": (
        N_("A content of kind {kind} needs the field {field}."),
        N_("State it, mark it as withheld, or record each side's own value."),
    ),
    "content.state": (
        N_("A content of kind {kind} cannot say where the thing stands."),
        N_("Leave the field out and state a step instead."),
    ),
    "content.marking": (
        N_("The marking {marking} is above what this channel may carry ({ceiling})."),
        N_("Keep it out of this channel; use the route agreed for such material."),
    ),
    "content.party": (
        N_("The field {field} names {party}, which is no party of this channel."),
        N_("Name a party of the channel; put others into the remarks."),
    ),
    "content.code": (
        N_("The code {value} in {field} belongs to somebody who is no party of this channel."),
        N_("Use a common code, or one of a party's own."),
    ),
    "content.twice": (
        N_("In {field} there are two entries for {value}."),
        N_("Put them into one."),
    ),
    "content.language": (
        N_("The prevailing language {language} is not one of the authentic languages."),
        N_("Add it to the authentic languages, or correct it."),
    ),
    "content.entry": (
        N_("It enters into force on a stated date, but no date is stated."),
        N_("State the date, or choose another rule."),
    ),
    "content.basis": (
        N_("The status of this area rests on a clause, but no instrument is named."),
        N_("Name the instrument, or state another basis."),
    ),
    "content.year": (
        N_("{year} is not the year of a programme."),
        N_("Write four digits."),
    ),
    "content.legs": (
        N_("The commitment does not state who owes what."),
        N_("Give one leg for each party that owes something."),
    ),
    "accept.absent": (
        N_("The content {sha256} is not here, so nobody can have read it."),
        N_("Ask the other side for the missing content and accept then."),
    ),
    "accept.malformed": (
        N_("The content {sha256} cannot be read ({why})."),
        N_("Decline it and ask the other side to propose it again."),
    ),
    "accept.kind": (
        N_("This record is of kind {kind}; the version offered is of kind {offered}."),
        N_("Decline it; a thing of another kind needs a record of its own."),
    ),
}

_STATEMENTS: Final = {
    "record.unknown": (
        N_("There is no record {record} in this channel."),
        N_("Look it up in the register and give its number again."),
    ),
    "statement.national": (
        N_("Statements on {topic} belong to the national channel only."),
        N_("Write it there; what the other side should know goes into a comment."),
    ),
    "statement.text": (
        N_("A statement on {topic} needs words."),
        N_("Write at least one sentence in one language."),
    ),
    "statement.recall": (
        N_("{party} can ask to erase only a version that it proposed itself."),
        N_("Name the version that was released by mistake."),
    ),
    "statement.replaces": (
        N_("The statement {replaces} on this record is not one's own, or is not here."),
        N_("Replace only what your own side stated on the same record."),
    ),
    "step.data": (
        N_("The step does not say which step it is and on which version."),
        N_("Give the step and the version it is on."),
    ),
    "step.limit": (
        N_("{party} has stated more steps on this record than are counted."),
        N_("Propose a new record that takes the place of this one."),
    ),
    "step.unknown": (
        N_("There is no step {step} for a thing of this kind."),
        N_("See what can be done next on the record's page."),
    ),
    "step.by": (
        N_("In a joint channel nobody takes the step {step} for {party}."),
        N_(
            "Let each side state its own; in the national channel you can record what the other side did."
        ),
    ),
    "step.version": (
        N_("The step {step} is not on the version in hand."),
        N_("Read the version that holds now, and state the step on it."),
    ),
    "step.leg": (
        N_("For the step {step} there is no leg of {leg}."),
        N_("Name the party whose part of the commitment it is."),
    ),
    "step.state": (
        N_("The step {step} cannot be taken where the record stands now ({state})."),
        N_("See what can be done next on the record's page."),
    ),
    "step.party": (
        N_("The step {step} is not for {party} to take."),
        N_("It is the other side's; nobody confirms its own work or answers its own invitation."),
    ),
    "step.office": (
        N_("The office {office} does not take the step {step}; these do: {offices}."),
        N_("Ask a colleague who holds one of these offices."),
    ),
}

_GUARDS: Final = {
    "guard.date_given": (
        N_("The step {step} needs a date."),
        N_("Say on which day it was."),
    ),
    "guard.reason_given": (
        N_("The step {step} needs a reason."),
        N_("Choose a reason, or give it in a few words."),
    ),
    "guard.receipt_given": (
        N_("The step {step} needs the day on which the notice was received."),
        N_("The period runs from receipt: give that day."),
    ),
    "guard.successor_named": (
        N_("The step {step} does not name an agreed record that takes the place of this one."),
        N_("Agree the new record first, then name it."),
    ),
    "guard.number_given": (
        N_("The step {step} needs a number of persons."),
        N_("Say how many."),
    ),
    "guard.actuals_given": (
        N_(
            "The step {step} needs what really took place: the dates and how many of your side took part."
        ),
        N_("Give the date and the number of participants."),
    ),
    "guard.report_given": (
        N_("The step {step} needs a report."),
        N_("Name the record of the report, or write it in a few sentences."),
    ),
    "guard.office_named": (
        N_("The step {step} needs the office that will do the work."),
        N_("Name the responsible office; nothing is owned in silence."),
    ),
    "guard.evidence_given": (
        N_("The step {step} needs something to go by."),
        N_("Attach evidence, or state in words what was done."),
    ),
    "guard.texts_complete": (
        N_("The step {step} needs the text in every authentic language."),
        N_("Complete the clauses, or attach the text, and agree that version first."),
    ),
    "guard.signature_named": (
        N_("The step {step} needs the place, the date and a signatory for each party."),
        N_("State them in the instrument, and agree that version first."),
    ),
    "guard.entry_known": (
        N_("The day of entry into force cannot be told yet."),
        N_(
            "Give the date, or wait until every party has notified that its procedures are complete."
        ),
    ),
    "guard.terms_stated": (
        N_("The step {step} needs the body's mandate or its rules of procedure."),
        N_("State one of them in the record, and agree that version first."),
    ),
    "guard.section_named": (
        N_("The step {step} needs one's own section: its head and a point of contact."),
        N_("Name both by their offices."),
    ),
    "guard.session_named": (
        N_("The step {step} needs the record of the session and its date."),
        N_("Name the session and the day it was held."),
    ),
    "guard.activities_pinned": (
        N_("The step {step} needs a programme that lists at least one activity."),
        N_("Propose the programme with its activities."),
    ),
    "guard.activities_agreed": (
        N_("The programme lists an activity that is not agreed in exactly that version."),
        N_("Agree the activities first, or bring the programme in line with them."),
    ),
    "guard.activities_settled": (
        N_("Some activity of the year is neither closed, cancelled nor carried over."),
        N_("Settle each activity of the programme, then close the year."),
    ),
    "guard.review_agreed": (
        N_("The step {step} does not name an agreed review of the year."),
        N_("Agree the review as a record first, then name it."),
    ),
    "guard.ready_to_accept": (
        N_(
            "The activity lacks what an acceptance needs: host, cost rule, a point of contact on each side, areas that are agreed."
        ),
        N_("Ask the other side to complete it, or propose a completed version."),
    ),
    "guard.past_dated": (
        N_(
            "Only an event recorded after the fact goes to {step} without having been in the programme, and with its date."
        ),
        N_(
            "Give the date it took place; for planned work let it pass through the programme first."
        ),
    ),
    "guard.dates_and_place": (
        N_("The step {step} needs fixed days and a place."),
        N_("Agree a version with the days and the place, then go on."),
    ),
    "guard.ready_to_confirm": (
        N_(
            "The activity is not ready to be confirmed: something that must come before has not been held or cleared."
        ),
        N_(
            "For an exercise hold the final planning conference; for a visit agree its programme or clear the request; for a place accept the nominee."
        ),
    ),
    "guard.own_record_agreed": (
        N_("The step {step} rests on an agreed record of its own, which it does not name."),
        N_("Agree the conference, minutes or programme as a record first, then name it."),
    ),
    "guard.was_carried_out": (
        N_("The step {step} comes after the activity was carried out."),
        N_("Let both sides record first that it took place."),
    ),
    "guard.seats_stated": (
        N_("The step {step} needs the number of places offered."),
        N_("State the places in the activity, and agree that version first."),
    ),
}

SENTENCES: Final = _DATES | _CITATIONS | _CONTENTS | _STATEMENTS | _GUARDS
