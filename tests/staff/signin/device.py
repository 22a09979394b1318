"""A device with passkeys in it, that does whatever a test wants, also what no honest one does.

WebAuthn level 3: 6.1 (what it says of itself), 5.8.1 (what the browser says), 6.5.4 (proof).
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN = "http://localhost"
PRESENT = AuthenticatorData.FLAG.USER_PRESENT
VERIFIED = AuthenticatorData.FLAG.USER_VERIFIED
ATTESTED = AuthenticatorData.FLAG.ATTESTED


class Device:
    """One passkey. ``verified`` is whether the device knew its owner by finger, face or PIN."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = secrets.token_bytes(16)
        self.owner = ""

    def make(self, options: dict[str, Any], *, verified: bool = True, origin: str = ORIGIN) -> str:
        """Answer the page that wants a passkey made."""
        wanted = options["publicKey"]
        self.owner = wanted["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.name, public)
        flags = PRESENT | ATTESTED | (VERIFIED if verified else 0)
        said = AuthenticatorData.create(_host(wanted["rp"]["id"]), flags, 0, credential)
        attestation = AttestationObject.create("none", said, {})
        return self._answer(
            clientDataJSON=_client("webauthn.create", wanted, origin),
            attestationObject=bytes(attestation),
        )

    def show(self, options: dict[str, Any], *, verified: bool = True, origin: str = ORIGIN) -> str:
        """Answer the page that wants a passkey shown."""
        wanted = options["publicKey"]
        flags = PRESENT | (VERIFIED if verified else 0)
        said = AuthenticatorData.create(_host(wanted["rpId"]), flags, 0)
        client = _client("webauthn.get", wanted, origin)
        proof = self.key.sign(bytes(said) + sha256(client), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client,
            authenticatorData=bytes(said),
            signature=proof,
            userHandle=websafe_decode(self.owner),
        )

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.name),
                "rawId": websafe_encode(self.name),
                "type": "public-key",
                "response": {name: websafe_encode(value) for name, value in response.items()},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def _host(name: str) -> bytes:
    return sha256(name.encode())


def _client(kind: str, wanted: dict[str, Any], origin: str) -> bytes:
    challenge = websafe_decode(wanted["challenge"])
    return bytes(CollectedClientData.create(kind, challenge, origin))
