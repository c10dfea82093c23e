"""The README an export carries: how to check it without this program. Part of the format's text."""

from __future__ import annotations

from typing import Final

README: Final = """\
One channel of Mithaq, as plain files.

manifest.json  who made this export, when, of what; signed (DSSE v1.0.2, Ed25519)
charter.json   the parties, their keys and limits, signed by all; its id is the channel's id
keys.jsonl     the exporter's changes of keys since, if any
acts.jsonl     every act, one signed envelope a line, causes before what follows from them
blobs/         contents and attachments, each named by its own SHA-256
SHA256SUMS     check with: sha256sum -c SHA256SUMS

To check everything: mithaq verify PATH

To check one act with common tools only: decode "payload" from base64; the bytes signed are
"DSSEv1 LEN(TYPE) TYPE LEN(PAYLOAD) PAYLOAD" with single spaces and decimal byte lengths; the
signature is Ed25519 under the key whose id the payload names in "key": charter.json and the acts
of kind "keys" hold it, as base64 of its DER form.
    openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed.bin -sigfile sig.bin
The id of an act is the SHA-256 of those signed bytes.

The rules in full: docs/spec (act, channel, fold, exchange, bundle) of the Mithaq project, free for
anyone to implement (CC0).
"""
"""What stands in every export's README.txt unless a caller gives its own words."""
