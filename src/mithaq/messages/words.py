"""Words that the machine puts into a refusal's fields, so that they too speak the reader's language.

The operating system says why in English, and the core says in a word which limit, what part, or
what was being done. A value of one of these fields that is listed here is translated; any other
value is shown as it is.
"""

from __future__ import annotations

from typing import Final

from mithaq.messages.marks import N_

FIELDS: Final = frozenset({"doing", "limit", "reason", "told", "what", "why"})
"""The fields whose values may be words of the machine, never words that a person typed."""

_SYSTEM: Final = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Device or resource busy"),
    N_("Too many open files"),
    N_("Broken pipe"),
    N_("not found"),
)

_LOCKS: Final = (N_("restored"), N_("behind"), N_("missing"), N_("doubled"))
"""Why a channel is locked for signing."""

_DOING: Final = (
    N_("backup"), N_("begin"), N_("blob"), N_("high-water"), N_("init"), N_("lock"), N_("open"),
    N_("place"), N_("restore"), N_("write"),
)  # fmt: skip

_LIMITS: Final = (
    N_("depth"),
    N_("files"),
    N_("key"),
    N_("number"),
    N_("page"),
    N_("seen"),
    N_("text"),
)
_PARTS: Final = (
    N_("bundle"), N_("card"), N_("content"), N_("feeds"), N_("line"), N_("payload"), N_("proof"), N_("tar"),
)  # fmt: skip

KNOWN: Final = frozenset((*_SYSTEM, *_LOCKS, *_DOING, *_LIMITS, *_PARTS))
