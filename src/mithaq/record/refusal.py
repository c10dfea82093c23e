"""The one way a pure package says no."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not an error)
    """Bad input, refused whole.

    ``code`` is from the closed list in ``docs/codes.md``; ``fields`` are plain values that the
    sentence in the reader's language names (``mithaq.messages``). Nothing was applied.
    Codes of the record itself begin with ``E_`` (refused for ever), ``W_`` (kept and waiting),
    ``F_`` (evidence, never dropped) or ``V_`` (admitted, without effect): docs/spec/act.md.
    """

    def __init__(self, code: str, **fields: object) -> None:
        """Refuse with ``code``; ``fields`` fill the sentence."""
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        """Give the code and its fields, for logs and tests; people read ``messages``."""
        told = " ".join(f"{name}={value!r}" for name, value in sorted(self.fields.items()))
        return f"{self.code} {told}".rstrip()
