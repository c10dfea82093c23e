"""How a vector writes bytes: as text in ``name``, or as base64 in ``name_b64`` if they are none."""

import base64


def bytes_of(given, name):
    """Read the bytes ``name`` of an input."""
    if name in given:
        return given[name].encode()
    return base64.b64decode(given[f"{name}_b64"])


def as_bytes(name, data):
    """Write the bytes ``data`` as the field ``name`` of an input."""
    try:
        return {name: data.decode()}
    except UnicodeDecodeError:
        return {f"{name}_b64": base64.b64encode(data).decode()}
