"""One way to say that a call is refused, and by which code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mithaq.record.refusal import Refusal


def refused(code: str, call: Callable[..., object], *args: object, **fields: object) -> Refusal:
    with pytest.raises(Refusal) as told:
        call(*args, **fields)
    assert told.value.code == code, str(told.value)
    return told.value
