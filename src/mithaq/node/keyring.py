"""The keys of a node, in its folder ``keys/`` (0700; every file 0600).

* ``node/<key id>.pem``: the Ed25519 keys that sign acts; the ledger says which signs now.
* ``root.age``: the root key, encrypted with a passphrase; it signs charters and key manifests
  only, and ``init`` says to keep it away from the machine.
* ``age.key``: the X25519 identity that opens bundles and backups sent to this node.
* ``tls.key``, ``tls.crt``: the certificate other nodes pin by the SHA-256 of its public key.

The node signs in process (decision 23).
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID
from nacl.signing import SigningKey

from mithaq.record.envelope import Signature
from mithaq.record.keys import keyid, spki
from mithaq.record.refusal import Refusal

from .disk import make_folder, write_file

_PEM = serialization.Encoding.PEM
_PKCS8 = serialization.PrivateFormat.PKCS8
_PLAIN = serialization.NoEncryption()
_TEN_YEARS = timedelta(days=3653)
_TRIES = 200


@dataclass(frozen=True, slots=True)
class NodeKey:
    """One Ed25519 key that signs; the ``Signer`` port of the desk."""

    secret: SigningKey

    @property
    def public(self) -> bytes:
        return bytes(self.secret.verify_key)

    @property
    def key(self) -> str:
        return keyid(spki(self.public))

    @property
    def spki(self) -> str:
        return base64.b64encode(spki(self.public)).decode()

    def sign(self, message: bytes) -> bytes:
        return self.secret.sign(message).signature


@dataclass(frozen=True, slots=True)
class RootKeys:
    """The root keys that a passphrase has opened; the ``Roots`` port of the desk."""

    keys: tuple[NodeKey, ...]

    @property
    def publics(self) -> tuple[bytes, ...]:
        return tuple(key.public for key in self.keys)

    def sign(self, message: bytes) -> tuple[Signature, ...]:
        return tuple(Signature(keyid=key.key, sig=key.sign(message)) for key in self.keys)


class Keyring:
    """The keys of one home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def root_file(self) -> Path:
        return self.folder / "root.age"

    # Making ------------------------------------------------------------------------------

    def make(self, *, passphrase: str, now: str) -> RootKeys:
        """Make every key of a new node, and give the root key still open."""
        make_folder(self.folder)
        make_folder(self.folder / "node")
        root, root_pem = _new_key()
        write_file(self.root_file, pyrage.passphrase.encrypt(root_pem, passphrase))
        self.add_node_key()
        identity = pyrage.x25519.Identity.generate()
        text = f"# public key: {identity.to_public()}\n{identity}\n"
        write_file(self.folder / "age.key", text.encode("ascii"))
        self._make_certificate(now)
        return RootKeys((root,))

    def add_node_key(self) -> NodeKey:
        """Make one more key that can sign; nothing uses it until the ledger says so."""
        key, pem = _new_key()
        write_file(self.folder / "node" / f"{key.key}.pem", pem)
        return key

    def _make_certificate(self, now: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mithaq node")])
        # Valid from a day before: the partner's clock may be behind ours. What is checked is
        # the pinned key, never these dates.
        begin = datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(begin - timedelta(days=1))
            .not_valid_after(begin + _TEN_YEARS)
            .sign(key, hashes.SHA256())
        )
        write_file(self.folder / "tls.key", key.private_bytes(_PEM, _PKCS8, _PLAIN))
        write_file(self.folder / "tls.crt", certificate.public_bytes(_PEM))

    # Reading -----------------------------------------------------------------------------

    def node_keys(self) -> tuple[NodeKey, ...]:
        """Read the keys that can sign, by key id in order."""
        files = sorted((self.folder / "node").glob("*.pem"))
        return tuple(_read_key(file.read_bytes(), file) for file in files)

    def node_key(self, key: str | None = None) -> NodeKey:
        """Give the key with this id, or the only one. Raises ``node.no_key``."""
        keys = self.node_keys()
        for one in keys:
            if one.key == key or (key is None and len(keys) == 1):
                return one
        raise Refusal("node.no_key", key=key or "", folder=str(self.folder))

    def unlock(self, passphrase: str, *, file: Path | None = None) -> RootKeys:
        """Open the root key, from the keyring or from where it was moved to.

        Raises: ``node.no_root``, ``node.passphrase``.
        """
        place = file or self.root_file
        if not place.is_file():
            raise Refusal("node.no_root", path=str(place))
        pem = _opened(place.read_bytes(), passphrase)
        if pem is None:
            raise Refusal("node.passphrase", path=str(place))
        return RootKeys((_read_key(pem, place),))

    def identities(self) -> tuple[str, ...]:
        """Give the age identities that open what is sealed to this node."""
        file = self.folder / "age.key"
        if not file.is_file():
            raise Refusal("node.no_key", key="age", folder=str(self.folder))
        return identities_in(file.read_text("ascii"))

    def recipients(self) -> tuple[str, ...]:
        """Give the ``age1…`` recipients others seal to."""
        return tuple(
            str(pyrage.x25519.Identity.from_str(one).to_public()) for one in self.identities()
        )

    def tls_pin(self) -> str:
        """Give the SHA-256 of the public key of the certificate."""
        certificate = x509.load_pem_x509_certificate((self.folder / "tls.crt").read_bytes())
        der = certificate.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return hashlib.sha256(der).hexdigest()


def _opened(sealed: bytes, passphrase: str) -> bytes | None:
    # age guesses how long the work would take from a millisecond of it, and on a busy machine
    # guesses too long and refuses to begin: that says nothing about the passphrase.
    for _ in range(_TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
        except pyrage.DecryptError as trouble:
            if "xcessive" not in str(trouble):
                return None
        time.sleep(0.05)
    return None


def identities_in(text: str) -> tuple[str, ...]:
    """Read the identities of an age key file: every line that is no comment."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _new_key() -> tuple[NodeKey, bytes]:
    secret = Ed25519PrivateKey.generate()
    return NodeKey(SigningKey(secret.private_bytes_raw())), secret.private_bytes(
        _PEM, _PKCS8, _PLAIN
    )


def _read_key(pem: bytes, file: Path) -> NodeKey:
    try:
        secret = serialization.load_pem_private_key(pem, password=None)
    except ValueError:
        raise Refusal("node.bad_key", path=str(file)) from None
    if not isinstance(secret, Ed25519PrivateKey):
        raise Refusal("node.bad_key", path=str(file))
    return NodeKey(SigningKey(secret.private_bytes_raw()))


def spkis(keys: Sequence[bytes]) -> list[str]:
    """Write public keys as a charter names them."""
    return [base64.b64encode(spki(key)).decode() for key in keys]
