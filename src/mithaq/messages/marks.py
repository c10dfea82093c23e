"""Marks strings for translation."""


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark ``text`` for the catalogues; it is translated where it is shown."""
    return text
