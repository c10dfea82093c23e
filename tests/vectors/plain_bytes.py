"""A second reader, written from docs/spec/act.md with the standard library and OpenSSL alone.

It shares no code with ``mithaq.record``: the vectors run at both, so that the page is shown to be
enough. Slow and literal; sections are named where they are followed.
"""

import base64
import json
import re
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH, HALF = r"[0-9a-f]{64}", r"[0-9a-f]{32}"
PARTY, TOKEN = r"[a-z0-9.-]{1,64}", r"[a-z][a-z0-9_-]{0,31}"
TOPIC, FIELD = r"[a-z][a-z0-9_.-]{0,63}", r"[a-z][a-z0-9_.-]{0,63}"
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"
MEDIA = r"[a-z0-9][a-z0-9.+_-]{0,126}/[a-z0-9][a-z0-9.+_-]{0,126}"
AGE = r"age1[02-9ac-hj-np-z]{58}"
TYPES = {
    f"application/vnd.mithaq.{x}.v1+json": x
    for x in ("act", "charter", "keys", "manifest", "certificate", "have")
}
MOST = 2**53 - 1


class Refused(Exception):  # noqa: N818
    """Refused with a code."""


def need(true, code="E_FIELD"):
    if not true:
        raise Refused(code)


# Section 2: single fields


def like(pattern):
    return lambda value: need(isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII))


def number(low=0, high=MOST):
    return lambda value: need(type(value) is int and low <= value <= high)


def exactly(wanted):
    return lambda value: need(type(value) is type(wanted) and value == wanted)


def or_null(check):
    return lambda value: value is None or check(value)


def string(value):
    need(isinstance(value, str))


def free(value):
    need(isinstance(value, dict))


def has(required, optional=()):
    """Check an object with exactly these fields."""
    optional = dict(optional)

    def check(value):
        need(isinstance(value, dict))
        need(required.keys() <= value.keys() <= required.keys() | optional.keys())
        for name, item in value.items():
            (required.get(name) or optional[name])(item)

    return check


def listed(check, low, high):
    def each(value):
        need(isinstance(value, list) and low <= len(value) <= high)
        for item in value:
            check(item)

    return each


def mapped(name, check, low=0, high=999):
    def each(value):
        need(isinstance(value, dict) and low <= len(value) <= high)
        for key, item in value.items():
            like(name)(key)
            check(item)

    return each


def time(value):
    like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")(value)
    try:
        datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        need(False)
    need(int(value[17:19]) < 60)


BLOB = has({"sha256": like(HASH), "size": number(), "type": like(MEDIA)})


# Section 3: MJ-1


def write(value):
    if isinstance(value, dict):
        return "{" + ",".join(write(key) + ":" + write(value[key]) for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(map(escaped, value)) + '"'
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value in (None, True, False) and type(value) is not int
        else str(value)
    )


def escaped(letter):
    short = {
        '"': '\\"',
        "\\": "\\\\",
        "\b": "\\b",
        "\t": "\\t",
        "\n": "\\n",
        "\f": "\\f",
        "\r": "\\r",
    }
    if letter in short:
        return short[letter]
    return f"\\u{ord(letter):04x}" if letter < " " else letter


def walk(value, depth):
    if isinstance(value, float):
        raise Refused("E_LIMIT")
    if type(value) is int:
        need(abs(value) <= MOST, "E_LIMIT")
    if isinstance(value, str):
        need(not re.search("[\ud800-\udfff]", value), "E_JSON")
    if isinstance(value, (dict, list)):
        need(depth > 0, "E_LIMIT")
        for key in value if isinstance(value, dict) else ():
            need(re.fullmatch("[!-~]+", key), "E_LIMIT")
        for item in value.values() if isinstance(value, dict) else value:
            walk(item, depth - 1)


def read(data, depth=8):
    try:
        text = data.decode()
        need(not text.startswith("\ufeff"), "E_JSON")
        need(brackets(text) <= depth, "E_LIMIT")
        value = json.loads(text, parse_constant=no_constant)
    except ValueError:
        raise Refused("E_JSON") from None
    walk(value, depth)
    need(write(value) == text, "E_CANON")
    return value


def no_constant(name):
    raise ValueError(name)


def brackets(text):
    depth = most = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', text, re.DOTALL):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0][0], 0)
        most = max(most, depth)
    return most


# Section 4: the envelope


def unbase64(text, *, both):
    need("=" not in text.rstrip("=") and len(text) % 4 == 0, "E_B64")
    if both and not set(text) & set("+/"):
        text = text.replace("-", "+").replace("_", "/")
    need(re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", text), "E_B64")
    try:
        data = base64.b64decode(text)
    except ValueError:
        raise Refused("E_B64") from None
    need(base64.b64encode(data).decode() == text, "E_B64")
    return data


class Envelope:
    """An envelope: its type by short name, its payload, its signatures."""

    def __init__(self, line, limit=65536):
        need(len(line) <= limit, "E_SIZE")
        self.take(read(line))

    def take(self, value):
        has(
            {
                "payload": string,
                "payloadType": string,
                "signatures": listed(has({"keyid": like(HASH), "sig": string}), 0, 9999),
            }
        )(value)
        need(value["payloadType"] in TYPES, "E_TYPE")
        need(1 <= len(value["signatures"]) <= 128, "E_SIGS")
        self.type = TYPES[value["payloadType"]]
        self.payload = unbase64(value["payload"], both=True)
        self.signatures = [
            (one["keyid"], unbase64(one["sig"], both=True)) for one in value["signatures"]
        ]
        kind = value["payloadType"].encode()
        self.pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(self.payload), self.payload)
        self.id = sha256(self.pae).hexdigest()
        return self

    def fields(self, name, signatures=128):
        need(self.type == name, "E_TYPE")
        need(len(self.signatures) <= signatures, "E_SIGS")
        need(len(self.payload) <= 32768, "E_SIZE")
        value = read(self.payload)
        need(isinstance(value, dict) and type(value.get("v")) is int)
        need(value["v"] == 1, "E_VERSION")
        return value


# Section 5: keys and signatures

PRIME = 2**255 - 19
EIGHTHS = (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)
SMALL = {
    ((y % 2**255) | high << 255).to_bytes(32, "little")
    for y in (
        0,
        1,
        PRIME - 1,
        PRIME,
        PRIME + 1,
        *(int.from_bytes(bytes.fromhex(x), "little") for x in EIGHTHS),
    )
    for high in (0, 1)
}


def key(text):
    try:
        der = unbase64(text, both=False)
    except Refused:
        raise Refused("E_KEY") from None
    need(len(der) == 44 and der.hex().startswith("302a300506032b6570032100"), "E_KEY")
    need(der[12:] not in SMALL, "E_KEY_SMALL")
    need(int.from_bytes(der[12:], "little") % 2**255 < PRIME, "E_KEY")
    return sha256(der).hexdigest(), der[12:]


def keys_of(texts):
    pairs = [key(text) for text in texts]
    need(len(dict(pairs)) == len(pairs), "E_KEY")
    return dict(pairs)


def check_signature(public, message, sig):
    need(len(sig) == 64 and public not in SMALL and sig[:32] not in SMALL, "E_SIG")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(sig, message)
    except (InvalidSignature, ValueError):
        raise Refused("E_SIG") from None


def signers(envelope, known):
    signed = set()
    for name, sig in envelope.signatures:
        need(name in known, "E_KEY")
        need(name not in signed, "E_SIGS")
        check_signature(known[name], envelope.pae, sig)
        signed.add(name)
    return signed
