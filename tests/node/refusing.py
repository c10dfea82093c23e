from __future__ import annotations

from contextlib import contextmanager

import pytest

from mithaq.record.refusal import Refusal


@contextmanager
def refused(code, **fields):
    """Expect a refusal of this code, with at least these fields."""
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code == code
    assert {name: caught.value.fields.get(name) for name in fields} == fields
