"""Which blobs a channel names: the contents its acts offer, and the attachments of those.

Spec: docs/spec/bundle.md section 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mithaq.record.act import Act
from mithaq.record.content import SIZE, read_content
from mithaq.record.refusal import Refusal

JOINT = 2
"""In a joint channel a content with a national part is no content, and names nothing."""


class References:
    """A growing set of blobs that were named."""

    def __init__(self) -> None:
        """Begin with nothing named."""
        self.contents: set[str] = set()
        self.attached: set[str] = set()

    def __contains__(self, sha256: object) -> bool:
        """Tell whether a blob was named."""
        return sha256 in self.contents or sha256 in self.attached

    def __iter__(self) -> Iterator[str]:
        """Give every blob named, in order of its hash."""
        return iter(sorted(self.contents | self.attached))

    def add(self, act: Act) -> None:
        """Take in the content an act names, if any."""
        named = content_of(act)
        if named is not None:
            self.contents.add(named)

    def add_content(self, content: str, named: Iterable[str]) -> None:
        """Take in what a content that was itself named names."""
        if content in self.contents:
            self.attached.update(named)


def content_of(act: Act) -> str | None:
    """Give the SHA-256 of the content that a proposal or a statement carries, or None."""
    if act.kind not in {"propose", "statement"}:
        return None
    content = act.body.get("content")
    return None if content is None else str(content["sha256"])


def attachments(blob: bytes | None, *, parties: int = JOINT) -> tuple[str, ...]:
    """Give the attachments a content names; a blob that is absent or no content names none.

    ``parties`` is how many the charter has: that decides what is a content.
    """
    if blob is None or len(blob) > SIZE or blob[:1] != b"{":
        return ()
    try:
        return tuple(str(one["sha256"]) for one in read_content(blob, parties=parties).attachments)
    except Refusal:
        return ()
