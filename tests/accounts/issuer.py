"""An identity provider for tests: it publishes itself, keeps a key, signs tokens; it stands where the network would."""

import io
import json
import time
import urllib.request
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://dinh-danh.mau.example"
SETTINGS = {
    "thu": {
        "issuer": ISSUER, "client": "mot-cua", "secret": "bí mật", "title": "Định danh thử", "scope": "openid profile",
        "number": "so_dinh_danh", "name": "name",
    }
}  # fmt: skip


@dataclass
class Issuer:
    """What it says of whoever signs in, and how it misbehaves where a test wants it to."""

    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    signing_key: Any = None
    algorithm: str = "RS256"
    reachable: bool = True
    tokens: list[dict[str, Any]] = field(default_factory=list)

    def sign_in(self, place: str) -> dict[str, str]:
        """Take somebody who was led here; give the query with which they are led back."""
        self.asked = parse_qs(urlsplit(place).query)
        return {"code": "mã-một-lần", "state": self.asked["state"][0], "iss": ISSUER}

    def open(self, asked: urllib.request.Request, timeout: float | None = None) -> io.BytesIO:
        """Answer as the network would."""
        if not self.reachable:
            raise URLError("no route")
        match urlsplit(asked.full_url).path:
            case "/.well-known/openid-configuration":
                return _json(
                    {
                        "issuer": ISSUER,
                        "authorization_endpoint": f"{ISSUER}/vao",
                        "token_endpoint": f"{ISSUER}/token",
                        "userinfo_endpoint": f"{ISSUER}/ai",
                        "jwks_uri": f"{ISSUER}/khoa",
                    }
                    | self.published
                )
            case "/khoa":
                return _json({"keys": [{**json.loads(RSAAlgorithm.to_jwk(self.key.public_key())), "kid": "1"}]})
            case "/token":
                assert isinstance(asked.data, bytes)
                form = parse_qs(asked.data.decode())
                basic = b64decode(str(asked.get_header("Authorization")).removeprefix("Basic ")).decode()
                self.tokens.append({"form": form, "basic": basic})
                return _json({"access_token": "a", "token_type": "Bearer", "id_token": self.token()})
            case "/ai":
                return _json(self.userinfo)
        raise URLError("not found")

    def token(self) -> str:
        said = {
            "iss": ISSUER, "sub": "ai-do", "aud": "mot-cua", "exp": int(time.time()) + 300, "iat": int(time.time()),
            "nonce": self.asked["nonce"][0], "name": "NGƯỜI NỘP", "so_dinh_danh": "001099000123",
        } | self.claims  # fmt: skip
        said = {name: value for name, value in said.items() if value is not None}
        key = self.signing_key if self.signing_key is not None else self.key
        return jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": "1"} | self.header)


def _json(said: object) -> io.BytesIO:
    return io.BytesIO(json.dumps(said).encode())


def other_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def elliptic_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())
